"""The library on the page: nothing is kept unasked, the passphrase opens it, and what is kept is what was dropped."""

from __future__ import annotations

import gc
import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import polars as pl
import pytest
from starlette.testclient import TestClient

from kept_chats import DAYS, NEWER, OLDER
from library_exports import CHEAP, PASSPHRASE, new_export, parsed
from library_pages import drop, send, titles, workspace_at
from page_client import BERLIN, SAME_ORIGIN, client, form_token, post_form, text, wait_until_read, workspace_of_page
from unlike.analysis.analysis import Analysis
from unlike.detection.panel import SignalPanel
from unlike.detection.panel_windows import PanelWindows
from unlike.detection.scores import ScoreBasis
from unlike.library import Note
from unlike.library.chat_library import open_library
from unlike.library.stored_people import merge_people, set_owner
from unlike.readers import Import
from unlike.signals import MeasuredConversation
from unlike.text.phrase_topics import topics_of
from unlike.web.session import Session, Workspace

WORDS = [
    "did",
    "you",
    "sleep",
    "well?",
    "the",
    "sea",
    "was",
    "calm",
    "and",
    "the",
    "night",
    "was",
    "long",
    "😊",
    "haha",
    "thanks!",
]
VARIED = "".join(
    f"{day}, 09:{at:02d} - {'Imke' if at % 3 == 2 else 'Rosa'}: {' '.join(WORDS[number % 7 : number % 7 + 1 + at])}\n"
    for number, day in enumerate(DAYS)
    for at in range(3 + number % 5)
).encode()
"""A chat of messages that differ, so that numbers are computed of it."""


def test_nothing_is_kept_unasked(shown: TestClient, path: Path) -> None:
    assert "Nothing is kept." in text(shown, "/library")
    assert "Keep this chat …" in drop(shown, OLDER)
    assert "Nobody can restore it" in text(shown, "/library/keep")
    assert not path.parent.exists()


@pytest.mark.parametrize(
    ("passphrase", "again", "problem"),
    [("short", "short", "too short"), (PASSPHRASE, "seven grey herons!", "not the same"), ("", "", "too short")],
)
def test_a_passphrase_that_cannot_be_used_makes_no_library(
    shown: TestClient, path: Path, passphrase: str, again: str, problem: str
) -> None:
    drop(shown, OLDER)
    answer = post_form(shown, "/library/keep", passphrase=passphrase, again=again)
    assert answer.status_code == 422
    assert problem in answer.text
    assert not path.exists()


def test_what_is_kept_opens_without_its_file(kept: TestClient, path: Path, uploads: Path) -> None:
    answer = text(kept, "/")
    assert "Rosa is kept: 240 messages." in answer
    assert "order of dates" not in answer
    assert titles(path) == [("Rosa", 240, 0)]
    assert list(uploads.iterdir()) == []
    assert path.stat().st_mode & 0o077 == 0
    assert b"good morning" not in path.read_bytes()


def test_another_run_asks_for_the_passphrase_and_opens_it(kept: TestClient, path: Path, tmp_path: Path) -> None:
    del kept
    (tmp_path / "other").mkdir()
    with client(workspace_at(path), tmp_path / "other") as page:
        locked = text(page, "/")
        assert "Passphrase" in locked
        assert "Rosa" not in locked
        wrong = post_form(page, "/library/unlock", passphrase="another one")
        assert wrong.status_code == 422
        assert "this passphrase does not open your library" in wrong.text
        assert "Open" in send(page, "/library/unlock", passphrase=PASSPHRASE)
        number = "1"
        answer = send(page, "/library/open", chat=number)
        assert "Rosa with you" in answer
        assert "This chat is in your library." in answer


def test_a_newer_export_is_offered_and_added(kept: TestClient, path: Path) -> None:
    offered = drop(kept, NEWER)
    assert "Rosa is in your library. This export has 12 new messages." in offered
    assert "3 messages that a newer export lacks are kept and marked." in offered
    assert titles(path) == [("Rosa", 240, 0)]
    send(kept, "/library/keep")
    wait_until_read(kept)
    answer = text(kept, "/")
    assert "12 new messages are kept; it now has 252." in answer
    assert titles(path) == [("Rosa", 252, 3)]
    assert "3 messages are kept that a later one no longer has" in text(kept, "/library")


