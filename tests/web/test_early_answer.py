"""What is said before the explanations are there is said on the page, too, and never instead of something graver."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from analyses import analysis_of
from unlike.api import AnalysisStep
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


@pytest.mark.parametrize("is_worrying", [True, False])
def test_nothing_calm_is_shown_while_reasons_are_looked_for_where_the_last_messages_have_words_of_harm(
    tmp_path: Path, *, is_worrying: bool
) -> None:
    chat = generate(random_world(5, MODERATE, years=0.5, spells=0))
    path = tmp_path / "WhatsApp Chat with Ada.txt"
    write_whatsapp(chat, path)
    *_, last = path.read_text("utf-8").splitlines()
    head, _, _ = last.partition(": ")
    words = "i am so scared of my brother, he hit me again last night" if is_worrying else "the soup is ready"
    with path.open("a", encoding="utf-8") as file:
        file.write(f"{head}: {words}\n")
    reported: list[Findings | AnalysisStep] = []
    analysis_of([path], owner=chat.owner, steps=reported.append, early_findings=reported.append)
    early = reported.index(AnalysisStep.RELATE) - 1
    assert reported[early + 1 :] == [AnalysisStep.RELATE, AnalysisStep.EXPLAIN]
    assert reported[:early] == [AnalysisStep.MEASURE, AnalysisStep.COMPARE]
    findings = reported[early]
    assert isinstance(findings, Findings)
    assert bool(early_answer(findings, TODAY)) != is_worrying


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
