"""The test of one step: its statistic, what is left without it, and its chance."""

from __future__ import annotations

import numpy as np
import pytest

from unlike.core.series import Floats
from unlike.detection import step_significance
from unlike.detection.step_significance import (
    MIN_SIDE_WEEKS,
    bootstrap_chance,
    is_lasting,
    long_run_deviation,
    step_statistic,
    without_step,
)

WEEKS, STEP = 104, 52
FULL = np.ones((4, WEEKS))


def noise(seed: int, drop: float = 0.0) -> Floats:
    """Four signals of white noise, with a step by so many of its deviations."""
    weeks: Floats = np.random.default_rng([seed, 6]).standard_normal((4, WEEKS))
    weeks[:, STEP:] -= drop
    return weeks


def test_the_statistic_is_highest_at_the_step_and_nothing_near_the_ends() -> None:
    statistic = step_statistic(noise(1, drop=3), FULL)
    assert statistic.shape == (WEEKS,)
    assert abs(int(np.argmax(statistic)) - STEP) <= 1
    assert not statistic[:MIN_SIDE_WEEKS].any()
    assert not statistic[WEEKS - MIN_SIDE_WEEKS + 1 :].any()


def test_weeks_without_a_value_tell_nothing() -> None:
    weight = FULL.copy()
    weight[:, np.arange(WEEKS) % 4 > 0] = 0.0
    draws = np.stack([noise(seed) for seed in range(40)]) * (weight > 0)
    weights = np.broadcast_to(weight, draws.shape)
    deviation = long_run_deviation(draws, weights, np.full(draws.shape[:2], STEP))
    assert 0.8 < float(np.mean(deviation)) < 1.1
    assert np.mean(step_statistic(draws, weights).max(axis=-1) > 0) < 0.6


def test_many_draws_at_once_are_as_each_alone() -> None:
    draws = np.stack([noise(seed, drop=seed / 4) for seed in range(5)])
    together = step_statistic(draws, np.broadcast_to(FULL, draws.shape))
    np.testing.assert_allclose(together, [step_statistic(draw, FULL) for draw in draws])


def test_without_the_step_both_sides_have_a_mean_of_nought() -> None:
    weight = FULL.copy()
    weight[:, 20:30] = 0
    residual = without_step(noise(2, drop=5), weight, np.full(4, STEP))
    np.testing.assert_allclose(residual[:, :STEP].sum(axis=1), 0, atol=1e-9)
    np.testing.assert_allclose(residual[:, STEP:].sum(axis=1), 0, atol=1e-9)
    assert not residual[:, 20:30].any()


def test_weeks_that_go_together_have_a_larger_long_run_deviation() -> None:
    white = np.random.default_rng(3).standard_normal((1, 500))
    smooth = np.convolve(white[0], np.ones(6) / 6**0.5, mode="same")[None]
    at, full = np.array([250]), np.ones((1, 500))
    assert long_run_deviation(white, full, at)[0] == pytest.approx(1.0, abs=0.2)
    assert long_run_deviation(smooth, full, at)[0] > 1.6


def test_a_step_lasts_and_a_spell_does_not() -> None:
    spell = noise(4)
    spell[:, STEP : STEP + 8] -= 8
    assert is_lasting(noise(4, drop=3), FULL, STEP)
    assert not is_lasting(spell, FULL, STEP)


@pytest.mark.parametrize("seed", range(6))
def test_the_bootstrap_stops_early_only_where_a_step_is_plainly_chance(
    seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    weeks = noise(seed)
    statistic = step_statistic(weeks, FULL)
    best = int(np.argmax(statistic))

    def chance(height: float) -> float:
        return bootstrap_chance(weeks, FULL, best, height, np.random.default_rng(1))

    heights = [float(statistic[best]) * factor for factor in (0.3, 1.0, 3.0, 10.0)]
    stopped = [chance(height) for height in heights]
    monkeypatch.setattr(step_significance, "_BOOTSTRAP_BATCHES", 1)  # all draws at once
    for early, whole in zip(stopped, map(chance, heights), strict=True):
        assert early == whole or 0.1 < early <= whole


def test_a_high_step_is_rare() -> None:
    weeks = noise(7, drop=3)
    height = float(step_statistic(weeks, FULL)[STEP])
    assert bootstrap_chance(weeks, FULL, STEP, height, np.random.default_rng(1)) < 0.002
