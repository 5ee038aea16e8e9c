"""What is said before the explanations are there is said on the page, too, and never instead of something graver."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from analyses import analysis_of
from unlike.presentation.html import Redaction, ReportOptions
from unlike.presentation.html.html_conversation import html_conversation
from unlike.presentation.numbering import subjects
from unlike.results import Concern, Explanations, Findings, PersonFindings, UnreadRecords
from unlike.synthetic import MODERATE, STRONG, ChangeStrength, generate, random_world, write_whatsapp
from unlike.web.early_answer import early_answer

if TYPE_CHECKING:
    from conftest import Studied

TODAY = date(2026, 1, 5)


def first_rows(findings: Findings) -> Sequence[tuple[str, tuple[str, ...]]]:
    """Headline and detail of the first rows of the page, without those that tell why."""
    ((conversation, people),) = subjects(findings, TODAY)
    whole = Redaction(names=True, quotes=True)
    part = html_conversation(conversation, people, {}, ReportOptions(whole, TODAY))
    sections = (part.lead, *((part.before,) if part.before else ()))
    return [(section.headline, section.detail) for section in sections]


@pytest.mark.parametrize(("seed", "strength", "spells"), [(5, MODERATE, 0), (7, STRONG, 4), (11, STRONG, 3)])
def test_the_early_answer_is_what_the_page_says_then(
    seed: int, strength: ChangeStrength, spells: int, tmp_path: Path
) -> None:
    chat = generate(random_world(seed, strength, years=0.5, spells=spells))
    path = tmp_path / "WhatsApp Chat with Ada.txt"
    write_whatsapp(chat, path)
    early: list[Findings] = []
    analysis = analysis_of([path], owner=chat.owner, early_findings=early.append)
    ((findings),) = early
    answer = early_answer(findings, TODAY)
    assert answer
    assert [(section.headline, section.detail) for section in answer] == first_rows(analysis.findings)


def changed(findings: Findings, **values: object) -> Findings:
    """Findings with other values of the only conversation."""
    (conversation,) = findings.conversations
    return replace(findings, conversations=(replace(conversation, **values),))  # type: ignore[arg-type]


def of_person(findings: Findings, **values: object) -> PersonFindings:
    """The first person of the only conversation with other values."""
    return replace(findings.conversations[0].people[0], **values)  # type: ignore[arg-type]


def test_nothing_is_said_early_where_words_of_harm_come_first(rosa: Studied) -> None:
    findings = rosa.analysis.findings
    assert early_answer(findings, TODAY)
    worrying = of_person(findings, explanations=Explanations(concern=Concern(("1",), ())))
    assert early_answer(changed(findings, people=(worrying,)), TODAY) == ()


def test_nothing_is_said_early_of_what_was_not_read_whole(rosa: Studied) -> None:
    unread = UnreadRecords(breaks_off=True)
    assert early_answer(changed(rosa.analysis.findings, unread=unread), TODAY) == ()


def test_nothing_is_said_early_of_several_people_or_of_nobody(rosa: Studied) -> None:
    findings = rosa.analysis.findings
    (person,) = findings.conversations[0].people
    for people in ((person, replace(person, name="Ada")), ()):
        assert early_answer(changed(findings, people=people), TODAY) == ()
    assert early_answer(replace(findings, conversations=findings.conversations * 2), TODAY) == ()


def test_nothing_is_said_early_of_too_little(rosa: Studied) -> None:
    little = of_person(rosa.analysis.findings, enough=False)
    assert early_answer(changed(rosa.analysis.findings, people=(little,)), TODAY) == ()
