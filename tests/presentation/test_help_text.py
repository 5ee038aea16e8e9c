"""Where help is, as every face says it: the owner's country first, in every language, and without assessment."""

from __future__ import annotations

from dataclasses import replace

import pytest
from babel import Locale
from jsonschema import Draft202012Validator

from closed_schema import closed
from example_findings import NOW, ROSA, about
from unlike.i18n import LANGUAGES, language_context
from unlike.presentation.helplines import HelpKind, Helpline, helpline_table
from unlike.presentation.html.finding_detail import detail_of
from unlike.presentation.json.document import document, schema
from unlike.presentation.model import Face, Section
from unlike.presentation.numbering import numbered_findings
from unlike.presentation.sentences.findings.help_text import help_section, helpline_text, hours_text
from unlike.presentation.terminal.screen import ScreenOptions, screen
from unlike.results import Concern, Explanations
from wording_rules import ACCUSING, ADVICE, subject_of

CONCERN = Concern(("chat:41205",))


def section(zone: str, face: Face = Face.TERMINAL) -> Section:
    return help_section(CONCERN, replace(subject_of(ROSA), zone=zone, face=face))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("face", Face)
def test_lines_for_home_and_for_distress_are_named_in_every_language(language: str, face: Face) -> None:
    with language_context(language):
        rows, territories = section("", face).table, Locale(language).territories
    countries = [territories[code] for code in helpline_table().languages[language]]
    assert list(dict.fromkeys(row.side for row in rows)) == countries
    assert all(sum(row.side == name for row in rows) == 3 for name in countries)  # emergency, home, distress


def test_a_terminal_names_the_owners_country_alone_and_a_page_names_it_first() -> None:
    terminal, page = section("Europe/Vienna"), section("Europe/Vienna", Face.PAGE)
    assert {row.side for row in terminal.table} == {"Austria"}
    assert page.table[: len(terminal.table)] == terminal.table
    assert "United Kingdom" in {row.side for row in page.table}


def test_a_number_is_never_parted_by_a_line_break() -> None:
    line = Helpline("Drift", "https://drift.example", "0800 12 34", "24/7")
    assert helpline_text(line) == "0800\u00a012\u00a034 (Drift, at any hour)"
    for width in (40, 60, 80):
        shown = screen(
            about(replace(ROSA, explanations=Explanations(concern=CONCERN))), ScreenOptions(width=width)
        ).plain
        assert "0800\u00a0111\u00a00\u00a0111" in shown


def test_hours_are_written_as_the_language_writes_them() -> None:
    assert hours_text("24/7") == "at any hour"
    assert hours_text("") == ""
    assert hours_text("Mon-Fri 9:00-17:00") == "Mon–Fri 9:00–17:00"
    with language_context("de"):
        assert hours_text("Mon-Fri 9:00-17:00") == "Mo.–Fr. 9:00–17:00"


def test_lines_stand_once_where_several_people_of_a_group_have_such_words() -> None:
    worried = replace(ROSA, explanations=Explanations(concern=CONCERN))
    findings = about(worried, replace(worried, name="Ben"), replace(worried, name="Cleo"), group=True)
    shown = screen(findings, ScreenOptions()).plain
    assert shown.count("0800\u00a0111\u00a00\u00a0111") == 1
    assert shown.count("words of harm or of fear") == 3


def test_the_document_has_every_line_with_its_source() -> None:
    findings = about(replace(ROSA, explanations=Explanations(concern=CONCERN)))
    (person,) = document(findings)["conversations"][0]["people"]
    lines = person["help"]["lines"]
    assert lines[0]["country"] == "DE"
    assert {line["country"] for line in lines} >= set(helpline_table().languages["en"])
    assert {line["kind"] for line in lines} == {kind.value for kind in HelpKind}
    assert all(line["source"].startswith("https://") for line in lines)


FEARFUL = Concern(("chat:41205", "chat:41206"), ("chat:41205",))


@pytest.mark.parametrize("face", Face)
def test_where_the_person_fears_the_reader_help_with_ones_own_conduct_comes_first(face: Face) -> None:
    shown = help_section(FEARFUL, replace(subject_of(ROSA), zone="Europe/Berlin", face=face))
    said = " ".join(shown.sentences)
    assert "1 message of Rosa to you speaks of fear, or asks you to stop, in the latest days." in said
    assert "This program cannot tell what they mean." in said
    assert "A request to stop, or for room, is an answer" in said
    first, *_ = (row for row in shown.table if row.answer != "112")
    assert first.question == "One's own conduct"
    assert "bag-taeterarbeit.de" in first.answer
    assert "116\u00a0016" in " ".join(row.answer for row in shown.table)  # and for their own fear


def test_nobody_is_accused_and_nothing_is_assessed() -> None:
    for concern in (CONCERN, FEARFUL):
        words = " ".join(help_section(concern, subject_of(ROSA)).sentences).casefold()
        assert not [word for word in (*ACCUSING, *ADVICE) if word in words]


def test_where_the_person_asks_for_room_no_face_advises_to_ask() -> None:
    person = replace(ROSA, explanations=Explanations(concern=FEARFUL))
    for view in (ScreenOptions(), ScreenOptions(shows_everything=True), ScreenOptions(quiet=True)):
        assert "You could ask" not in screen(about(person), view).plain
    asked = replace(ROSA, explanations=Explanations(concern=CONCERN))
    assert "You could ask" in " ".join(screen(about(asked), ScreenOptions(shows_everything=True)).plain.split())
    (now,) = (one for one in numbered_findings(about(person)) if one.finding == NOW)
    assert detail_of(NOW, now.subject, None).advice is None


def test_the_document_has_the_refs_of_fear_of_the_owner_only_where_there_are_some() -> None:
    for concern, refs in ((FEARFUL, ["chat:41205"]), (CONCERN, None)):
        whole = document(about(replace(ROSA, explanations=Explanations(concern=concern))))
        Draft202012Validator(closed(schema())).validate(whole)
        assert whole["conversations"][0]["people"][0]["help"].get("fear_of_owner") == refs
