"""A reading that ends after something was locked, forgotten or noted brings nothing of before back."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from starlette.testclient import TestClient

from kept_chats import NAME, NEWER, OLDER
from library_exports import PASSPHRASE
from library_pages import drop, send
from page_client import MAX_WAIT_SECONDS, client, post_form, text, upload, wait_until_read, workspace_of_page
from unlike.errors import UsageError
from unlike.i18n import mark
from unlike.results import RepeatVisits, Spell
from unlike.web import session_reading
from unlike.web.page_library import PageLibrary
from unlike.web.session import Session, Workspace

CLOSINGS: tuple[tuple[str, dict[str, str]], ...] = (("lock", {}), ("forget", {"chat": "1"}), ("delete", {"yes": "1"}))
CLOSING = pytest.mark.parametrize(("closing", "fields"), CLOSINGS)
Fields = dict[str, str]


@contextmanager
def held(where: object, name: str) -> Iterator[Callable[[], None]]:
    """Hold a function of ours before it returns as long as the block lasts; gives what waits until it is held."""
    reached, released, patch = Event(), Event(), pytest.MonkeyPatch()
    function: Callable[..., object] = getattr(where, name)

    def stopped(*arguments: object, **named: object) -> object:
        value = function(*arguments, **named)
        reached.set()
        assert released.wait(MAX_WAIT_SECONDS)
        return value

    def reach() -> None:
        assert reached.wait(MAX_WAIT_SECONDS)

    patch.setattr(where, name, stopped)
    try:
        yield reach
    finally:
        patch.undo()
        released.set()


def finished(page: TestClient) -> Session:
    """Session when nothing is read any more."""
    workspace = workspace_of_page(page)
    assert workspace.wait_until_done(MAX_WAIT_SECONDS)
    return workspace.session


def check_closed(page: TestClient) -> None:
    session = finished(page)
    assert (session.import_result, session.analysis, session.stored, session.comparison) == (None, None, (), None)
    assert "Rosa" not in text(page, "/people")


@CLOSING
def test_what_is_closed_while_it_is_opened_never_opens(kept: TestClient, closing: str, fields: Fields) -> None:
    with held(session_reading, "analyse") as reach:
        post_form(kept, "/library/open", chat="1")
        reach()
        send(kept, f"/library/{closing}", **fields)
    check_closed(kept)


@CLOSING
def test_what_is_closed_while_it_is_analysed_anew_stays_closed(kept: TestClient, closing: str, fields: Fields) -> None:
    with held(session_reading, "analyse") as reach:
        post_form(kept, "/settings", zone="America/New_York", look="system")
        reach()
        send(kept, f"/library/{closing}", **fields)
    check_closed(kept)


@CLOSING
def test_an_export_that_cannot_be_read_opens_nothing_that_was_closed_meanwhile(
    kept: TestClient, monkeypatch: pytest.MonkeyPatch, closing: str, fields: Fields
) -> None:
    def unread(*_: object, **__: object) -> None:
        send(kept, f"/library/{closing}", **fields)
        raise UsageError(mark("There is nothing to take apart: name a chat of a person who writes in several."))

    monkeypatch.setattr(session_reading, "read", unread)
    workspace = workspace_of_page(kept)
    workspace.open_exports([Path("chat.txt")])
    assert workspace.session.problem
    check_closed(kept)


def drop_unwaited(page: TestClient, content: bytes) -> None:
    upload(page, (NAME, content))
    post_form(page, "/who", name="0")


@CLOSING
def test_what_an_export_brings_is_not_said_of_a_library_that_was_closed_meanwhile(
    kept: TestClient, closing: str, fields: Fields
) -> None:
    with held(PageLibrary, "compare_exports") as reach:
        drop_unwaited(kept, NEWER)
        reach()
        send(kept, f"/library/{closing}", **fields) if closing != "forget" else workspace_of_page(kept).close_stored(1)
    assert finished(kept).analysis is not None
    assert finished(kept).comparison is None


def test_the_answer_does_not_wait_for_the_comparison_with_the_library(kept: TestClient) -> None:
    with held(PageLibrary, "compare_exports") as reach:
        drop_unwaited(kept, NEWER)
        reach()
        answer = text(kept, "/")
        assert "Rosa with you" in answer
        assert "This export has" not in answer
        assert 'data-notice="/library/notice" hidden' in answer
        assert 'http-equiv="refresh"' in answer
        assert "next" in kept.get("/progress").json()
    assert "This export has 12 new messages." in text(kept, "/library/notice")
    answer = wait_until_read(kept)
    assert "This export has 12 new messages." in answer
    assert "data-notice" not in answer


@pytest.mark.parametrize(("closing", "fields"), CLOSINGS[1:])
def test_what_was_forgotten_is_not_said_to_be_in_the_library(kept: TestClient, closing: str, fields: Fields) -> None:
    for content, said in ((OLDER, "in your library already"), (NEWER, "is in your library.")):
        if closing == "forget":
            assert said in drop(kept, content)
            send(kept, "/library/forget", **fields)
        else:
            send(kept, "/library/delete", **fields)
            drop(kept, content)
        for address in ("/", "/people", "/library", "/library/keep"):
            assert said not in text(kept, address)
        assert "Keep it" in text(kept, "/library/keep")
        send(kept, "/library/keep", passphrase=PASSPHRASE, again=PASSPHRASE)
        fields = {"chat": "1"} if closing == "forget" else fields
        wait_until_read(kept)


@pytest.fixture
def counted() -> list[Mapping[str, Any]]:
    return []


@pytest.fixture
def counting(small_workspace: Workspace, counted: list[Mapping[str, Any]], uploads: Path) -> Iterator[TestClient]:
    """Client of a page that counts visits."""

    def count(fingerprints: Mapping[str, Any]) -> Mapping[str, RepeatVisits]:
        counted.append(fingerprints)
        return {}

    with client(Workspace(small_workspace.session, visits=count), uploads) as page:
        yield page


def number_of_spell(session: Session) -> int:
    """Number that the page gives to the first spell."""
    return next(number for number, each in enumerate(session.numbered_findings, 1) if isinstance(each.finding, Spell))


def notes_beside(session: Session) -> Sequence[str]:
    assert session.analysis is not None
    people = (person for one in session.analysis.findings.conversations for person in one.people)
    return [note.text for person in people for note in person.owner_notes]


def test_a_reading_that_ends_after_all_was_forgotten_holds_no_note_and_counts_no_visit(
    counting: TestClient, counted: list[Mapping[str, Any]]
) -> None:
    workspace = workspace_of_page(counting)
    post_form(counting, f"/finding/{number_of_spell(workspace.session)}/note", text="exams")
    assert notes_beside(workspace.session) == ["exams"]
    options = workspace._reader.analysis_options
    with held(workspace._reader, "analysis_options") as reach:
        post_form(counting, "/settings", zone="America/New_York", look="system")
        reach()
        workspace._reader.analysis_options = options  # type: ignore[method-assign]
        post_form(counting, "/settings/forget", yes="1")
    assert notes_beside(finished(counting)) == []
    assert counted == []


def test_what_is_noted_while_something_is_read_stands_beside_it(
    small_workspace: Workspace, inside_small: TestClient
) -> None:
    number = number_of_spell(small_workspace.session)
    with held(session_reading, "analyse") as reach:
        post_form(inside_small, "/settings", zone="America/New_York", look="system")
        reach()
        post_form(inside_small, f"/finding/{number}/note", text="a visit")
    assert notes_beside(finished(inside_small)) == ["a visit"]
