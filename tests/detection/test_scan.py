"""Windows against their flanks: what the running sums give is what a plain loop gives."""

from __future__ import annotations

import numpy as np
import pytest

from synthetic_series import build_amount_panel, white_noise
from unlike.core.series import Floats
from unlike.detection import scan
from unlike.detection.scan import WINDOW_DAYS, LengthSpreads, standard_scores, window_contrasts, window_spread


def plainly(values: Floats, precision: Floats, length: int, start: int) -> tuple[Floats, bool]:
    """One window, day by day."""
    size = values.shape[1]
    inside = list(range(start, start + length))
    around = list(range(start - scan.FLANK_DAYS, start + length + scan.FLANK_DAYS))
    flank = [d for d in around if 0 <= d < size and d not in inside]
    z = np.zeros(values.shape[0])
    for s in range(values.shape[0]):
        inside_weight, flank_weight = precision[s, inside].sum(), precision[s, flank].sum()
        if inside_weight > 0 and flank_weight > 0:
            difference = (values[s, inside] @ precision[s, inside]) / inside_weight - (
                values[s, flank] @ precision[s, flank]
            ) / flank_weight
            z[s] = difference / np.sqrt(1 / inside_weight + 1 / flank_weight)
    written = np.asarray((precision > 0).any(axis=0))
    enough = written[inside].sum() >= max(scan._MIN_ACTIVE_SHARE * length, 1)
    return z, bool(enough and written[flank].sum() >= scan._MIN_FLANK_DAYS)


@pytest.mark.parametrize("seed", range(4))
def test_the_same_as_a_plain_loop(seed: int) -> None:
    rng = np.random.default_rng(seed)
    precision = rng.gamma(2, 1, (3, 130)) * (rng.random((3, 130)) < 0.7)
    precision[:, rng.random(130) < 0.3] = 0
    values = rng.standard_normal((3, 130)) * (precision > 0)
    lengths = (1, 2, 5, 21, 60)
    windows = window_contrasts(values, precision, np.ones(130, bool), lengths)
    for i, length in enumerate(lengths):
        for start in range(130 - length + 1):
            z, valid = plainly(values, precision, length, start)
            np.testing.assert_allclose(windows.z[i, :, start], z, rtol=1e-7, atol=1e-9)
            assert windows.valid[i, start] == valid
        assert not windows.valid[i, 130 - length + 1 :].any()


@pytest.mark.parametrize("days", [1, 2, 9, 59])
def test_histories_shorter_than_the_windows(days: int) -> None:
    windows = window_contrasts(np.zeros((2, days)), np.ones((2, days)), np.ones(days, bool))
    assert windows.z.shape == (len(WINDOW_DAYS), 2, days)
    assert not windows.valid[np.array(WINDOW_DAYS) > days].any()


def test_a_lower_window_is_negative_a_higher_one_positive() -> None:
    values = np.zeros((1, 200))
    values[0, 100:107], values[0, 150:157] = -1, 1
    windows = window_contrasts(values, np.ones((1, 200)), np.ones(200, bool))
    week = WINDOW_DAYS.index(7)
    assert windows.z[week, 0].argmin() == 100
    assert windows.z[week, 0].argmax() == 150


def test_the_persons_own_spread_makes_windows_alike() -> None:
    person = build_amount_panel(white_noise(1, 2000, 3))
    windows = window_contrasts(person.values, person.precision, person.baseline_days)
    assert (window_spread(windows) >= 1).all()
    u = standard_scores(windows, window_spread(windows))
    for i in range(len(WINDOW_DAYS)):
        assert np.std(u[i][:, windows.valid[i]]) < 1.6


def test_spreads_of_lengths_measured_apart_are_those_of_all_together() -> None:
    rng = np.random.default_rng(8)
    values, precision = rng.standard_normal((3, 200)), rng.uniform(0.5, 2.0, (3, 200))
    baseline_days = rng.random(200) < 0.9
    together, some, other = (
        window_contrasts(values, precision, baseline_days, lengths) for lengths in ((1, 3, 6, 14), (1, 3, 14), (6,))
    )
    merged = LengthSpreads.of(some).merged_with(LengthSpreads.of(other))
    assert merged.lengths == (1, 3, 6, 14)
    np.testing.assert_array_equal(merged.fitted(), window_spread(together))
