"""The same days elsewhere, and the owner's own: who changed, who changed first, and that an order is no cause."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

import pytest
from jsonschema import Draft202012Validator, FormatChecker

from closed_schema import closed
from example_findings import NOW, ROSA, SPELLS, about
from report_page import report_html
from unlike.presentation.html import Redaction
from unlike.presentation.json.document import document_text, schema
from unlike.presentation.sentences.findings.cross_chat_text import cross_chat_section
from unlike.presentation.terminal.screen import ScreenOptions, screen
from unlike.results import (
    CrossChatComparison,
    CrossChatOutcome,
    Explanations,
    MessageAct,
    PersonFindings,
    Relationship,
    ReturnPattern,
)
from unlike.results.interaction import Plan, Plans
from wording_rules import subject_of

SHIFT = SPELLS[-1].first
TOO, USUAL, UNCLEAR = CrossChatOutcome.TOO, CrossChatOutcome.USUAL, CrossChatOutcome.UNCLEAR
TODAY = date(2025, 11, 12)


def comparison(who: str, title: str, verdict: CrossChatOutcome) -> CrossChatComparison:
    return CrossChatComparison(SHIFT, who, title, title, verdict, None if verdict is UNCLEAR else 0.02)


def person(own: CrossChatOutcome, before: CrossChatOutcome, *there: CrossChatOutcome) -> PersonFindings:
    elsewhere = tuple(comparison("Rosa", f"Chat {at}", one) for at, one in enumerate(there))
    reasons = Explanations(
        cross_chat=elsewhere,
        owner_same_days=(comparison("Imke", "Rosa", own),),
        owner_before=(comparison("Imke", "Rosa", before),),
    )
    return replace(ROSA, explanations=reasons)


def section_words(found: PersonFindings) -> str:
    passage = cross_chat_section(SHIFT, subject_of(found))
    assert passage is not None
    return " ".join(passage.sentences)


@pytest.mark.parametrize(
    ("own", "before", "words"),
    [
        (
            TOO,
            TOO,
            (
                "You wrote unlike yourself on these days, too, as on 1 in 50 of such days, these counted too.",
                "You changed first",
                "not a cause",
            ),
        ),
        (TOO, USUAL, ("You wrote unlike yourself", "You did not change first")),
        (TOO, UNCLEAR, ("You wrote unlike yourself", "Which of you changed first cannot be told.")),
        (USUAL, TOO, ("You yourself wrote as usual", "You had been unlike yourself in the three days before")),
        (USUAL, USUAL, ("You yourself wrote as usual on these days.",)),
        (UNCLEAR, USUAL, ("Whether you yourself wrote differently on these days cannot be told.",)),
    ],
)
def test_the_owners_side_is_said_as_plainly(
    own: CrossChatOutcome, before: CrossChatOutcome, words: tuple[str, ...]
) -> None:
    told = section_words(person(own, before))
    assert [one for one in words if one not in told] == []


@pytest.mark.parametrize(
    ("there", "word"), [((TOO,), "same"), ((USUAL,), "different"), ((TOO, USUAL), "unknown"), ((UNCLEAR,), "unknown")]
)
def test_the_document_has_each_verdict(there: tuple[CrossChatOutcome, ...], word: str) -> None:
    text = document_text(about(person(TOO, USUAL, *there)))
    Draft202012Validator(closed(schema()), format_checker=FormatChecker()).validate(json.loads(text))
    told = json.loads(text)["conversations"][0]["people"][0]
    assert told["spells"][-1]["elsewhere"] == word
    assert "elsewhere" not in told["spells"][0]
    (one,) = told["beside"]
    assert [each["verdict"] for each in one["elsewhere"]] == [each.value for each in there]
    assert (one["owner"], one["owner_before"]) == ("too", "usual")


PLAN = Plan("chat:41208", "Imke", "see you tonight, then?", TODAY, TODAY, TODAY)
PERSON = replace(
    ROSA,
    spells=(*SPELLS[:-1], replace(SPELLS[-1], ending=replace(SPELLS[-1].ending, act=MessageAct.CHECK_IN))),  # type: ignore[type-var]
    return_patterns=(ReturnPattern("Imke", MessageAct.CHECK_IN, 5, 8, 0.05),),
    relationship=Relationship(
        plans=Plans((Plan("chat:41208", "Imke", "see you tonight, then?", TODAY, TODAY, TODAY),), 40, 9, 2)
    ),
)


def test_endings_and_plans_and_the_table_stand_in_the_document() -> None:
    text = document_text(about(PERSON))
    Draft202012Validator(closed(schema()), format_checker=FormatChecker()).validate(json.loads(text))
    told = json.loads(text)["conversations"][0]["people"][0]
    assert told["spells"][-1]["ended"]["kind"] == "check_in"
    assert [(one["act"], one["spells"], one["of"]) for one in told["returned"]] == [("check_in", 5, 8)]
    plan = told["open"][-1]
    assert (plan["kind"], plan["by"], plan["for"]) == ("plan", "Imke", ["2025-11-12", "2025-11-12"])
    assert plan["messages"] == ["chat:41208"]
    assert "see you tonight" not in text
    assert [one["question"] for one in told["weighing"]] == [
        "elsewhere", "between_us", "first", "before", "lasted", "length",
    ]  # fmt: skip


def test_and_on_the_whole_screen() -> None:
    told = " ".join(screen(about(PERSON), ScreenOptions(today=TODAY, shows_everything=True)).plain.split())
    assert "In the two days before, you had asked how they were: 5 of 8 times (1 in 20 on other days)." in told
    assert "and asked how things were." in told
    assert "You on 12 Nov, for 12 Nov 2025: “see you tonight, then?”." in told
    assert "The chat tells later how it went for 9 of 40 earlier plans; 2 were called off." in told
    assert "Is it only here?" in told


def test_and_on_the_page_without_words_where_they_are_withheld() -> None:
    page = report_html(about(PERSON))
    assert '<table class="weighed">' in page
    assert "What happened when Rosa wrote as usual again" in page
    assert "see you tonight, then?" in page
    veiled = report_html(about(replace(PERSON, open_question=None)), Redaction())
    assert "Plans without a follow-up in the chat" in veiled
    assert "see you tonight" not in veiled.replace("[4 words]", "")
    assert "Rosa" not in veiled


def test_the_table_stands_in_one_column_where_there_is_no_room() -> None:
    lines = screen(
        about(replace(ROSA, current_state=NOW)), ScreenOptions(width=48, today=TODAY, shows_everything=True)
    ).plain.split("\n")
    assert any(line.startswith("  Is it only here? · cannot be told ·") for line in lines)
