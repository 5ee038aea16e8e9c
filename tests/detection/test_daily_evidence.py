"""Evidence for somebody who looks every day."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from example_sittings import EMOJI, LENGTH, exchangeable_sittings
from unlike.detection import SittingMessages, SittingScores, daily_evidence, message_evidence
from unlike.detection.daily_evidence import e_values


def scores_of(messages: SittingMessages) -> SittingScores:
    return SittingScores.of(message_evidence(messages), messages.sitting)


def evidence_of(messages: SittingMessages) -> np.ndarray:
    scores = scores_of(messages)
    return daily_evidence(scores, messages.day[scores.starts])


def test_e_values_have_mean_one_at_most_where_nothing_happened() -> None:
    means = [np.nanmean(e_values(scores_of(exchangeable_sittings(seed, sittings=600)))) for seed in range(16)]
    assert np.mean(means) <= 1.05


def test_two_years_of_looks_seldom_see_what_comes_once_a_year() -> None:
    looks = [evidence_of(exchangeable_sittings(seed, sittings=1400)) for seed in range(12)]
    alarms = sum(int((np.diff((look >= 365).astype(int), prepend=0) > 0).sum()) for look in looks)
    days = sum(look.size for look in looks)
    assert alarms <= 1.5 * days / 365


def test_cool_days_add_up() -> None:
    messages = exchangeable_sittings(4, sittings=800)
    values = messages.values.copy()
    last = messages.day >= messages.day[-1] - 3
    values[last, LENGTH], values[last, EMOJI] = 0.0, 0.0
    cool, usual = evidence_of(replace(messages, values=values)), evidence_of(messages)
    assert cool[-1] > 365 > usual[-1]
    assert cool[-1] > cool[-2] > cool[-3]


def test_there_is_one_look_a_day_with_enough_before_it() -> None:
    messages = exchangeable_sittings(5, sittings=200)
    evidence = evidence_of(messages)
    assert 0 < evidence.size < np.unique(messages.day).size
    assert evidence_of(exchangeable_sittings(5, sittings=10)).size == 0
