"""A row says of a person what their own page says: no calm word where the answer about now is not calm."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given

from example_findings import CALM, CASES, HOLIDAY, LASTING_SHIFT, NOW, ONGOING, OTHER_APP, QUIET, ROSA, SHORT_HISTORY
from example_findings import SHORTER as CHANGE
from finding_strategies import answers, few_examples
from unlike.presentation.model import Subject
from unlike.presentation.numbering import subjects
from unlike.presentation.sentences import concern, group_sections, overview_sections
from unlike.presentation.sentences.findings.chat_table import person_rows
from unlike.presentation.sentences.findings.person_summary import person_summary, present_answer
from unlike.results import (
    AppChange,
    Concern,
    Explanations,
    FailedCalculation,
    Findings,
    Grade,
    PersonFindings,
    UnreadRecords,
)
from wording_rules import subject_of

TODAY = date(2025, 11, 12)
CALM_WORDS = ("nothing unlike", "as usual")
CALM_SENTENCES = ("Nothing here is unlike ", " was within what is usual for ", " is as usual")
UNTOLD = replace(CALM, grade=Grade.CANNOT_TELL, bare_chance=0.3)
APP = AppChange("WhatsApp", "Signal", *(date(2025, 3, 1),) * 3, *(False,) * 2, (CHANGE,), (), ("L1",))


def is_calm_page(subject: Subject) -> bool:
    """Whether the first sight of a person's own page has a calm sentence about now."""
    sentences = [sentence for section in overview_sections(subject) for sentence in section.sentences]
    return any(calm in sentence for sentence in sentences for calm in CALM_SENTENCES)


def check_rows(findings: Findings) -> None:
    """Check every short summary of everybody against their own page."""
    for conversation, people in subjects(findings, TODAY):
        for subject in people:
            summary = person_summary(subject)
            if any(calm in summary for calm in CALM_WORDS):
                assert is_calm_page(subject), summary
                assert present_answer(subject).is_calm, summary
        for row in person_rows([(conversation, people)]):
            if row.subject and row.now == "as usual" and not row.is_about_help:
                assert is_calm_page(row.subject), row.now


@pytest.mark.parametrize("name", CASES)
def test_no_row_of_an_example_is_calm_where_its_page_is_not(name: str) -> None:
    check_rows(CASES[name])


@given(answers())
@few_examples
def test_no_row_at_all_is_calm_where_its_page_is_not(findings: Findings) -> None:
    check_rows(findings)


def quiet(**other: object) -> PersonFindings:
    return replace(QUIET, **other)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("person", "summary"),
    [
        (QUIET, "nothing unlike them"),
        (quiet(channel_changes=(HOLIDAY,)), "nothing unlike them"),
        (quiet(app_changes=(APP,)), "as usual"),
        (quiet(current_state=UNTOLD), "the last messages are too few to tell"),
        (quiet(current_state=None), "the last messages are too few to tell"),
        (quiet(current_state=None, channel_changes=(OTHER_APP,)), "of now nothing can be said"),
        (quiet(current_state=replace(NOW, grade=Grade.A_LITTLE_UNLIKE)), "a little unlike"),
        (quiet(current_state=NOW), "unlike"),
        (quiet(current_state=UNTOLD, spells=ROSA.spells), "the last messages are too few to tell · 8 spells"),
        (quiet(spells=ROSA.spells), "8 spells"),
        (quiet(current_state=None, spells=(ONGOING,)), "in a spell · 1 spell"),
        (quiet(lasting_shifts=(LASTING_SHIFT,)), "1 change that stayed"),
        (SHORT_HISTORY, "too little to say yet"),
        (
            replace(SHORT_HISTORY, missing_history=UnreadRecords(skipped=9, total=9, too_many=True)),
            "nothing is said, for part of the chat could not be read",
        ),
        (
            replace(SHORT_HISTORY, missing_history=FailedCalculation("scores.py:1")),
            "nothing can be said: a calculation failed",
        ),
        (quiet(explanations=Explanations((), Concern(("L9",)), (), (), ())), "where help is, first"),
    ],
)
def test_a_row_says_what_can_be_told(person: PersonFindings, summary: str) -> None:
    assert person_summary(subject_of(person)) == summary


def test_a_row_of_a_chat_that_ended_long_ago_says_until_when() -> None:
    """No answer about now stands without its day beside the dated one of the person's own page."""
    for person, answer in (
        (quiet(current_state=NOW), "unlike"),
        (quiet(current_state=None, spells=(ONGOING,)), "in a spell"),
        (quiet(app_changes=(APP,)), "as usual"),
    ):
        subject = replace(subject_of(person), today=date(2026, 12, 1))
        assert person_summary(subject).partition(" · ")[0] == f"{answer} (until 12 Nov 2025)"


def test_where_the_export_breaks_off_nothing_is_said_of_now() -> None:
    subject = replace(subject_of(quiet(current_state=None)), breaks_off=True)
    assert person_summary(subject) == "of now nothing can be said"


@pytest.mark.parametrize("breaks_off", [False, True])
@pytest.mark.parametrize("moved", [False, True])
@pytest.mark.parametrize("state", [None, UNTOLD])
def test_a_group_calls_nobody_quiet_of_whom_it_cannot_be_told(state: object, *, moved: bool, breaks_off: bool) -> None:
    changes = (OTHER_APP,) if moved else ()
    silent = subject_of(quiet(name="Ben", current_state=None if moved else state, channel_changes=changes))
    people = (replace(silent, breaks_off=breaks_off), subject_of(quiet(name="Ada")))
    sentences = [sentence for section in group_sections(people, 5) for sentence in section.sentences]
    calm = [sentence for sentence in sentences if sentence.startswith("Nothing here is unlike ")]
    assert calm == ["Nothing here is unlike Ada."]
    assert any("Ben" in sentence for sentence in sentences)


@given(answers())
@few_examples
def test_no_group_at_all_calls_somebody_quiet_of_whom_it_cannot_be_told(findings: Findings) -> None:
    ((_, people),) = subjects(findings, TODAY)
    named = tuple(replace(one, person=replace(one.person, name=f"P{at}x")) for at, one in enumerate(people))
    if len(named) > 1 and not any(map(concern, named)):
        sentences = [sentence for section in group_sections(named, 5) for sentence in section.sentences]
        calm = " ".join(sentence for sentence in sentences if sentence.startswith("Nothing here is unlike "))
        assert not [one.name for one in named if one.name in calm and not present_answer(one).is_calm]
