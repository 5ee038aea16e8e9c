"""Notes about any days: written, changed, deleted and taken back."""

from __future__ import annotations

import re
from datetime import date

import pytest
from starlette.testclient import TestClient

from page_client import HOSTILE, post_form, text
from unlike.web.note_undo import note_digest
from unlike.web.session import Workspace

DAYS = {"first": "2025-03-05", "last": "2025-03-06"}


def notes(workspace: Workspace) -> list[tuple[str, str, date, date]]:
    return [(note.text, note.person, note.first, note.last) for note in workspace.notes()]


def digest(workspace: Workspace) -> str:
    (note,) = workspace.notes()
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
