"""`unlike forget`: only what was meant, only when somebody agrees, and gone for good."""

from __future__ import annotations

import io
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from test_add_action import CHAT

from unlike.cli import forget_action
from unlike.cli.library_access import library_path
from unlike.cli.local_data import data_file, user_data
from unlike.library import Note, Settings

if TYPE_CHECKING:
    from library_fixtures import Run


@pytest.fixture
def two_chats(run: Run, tmp_path: Path) -> None:
    for name in ("Rosa", "Bo"):
        path = tmp_path / f"WhatsApp Chat with {name}.txt"
        path.write_text(CHAT.replace("Rosa", name).replace("sleep well", f"sleep {name}"))
        assert run("add", path, "--me", "Imke")[0] == 0


def titles(run: Run) -> set[str]:
    return {name for name in ("Rosa", "Bo") if name in run("list")[1]}


@pytest.mark.usefixtures("two_chats")
def test_a_chat_is_forgotten_by_title_or_number(run: Run) -> None:
    code, out, _ = run("forget", "--chat", "rosa", "--yes")
    assert code == 0
    assert out.splitlines()[1:] == [
        "Rosa: forgotten, with its 252 messages.",
        "Backups, and the exports themselves, are still where you put them.",
    ]
    assert titles(run) == {"Bo"}
    run("forget", "--chat", "2", "--yes")
    assert "library is empty" in run("list")[1]


@pytest.mark.usefixtures("two_chats")
def test_a_person_is_forgotten(run: Run) -> None:
    assert run("forget", "--with", "BO", "--yes")[0] == 0
    assert titles(run) == {"Rosa"}
    code, _, err = run("forget", "--with", "Imke", "--yes")
    assert code == 2
    assert "Nobody is called “Imke” here" in err


@pytest.mark.usefixtures("two_chats")
@pytest.mark.parametrize(
    ("options", "number"),
    [
        (("--chat", "Rosa"), 2),
        (("--with", "rosa"), 2),
        (("--with", "Bo"), 0),
        (("--since", "2025-01-03", "--until", "2025-01-04"), 1),
    ],
)
def test_notes_about_who_is_forgotten_stay_and_that_is_said(run: Run, options: tuple[str, ...], number: int) -> None:
    for day in (3, 9):
        at = date(2025, 1, day)
        user_data().notes.add(Note("key", "Rosa", at, at, "she had the flu", at))
    code, out, _ = run("forget", *options, "--yes")
    assert code == 0
    stay = [line for line in out.splitlines() if "not encrypted" in line]
    assert [line.split(" about")[0] for line in stay] == [f"Your {number} note{'s' * (number > 1)}"] * (number > 0)
    assert all(str(data_file().path) in line for line in stay)
    assert len(user_data().notes.all()) == 2


@pytest.mark.usefixtures("two_chats")
def test_some_days_are_forgotten_in_all_chats(run: Run) -> None:
    code, out, _ = run("forget", "--since", "2025-01-03", "--until", "2025-01-04", "--yes")
    assert code == 0
    assert "Rosa: 6 messages forgotten." in out
    assert "Bo: 6 messages forgotten." in out
    assert run("list")[1].count("246 messages") == 2


@pytest.mark.usefixtures("two_chats")
@pytest.mark.parametrize(
    ("answer", "left"), [("yes\n", {"Bo"}), ("YES \n", {"Bo"}), ("y\n", {"Rosa", "Bo"}), ("no\n", {"Rosa", "Bo"})]
)
def test_somebody_has_to_agree(run: Run, monkeypatch: pytest.MonkeyPatch, answer: str, left: set[str]) -> None:
    monkeypatch.setattr(forget_action, "can_ask", lambda: True)
    monkeypatch.setattr(sys, "stdin", io.StringIO(answer))
    code, out, err = run("forget", "--chat", "Rosa")
    assert (code, "cannot be undone" in err) == (0, True)
    assert ("Nothing was forgotten." in out) == (len(left) == 2)
    assert titles(run) == left


@pytest.mark.usefixtures("two_chats")
@pytest.mark.parametrize(
    ("language", "answer", "forgotten"),
    [("es", "sí", True), ("es", "Si", True), ("es", "s", False), ("de", "ja", True), ("de", "si", False)],
)
def test_a_yes_is_understood_in_the_language_with_and_without_its_accent(
    run: Run, monkeypatch: pytest.MonkeyPatch, language: str, answer: str, *, forgotten: bool
) -> None:
    monkeypatch.setattr(forget_action, "can_ask", lambda: True)
    monkeypatch.setattr(sys, "stdin", io.StringIO(f"{answer}\n"))
    assert run("forget", "--chat", "Rosa", "--language", language)[0] == 0
    assert ("Rosa" not in titles(run)) == forgotten


@pytest.mark.usefixtures("two_chats")
@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["--everything", "--chat", "Rosa"],
        ["--with", "Rosa", "--since", "2025-01-01"],
        ["--chat", "Rosa"],
        ["--chat", "9"],
    ],
    ids=["nothing", "everything and a chat", "person and days", "nobody to ask", "no such chat"],
)
def test_what_is_not_clear_forgets_nothing(run: Run, arguments: list[str]) -> None:
    code, _, err = run("forget", *arguments)
    assert (code, err.count("\n")) == (2, 1)
    assert titles(run) == {"Rosa", "Bo"}


@pytest.mark.usefixtures("two_chats")
def test_everything_is_the_library_and_notes_and_settings(run: Run) -> None:
    user_data().save_settings(Settings(zone="Asia/Tokyo"))
    journal = library_path().with_name("library.db-journal")
    journal.write_bytes(b"x")
    leftover = library_path().with_name(".library.db-abc")
    leftover.write_bytes(b"x")
    assert run("forget", "--everything", "--yes", passphrase="another one")[0] == 0
    assert not any(path.exists() for path in (library_path(), journal, leftover, data_file().path))
    assert "no library yet" in run("list")[2]
