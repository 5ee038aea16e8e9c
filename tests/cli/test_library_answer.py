"""`unlike check` of the library: the same answer again without reading, and a new one where anything changed."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from kept_chats import NAME, NEWER, OLDER
from unlike.cli import check_action
from unlike.cli.library_access import library_path
from unlike.library.chat_library import ChatLibrary

if TYPE_CHECKING:
    from library_fixtures import Run


@pytest.fixture
def readings(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Numbers of the chats of each reading of a library with Rosa in it."""
    for folder, content in (("older", OLDER), ("newer", NEWER)):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / NAME).write_bytes(content)
    assert run("add", tmp_path / "older" / NAME, "--me", "Imke", "--timezone", "Europe/Berlin")[0] == 0
    found: list[int] = []
    read = ChatLibrary.read

    def counted(library: ChatLibrary, *arguments: object) -> object:
        found.append(1)
        return read(library, *arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(ChatLibrary, "read", counted)
    return found


def test_an_unchanged_chat_is_not_read_again(run: Run, readings: list[int]) -> None:
    answers = [run("check", "--with", name) for name in ("Rosa", "Rosa", "Rosa")]
    assert len(readings) == 1
    assert answers[0][0] == 0
    assert answers[1] == answers[0]
    assert "twice" not in answers[0][1]


def test_visits_are_counted_though_nothing_is_read(
    run: Run, readings: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    counted: list[object] = []

    def counter(fingerprints: object) -> dict[str, object]:
        counted.append(fingerprints)
        return {}

    monkeypatch.setattr(check_action, "visit_counter", lambda *_arguments, **_options: counter)
    run("check")
    run("check")
    assert len(readings) == 1
    assert counted[0] == counted[1]
    assert counted[0]


@pytest.mark.parametrize(
    "options", [["--possible"], ["--since", "2025-02-01"], ["--json"], ["--timezone", "Asia/Tokyo"], ["--with", "rosa"]]
)
def test_another_question_is_answered_anew(run: Run, readings: list[int], options: list[str]) -> None:
    run("check")
    run("check", *options)
    run("check", *options)
    assert len(readings) == 2


def test_another_state_of_the_program_answers_anew(
    run: Run, readings: list[int], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    parts = tmp_path / "program" / "signals"
    (parts / "__pycache__").mkdir(parents=True)
    monkeypatch.setattr("unlike.cli.library_answer.unlike.__file__", str(parts.parent / "__init__.py"))
    written = [("phrases.toml", "a"), ("__pycache__/phrases.pyc", "a"), ("phrases.toml", "ab"), ("new.py", "")]
    for name, content in written:
        (parts / name).write_text(content)
        run("check")
        run("check")
    assert len(readings) == 3
    (tmp_path / "program-9.9.dist-info").mkdir()
    run("check")
    assert len(readings) == 4


def test_a_newer_export_and_a_note_lead_to_a_new_answer(run: Run, readings: list[int], tmp_path: Path) -> None:
    first = run("check")[1]
    assert run("add", tmp_path / "newer" / NAME, "--me", "Imke", "--timezone", "Europe/Berlin")[0] == 0
    second = run("check")[1]
    assert len(readings) == 2
    assert "252 messages" in second
    assert "240 messages" in first
    library_path().with_name("kept.json").write_text(
        '{"version":1,"notes":[{"conversation":"Rosa","person":"Rosa","first":"2025-01-05","last":"2025-01-05",'
        '"text":"exam","written":"2025-01-06"}]}'
    )
    run("check")
    assert len(readings) == 3


def test_after_forgetting_nothing_of_the_answer_is_left(run: Run, readings: list[int]) -> None:
    run("check")
    run("forget", "--since", "2025-01-03", "--until", "2025-01-04", "--yes")
    assert "240 messages" not in run("check")[1]
    assert len(readings) == 2
