"""Scores of sittings after any number of messages."""

from __future__ import annotations

import numpy as np
import pytest

from example_sittings import exchangeable_sittings
from unlike.detection import SittingScores, message_evidence
from unlike.detection.signal_codes import CHANGE_FACTORS
from unlike.detection.sitting_scores import MAX_WINDOW_MESSAGES, bayes_factors, onset_prior


@pytest.mark.parametrize("messages", [1, 2, 3, 5, 6, 20])
def test_the_change_begins_somewhere(messages: int) -> None:
    prior = onset_prior(messages)
    assert prior.sum() == pytest.approx(1.0)
    assert (prior > 0).all()
    assert prior[0] >= prior[1:].max(initial=0.0) * 0.8


def test_messages_that_say_nothing_leave_the_odds_as_they_were() -> None:
    assert bayes_factors(np.zeros((2, 5, len(CHANGE_FACTORS))), np.zeros((2, 5))) == pytest.approx(1.0)


def test_the_mean_factor_is_one_at_most_where_nothing_changed() -> None:
    messages = exchangeable_sittings(8, sittings=3000)
    scores = SittingScores.of(message_evidence(messages), messages.sitting)
    for length in (1, 2, 4):
        assert 0.5 < scores.after(length)[1].mean() < 1.1


def test_a_score_is_of_the_first_messages_of_each_sitting_that_went_on_as_long() -> None:
    messages = exchangeable_sittings(9, sittings=60)
    scores = SittingScores.of(message_evidence(messages), messages.sitting)
    units, after = scores.after(3)
    assert units.tolist() == np.flatnonzero(np.bincount(messages.sitting) >= 3).tolist()
    unit = int(units[5])
    rows = np.flatnonzero(messages.sitting == unit)[:3]
    alone = bayes_factors(scores.evidence.style[rows][None], scores.evidence.slowness[rows][None])
    assert after[5] == pytest.approx(alone[0])


def test_of_a_long_sitting_the_last_messages_count() -> None:
    messages = exchangeable_sittings(10, sittings=30, mean_length=40.0)
    scores = SittingScores.of(message_evidence(messages), messages.sitting)
    units, after = scores.after(30)
    first = scores.starts[units] + 30 - MAX_WINDOW_MESSAGES
    assert after == pytest.approx(scores.window_scores(first, MAX_WINDOW_MESSAGES))
