"""No face names a day to come: it would be a day on which somebody else is expected to be weak."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from conftest import Reader, Studied
from example_findings import ONGOING, QUOTES, ROSA, SPELLS, about
from page_client import BERLIN
from report_page import EVERYTHING, report_html
from unlike.i18n import LANGUAGES, language_context
from unlike.presentation.html import Redaction
from unlike.presentation.json.document import document
from unlike.presentation.numbering import numbered_findings
from unlike.presentation.terminal.screen import ScreenOptions, finding_screen, screen
from unlike.results import Findings, PersonFindings
from unlike.web.session import Session, Workspace
from wording_rules import later_days

LAST = date(2025, 11, 12)
UPCOMING = (date(2025, 12, 1), date(2025, 12, 9))
PAGES = ("/", "/people", "/about", "/settings", "/finding/1", "/finding/2", "/chat/0", "/report?names=1&quotes=1")
SERIES = "/conversation/0/person/0/series"


def expecting(person: PersonFindings, upcoming: tuple[date, date]) -> PersonFindings:
    assert person.recurrence
    return replace(person, recurrence=replace(person.recurrence, upcoming=upcoming))


def faces(findings: Findings) -> Iterator[str]:
    """Everything that a terminal and a report show, by any option."""
    views = [
        ScreenOptions(today=LAST, width=width, shows_everything=everything, quiet=quiet)
        for width in (40, 80)
        for everything, quiet in ((False, False), (True, False), (False, True))
    ]
    for view in views:
        yield screen(findings, view).plain
    for behind in numbered_findings(findings, LAST):
        yield finding_screen(behind, QUOTES, ScreenOptions(today=LAST)).plain
    yield from (report_html(findings, redaction) for redaction in (EVERYTHING, Redaction()))


def without_interval(findings: Findings) -> dict[str, Any]:
    """The document without the interval that is in it for research."""
    whole = document(findings)
    for conversation in whole["conversations"]:
        for person in conversation["people"]:
            if person["recurrence"]:
                del person["recurrence"]["next"]
    return whole


@pytest.mark.parametrize(
    ("language", "present"),
    [
        *((language, ROSA) for language in LANGUAGES),
        (LANGUAGES[0], replace(ROSA, spells=(*SPELLS, ONGOING))),
        (LANGUAGES[0], replace(ROSA, current_state=None)),
    ],
)
def test_what_is_shown_does_not_depend_on_what_is_expected(language: str, present: PersonFindings) -> None:
    windows = (UPCOMING, tuple(end + timedelta(days=17) for end in UPCOMING))
    with language_context(language):
        first, second = (about(expecting(present, (window[0], window[1]))) for window in windows)
        assert list(faces(first)) == list(faces(second))
        assert without_interval(first) == without_interval(second)
        assert document(first) != document(second)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_day_after_the_last_one_stands_in_any_face(language: str) -> None:
    findings = about(expecting(ROSA, UPCOMING))
    with language_context(language):
        assert [found for face in faces(findings) for found in later_days(face, LAST)] == []
        assert later_days(json.dumps(without_interval(findings), ensure_ascii=False), LAST) == []
        assert later_days(json.dumps(document(findings)), LAST) == [end.isoformat() for end in UPCOMING]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_served_page_names_none_and_draws_none(
    rosa: Studied, reader_of: Reader, tmp_path: Path, language: str
) -> None:
    (chat,) = rosa.analysis.findings.conversations
    person = expecting(rosa.person, UPCOMING)
    findings = replace(rosa.analysis.findings, conversations=(replace(chat, people=(person,)),))
    analysis = replace(rosa.analysis, findings=findings)
    session = Session(BERLIN, lambda: LAST, (rosa.path,), "Imke", analysis=analysis)
    with reader_of(Workspace(session), tmp_path) as reader, language_context(language):
        for address in (*PAGES, SERIES):
            answer = reader.get(address, headers={"accept-language": language})
            assert answer.status_code == 200
            assert later_days(answer.text, LAST) == [], address
        last_second = (LAST - date(1970, 1, 1)).days * 86_400 + 28 * 3_600  # a day ends at four in the morning
        series = reader.get(SERIES).json()
        assert series["to"] <= last_second
        assert max(moment for row in series["rows"] for moment in row["x"]) <= last_second
