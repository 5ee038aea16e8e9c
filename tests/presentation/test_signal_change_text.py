"""Changes of signals in words, with figures that say a day, or of what they are a share."""

from __future__ import annotations

from dataclasses import replace

import pytest

from example_findings import GREETINGS, LATER, MORE, NO_EMOJI, SHORTER
from unlike.presentation.sentences.findings.signal_change_text import changed_phrases
from unlike.results import SignalChange

BEGUN = replace(MORE, phrase="begins more conversations", unit="conversations", baseline=0.4, observed=0.54)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (replace(MORE, observed=61.2), "more messages (61 a day, usually 24)"),
        (BEGUN, "begins more conversations (0.5 a day, usually 0.4)"),
        (NO_EMOJI, "fewer emoji (0% of messages, usually 46%)"),
        (replace(GREETINGS, phrase="greets less", share_of="days"), "greets less (33% of days, usually 40%)"),
        (SHORTER, "shorter messages (2.3 words, usually 8.7)"),
        (LATER, "answers later (1.5 hours, usually 4 minutes)"),
        (replace(SHORTER, observed=8.71), "shorter messages"),
        (replace(SHORTER, observed=float("nan")), "shorter messages"),
    ],
)
def test_a_figure_says_a_day_or_of_what(change: SignalChange, words: str) -> None:
    assert changed_phrases((change,)) == (words,)
