"""The last messages among the earlier ones, and a question that waits."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from unlike.core.series import Floats, SignalKind
from unlike.core.types import Direction
from unlike.detection import LastMessagesRank, MessageMatrix, rank_last_messages, rank_wait

NAMES = ("length", "emoji", "questions", "reply_time")


def exchangeable(seed: int, messages: int = 2400) -> MessageMatrix:
    """Messages all alike, at any hour of the day, one after another by chance."""
    rng = np.random.default_rng([seed, 3])
    seconds = np.cumsum(rng.exponential(5400, messages)) + 1.7e9
    values = np.stack(
        [
            rng.normal(1.5, 0.6, messages),
            (rng.random(messages) < 0.3).astype(float),
            (rng.random(messages) < 0.2).astype(float),
            np.where(rng.random(messages) < 0.5, rng.normal(5, 1, messages), np.nan),
        ],
        axis=1,
    )
    return moments(seconds, values)


def moments(seconds: Floats, values: Floats) -> MessageMatrix:
    kinds = (SignalKind.AMOUNT, SignalKind.SHARE, SignalKind.SHARE, SignalKind.DURATION)
    return MessageMatrix(
        seconds, seconds / 3600 % 24, values, NAMES, kinds, np.array([-1.0, -1.0, -1.0, 1.0]), np.ones(4)
    )


def cooled(made: MessageMatrix, size: int) -> MessageMatrix:
    values = made.values.copy()
    values[-size:] = [0.0, 0.0, 0.0, 8.5]
    return moments(made.seconds, values)


def ranked(made: MessageMatrix, size: int) -> LastMessagesRank:
    found = rank_last_messages(made, size)
    assert found is not None
    return found


@pytest.mark.parametrize("size", [3, 8])
def test_where_nothing_happened_five_of_a_hundred_are_below_five(size: int) -> None:
    draws = 300
    chances = np.array([ranked(exchangeable(seed), size).chance for seed in range(draws)])
    for level in (0.05, 0.2, 0.5):
        deviation = np.sqrt(draws * level * (1 - level))
        assert abs((chances <= level).sum() - draws * level) <= 3.3 * deviation
    assert chances.min() > 0
    assert chances.max() <= 1


@pytest.mark.parametrize("size", [3, 5, 10, 20])
def test_a_plain_drop_is_found(size: int) -> None:
    found = ranked(cooled(exchangeable(1), size), size)
    assert found.size == size
    assert found.chance <= 0.02
    assert found.direction is Direction.COOLER
    assert {stray.name for stray in found.deviations[:2]} <= set(NAMES)
    by_name = {stray.name: stray for stray in found.deviations}
    assert by_name["length"].observed == pytest.approx(1.0)
    assert by_name["length"].observed < by_name["length"].baseline
    assert by_name["reply_time"].observed > by_name["reply_time"].baseline


def test_the_opposite_is_warmer() -> None:
    made = exchangeable(2)
    values = made.values.copy()
    values[-6:] = [4.0, 1.0, 1.0, 2.0]
    found = ranked(moments(made.seconds, values), 6)
    assert found.direction is Direction.WARMER
    assert found.chance <= 0.05


def test_it_is_never_rarer_than_the_runs_can_tell() -> None:
    found = ranked(cooled(exchangeable(3), 5), 5)
    assert found.chance >= 1 / (found.runs + 1)


def test_too_few_messages_say_nothing() -> None:
    assert rank_last_messages(exchangeable(4, 30), 5) is None
    assert rank_last_messages(exchangeable(4, 3), 3) is None


def test_a_signal_that_says_nothing_there_is_left_out() -> None:
    made = exchangeable(5)
    values = made.values.copy()
    values[-4:, 3] = np.nan
    values[:, 2] = 0.0
    found = ranked(moments(made.seconds, values), 4)
    assert {stray.name for stray in found.deviations} == {"length", "emoji"}


def test_messages_of_one_moment_do_not_break_it() -> None:
    made = exchangeable(6, 500)
    rank_last_messages(moments(np.full(500, 1.7e9), made.values), 5)
    rank_last_messages(moments(made.seconds, np.full_like(made.values, np.nan)), 5)
    rank_last_messages(moments(made.seconds, np.zeros_like(made.values)), 5)


ASKED = np.arange(120) * 7200.0
HOUR = np.full(120, 12.0)


def test_a_wait_among_earlier_waits() -> None:
    delays = np.concatenate([np.linspace(60, 6000, 119), [np.nan]])
    found = rank_wait(ASKED, ASKED + delays, HOUR, 5950.0)
    assert found is not None
    assert found.chance == pytest.approx(2 / 120, abs=0.01)
    assert found.similar.tolist() == [118]
    usual = rank_wait(ASKED, ASKED + delays, HOUR, 300.0)
    assert usual is not None
    assert usual.chance > 0.9


def test_a_wait_is_held_against_its_own_hour() -> None:
    hour = np.where(np.arange(120) % 2 == 0, 3.0, 12.0)
    hour[-1] = 3.0
    delays = np.where(hour == 3.0, 20_000.0, 300.0)
    at_night = rank_wait(ASKED, ASKED + delays, hour, 10_000.0)
    assert at_night is not None
    assert at_night.chance > 0.9
    by_day = rank_wait(ASKED, ASKED + delays, np.where(np.arange(120) == 119, 12.0, hour), 10_000.0)
    assert by_day is not None
    assert by_day.chance < 0.05


def test_few_questions_say_nothing_of_a_wait() -> None:
    assert rank_wait(ASKED[:10], ASKED[:10] + 60, HOUR[:10], 1e6) is None
    assert rank_wait(ASKED[:1], ASKED[:1], HOUR[:1], 60.0) is None


@settings(max_examples=40, deadline=None)
@given(st.lists(st.floats(1, 1e6), min_size=60, max_size=60), st.floats(1, 1e6), st.floats(1, 1e6))
def test_a_longer_wait_is_never_commoner(delays: list[float], one: float, other: float) -> None:
    answered = ASKED[:61] + np.array([*delays, np.nan])
    short, long = (rank_wait(ASKED[:61], answered, HOUR[:61], waited) for waited in sorted((one, other)))
    assert short is not None
    assert long is not None
    assert long.chance <= short.chance
    assert set(long.similar.tolist()) <= set(short.similar.tolist())
    assert 0 < long.chance <= 1
