"""Earlier runs that are comparable with the last one."""

from __future__ import annotations

import numpy as np
import pytest

from unlike.core.series import SignalKind
from unlike.detection import MessageMatrix
from unlike.detection.earlier_runs import TARGET_EARLIER_RUNS, earlier_runs

DAY = 86_400.0


def matrix(seconds: np.ndarray, hour: np.ndarray | None = None) -> MessageMatrix:
    unit = np.ones(1)
    hours = seconds / 3600 % 24 if hour is None else hour
    return MessageMatrix(seconds, hours, np.zeros((seconds.size, 1)), ("length",), (SignalKind.AMOUNT,), -unit, unit)


def bursts(days: int, size: int, start_hour: float = 12.0) -> np.ndarray:
    """So many messages a minute apart, on each of some days."""
    day = (np.arange(days) * DAY + start_hour * 3600)[:, None]
    return (day + np.arange(size)[None, :] * 60.0).ravel()


@pytest.mark.parametrize("size", [3, 4])
def test_runs_overlap_neither_each_other_nor_the_last_one(size: int) -> None:
    seconds = np.cumsum(np.random.default_rng(size).exponential(4000, 3000))
    ends = earlier_runs(matrix(seconds), size)
    assert ends.size >= TARGET_EARLIER_RUNS
    assert (-np.diff(ends) >= size).all(), "latest first"
    assert ends[0] <= seconds.size - 1 - size
    assert ends[-1] >= size - 1


def test_a_run_that_opens_a_day_is_compared_with_others_that_do() -> None:
    seconds = bursts(150, 6)
    ends = earlier_runs(matrix(seconds[:-3]), 3)  # the last three are the first of their day
    assert ((ends - 2) % 6 == 0).all()


def test_runs_of_another_hour_are_left_out_where_there_are_enough() -> None:
    noon, night = bursts(400, 3, 12.0), bursts(400, 3, 23.5)
    seconds = np.sort(np.concatenate([noon, night]))[-2000:]
    hours = earlier_runs(matrix(seconds), 3)
    assert (np.abs(seconds[hours] / 3600 % 24 - 23.5) < 0.1).all()


def test_last_years_runs_are_enough_where_there_are_enough_of_them() -> None:
    seconds = bursts(900, 4)
    ends = earlier_runs(matrix(seconds), 3)
    assert (seconds[ends] >= seconds[-1] - 366 * DAY).all()
    few = bursts(900, 4)[::12]
    assert few[earlier_runs(matrix(few), 3)].min() < few[-1] - 400 * DAY


def test_too_few_messages_have_no_earlier_runs() -> None:
    assert earlier_runs(matrix(bursts(1, 3)), 3).size == 0
