from __future__ import annotations

import json
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from jsonschema import Draft202012Validator, FormatChecker

from analyses import BERLIN, analysis_of
from unlike.api import Analysis, AnalysisOptions, read, with_annotations
from unlike.errors import OptionError, PersonUnknownError
from unlike.library import Note
from unlike.presentation.json.document import document_text, schema
from unlike.synthetic import MODERATE, SyntheticChat, generate, random_world, write_telegram, write_whatsapp

if TYPE_CHECKING:
    from conftest import Studied


@pytest.fixture(scope="session")
def half_year(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Half a year of a random pair, as Telegram exports it."""
    path = tmp_path_factory.mktemp("half a year") / "result.json"
    write_telegram(generate(random_world(5, MODERATE, years=0.5, spells=0)), path)
    return path


@dataclass(frozen=True, slots=True)
class HalfYear:
    """Analysis of the half year, and what was said of its progress."""

    chat: SyntheticChat
    analysis: Analysis
    progress: tuple[tuple[int, int], ...]


@pytest.fixture(scope="session")
def half_year_analysed(half_year: Path) -> HalfYear:
    chat = generate(random_world(5, MODERATE, years=0.5, spells=0))
    told: list[tuple[int, int]] = []
    analysis = analysis_of([half_year], owner=chat.owner, progress=lambda done, whole: told.append((done, whole)))
    return HalfYear(chat, analysis, tuple(told))


def test_the_document_follows_the_schema(rosa: Studied, jule: Studied) -> None:
    for studied in (rosa, jule):
        told = json.loads(document_text(studied.analysis.findings))
        Draft202012Validator(schema(), format_checker=FormatChecker()).validate(told)


def test_the_same_export_gives_the_same_answer(half_year: Path, half_year_analysed: HalfYear) -> None:
    one, other = half_year_analysed.analysis, analysis_of([half_year], owner=half_year_analysed.chat.owner)
    assert one.findings == other.findings, "to the last digit"
    assert document_text(one.findings) == document_text(other.findings)


def test_quotes_are_marked_messages_and_their_neighbours(rosa: Studied) -> None:
    now = rosa.person.current_state
    assert now is not None
    key = rosa.analysis.findings.conversations[0].key
    told = rosa.analysis.quotes(key, now.messages)
    assert [quote.ref for quote in told if quote.marked] == list(now.messages)
    assert all(quote.sender == "Rosa" for quote in told if quote.marked)
    assert any(not quote.marked for quote in told)
    assert [quote.sent_at for quote in told] == sorted(quote.sent_at for quote in told)
    assert len(told) <= 3 + 3 * 4
    assert [quote.ref for quote in rosa.analysis.quotes(key, now.messages[:1], around=0)] == [now.messages[0]]
    assert rosa.analysis.quotes("nothing of the kind", now.messages) == ()


def test_only_some_days(rosa: Studied) -> None:
    found = analysis_of([rosa.path], owner="Imke", since=date(2024, 2, 1), until=date(2024, 5, 31))
    one = found.findings.conversations[0]
    assert one.first is not None
    assert one.last is not None
    assert one.first.date() >= date(2024, 2, 1)
    assert one.last.date() == date(2024, 5, 31)
    assert 0 < one.messages < rosa.analysis.messages.height / 4


@pytest.mark.parametrize(("since", "until"), [(date(2031, 1, 1), None), (None, date(2001, 1, 1))])
def test_days_without_messages_are_one_sentence(rosa: Studied, since: date | None, until: date | None) -> None:
    with pytest.raises(OptionError, match=r"--(since|until) .* days in which there are messages"):
        analysis_of([rosa.path], owner="Imke", since=since, until=until)


def test_who_the_owner_is_decides_whom_it_is_about(half_year: Path, half_year_analysed: HalfYear) -> None:
    chat, mine = half_year_analysed.chat, half_year_analysed.analysis
    theirs = analysis_of([half_year], owner=chat.other)
    assert [one.name for one in mine.findings.conversations[0].people] == [chat.other]
    assert [one.name for one in theirs.findings.conversations[0].people] == [chat.owner]


def test_nobody_of_that_name(half_year: Path, half_year_analysed: HalfYear) -> None:
    chat = half_year_analysed.chat
    with pytest.raises(PersonUnknownError, match=f"“{chat.other}”"):
        analysis_of([half_year], owner=chat.owner, person="Nobody")


def test_possible_spells_come_only_when_asked_for(rosa: Studied) -> None:
    more = analysis_of([rosa.path], owner="Imke", possible=True)
    assert more.findings.false_spells_a_year > rosa.analysis.findings.false_spells_a_year
    assert not any(spell.possible for spell in rosa.person.spells)
    spells = more.findings.conversations[0].people[0].spells
    sure = {(one.first, one.last) for one in rosa.person.spells}
    assert len(spells) >= len(sure)
    recurrence = more.findings.conversations[0].people[0].recurrence
    assert (recurrence is None) == (rosa.person.recurrence is None), "possible ones make no rhythm"


def test_phones_and_apps_give_the_same_findings(small: Studied, tmp_path: Path) -> None:
    chat = small.chat
    write_whatsapp(chat, tmp_path / "WhatsApp Chat - x.zip", "ios")
    write_telegram(chat, tmp_path / "result.json")
    phone, desk = (
        analysis_of([tmp_path / name], owner=chat.owner).findings.conversations[0].people[0]
        for name in ("WhatsApp Chat - x.zip", "result.json")
    )
    assert phone.name == desk.name
    assert abs(phone.active_days - desk.active_days) <= 1
    assert [spell.first for spell in phone.spells] == [spell.first for spell in desk.spells] != []


def test_two_exports_at_once_are_two_conversations(small: Studied, half_year: Path) -> None:
    found = analysis_of([small.path, half_year], owner=small.chat.owner)
    assert len(found.findings.conversations) == 2
    beside, alone = (one.conversations[0].people[0] for one in (found.findings, small.analysis.findings))
    assert replace(beside, explanations=None, balance=()) == replace(alone, explanations=None, balance=()), (
        "what stands beside a chat does not change it"
    )


def test_progress_is_told_to_the_end(half_year: Path) -> None:
    told: list[tuple[int, int]] = []
    read([half_year], zone=BERLIN, progress=lambda done, whole: told.append((done, whole)))
    assert told
    assert told[-1][0] == told[-1][1] > 0


def test_it_is_told_how_many_people_are_looked_at(half_year_analysed: HalfYear) -> None:
    assert half_year_analysed.progress == ((0, 1), (1, 1))


def test_notes_and_dates_are_made_anew_without_reading_again(rosa: Studied, tmp_path: Path) -> None:
    spell = rosa.person.spells[-1]
    key = rosa.analysis.findings.conversations[0].key
    note = Note(key, "Rosa", spell.first, spell.last, "exams", spell.last)
    dates = tmp_path / "dates.csv"
    dates.write_text(f"{spell.first},visit\n")
    question = AnalysisOptions(owner="Imke", notes=(note,), dates=(dates,))
    anew = with_annotations(rosa.analysis, question)
    (person,) = anew.findings.conversations[0].people
    assert [one.text for one in person.owner_notes] == ["exams"]
    assert person.owner_context
    assert [known.label for known in person.owner_context.of(spell.first)] == ["visit"]
    assert person.spells == rosa.person.spells
    assert with_annotations(anew, AnalysisOptions(owner="Imke")).findings == rosa.analysis.findings
