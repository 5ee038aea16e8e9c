"""Where help is, as every face says it: the owner's country first, in every language, and without assessment."""

from __future__ import annotations

from dataclasses import replace

import pytest
from babel import Locale

from example_findings import ROSA, about
from unlike.i18n import LANGUAGES, language_context
from unlike.presentation.helplines import HelpKind, Helpline, helpline_table
from unlike.presentation.json.document import document
from unlike.presentation.model import Face, Section
from unlike.presentation.sentences.findings.help_text import help_section, helpline_text, hours_text
from unlike.presentation.terminal.screen import ScreenOptions, screen
from unlike.results import Concern, Explanations
from wording_rules import subject_of

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
