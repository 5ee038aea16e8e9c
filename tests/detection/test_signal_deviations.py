"""Deviations of signals in their own unit."""

from __future__ import annotations

import numpy as np
import pytest

from synthetic_series import daily_series, white_noise
from unlike.core.series import Floats, SignalKind
from unlike.detection import build_panel
from unlike.detection.signal_deviations import signal_deviations

DAYS = 300
INSIDE = ((np.arange(DAYS) >= 100) & (np.arange(DAYS) < 150)).astype(np.float64)
OUTSIDE = 1.0 - INSIDE


@pytest.mark.parametrize(
    ("kind", "scaled", "expected"),
    [
        (SignalKind.AMOUNT, np.log([20.0, 14.0]), (20.0, 14.0)),
        (SignalKind.DURATION, np.log([60.0, 90.0]), (60.0, 90.0)),
        (SignalKind.COUNT, np.log1p([10.0, 7.0]), (10.0, 7.0)),
        (SignalKind.SHARE, np.array([0.3, 0.6]), (0.3, 0.6)),
    ],
)
def test_values_come_in_the_unit_of_the_signal(kind: SignalKind, scaled: Floats, expected: tuple[float, float]) -> None:
    values = np.where(INSIDE > 0, scaled[1], scaled[0]) + np.random.default_rng(1).normal(0, 0.15, DAYS)
    person = build_panel([daily_series(values, kind)])
    (deviation,) = signal_deviations(person, INSIDE, OUTSIDE, np.array([2.0]))
    assert (deviation.baseline, deviation.observed) == pytest.approx(expected, rel=0.15)
    assert deviation.chance == pytest.approx(0.0455, abs=1e-4)


def test_the_most_unlikely_comes_first_and_a_missing_one_is_left_out() -> None:
    values = white_noise(2, DAYS, 3)
    values[1, INSIDE > 0] = np.nan
    person = build_panel([daily_series(row, name=f"s{index}") for index, row in enumerate(values)])
    deviations = signal_deviations(person, INSIDE, OUTSIDE, np.array([1.0, -9.0, -3.0]))
    assert [deviation.name for deviation in deviations] == ["s2", "s0"]
    assert deviations[0].z == -3.0
