"""Weights of a person's signals: correlated ones count together once."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from synthetic_series import build_amount_panel, white_noise
from unlike.core.series import SignalKind
from unlike.detection.signal_weights import (
    daily_correlations,
    discriminant_weights,
    expected_day_score,
    level_after_drop,
    positive_definite,
    shrunk_correlations,
    signal_weights,
)


def test_weighted_days_have_a_variance_of_one_whatever_they_share() -> None:
    noise, shared = white_noise(8, 1500, 4), white_noise(9, 1500, 1)
    for part in (0.0, 0.5, 1.0):
        person = build_amount_panel(noise + part * (shared - 2.0), polarity=[-1, 1, 0, -1])
        weights = signal_weights(person)
        assert (weights >= 0).all()
        assert weights[2] == 0, "a signal without a direction has no say"
        summed = (weights * person.polarity) @ ((person.values - person.level) * np.sqrt(person.precision))
        assert np.var(summed) == pytest.approx(1.0, abs=0.25)


@pytest.mark.parametrize("correlation", [-0.5, 0.0, 0.4, 0.9])
def test_a_weighted_sum_has_variance_one_and_no_weight_is_negative(correlation: float) -> None:
    together = np.full((3, 3), correlation) * (1 if correlation > -0.5 else 0.9)
    np.fill_diagonal(together, 1.0)
    weights = discriminant_weights(np.array([1.0, 0.2, 0.0]), together)
    assert (weights >= 0).all()
    assert weights[2] == 0
    assert weights @ together @ weights == pytest.approx(1.0)


def test_without_an_effect_there_is_no_weight() -> None:
    assert not discriminant_weights(np.zeros(3), np.eye(3)).any()


def test_signals_that_share_their_days_are_correlated_and_others_hardly() -> None:
    values = white_noise(1, 1500, 3)
    values[1] = values[0] + 0.1 * (values[1] - 2.0)
    correlation = daily_correlations(build_amount_panel(values))
    assert np.diag(correlation) == pytest.approx(1.0)
    assert correlation[0, 1] > 0.8
    assert abs(correlation[0, 2]) < 0.15


def test_signals_of_opposite_polarity_that_rise_together_are_negatively_correlated() -> None:
    values = white_noise(2, 1500, 2)
    values[1] = values[0]
    assert daily_correlations(build_amount_panel(values, [-1, 1]))[0, 1] < -0.8


@pytest.mark.parametrize(("shared", "counted"), [(5, False), (50, True)])
def test_too_few_shared_days_count_as_uncorrelated(shared: int, counted: bool) -> None:
    values = white_noise(3, 110, 2)
    values[1] = values[0]
    values[0, :55], values[1, 55 + shared :] = np.nan, np.nan
    assert (daily_correlations(build_amount_panel(values))[0, 1] > 0.5) == counted


def test_correlations_are_shrunk() -> None:
    assert shrunk_correlations(np.array([[4.0, 2.0], [2.0, 1.0]])) == pytest.approx(np.array([[1, 0.9], [0.9, 1]]))


@pytest.mark.parametrize(
    ("kind", "level", "polarity", "expected"),
    [
        (SignalKind.AMOUNT, np.log(8.0), -1, np.log(4.0)),
        (SignalKind.DURATION, np.log(60.0), 1, np.log(120.0)),
        (SignalKind.COUNT, np.log1p(10.0), -1, np.log1p(5.0)),
        (SignalKind.SHARE, 0.4, -1, 0.2),
        (SignalKind.SHARE, 0.4, 1, 0.7),
    ],
)
def test_a_drop_to_half_moves_each_kind_on_its_own_scale(
    kind: SignalKind, level: float, polarity: float, expected: float
) -> None:
    assert level_after_drop(np.array([level]), kind, polarity, 0.5)[0] == pytest.approx(expected)


def test_a_signal_expects_a_score_only_with_a_direction() -> None:
    person = build_amount_panel(white_noise(4), [-1, 0, 1, -1])
    assert expected_day_score(person, 0) == pytest.approx(-np.log(0.6) / 0.3, rel=0.15)
    assert expected_day_score(person, 1) == 0


@given(st.integers(0, 2**32 - 1), st.integers(2, 9))
def test_correlations_of_other_days_each_still_give_weights(seed: int, signals: int) -> None:
    rng = np.random.default_rng(seed)
    drawn = np.triu(rng.uniform(-1, 1, (signals, signals)) * (rng.random((signals, signals)) < 0.6), 1)
    correlation = drawn + drawn.T + np.eye(signals)
    near = positive_definite(correlation)
    assert np.linalg.eigvalsh(near)[0] > 0
    assert np.diag(near) == pytest.approx(1.0)
    assert (np.abs(near) <= 1 + 1e-9).all()
    weights = discriminant_weights(rng.uniform(0, 1, signals), near)
    assert np.isfinite(weights).all()
    assert weights @ near @ weights == pytest.approx(1.0)


def test_correlations_that_can_be_are_left_alone() -> None:
    values = white_noise(5, 800, 4)
    correlation = 0.9 * np.corrcoef(values) + 0.1 * np.eye(4)
    assert positive_definite(correlation) is correlation


def test_signals_seen_together_in_pairs_only_have_weights() -> None:
    """Each pair shares days that no third one has, and their correlations contradict each other."""
    noise = white_noise(3, 1800, 3)
    for part, (first, second, sign) in enumerate(((0, 1, 1), (1, 2, 1), (0, 2, -1))):
        days = slice(600 * part, 600 * part + 600)
        noise[second, days] = 2.0 + sign * (noise[first, days] - 2.0)
    person = build_amount_panel(noise)
    precision = person.precision.copy()
    for part, missing in enumerate((2, 0, 1)):
        precision[missing, 600 * part : 600 * part + 600] = 0.0
    person = replace(person, precision=precision)
    assert np.linalg.eigvalsh(daily_correlations(person))[0] > 0
    assert np.isfinite(signal_weights(person)).all()
