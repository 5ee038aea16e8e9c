"""A person who goes over to another language: named as that, never as a calm nothing, and read in it."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from jsonschema import Draft202012Validator, FormatChecker

from analyses import analysis_of
from closed_schema import closed
from example_findings import LASTING_SHIFT, QUIET, ROSA, about
from unlike.presentation.json.document import document_text, schema
from unlike.presentation.sentences import SectionKind, overview_sections
from unlike.presentation.sentences.findings.person_summary import PresentAnswer, present_answer
from unlike.results.language_change import LanguageChange
from wording_rules import subject_of

if TYPE_CHECKING:
    from pathlib import Path

ENGLISH = ("I was at the market and it was full of people", "you know what I think about that one", "where are you")
SPANISH = ("estuve en el mercado y estaba lleno de gente", "ya sabes lo que yo pienso de eso", "dónde estás ahora")
DAY = date(2026, 3, 1)


def chat(folder: Path, days: int, new_days: int) -> Path:
    """A year of English; Rosa goes over to Spanish on the last days."""
    lines = []
    for number in range(days):
        day = date(2025, 4, 1) + timedelta(number)
        words = SPANISH if number >= days - new_days else ENGLISH
        for at in range(6):
            name, text = ("Rosa", words[(number + at) % 3]) if at % 2 else ("Imke", ENGLISH[(number + at) % 3])
            lines.append(f"{day:%d/%m/%Y}, {9 + at}:{10 + number % 40} - {name}: {text}")
    path = folder / "WhatsApp Chat with Rosa.txt"
    path.write_text("\n".join(lines), "utf-8")
    return path


def test_a_new_language_is_named_with_its_first_day(tmp_path: Path) -> None:
    (chat_findings,) = analysis_of([chat(tmp_path, 300, 20)], owner="Imke").findings.conversations
    (person,) = chat_findings.people
    change = LanguageChange(date(2025, 4, 1) + timedelta(280), "en", "es", recent=True)
    assert person.language_change == change
    assert person.has_moved
    assert person.current_state is None, "its words cannot be compared with those of another language"


def test_a_new_language_is_no_calm_nothing() -> None:
    change = LanguageChange(DAY, "en", "es", recent=True)
    subject = subject_of(replace(QUIET, language_change=change))
    sentences = [sentence for section in overview_sections(subject) for sentence in section.sentences]
    assert "Since 1 Mar 2026 Rosa writes mostly in Spanish, before that mostly in English." in sentences
    assert "Nothing here is unlike Rosa." not in sentences
    assert present_answer(subject) is PresentAnswer.UNTOLD


def test_an_open_question_is_told_also_in_a_new_language() -> None:
    change = LanguageChange(DAY, "en", "es", recent=True)
    subject = subject_of(replace(ROSA, current_state=None, language_change=change))
    assert ROSA.spells
    assert ROSA.open_question
    first = overview_sections(subject)[0]
    assert "mostly in Spanish" in first.headline
    assert any(sentence.startswith("No answer yet to") for sentence in first.sentences)


@pytest.mark.parametrize(("days", "is_one"), [(3, True), (40, False)])
def test_a_lasting_shift_that_is_a_change_of_language_says_so(days: int, *, is_one: bool) -> None:
    change = LanguageChange(LASTING_SHIFT.day + timedelta(days), "en", "es", recent=False)
    person = replace(QUIET, lasting_shifts=(LASTING_SHIFT,), language_change=change)
    sections = overview_sections(subject_of(person))
    (lasting,) = (section for section in sections if section.kind is SectionKind.LASTING)
    assert ("mostly in Spanish" in lasting.headline) is is_one
    assert any("mostly in Spanish" in section.headline for section in sections)
    text = document_text(about(person))
    Draft202012Validator(closed(schema()), format_checker=FormatChecker()).validate(json.loads(text))
    (told,) = json.loads(text)["conversations"][0]["people"]
    assert (told["language_change"]["before"], told["language_change"]["after"]) == ("en", "es")
