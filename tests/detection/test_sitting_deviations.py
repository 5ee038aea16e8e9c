"""Plain figures of each signal in the last messages."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from example_sittings import EMOJI, LENGTH, REPLY_TIME, exchangeable_sittings, with_last_length
from unlike.detection import (
    SittingDeviation,
    SittingMessages,
    SittingScores,
    message_evidence,
    rank_last_unit,
    sitting_deviations,
)


def deviations_of(messages: SittingMessages) -> dict[str, SittingDeviation]:
    rank = rank_last_unit(SittingScores.of(message_evidence(messages), messages.sitting))
    assert rank is not None
    return {signal.deviation.name: signal for signal in sitting_deviations(messages, rank)}


def last_values(words: list[float], emoji: list[float], seconds: list[float]) -> SittingMessages:
    messages = with_last_length(exchangeable_sittings(1), len(words))
    values = messages.values.copy()
    rows = slice(-len(words), None)
    values[rows, LENGTH], values[rows, EMOJI] = np.log(words), emoji
    values[rows, REPLY_TIME] = np.log(seconds)
    return replace(messages, values=values)


def test_figures_are_the_mean_words_the_share_and_the_median_seconds() -> None:
    deviations = deviations_of(last_values([1.0, 4.0, 2.0], [0.0, 1.0, 0.0], [30.0, 60.0, 600.0]))
    assert deviations["length"].deviation.observed == pytest.approx(7 / 3)
    assert deviations["emoji"].deviation.observed == pytest.approx(1 / 3)
    assert deviations["reply_time"].deviation.observed == pytest.approx(60.0)


def test_the_baseline_is_counted_over_the_earlier_sittings() -> None:
    messages = last_values([1.0, 1.0], [0.0, 0.0], [30.0, 60.0])
    rank = rank_last_unit(SittingScores.of(message_evidence(messages), messages.sitting))
    assert rank is not None
    same = rank.earlier[messages.contexts[0].codes[rank.earlier] == messages.contexts[0].codes[rank.first]]
    rows = (same[:, None] + np.arange(2)).ravel()
    expected = np.exp(messages.values[rows, LENGTH]).mean()
    assert deviations_of(messages)["length"].deviation.baseline == pytest.approx(expected)


def test_two_messages_without_emoji_cannot_say_anything_about_emoji() -> None:
    deviations = deviations_of(last_values([1.0, 1.0], [0.0, 0.0], [30.0, 60.0]))
    assert deviations["emoji"].floor_chance > 0.25
    assert deviations["length"].floor_chance < 0.25
    assert deviations["length"].deviation.z < -1


def test_the_furthest_comes_first_and_what_has_no_value_is_left_out() -> None:
    messages = last_values([1.0, 1.0], [0.0, 0.0], [30.0, 60.0])
    values = messages.values.copy()
    values[-2:, REPLY_TIME] = np.nan
    deviations = deviations_of(replace(messages, values=values))
    assert list(deviations) == ["length", "emoji"]
