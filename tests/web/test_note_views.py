"""Notes about any days: written, changed, deleted and taken back."""

from __future__ import annotations

import errno
import os
import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from example_findings import NOW, QUIET, about
from page_client import HOSTILE, client, post_form, text
from unlike.web.note_undo import note_digest
from unlike.web.session import Workspace

DAYS = {"first": "2025-03-05", "last": "2025-03-06"}


def notes(workspace: Workspace) -> list[tuple[str, str, date, date]]:
    return [(note.text, note.person, note.first, note.last) for note in workspace.owner_notes()]


def digest(workspace: Workspace) -> str:
    (note,) = workspace.owner_notes()
    return note_digest(note)


def test_a_note_about_any_days_stands_in_the_chat_on_those_days(inside: TestClient, workspace: Workspace) -> None:
    answer = post_form(inside, "/notes", person="0.0", text="a  cold\nweek", **DAYS)
    assert ">Note saved.<" in answer.text
    assert notes(workspace) == [("a cold week", "Rosa", date(2025, 3, 5), date(2025, 3, 6))]
    assert "“a cold week”" in text(inside, "/chat/0?day=2025-03-05")
    assert "“a cold week”" not in text(inside, "/chat/0?day=2025-06-05")
    form = text(inside, "/dates?person=0.0&day=2025-03-05")
    assert 'name="first" value="2025-03-05"' in form
    assert "/dates?day=2025-03-05&amp;person=0.0#write" in text(inside, "/chat/0?day=2025-03-05")


def test_a_day_alone_is_enough(inside: TestClient, workspace: Workspace) -> None:
    post_form(inside, "/notes", person="0.0", text="x", first="2025-03-05", last="")
    assert notes(workspace) == [("x", "Rosa", date(2025, 3, 5), date(2025, 3, 5))]


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"last": "2025-03-04"}, "A note needs a day"),
        ({"first": "never"}, "A note needs a day"),
        ({"person": "7.7"}, "A note needs a day"),
        ({"text": " \n"}, "nothing was written"),
        ({"text": "x" * 1001}, "at most 1,000 letters"),
    ],
)
def test_a_note_that_is_none_is_refused(
    inside: TestClient, workspace: Workspace, wrong: dict[str, str], said: str
) -> None:
    answer = post_form(inside, "/notes", **({"person": "0.0", "text": "x", **DAYS} | wrong))
    assert said in answer.text
    assert notes(workspace) == []


def test_a_note_is_changed_in_its_place(inside: TestClient, workspace: Workspace) -> None:
    post_form(inside, "/finding/3/note", text="exams")
    answer = post_form(inside, "/notes/change", note=digest(workspace), text="her exams", finding="3", **DAYS)
    assert notes(workspace) == [("her exams", "Rosa", date(2025, 3, 5), date(2025, 3, 6))]
    assert ">Note changed.<" in answer.text
    assert "“her exams”" not in answer.text  # it is about other days now
    assert "“her exams”" in text(inside, "/dates")
    wrong = post_form(inside, "/notes/change", note=digest(workspace), text="", **DAYS)
    assert "nothing was written" in wrong.text
    assert notes(workspace)[0][0] == "her exams"


def test_a_note_that_was_deleted_can_be_taken_back_once(inside: TestClient, workspace: Workspace) -> None:
    post_form(inside, "/finding/3/note", text="exams")
    before = notes(workspace)
    answer = post_form(inside, "/notes/delete", note=digest(workspace), finding="3")
    assert ">Note deleted.<" in answer.text
    assert "“exams”" not in text(inside, "/")
    assert notes(workspace) == []
    number = re.search(r'name="undo" value="(\d+)">Undo<', answer.text)
    assert number
    assert ">The note is back.<" in post_form(inside, "/notes/undo", undo=number[1], finding="3").text
    assert notes(workspace) == before
    assert "“exams”" in text(inside, "/")
    assert "no longer there" in post_form(inside, "/notes/undo", undo=number[1]).text
    assert notes(workspace) == before


@pytest.mark.parametrize("name", ["x", "", "0" * 24])
def test_a_note_that_is_not_there_changes_nothing(inside: TestClient, workspace: Workspace, name: str) -> None:
    post_form(inside, "/finding/3/note", text="exams")
    before = notes(workspace)
    for address in ("/notes/change", "/notes/delete"):
        answer = post_form(inside, address, note=name, text="other", finding="x", **DAYS)
        assert "no longer there; nothing was changed" in answer.text
    assert notes(workspace) == before


