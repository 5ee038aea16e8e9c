"""From afar and from near the same is told: nothing is lost or made up in between."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from handwritten_messages import Line, measured
from unlike.signals import (
    SIGNALS,
    Resolution,
    SignalPoints,
    fitting_resolution,
    resample_signal,
    select_signals,
    signal_points,
)
from unlike.signals.resolution import BAND, DAY, TimeBins, time_bins

STEPS = [step for step in Resolution if step]
NAMES = ("length", "messages", "short", "reply", "emoji")
Said = list[tuple[int, float, float]]
MOMENTS = st.lists(
    st.tuples(st.integers(10**9, 10**9 + 3000 * DAY), st.floats(-50, 50), st.floats(0.1, 20)), max_size=120
).map(sorted)


def chat(days: int = 120) -> list[Line]:
    """Ada and Ben by day and by night; Ben writes less and less."""
    start = datetime(2024, 1, 1, 9, tzinfo=UTC)
    lines: list[Line] = []
    for day in range(days):
        for turn in range(9 - day // 20):
            moment = start + timedelta(days=day, hours=2 * turn)
            lines += [
                (moment, "Ada", "how was the day?"),
                (moment + timedelta(minutes=3 + day % 7), "Ben", " ".join(["word"] * (1 + (day + turn) % 8))),
            ]
    return lines


@pytest.fixture(scope="module")
def habits() -> tuple[SignalPoints, ...]:
    return signal_points(measured(chat()), "Ben", NAMES)


def bins_of(said: Said, step: Resolution) -> TimeBins:
    return time_bins(np.array([moment for moment, _, _ in said], dtype=np.int64), step)


@given(MOMENTS, st.sampled_from(STEPS))
def test_every_message_stands_in_its_own_bin(said: Said, step: Resolution) -> None:
    bins = bins_of(said, step)
    assert (np.diff(bins.start) > 0).all()
    assert set(bins.place.tolist()) == set(range(bins.start.size))
    for (moment, _, _), place in zip(said, bins.place.tolist(), strict=True):
        assert bins.start[place] <= moment < bins.start[place] + step


NEIGHBOURS: list[tuple[Resolution, Resolution]] = list(
    pairwise(
        (Resolution.HOUR, Resolution.QUARTER, Resolution.DAY, Resolution.WEEK, Resolution.FORTNIGHT, Resolution.MONTH)
    )
)


@given(MOMENTS, st.sampled_from(NEIGHBOURS))
def test_each_step_fits_into_the_next(said: Said, steps: tuple[Resolution, Resolution]) -> None:
    fine, coarse = (bins_of(said, step) for step in steps)
    again = time_bins(fine.start, steps[1])
    assert again.start.tolist() == coarse.start.tolist()
    assert again.place[fine.place].tolist() == coarse.place.tolist()


@pytest.mark.parametrize("step", [Resolution.DAY, Resolution.WEEK, Resolution.MONTH])
def test_a_point_is_what_a_reader_counts_in_its_days(habits: tuple[SignalPoints, ...], step: Resolution) -> None:
    lines = [(moment, len((text or "").split())) for moment, sender, text, *_ in chat() if sender == "Ben"]
    length, messages = (resample_signal(habits[place], step) for place in (0, 1))
    days = [datetime(2024, 1, 1, 4, tzinfo=UTC) + timedelta(days=number) for number in range(120)]
    for points, whole in ((length, days), (messages, days[1:-1])):
        ends = [*points.start[1:].tolist(), int((whole[-1] + timedelta(days=1)).timestamp())]
        first = int(whole[0].timestamp())
        for start, end, value in zip([first, *points.start[1:].tolist()], ends, points.values.tolist(), strict=True):
            words = [count for moment, count in lines if start <= moment.timestamp() < end]
            calendar_days = sum(start <= day.timestamp() < end for day in whole)
            expected = sum(words) / len(words) if points is length else len(words) / calendar_days
            assert value == pytest.approx(expected, rel=1e-5)


def test_single_messages_say_what_they_say(habits: tuple[SignalPoints, ...]) -> None:
    length = resample_signal(habits[0], Resolution.MESSAGE)
    assert length.values[:9] == pytest.approx([1, 2, 3, 4, 5, 6, 7, 8, 1])
    assert length.start[0] == int(datetime(2024, 1, 1, 9, 3, tzinfo=UTC).timestamp())
    messages = resample_signal(habits[1], Resolution.MESSAGE)
    assert messages.step is Resolution.HOUR
    assert set(messages.values.tolist()) == {0.0, 1.0}
    assert messages.values.sum() == len(habits[1].at)
    assert set(np.diff(messages.start).tolist()) == {3_600}


@pytest.mark.parametrize("step", list(Resolution))
def test_nine_in_ten_points_lie_in_the_band(habits: tuple[SignalPoints, ...], step: Resolution) -> None:
    for grain in habits:
        one = resample_signal(grain, step)
        low, high = one.band
        assert ((one.height >= 0) & (one.height <= 1)).all()
        assert 0 <= low <= high <= 1
        assert np.mean((one.height >= low - 1e-9) & (one.height <= high + 1e-9)) >= BAND[1] - BAND[0] - 1e-9
        assert one.usual_range[0] <= one.usual_range[1]


def test_few_points_are_not_said_to_stray(habits: tuple[SignalPoints, ...]) -> None:
    one = resample_signal(habits[0], Resolution.FORTNIGHT)
    assert one.start.size < 21
    assert list(one.band) == pytest.approx([one.height.min(), one.height.max()])


def test_a_short_end_goes_into_its_neighbour(habits: tuple[SignalPoints, ...]) -> None:
    for step in (Resolution.WEEK, Resolution.FORTNIGHT, Resolution.MONTH):
        first, last = (day * DAY + 4 * 3_600 for day in habits[0].days)
        start = resample_signal(habits[0], step).start
        assert last - start[-1] >= step // 2
        assert start[0] + step - first > step // 2


def test_somebody_who_is_not_there_has_no_points() -> None:
    found = signal_points(measured(chat(2)), "Cleo", NAMES)
    assert all(resample_signal(grain, step).start.size == 0 for grain in found for step in Resolution)


def test_what_is_kept_for_pictures_draws_the_same(habits: tuple[SignalPoints, ...]) -> None:
    kept = select_signals(measured(chat()), NAMES)
    assert {one.name for one in kept.signals} == {one.name for one in SIGNALS} & set(NAMES)
    for one, other in zip(habits, signal_points(kept, "Ben", NAMES), strict=True):
        for step in Resolution:
            assert resample_signal(one, step).height == pytest.approx(resample_signal(other, step).height)


@pytest.mark.parametrize(
    ("span", "points", "messages", "step"),
    [
        (3_600, 200, 5, Resolution.MESSAGE),
        (DAY, 200, 500, Resolution.HOUR),
        (14 * DAY, 200, 5, Resolution.QUARTER),
        (15 * DAY, 200, 5, Resolution.DAY),
        (200 * DAY, 200, 9, Resolution.DAY),
        (201 * DAY, 200, 9, Resolution.WEEK),
        (3_650 * DAY, 300, 9**6, Resolution.FORTNIGHT),
        (3_650 * DAY, 1, 9**6, Resolution.MONTH),
    ],
)
def test_the_finest_step_that_fits(span: int, points: int, messages: int, step: Resolution) -> None:
    assert fitting_resolution(span, points, messages) is step
