"""Values as codes, and what changes make of them."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from example_sittings import EMOJI, LENGTH, exchangeable_sittings
from unlike.core.series import SignalKind
from unlike.detection.context_probabilities import overall_probabilities
from unlike.detection.signal_codes import CHANGE_FACTORS, WARMER, signal_codes


def test_each_change_gives_probabilities() -> None:
    for signal in signal_codes(exchangeable_sittings(1)):
        assert signal.transitions.sum(axis=2) == pytest.approx(1.0)
        assert (signal.transitions >= 0).all()
        assert signal.codes.max() < signal.size


def test_marks_are_kept_by_the_factor_and_a_warmer_person_has_more_of_them() -> None:
    messages = exchangeable_sittings(2)
    emoji = next(signal for signal in signal_codes(messages) if signal.column == EMOJI)
    own = overall_probabilities(emoji.codes, 2)
    for change, factor in enumerate(CHANGE_FACTORS):
        expected = own[1] * (0.97 * (0.1 if factor == 0 else factor) + 0.03)  # a little stays as it was
        assert emoji.changed(own[None], change)[0, 1] == pytest.approx(expected, rel=0.1)


def test_words_are_cut_and_never_below_one() -> None:
    messages = exchangeable_sittings(3)
    words = next(signal for signal in signal_codes(messages) if signal.column == LENGTH)
    own = overall_probabilities(words.codes, words.size)[None]
    middle = (np.arange(words.size) * own).sum()
    means = [(np.arange(words.size) * words.changed(own, change)).sum() for change in range(len(CHANGE_FACTORS))]
    assert means[0] < means[1] < means[2] < middle < means[WARMER]


def test_a_habit_without_direction_or_hardly_used_is_left_out() -> None:
    messages = exchangeable_sittings(4)
    values = messages.values.copy()
    values[:, EMOJI] = 0.0
    values[0, EMOJI] = 1.0
    kinds = {signal.kind for signal in signal_codes(replace(messages, values=values))}
    assert kinds == {SignalKind.AMOUNT, SignalKind.DURATION}
    assert not signal_codes(replace(messages, polarity=np.zeros(3)))


def test_the_first_code_is_one_word_and_missing_values_have_none() -> None:
    messages = exchangeable_sittings(5)
    values = messages.values.copy()
    values[:2, LENGTH] = [0.0, np.nan]
    words = next(signal for signal in signal_codes(replace(messages, values=values)) if signal.column == LENGTH)
    assert words.codes[:2].tolist() == [0, -1]
