"""Spells in words."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from example_findings import ONGOING, ROSA, about
from unlike.presentation.numbering import subjects
from unlike.presentation.sentences import finding_section
from unlike.presentation.sentences.findings.chat_table import person_rows
from unlike.presentation.sentences.findings.person_summary import IN_SPELL, PERHAPS_OVER
from unlike.presentation.sentences.findings.spell_table import spell_rows
from wording_rules import subject_of


@pytest.mark.parametrize(
    ("first", "last", "possible", "headline"),
    [
        (9, 12, False, "9–12 Nov 2025 were unlike Rosa, up to the last day."),
        (8, 11, False, "8–11 Nov 2025 were unlike Rosa; whether it is over cannot be told yet."),
        (10, 10, False, "10 Nov 2025 was a day unlike Rosa; whether it is over cannot be told yet."),
        (12, 12, False, "12 Nov 2025 was a day unlike Rosa; the chat ends there."),
        (12, 12, True, "12 Nov 2025 was possibly a day unlike Rosa; the chat ends there."),
        (9, 10, True, "9–10 Nov 2025 were possibly unlike Rosa; whether it is over cannot be told yet."),
    ],
)
def test_days_that_are_not_the_last_are_told_by_their_dates(
    first: int, last: int, headline: str, *, possible: bool
) -> None:
    spell = replace(ONGOING, first=date(2025, 11, first), last=date(2025, 11, last), possible=possible)
    assert finding_section(spell, subject_of(replace(ROSA, spells=(spell,)))).headline == headline


def test_no_face_says_that_a_spell_goes_on_which_may_be_over() -> None:
    over = replace(ONGOING, first=date(2025, 11, 8), last=date(2025, 11, 11))
    for spell, ended, now in (
        (over, "cannot be told yet", PERHAPS_OVER),
        (ONGOING, "not by the end of the chat", IN_SPELL),
    ):
        findings = about(replace(ROSA, spells=(spell,)))
        ((conversation, (subject,)),) = subjects(findings, date(2025, 11, 12))
        assert [row.ended for row in spell_rows(subject)] == [ended]
        assert [row.now for row in person_rows([(conversation, (subject,))])] == [now]


@pytest.mark.parametrize("last", [11, 12])
def test_figures_a_day_say_which_day_they_leave_out(last: int) -> None:
    fewer = replace(ONGOING.changed_signals[0], name="messages", unit="messages", baseline=12.0, observed=3.0)
    spell = replace(ONGOING, first=date(2025, 11, 9), last=date(2025, 11, last), changed_signals=(fewer,))
    words = finding_section(spell, subject_of(replace(ROSA, spells=(spell,)))).sentences
    assert any("leave out 12 Nov 2025" in sentence for sentence in words) is (last == 12)
    longer = replace(spell, changed_signals=(replace(fewer, unit="words"),))
    words = finding_section(longer, subject_of(replace(ROSA, spells=(longer,)))).sentences
    assert not any("leave out" in sentence for sentence in words)
