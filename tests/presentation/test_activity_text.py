"""How much both wrote before a shift: the same counts in every face, and no cause."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

import pytest

from conftest import Studied
from unlike.presentation.html import Redaction, ReportOptions, page
from unlike.presentation.json.document import document_text
from unlike.presentation.numbering import NumberedFinding, numbered_findings
from unlike.presentation.sentences.findings.activity_text import activity_section
from unlike.presentation.terminal.screen import ScreenOptions, finding_screen, screen
from unlike.results import LastingShift, RepeatVisits
from wording_rules import ADVICE, FORBIDDEN

TODAY = date(2025, 11, 12)


@pytest.fixture
def present(rosa: Studied) -> NumberedFinding:
    return numbered_findings(rosa.analysis.findings, TODAY)[0]


def test_the_counts_stand_beside_where_nine_in_ten_others_lie(present: NumberedFinding) -> None:
    section = activity_section(present.finding, present.subject)
    assert section is not None
    assert section.headline.startswith("The days before · 9–11 Nov")
    assert [row.question for row in section.table][1:4] == [
        "messages of Rosa",
        "words in a message of Rosa",
        "your messages",
    ]
    assert not [word for word in (*FORBIDDEN, *ADVICE) if word in " ".join(section.sentences).casefold()]


def test_every_face_has_the_same_counts(rosa: Studied, present: NumberedFinding) -> None:
    section = activity_section(present.finding, present.subject)
    assert section is not None
    (activity, *_) = (
        one
        for one in json.loads(document_text(rosa.analysis.findings))["conversations"][0]["people"][0]["activity_before"]
        if one["days"] == ["2025-11-09", "2025-11-11"]
    )
    counted = str(activity["people"][0]["messages"])
    assert section.table[1].side == counted
    assert counted in finding_screen(present, (), ScreenOptions(today=TODAY)).plain
    report = page(rosa.analysis.findings, lambda _one: (), ReportOptions(Redaction(names=True), TODAY))
    assert f"<td>{counted}</td>" in report
    redacted = page(rosa.analysis.findings, lambda _one: (), ReportOptions(Redaction(), TODAY))
    assert "messages of Rosa" not in redacted


def test_a_report_does_not_say_how_often_its_owner_looked(rosa: Studied) -> None:
    (chat,) = rosa.analysis.findings.conversations
    visited = replace(rosa.analysis.findings, conversations=(replace(chat, repeat_visits=RepeatVisits(4, TODAY)),))
    assert "You have looked" in " ".join(screen(visited, ScreenOptions(today=TODAY)).plain.split())
    assert "You have looked" not in page(
        visited, lambda _one: (), ReportOptions(Redaction(names=True, quotes=True), TODAY)
    )


def test_a_lasting_shift_has_none(rosa: Studied) -> None:
    numbered = next(one for one in numbered_findings(rosa.analysis.findings) if isinstance(one.finding, LastingShift))
    assert activity_section(numbered.finding, numbered.subject) is None
