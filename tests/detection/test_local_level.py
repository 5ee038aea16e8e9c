"""Level, precision and weekday effect of daily values."""

from __future__ import annotations

import numpy as np
import pytest

from synthetic_series import FIRST_DAY
from unlike.detection.local_level import (
    LEVEL_REACH_DAYS,
    clipped_to_level,
    day_precision,
    local_level,
    moving_mean,
    weekday_effect,
)

DAYS = 200
NOISE = np.random.default_rng(1).standard_normal((2, DAYS))
PRESENT = np.ones((2, DAYS), dtype=bool)


@pytest.mark.parametrize("gap", [0, 3])
def test_a_moving_mean_is_that_of_the_days_around(gap: int) -> None:
    weights = np.random.default_rng(2).gamma(2, 1, (2, DAYS))
    means = moving_mean(NOISE, weights, 10, gap)
    for day in (0, 7, 100, DAYS - 1):
        near = [d for d in range(DAYS) if gap < abs(d - day) <= 10]
        expected = np.average(NOISE[:, near], weights=weights[:, near], axis=1)
        np.testing.assert_allclose(means[:, day], expected)


def test_without_weight_the_mean_is_nought() -> None:
    assert not moving_mean(NOISE, np.zeros((2, DAYS)), 10).any()


def test_the_level_leaves_out_the_nearest_days() -> None:
    values = np.zeros((1, DAYS))
    values[0, 98:103] = 50.0
    level = local_level(values, np.ones((1, DAYS)))
    assert level[0, 100] == pytest.approx(0.0)
    assert level[0, 110] == pytest.approx(5 * 50 / (2 * LEVEL_REACH_DAYS - 6))


def test_a_wild_day_is_clipped_and_a_step_is_not() -> None:
    values = NOISE.copy()
    values[0, 100] += 60
    values[1, 100:] += 6
    clipped, precision, level = clipped_to_level(values, np.ones((2, DAYS)), np.zeros((2, DAYS)), PRESENT)
    assert clipped[0, 100] < 8
    assert clipped[1, 110:].mean() == pytest.approx(values[1, 110:].mean(), abs=0.1)
    assert precision.shape == level.shape == (2, DAYS)


def test_precision_falls_with_sampling_variance_and_is_nought_where_missing() -> None:
    sampling = np.where(np.arange(DAYS) < 100, 0.0, 3.0) * np.ones((2, 1))
    present = PRESENT.copy()
    present[:, 50] = False
    precision = day_precision(2 * NOISE, sampling, present, present)
    assert not precision[:, 50].any()
    assert (precision[:, 10] > precision[:, 150]).all()


def test_a_spell_widens_the_precision_of_other_days_by_little() -> None:
    spell = NOISE.copy()
    spell[:, 100:110] -= 6
    plain, wider = (day_precision(part, np.zeros((2, DAYS)), PRESENT, PRESENT)[:, 0] for part in (NOISE, spell))
    assert (wider > 0.4 * plain).all()


def test_the_weekday_effect_is_that_of_each_signal() -> None:
    days = FIRST_DAY + np.arange(DAYS)
    residual = np.zeros((2, DAYS))
    residual[1, 2::7] = 1.0
    effect = weekday_effect(residual, np.ones((2, DAYS)), days)
    assert not effect[0].any()
    assert effect[1, 2::7] == pytest.approx(1.0, abs=0.25)
    assert not np.delete(effect[1], np.s_[2::7]).any()
