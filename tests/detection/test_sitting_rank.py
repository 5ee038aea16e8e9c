"""The last sitting among the earlier ones."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from example_sittings import EMOJI, LENGTH, exchangeable_sittings, with_bare_last_sitting, with_last_length
from unlike.core.types import Direction
from unlike.detection import (
    MIN_EARLIER_SITTINGS,
    SittingMessages,
    SittingRank,
    SittingScores,
    message_evidence,
    rank_last_unit,
)


def rank_of(messages: SittingMessages) -> SittingRank | None:
    return rank_last_unit(SittingScores.of(message_evidence(messages), messages.sitting))


def ranked(messages: SittingMessages) -> SittingRank:
    rank = rank_of(messages)
    assert rank is not None
    return rank


@pytest.mark.parametrize("length", [1, 3])
def test_where_nothing_happened_a_stated_chance_comes_as_often_as_it_says(length: int) -> None:
    draws = 200
    chances = np.array([ranked(with_last_length(exchangeable_sittings(seed), length)).chance for seed in range(draws)])
    for level in (0.05, 0.2, 0.5):
        deviation = np.sqrt(draws * level * (1 - level))
        assert abs((chances <= level).sum() - draws * level) <= 3.3 * deviation
    assert 0 < chances.min() < chances.max() <= 1


def test_two_bare_words_are_rarer_than_nearly_all() -> None:
    rank = ranked(with_bare_last_sitting(with_last_length(exchangeable_sittings(3), 2)))
    assert rank.chance <= 0.05
    assert rank.direction is Direction.COOLER
    assert rank.bare_chance == rank.chance
    assert rank.chance == (1 + rank.as_far) / (1 + rank.earlier.size)


def test_what_bare_words_would_be_is_known_beforehand() -> None:
    usual = ranked(with_last_length(exchangeable_sittings(3), 2))
    assert usual.bare_chance <= 0.05 < usual.chance


def test_long_messages_are_warmer() -> None:
    messages = with_last_length(exchangeable_sittings(5, mean_length=9.0), 4)
    values = messages.values.copy()
    values[-4:, LENGTH], values[-4:, EMOJI] = np.log(25.0), 1.0
    rank = ranked(replace(messages, values=values))
    assert rank.direction is Direction.WARMER
    assert rank.chance <= 0.05


def test_compared_are_sittings_that_went_on_as_long() -> None:
    messages = with_last_length(exchangeable_sittings(6), 4)
    rank = ranked(messages)
    lengths = np.bincount(messages.sitting)
    assert rank.size == lengths[-1]
    assert rank.earlier.size == np.count_nonzero(lengths[:-1] >= lengths[-1])


def test_a_longer_sitting_than_ever_is_compared_by_its_last_messages() -> None:
    messages = exchangeable_sittings(7, sittings=150)
    more = np.repeat(messages.sitting.size - 1, 40)
    rows = np.concatenate([np.arange(messages.sitting.size), more])
    longer = SittingMessages(
        messages.names,
        messages.kinds,
        messages.polarity,
        messages.values[rows],
        tuple(replace(context, codes=context.codes[rows]) for context in messages.contexts),
        messages.sitting[rows],
        messages.day[rows],
    )
    rank = ranked(longer)
    assert rank.first + rank.size == longer.size
    assert 3 <= rank.size <= 20
    assert rank.earlier.size >= MIN_EARLIER_SITTINGS


def test_too_few_sittings_give_no_rank() -> None:
    assert rank_of(exchangeable_sittings(8, sittings=MIN_EARLIER_SITTINGS)) is None