def test_the_same_export_again_is_said_to_be_there(kept: TestClient, path: Path) -> None:
    assert "in your library already" in drop(kept, OLDER)
    assert "Keep it" not in text(kept, "/library/keep")
    assert titles(path) == [("Rosa", 240, 0)]


def test_a_locked_library_is_asked_for_before_the_offer(kept: TestClient) -> None:
    send(kept, "/library/lock")
    assert "This export has" not in drop(kept, NEWER)
    assert "12 new messages" in send(kept, "/library/unlock", passphrase=PASSPHRASE, keeping="1")


def test_locking_closes_what_was_opened_from_it(kept: TestClient) -> None:
    assert "Your library is locked." in send(kept, "/library/lock")
    for address in ("/", "/library", "/people"):
        assert "Rosa" not in text(kept, address)
    assert kept.get("/chat/0").status_code == 404
    assert "Your library is locked" in send(kept, "/library/open", chat="1")


def test_nothing_of_an_analysis_is_alive_once_the_library_is_locked(path: Path, uploads: Path, cheap_key: None) -> None:
    del cheap_key
    with client(workspace_at(path), uploads) as page:  # its analyses are not remembered from other tests
        drop(page, VARIED)
        post_form(page, "/library/keep", passphrase=PASSPHRASE, again=PASSPHRASE)
        wait_until_read(page)
        send(page, "/library/lock")
        before = _alive()
        send(page, "/library/unlock", passphrase=PASSPHRASE)
        assert "Rosa with you" in send(page, "/library/open", chat="1")
        assert _new_kinds(before)
        assert topics_of(" my mother died ", "en")
        send(page, "/library/lock")
        assert _new_kinds(before) == set()
        assert topics_of.cache_info().currsize == 0  # type: ignore[attr-defined]  # of words


def _alive() -> list[object]:
    """The tables and numbers of chats that are in memory."""
    gc.collect()
    kinds = (Analysis, Import, MeasuredConversation, SignalPanel, PanelWindows, ScoreBasis)
    return [each for each in gc.get_objects() if isinstance(each, kinds)]


def _new_kinds(before: list[object]) -> set[str]:
    """Classes of those that were not there before."""
    known = set(map(id, before))
    return {type(each).__name__ for each in _alive() if id(each) not in known}


def test_a_chat_is_forgotten(kept: TestClient, path: Path) -> None:
    assert kept.get("/library/forget").status_code == 405
    assert "The chat is forgotten." in send(kept, "/library/forget", chat="1")
    assert titles(path) == []
    assert "Rosa" not in text(kept, "/")
    assert "There is no chat in it yet." in text(kept, "/library")


def test_a_number_that_there_is_not_changes_nothing(kept: TestClient, path: Path) -> None:
    for number in ("2", "", "all", "x"):
        assert post_form(kept, "/library/forget", chat=number).status_code == 404
    assert titles(path) == [("Rosa", 240, 0)]


def test_a_library_without_its_passphrase_can_be_deleted(kept: TestClient, path: Path) -> None:
    send(kept, "/library/lock")
    send(kept, "/library/delete")
    assert path.exists()
    assert "The library is deleted." in send(kept, "/library/delete", yes="1")
    assert not path.exists()


@pytest.mark.parametrize("address", ["keep", "unlock", "lock", "open", "forget", "delete"])
def test_a_form_of_another_page_is_refused(kept: TestClient, path: Path, address: str) -> None:
    data = {"form": "forged", "chat": "1", "yes": "1", "passphrase": PASSPHRASE}
    assert kept.post(f"/library/{address}", data=data, headers=SAME_ORIGIN).status_code == 403
    data["form"] = form_token(text(kept, "/library"))
    assert kept.post(f"/library/{address}", data=data, headers={"sec-fetch-site": "cross-site"}).status_code == 403
    assert titles(path) == [("Rosa", 240, 0)]


def test_a_damaged_library_is_said_and_locked(kept: TestClient, path: Path) -> None:
    path.write_bytes(path.read_bytes()[:5000])
    assert kept.get("/library").status_code == 422
    assert "Passphrase" in text(kept, "/library")
    assert kept.get("/library/keep", follow_redirects=False).status_code == 303


