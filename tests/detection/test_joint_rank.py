"""The last sitting and its day, ranked together among earlier ones."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from example_sittings import EMOJI, LENGTH, exchangeable_sittings, with_bare_last_sitting, with_last_length
from unlike.detection import JointRank, SittingMessages, SittingScores, joint_rank, message_evidence, rank_last_unit


def joint(messages: SittingMessages) -> JointRank:
    evidence = message_evidence(messages)
    return joint_rank(SittingScores.of(evidence, messages.sitting), SittingScores.of(evidence, messages.day))


def chance_of_sitting(messages: SittingMessages) -> float:
    rank = rank_last_unit(SittingScores.of(message_evidence(messages), messages.sitting))
    assert rank is not None
    return rank.chance


def with_bare_last_day(messages: SittingMessages, words: float = 1.0) -> SittingMessages:
    """The same messages, those of the last day of so many words and without emoji."""
    values = messages.values.copy()
    last = messages.day == messages.day[-1]
    values[last, LENGTH], values[last, EMOJI] = np.log(words), 0.0
    return replace(messages, values=values)


@pytest.mark.parametrize("length", [1, 4])
def test_where_nothing_happened_a_stated_chance_comes_as_often_as_it_says(length: int) -> None:
    draws = 150
    chances = np.array([joint(with_last_length(exchangeable_sittings(seed), length)).chance for seed in range(draws)])
    for level in (0.05, 0.2, 0.5):
        deviation = np.sqrt(draws * level * (1 - level))
        assert abs((chances <= level).sum() - draws * level) <= 3.3 * deviation
    assert 0 < chances.min() < chances.max() <= 1


def test_a_day_with_one_sitting_alone_says_what_the_sitting_says() -> None:
    for seed in range(5):
        messages = exchangeable_sittings(seed)
        messages = replace(messages, day=messages.sitting)
        rank = joint(messages)
        assert rank.chance == pytest.approx(chance_of_sitting(messages))
        assert not rank.by_day


def test_the_choice_of_the_rarer_one_costs_little() -> None:
    costs = [
        joint(messages).chance / chance_of_sitting(messages)
        for messages in map(with_bare_last_sitting, map(exchangeable_sittings, range(1, 40, 2)))
    ]
    assert 1 <= np.median(costs) < 2


def test_a_whole_day_is_rarer_than_its_last_message() -> None:
    messages = with_last_length(with_bare_last_day(exchangeable_sittings(11, sittings=600), words=2.0), 1)
    rank = joint(messages)
    assert rank.by_day
    assert rank.chance < chance_of_sitting(messages)


def test_what_bare_words_would_be_is_known_beforehand() -> None:
    for seed in range(6):
        usual = with_last_length(exchangeable_sittings(seed), 3)
        bare = with_bare_last_day(usual)
        assert joint(usual).bare_chance <= joint(usual).chance
        assert joint(bare).bare_chance == pytest.approx(joint(bare).chance)
