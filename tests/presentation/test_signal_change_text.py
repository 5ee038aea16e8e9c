"""Changes of signals in words, with figures that say a day, or of what they are a share."""

from __future__ import annotations

from dataclasses import replace

import pytest

from example_findings import GREETINGS, LATER, MORE, NO_EMOJI, SHORTER
from unlike.presentation.sentences.findings.signal_change_text import change_rows
from unlike.results import SignalChange

BEGUN = replace(MORE, phrase="starts the talk more often", unit="conversations", baseline=0.4, observed=0.54)


@pytest.mark.parametrize(
    ("change", "row"),
    [
        (replace(MORE, observed=61.2), ("more messages", "61 a day", "24 a day")),
        (BEGUN, ("starts the talk more often", "0.5 a day", "0.4 a day")),
        (NO_EMOJI, ("fewer emoji", "0% of messages", "46% of messages")),
        (replace(GREETINGS, phrase="greets less", share_of="days"), ("greets less", "33% of days", "40% of days")),
        (SHORTER, ("shorter messages", "2.3 words", "8.7 words")),
        (LATER, ("answers later", "1.5 hours", "4 minutes")),
        (replace(SHORTER, observed=8.71), ("shorter messages", "", "")),
        (replace(SHORTER, observed=float("nan")), ("shorter messages", "", "")),
    ],
)
def test_a_figure_says_a_day_or_of_what(change: SignalChange, row: tuple[str, str, str]) -> None:
    assert change_rows((change,)) == (row,)


def test_a_finding_without_a_habit_of_its_own_says_so() -> None:
    assert change_rows(()) == (("No habit changed much by itself; all of them did a little, together.", "", ""),)