def test_other_settings_of_what_is_kept_read_nothing_anew(kept: TestClient) -> None:
    fields = {"zone": "America/New_York", "look": "system"}
    post_form(kept, "/settings", **fields)
    answer = wait_until_read(kept)
    assert "America/New_York" in answer
    assert "Rosa with you · 240 messages" in answer


def test_without_a_place_nothing_is_offered(uploads: Path) -> None:
    session = Session(BERLIN, lambda: date(2025, 11, 12), owner="Imke", default_zone=BERLIN)
    with client(Workspace(session), uploads) as page:
        answer = drop(page, OLDER)
    assert "Keep this chat" not in answer
    assert "my library" not in answer


def test_the_page_about_what_it_knows_says_how_right_it_was(kept: TestClient) -> None:
    workspace: Workspace = kept.app.state.workspace  # type: ignore[attr-defined]
    for month in range(1, 7):
        assert "How right it was" not in text(kept, "/about") or month > 5
        day = date(2024, month, 1)
        workspace.user_data.notes.add(Note("Rosa", "Rosa", day, day, "x", day, month > 2))
    assert "Of 6 spells, you said 4 were something: 29–91 of 100." in text(kept, "/about")


UNOWNED = [(minute, who, f"good morning {minute}") for minute in range(40) for who in ("Rosa", "Imke")]


@pytest.mark.parametrize("wrong_first", [False, True])
def test_who_the_owner_of_a_kept_chat_is_is_asked_once(shown: TestClient, path: Path, *, wrong_first: bool) -> None:
    with open_library(path, PASSPHRASE, create=True, cost=CHEAP) as library:
        library.add([new_export("a", parsed(UNOWNED, "Chat")), new_export("b", parsed(UNOWNED[:9], "Other"))])
    send(shown, "/library/unlock", passphrase=PASSPHRASE)
    asked = send(shown, "/library/open", chat="1")
    assert "Which of these is you" in asked
    names = re.findall(r'name="name" value="(\d+)"><bdi>([^<]+)', asked)
    for name in ("Rosa", "Imke") if wrong_first else ("Imke",):
        post_form(shown, "/who", name=next(number for number, shown_name in names if shown_name == name))
        assert f"You are {name}." in wait_until_read(shown)
    for chat in ("1", "2", "all"):
        send(shown, "/library/lock")
        send(shown, "/library/unlock", passphrase=PASSPHRASE)
        assert "Which of these is you" not in send(shown, "/library/open", chat=chat)
        assert workspace_of_page(shown).session.owner is None
        assert "You are Imke." in text(shown, "/conversation/0")


def test_notes_of_before_and_after_two_chats_are_joined_stand_beside_the_person(shown: TestClient, path: Path) -> None:
    signal = parsed([(minute + 900, "Rosi" if who == "Rosa" else who, words) for minute, who, words in UNOWNED], "Rosi")
    table = signal.messages.with_columns(pl.lit("signal").cast(pl.Categorical()).alias("source"))
    signal = replace(signal, conversation=replace(signal.conversation, app="signal"), messages=table)
    day, notes = date(2024, 3, 1), workspace_of_page(shown).user_data.notes
    with open_library(path, PASSPHRASE, create=True, cost=CHEAP) as library:
        library.add([new_export("a", parsed(UNOWNED)), new_export("b", signal)])
        set_owner(library.database, "Imke")
        for key in ("Rosa", "Rosi"):
            notes.add(Note(key, key, day, day, f"about {key}", day))
        rosa, rosi = (person for person in library.people() if not person.is_owner)
        merge_people(library.database, rosa, rosi)
    send(shown, "/library/unlock", passphrase=PASSPHRASE)
    send(shown, "/library/open", chat="all")
    post_form(shown, "/notes", person="0.0", text="about both", first=f"{day}", last="")
    session = workspace_of_page(shown).session
    assert session.analysis is not None
    (conversation,) = session.analysis.findings.conversations
    (person,) = conversation.people
    assert [note.text for note in person.owner_notes] == ["about Rosa", "about Rosi", "about both"]
    chat = text(shown, "/chat/0")
    assert all(f"“about {whom}”" in chat for whom in ("Rosa", "Rosi", "both"))