def test_the_words_of_a_note_are_only_words(inside: TestClient) -> None:
    post_form(inside, "/notes", person="0.0", text=HOSTILE, **DAYS)
    for page in (text(inside, "/dates"), text(inside, "/chat/0?day=2025-03-05")):
        assert "&lt;script&gt;alert(1)&lt;/script&gt;evil" in page
        assert "<script>alert" not in page
        assert "\u202e" not in page


def test_what_was_deleted_cannot_be_taken_back_after_everything_was_forgotten(
    inside: TestClient, workspace: Workspace
) -> None:
    post_form(inside, "/finding/3/note", text="exams")
    post_form(inside, "/notes/delete", note=digest(workspace))
    post_form(inside, "/settings/forget", yes="1")
    post_form(inside, "/notes/undo", undo="1")
    assert notes(workspace) == []


def full_disk(_handle: int) -> None:
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


@pytest.mark.parametrize("finding", ["3", ""])
def test_a_note_that_cannot_be_stored_again_for_lack_of_room_can_be_taken_back_later(
    inside: TestClient, workspace: Workspace, monkeypatch: pytest.MonkeyPatch, finding: str
) -> None:
    post_form(inside, "/finding/3/note", text="exams")
    before = notes(workspace)
    post_form(inside, "/notes/delete", note=digest(workspace), finding=finding)
    with monkeypatch.context() as patch:
        patch.setattr("os.fsync", full_disk)
        for _ in range(2):
            answer = post_form(inside, "/notes/undo", undo="1", finding=finding)
            assert answer.status_code == 422
            assert 'name="undo" value="1">Undo<' in answer.text
    assert notes(workspace) == []
    assert ">The note is back.<" in post_form(inside, "/notes/undo", undo="1", finding=finding).text
    assert notes(workspace) == before


def test_what_was_typed_stays_where_it_cannot_be_stored(
    inside: TestClient, workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    post_form(inside, "/finding/3/note", text="exams")
    before, name = notes(workspace), digest(workspace)
    monkeypatch.setattr("os.fsync", full_disk)
    assert ">a long night</textarea>" in post_form(inside, "/notes", person="0.0", text="a long night", **DAYS).text
    assert ">a visit</textarea>" in post_form(inside, "/notes/change", note=name, text="a visit", **DAYS).text
    deleted = post_form(inside, "/notes/delete", note=name)
    assert deleted.status_code == 422
    assert 'name="undo"' not in deleted.text
    assert notes(workspace) == before


def preselected(page_client: TestClient, address: str) -> set[str]:
    """Whom the form of notes has chosen, of every link at a day of a page of the chat."""
    links = set(re.findall(r'class="note" href="([^"#]+)', text(page_client, address)))
    assert links
    chosen: set[str] = set()
    for link in links:
        form = text(page_client, link.replace("&amp;", "&"))
        chosen |= set(re.findall(r"<option [^>]*selected>([^<]+)", form.partition('name="person"')[2]))
    return chosen


def test_a_note_in_a_group_is_about_whom_the_page_is_about_or_nobody(workspace: Workspace, uploads: Path) -> None:
    analysis = workspace.session.analysis
    assert analysis is not None
    refs = analysis.findings.conversations[0].people[0].spells[0].messages
    now = replace(NOW, messages=refs)
    people = (replace(QUIET, name=name, current_state=now) for name in ("Ada", "Rosa", "Cem"))
    findings = about(*people, group=True, key=analysis.findings.conversations[0].key)
    workspace.update(lambda session: replace(session, analysis=replace(analysis, findings=findings)))
    page = client(workspace, uploads)
    assert preselected(page, "/chat/0") == {"–"}
    assert preselected(page, "/chat/0?person=1&since=0&until=9999999999") == {"Rosa"}
    assert preselected(page, "/chat/0?person=9&since=0&until=9999999999") == {"–"}
    for number, name in ((1, "Ada"), (2, "Rosa"), (3, "Cem")):
        assert preselected(page, f"/chat/0?finding={number}") == {name}
        assert preselected(page, f"/chat/0/messages?first=0&finding={number}") == {name}
    assert "Choose whom the note is about" in post_form(page, "/notes", person="", text="x", **DAYS).text


def test_a_note_in_a_chat_of_two_is_about_the_other(inside: TestClient) -> None:
    assert preselected(inside, "/chat/0") == {"Rosa"}
