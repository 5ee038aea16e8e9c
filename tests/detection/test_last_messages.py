"""The last messages among the earlier ones."""

from __future__ import annotations

import numpy as np
import pytest

from unlike.core.series import Floats, SignalKind
from unlike.core.types import Direction
from unlike.detection import LastMessagesRank, MessageMatrix, rank_last_messages

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
    return message_matrix(seconds, values)


def message_matrix(seconds: Floats, values: Floats) -> MessageMatrix:
    kinds = (SignalKind.AMOUNT, SignalKind.SHARE, SignalKind.SHARE, SignalKind.DURATION)
    return MessageMatrix(
        seconds, seconds / 3600 % 24, values, NAMES, kinds, np.array([-1.0, -1.0, -1.0, 1.0]), np.ones(4)
    )


def cooled(messages: MessageMatrix, size: int) -> MessageMatrix:
    values = messages.values.copy()
    values[-size:] = [0.0, 0.0, 0.0, 8.5]
    return message_matrix(messages.seconds, values)


def ranked(messages: MessageMatrix, size: int) -> LastMessagesRank:
    rank = rank_last_messages(messages, size)
    assert rank is not None
    return rank


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
    rank = ranked(cooled(exchangeable(1), size), size)
    assert rank.size == size
    assert rank.chance <= 0.02
    assert rank.direction is Direction.COOLER
    assert {deviation.name for deviation in rank.deviations[:2]} <= set(NAMES)
    by_name = {deviation.name: deviation for deviation in rank.deviations}
    assert by_name["length"].observed == pytest.approx(1.0)
    assert by_name["length"].observed < by_name["length"].baseline
    assert by_name["reply_time"].observed > by_name["reply_time"].baseline


def test_the_opposite_is_warmer() -> None:
    messages = exchangeable(2)
    values = messages.values.copy()
    values[-6:] = [4.0, 1.0, 1.0, 2.0]
    rank = ranked(message_matrix(messages.seconds, values), 6)
    assert rank.direction is Direction.WARMER
    assert rank.chance <= 0.05


def test_it_is_never_rarer_than_the_runs_can_tell() -> None:
    rank = ranked(cooled(exchangeable(3), 5), 5)
    assert rank.chance >= 1 / (rank.runs + 1)


def test_too_few_messages_say_nothing() -> None:
    assert rank_last_messages(exchangeable(4, 30), 5) is None
    assert rank_last_messages(exchangeable(4, 3), 3) is None


def test_a_signal_that_says_nothing_there_is_left_out() -> None:
    messages = exchangeable(5)
    values = messages.values.copy()
    values[-4:, 3] = np.nan
    values[:, 2] = 0.0
    rank = ranked(message_matrix(messages.seconds, values), 4)
    assert {deviation.name for deviation in rank.deviations} == {"length", "emoji"}


def test_messages_of_one_moment_do_not_break_it() -> None:
    messages = exchangeable(6, 500)
    rank_last_messages(message_matrix(np.full(500, 1.7e9), messages.values), 5)
    rank_last_messages(message_matrix(messages.seconds, np.full_like(messages.values, np.nan)), 5)
    rank_last_messages(message_matrix(messages.seconds, np.zeros_like(messages.values)), 5)
