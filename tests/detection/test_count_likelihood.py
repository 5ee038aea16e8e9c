"""Log-likelihood ratios of how much is written."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from synthetic_series import message_series
from unlike.core.series import Series, SignalKind
from unlike.detection import SignalPanel, build_panel
from unlike.detection.count_likelihood import FULL_DAY_WEIGHT, SHIFTS, count_log_ratios, shift_log_ratio


def test_the_ratio_is_that_of_normal_densities() -> None:
    for score in (-3.0, 0.0, 1.5, 6.0):
        densities = [np.exp(-((score - shift) ** 2) / 2) for shift in SHIFTS]
        plain = np.log(np.mean(densities) / np.exp(-(score**2) / 2))
        assert float(shift_log_ratio(np.array(score))) == pytest.approx(plain)


def test_the_ratio_is_1_on_average_where_nothing_happens() -> None:
    grid = np.linspace(-12, 16, 20001)
    density = np.exp(-(grid**2) / 2) / np.sqrt(2 * np.pi)
    mean = np.sum(np.exp(shift_log_ratio(grid)) * density) * (grid[1] - grid[0])
    assert mean == pytest.approx(1.0, abs=1e-3)


def with_count(days: int = 300) -> SignalPanel:
    rng = np.random.default_rng(3)
    shares = message_series(3, days)
    numbers = rng.poisson(20, days).astype(np.float64)
    count = Series("many", SignalKind.COUNT, -1, shares[0].days, numbers, np.ones(days), 0.0, 3.0)
    return build_panel([replace(count, likelihood_weight=0.8), *shares])


def test_only_counts_are_added_as_far_as_their_days_count() -> None:
    person = with_count()
    row = person.names.index("many")
    cooling = np.random.default_rng(4).normal(size=(2, len(person.names), 50))
    full = np.full(len(person.names), FULL_DAY_WEIGHT)
    whole = count_log_ratios(cooling, person, full)
    assert whole == pytest.approx(0.8 * shift_log_ratio(cooling[:, row]))
    assert count_log_ratios(cooling, person, 2 * full) == pytest.approx(whole)
    assert count_log_ratios(cooling, person, full / 2) == pytest.approx(whole / 2)
    assert (count_log_ratios(cooling, person, 0 * full) == 0).all()


def test_without_a_count_nothing_is_added() -> None:
    person = build_panel(message_series(3, 300))
    size = len(person.names)
    assert (count_log_ratios(np.ones((2, size, 50)), person, np.ones(size)) == 0).all()
