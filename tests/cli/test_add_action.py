"""`unlike add`, `list` and `check` without a path: what was added is what is read, and nothing is kept unasked."""

from __future__ import annotations

import json
import os
from pathlib import Path
from stat import S_IMODE
from typing import TYPE_CHECKING

import pytest

from unlike.cli.library_access import library_path

if TYPE_CHECKING:
    from library_fixtures import Run

CHAT = "".join(
    f"{1 + day % 28:02d}/{1 + day // 28:02d}/2025, 09:{minute:02d} - {name}: {text} {day}\n"
    for day in range(84)
    for minute, name, text in ((0, "Rosa", "good morning, did you sleep well"), (5, "Imke", "yes"), (9, "Rosa", "good"))
)


@pytest.fixture
def rosa_chat(tmp_path: Path) -> Path:
    path = tmp_path / "WhatsApp Chat with Rosa.txt"
    path.write_text(CHAT)
    return path


def test_without_a_library_it_says_how_to_make_one(run: Run) -> None:
    for command in ("check", "list"):
        code, out, err = run(command)
        assert (code, out) == (2, "")
        assert "no library yet" in err
    assert not library_path().parent.exists()


def test_reading_an_export_keeps_nothing_of_it(run: Run, rosa_chat: Path) -> None:
    assert run("check", rosa_chat, "--me", "Imke", "--json")[0] == 0
    assert not library_path().exists()


def test_what_was_added_is_listed_and_checked(run: Run, rosa_chat: Path) -> None:
    assert run("add", rosa_chat, "--me", "imke", "--timezone", "Europe/Berlin") == (
        0,
        "Rosa: 252 messages added.\n",
        "",
    )
    code, out, _ = run("list")
    assert code == 0
    assert out.splitlines()[0] == "  1  Rosa · WhatsApp · 252 messages · 1 Jan – 28 Mar 2025"
    assert out.splitlines()[-1] == f"1 chat, encrypted, in {library_path()}"
    from_file = json.loads(run("check", rosa_chat, "--me", "Imke", "--timezone", "Europe/Berlin", "--json")[1])
    code, out, err = run("check", "--with", "rosa", "--json")
    assert (code, err) == (0, "")
    assert json.loads(out) == from_file
    assert run("check", "--json")[1] == out


def test_the_same_export_changes_nothing_and_a_later_one_only_adds(run: Run, rosa_chat: Path) -> None:
    run("add", rosa_chat, "--me", "Imke")
    before = library_path().read_bytes()
    code, out, _ = run("add", rosa_chat, "--me", "Imke")
    assert (code, out) == (0, f"{rosa_chat}: is in your library already. Nothing was changed.\n")
    assert library_path().read_bytes() == before
    rosa_chat.write_text(CHAT + "30/03/2025, 10:00 - Rosa: and now\n")
    assert run("add", rosa_chat, "--me", "Imke")[1] == "Rosa: 1 new message; it now has 253.\n"
    assert "from 2 exports" in run("list")[1]


def test_what_a_later_export_lacks_is_named(run: Run, rosa_chat: Path) -> None:
    run("add", rosa_chat, "--me", "Imke")
    lines = CHAT.splitlines(keepends=True)
    rosa_chat.write_text("".join([*lines[:60], *lines[63:], "30/03/2025, 10:00 - Rosa: and now\n"]))
    run("add", rosa_chat, "--me", "Imke")
    assert "3 messages are kept that a later one no longer has" in run("list")[1]
    shown = " ".join(run("check", "--all")[1].split())
    assert "3 messages are kept that a later export no longer has" in shown


def test_exports_of_two_owners_names_are_added_together(
    run: Run, rosa_written: tuple[Path, object], jule_written: tuple[Path, object]
) -> None:
    code, out, err = run("add", rosa_written[0], jule_written[0])
    assert (code, err) == (0, "")
    assert [line.partition(":")[0] for line in out.splitlines()] == ["Rosa", "Jule"]
    assert run("check", "--with", "Jule", "--json")[0] == 0


def test_who_is_the_owner_must_be_known(run: Run, rosa_chat: Path) -> None:
    code, out, err = run("add", rosa_chat)
    assert (code, out) == (2, "")
    assert "--me NAME" in err
    assert not library_path().exists()


def test_what_does_not_fit_is_a_sentence(run: Run, rosa_chat: Path) -> None:
    run("add", rosa_chat, "--me", "Imke")
    assert "Rosa" in run("check", "--with", "Nobody")[2]
    assert "--date-order" in run("check", "--date-order", "dmy")[2]
    code, out, err = run("list", passphrase="four grey herons")
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert "passphrase does not open" in err
    assert "herons" not in err


@pytest.mark.skipif(os.name != "posix", reason="modes of files")
def test_the_library_is_for_its_owner_alone_and_nothing_is_readable_in_it(run: Run, rosa_chat: Path) -> None:
    run("add", rosa_chat, "--me", "Imke")
    assert S_IMODE(library_path().stat().st_mode) == 0o600
    assert S_IMODE(library_path().parent.stat().st_mode) == 0o700
    assert b"good morning" not in library_path().read_bytes()


def test_a_folder_is_one_export(run: Run, rosa_chat: Path) -> None:
    folder = rosa_chat.parent / "exports"
    folder.mkdir()
    rosa_chat.rename(folder / rosa_chat.name)
    assert run("add", folder, "--me", "Imke")[1] == "Rosa: 252 messages added.\n"
    assert "already" in run("add", folder, "--me", "Imke")[1]
    assert "no such file" in run("add", rosa_chat, "--me", "Imke")[2]


def test_report_and_series_of_the_library_are_those_of_the_export(run: Run, rosa_chat: Path, tmp_path: Path) -> None:
    owner = ("--me", "Imke", "--timezone", "Europe/Berlin")
    run("add", rosa_chat, *owner)
    from_file = run("series", "--csv", rosa_chat, *owner)[1]
    assert from_file.count("\n") > 1
    assert run("series", "--csv", "--with", "rosa")[1] == from_file
    pages = [tmp_path / "one.html", tmp_path / "two.html"]
    assert run("report", rosa_chat, *owner, "--html", pages[0])[0] == 0
    assert run("report", "--with", "Rosa", "--timezone", "Europe/Berlin", "--html", pages[1])[0] == 0
    assert pages[0].read_text("utf-8") == pages[1].read_text("utf-8")


def test_a_library_has_no_order_of_dates(run: Run, rosa_chat: Path, tmp_path: Path) -> None:
    run("add", rosa_chat, "--me", "Imke")
    for command in (("series", "--csv"), ("report", "--html", tmp_path / "page.html")):
        code, _, err = run(*command, "--date-order", "dmy")
        assert code == 2
        assert "what is in your library was read already" in err
