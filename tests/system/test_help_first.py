"""Where messages have words of harm or of fear, every face says first where help is, and habits step back."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

import pytest
from jsonschema import Draft202012Validator, FormatChecker

from closed_schema import closed
from example_findings import CASES, NOW, QUOTES, ROSA, about
from report_page import EVERYTHING, report_html
from unlike.presentation.html import Redaction
from unlike.presentation.json.document import document_text, schema
from unlike.presentation.numbering import numbered_findings
from unlike.presentation.sentences import SectionKind, Subject, detail_sections, overview_sections
from unlike.presentation.sentences.findings.person_summary import person_summary
from unlike.presentation.sentences.interface.report_text import STEPPED_BACK
from unlike.presentation.terminal.screen import ScreenOptions, finding_screen, screen
from unlike.results import Concern, Explanations, PersonFindings
from wording_rules import subject_of

TODAY = date(2025, 11, 12)
HEAD = "There is help, for you and for them, at any hour."
HABITS = ("unlike Rosa", "shorter messages", "and it passed", "Only Rosa knows why")


def worried(person: PersonFindings = ROSA) -> PersonFindings:
    return replace(person, explanations=Explanations(concern=Concern(("chat:41205",))))


def subject() -> Subject:
    return numbered_findings(about(worried()), TODAY)[0].subject


def flat(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize(
    "view", [ScreenOptions(today=TODAY), ScreenOptions(today=TODAY, quiet=True), ScreenOptions(width=48)]
)
def test_the_screen_says_where_help_is_and_nothing_of_habits(view: ScreenOptions) -> None:
    said = flat(screen(about(worried()), view).plain)
    assert HEAD in said
    assert not [word for word in HABITS if word in said]


def test_everything_has_help_first_and_the_habits_behind_it() -> None:
    said = flat(screen(about(worried()), ScreenOptions(today=TODAY, shows_everything=True)).plain)
    assert said.index(HEAD) < said.index("unlike Rosa")


def test_opening_a_finding_has_help_before_it() -> None:
    (first, *_) = numbered_findings(about(worried()), TODAY)
    said = flat(finding_screen(first, QUOTES, ScreenOptions(today=TODAY)).plain)
    assert said.index(HEAD) < said.index("unlike Rosa")


@pytest.mark.parametrize("name", ["quiet", "too-little"])
def test_it_stands_first_where_nothing_else_was_found_too(name: str) -> None:
    (one,) = CASES[name].conversations
    (person,) = one.people
    assert HEAD in flat(screen(about(worried(person)), ScreenOptions(today=TODAY)).plain)


def test_one_of_a_group_is_enough() -> None:
    findings = about(ROSA, worried(replace(ROSA, name="Ben")), replace(ROSA, name="Cleo"), group=True)
    said = flat(screen(findings, ScreenOptions(today=TODAY)).plain)
    assert HEAD in said
    assert "unlike Rosa" not in said


@pytest.mark.parametrize("redaction", [EVERYTHING, Redaction()])
def test_the_page_has_help_as_its_headline_and_the_habits_folded_away(redaction: Redaction) -> None:
    page = report_html(about(worried()), redaction)
    assert f">✚</span>{HEAD}</h1>" in page
    assert 'role="img"' not in page  # no picture of habits
    first = page[: page.index(f"<summary>{STEPPED_BACK}</summary>")]
    assert not [word for word in (*HABITS, NOW.changed_signals[0].phrase) if word in first]
    assert "--all" not in page


def test_the_document_has_it_as_the_first_thing_about_the_person() -> None:
    text = document_text(about(worried()))
    Draft202012Validator(closed(schema()), format_checker=FormatChecker()).validate(json.loads(text))
    person = json.loads(text)["conversations"][0]["people"][0]
    assert list(person)[:2] == ["name", "help"]
    assert person["help"]["messages"] == ["chat:41205"]
    assert person["help"]["said"][0] == HEAD


def test_it_says_where_to_look_in_any_country_and_concludes_nothing() -> None:
    ((one,), nothing) = overview_sections(subject()), detail_sections(subject())
    assert one.kind is SectionKind.HELP
    assert nothing == ()
    said = " ".join(one.sentences)
    assert "your country's emergency number" in said
    assert "country by country" in said
    assert "This program cannot tell what they mean." in said
    assert not [word for word in ("suicid", "abuse", "victim", "risk", "diagnos") if word in said.casefold()]


def test_the_list_of_people_counts_nothing_beside_it() -> None:
    assert "spell" not in person_summary(subject_of(worried()))
    assert "spell" in person_summary(subject_of(ROSA))
