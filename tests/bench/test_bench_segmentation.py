"""Change points of plain arrays."""

from __future__ import annotations

import numpy as np
import pytest

from bench.detection.segmentation import Setting, change_points, cycle_length


def noise(size: int, seed: int = 1) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    return np.random.default_rng(seed).normal(size=size)


@pytest.mark.parametrize("at", [40, 100, 150])
def test_a_step_is_dated(at: int) -> None:
    values = noise(200)
    values[at:] += 4
    (change,) = change_points(values[None])
    assert abs(change - at) <= 2


def test_a_steady_drift_is_no_change_and_a_bend_is_one() -> None:
    time = np.arange(200.0)
    drift = 0.1 * time + noise(200)
    assert change_points(drift[None]) == ()
    bend = np.where(time < 100, 0.2 * time, 40 - 0.2 * time) + noise(200)
    (change,) = change_points(bend[None])
    assert abs(change - 100) <= 5


def test_without_slopes_a_drift_is_a_staircase() -> None:
    drift = 0.1 * np.arange(200.0) + noise(200)
    assert len(change_points(drift[None], Setting(slope=False))) > 1


def test_a_change_of_spread_alone_is_found() -> None:
    values = noise(300)
    values[150:] *= 5
    (change,) = change_points(values[None])
    assert abs(change - 150) <= 8


def test_noise_seldom_has_a_change() -> None:
    counts = [change_points(noise(150, seed)[None]) for seed in range(60)]
    assert sum(map(bool, counts)) <= 3


def test_scale_and_place_do_not_matter() -> None:
    values = noise(200)
    values[120:] += 3
    assert change_points(values[None]) == change_points((1e6 + 1e3 * values)[None])


def test_rows_are_weighed_together() -> None:
    rows = np.stack([noise(120, seed) for seed in range(4)])
    rows[:, 70:] += 2.5
    assert [abs(at - 70) <= 1 for at in change_points(rows)] == [True]


def test_gaps_are_bridged() -> None:
    values = noise(200)
    values[120:] += 4
    values[::9] = np.nan
    (change,) = change_points(values[None])
    assert abs(change - 120) <= 3


@pytest.mark.parametrize("values", [np.zeros((1, 50)), np.full((1, 50), np.nan), np.zeros((1, 3)), np.zeros((1, 0))])
def test_nothing_to_see_gives_nothing(values: np.ndarray[tuple[int, int], np.dtype[np.float64]]) -> None:
    assert change_points(values) == ()


@pytest.mark.parametrize("seed", range(5))
def test_a_cycle_is_found_and_is_no_change(seed: int) -> None:
    teeth = (np.arange(600) % 30) / 10.0 + 0.3 * noise(600, seed)
    assert abs(cycle_length(teeth[None]) - 30) <= 1
    assert change_points(teeth[None]) == ()
    assert len(change_points(teeth[None], Setting(cycle=0.0))) > 5


def test_noise_a_drift_and_a_step_have_no_cycle() -> None:
    step = noise(200, 3)
    step[90:] += 4
    for values in (noise(200), 0.1 * np.arange(200.0) + noise(200, 2), step):
        assert cycle_length(values[None]) == 0
