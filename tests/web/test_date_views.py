"""The owner's own calendars and lists in the page: which spells fall on what."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from httpx2 import Response
from starlette.testclient import TestClient

from page_client import SAME_ORIGIN, client, empty_workspace, form_token, post_form, text
from unlike.results import Spell
from unlike.web.session import Workspace

CALENDAR = b"""BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//invented//\r\nBEGIN:VEVENT\r\nUID:1\r\n
DTSTART;VALUE=DATE:20250523\r\nDTEND;VALUE=DATE:20250524\r\nSUMMARY:Exam\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"""


def give(inside: TestClient, *files: tuple[str, bytes]) -> Response:
    data = {"form": form_token(text(inside, "/dates"))}
    answer: Response = inside.post("/dates", data=data, files=[("files", one) for one in files], headers=SAME_ORIGIN)
    return answer


def spell(workspace: Workspace) -> Spell:
    return next(one.finding for one in workspace.session.numbered_findings if isinstance(one.finding, Spell))


def test_a_list_shows_which_spells_fall_on_what_and_can_be_put_away(
    inside: TestClient, workspace: Workspace, uploads: Path
) -> None:
    found = spell(workspace)
    answer = give(inside, ("my days.csv", f"{found.first},night shift <b>\n2025-01-01,new year".encode()))
    assert answer.status_code == 200
    assert "night shift &lt;b&gt;" in answer.text
    assert "my days.csv" in answer.text
    assert "By your own dates it falls on “night shift" in text(inside, "/finding/1") + text(inside, "/finding/3")
    assert len([path for path in uploads.rglob("*") if path.is_file()]) == 1
    away = post_form(inside, "/dates/away", file="0")
    assert "No calendar and no list is open." in away.text
    assert "night shift" not in text(inside, "/finding/1") + text(inside, "/finding/3")
    assert list(uploads.iterdir()) == []


def test_a_calendar_is_read_too(inside: TestClient) -> None:
    pytest.importorskip("recurring_ical_events", reason="the extra unlike[calendar] is not installed")
    assert re.search(r"<bdi>Exam</bdi>", give(inside, ("mine.ics", CALENDAR.replace(b"\r\n\n", b"\r\n"))).text)


@pytest.mark.parametrize(
    ("file", "said"),
    [
        (("a.csv", b"soon,exam\n"), "is no date such as 2025-11-12"),
        (("a.csv", b""), "there is nothing in it"),
        (("a.ics", b"hello"), "it is no iCalendar file"),
        (("a.txt", b"2025-01-01"), "A calendar ends with .ics, a list with .csv."),
        (("", b""), "No file was chosen."),
    ],
)
def test_what_is_no_list_is_one_sentence_and_nothing_changes(
    inside: TestClient, workspace: Workspace, uploads: Path, file: tuple[str, bytes], said: str
) -> None:
    answer = give(inside, file)
    assert answer.status_code == 422
    assert said in answer.text
    assert str(uploads) not in answer.text
    session = workspace.session
    assert (session.calendars, session.dates) == ((), ())
    assert list(uploads.iterdir()) == []


def test_without_a_chat_it_says_what_is_missing(tmp_path: Path) -> None:
    inside = client(empty_workspace(), tmp_path)
    assert "Open a chat first" in give(inside, ("a.csv", b"2025-01-01,exam")).text
    for wrong in ("7", "-1", "x"):
        assert "a.csv" in post_form(inside, "/dates/away", file=wrong).text
