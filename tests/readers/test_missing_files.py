"""Placeholders and unfinished downloads beside an export are named, and one that is a part of it makes it break off."""

from __future__ import annotations

import json
from pathlib import Path
from zipfile import ZipFile
from zoneinfo import ZoneInfo

import pytest

from unlike.errors import UnknownExportError
from unlike.i18n import translate_lazy
from unlike.readers import Import, ReadOptions, read
from unlike.readers.missing_files import missing_name

OPTIONS = ReadOptions(ZoneInfo("Europe/Berlin"))
CHAT = "WhatsApp Chat - Rosa.txt"
TEXT = "".join(
    f"[13.05.24, 08:{minute:02d}:00] {'Rosa' if minute % 2 else 'Imke'}: hi {minute}\n" for minute in range(9)
)
PLACEHOLDERS = (".{}.icloud", "{}.icloud")
DOWNLOADS = ("{}.part", "{}.crdownload", "{}.partial", "{}.download", "{}.opdownload", "{}.filepart", "{}.tmp")
FORMS = (*PLACEHOLDERS, *DOWNLOADS)


def thread(folder: Path) -> Path:
    """A thread of Messenger in its folder."""
    path = folder / "messages" / "inbox" / "rosa_1" / "message_1.json"
    path.parent.mkdir(parents=True)
    sent = [{"sender_name": name, "timestamp_ms": 1_714_550_400_000, "content": name} for name in ("Rosa", "Imke")]
    people = [{"name": "Rosa"}, {"name": "Imke"}]
    path.write_text(
        json.dumps({"participants": people, "title": "Rosa", "thread_path": "inbox/rosa_1", "messages": sent})
    )
    return path


def said(result: Import) -> str:
    return "\n".join(translate_lazy(note) for one in result.conversations for note in one.notes)


@pytest.mark.parametrize("form", FORMS)
def test_another_chat_that_is_not_there_is_named(tmp_path: Path, form: str) -> None:
    (tmp_path / CHAT).write_text(TEXT)
    (tmp_path / form.format("WhatsApp Chat - Bo.txt")).write_bytes(b"bplist00")
    result = read([tmp_path], OPTIONS)
    assert f"“{form.format('WhatsApp Chat - Bo.txt')}”" in said(result)
    assert len(result.messages) == 9
    assert not result.conversations[0].breaks_off


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("name", [CHAT, "WhatsApp Chat - Rosa (1).txt", "WhatsApp Chat - Rosa 2.txt"])
def test_a_part_of_the_chat_that_is_not_there_makes_it_break_off(tmp_path: Path, form: str, name: str) -> None:
    (tmp_path / CHAT).write_text(TEXT)
    (tmp_path / form.format(name)).write_bytes(b"bplist00")
    result = read([tmp_path], OPTIONS)
    assert f"“{form.format(name)}”" in said(result)
    assert result.conversations[0].breaks_off


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("packed", [False, True])
def test_a_part_of_a_folder_that_is_not_there_makes_it_break_off(tmp_path: Path, form: str, packed: bool) -> None:
    path = thread(tmp_path / "in")
    (path.parent / form.format("message_2.json")).write_bytes(b"bplist00")
    given = tmp_path / "in"
    if packed:
        given = tmp_path / "facebook.zip"
        with ZipFile(given, "w") as archive:
            for file in sorted((tmp_path / "in").rglob("*")):
                archive.write(file, file.relative_to(tmp_path / "in"))
    result = read([given], OPTIONS)
    assert form.format("message_2.json") in said(result)
    assert result.conversations[0].breaks_off
    assert len(result.messages) == 2


@pytest.mark.parametrize("form", FORMS)
def test_what_can_be_no_export_is_not_named(tmp_path: Path, form: str) -> None:
    (tmp_path / CHAT).write_text(TEXT)
    (tmp_path / form.format("IMG_0001.jpg")).write_bytes(b"bplist00")
    result = read([tmp_path], OPTIONS)
    assert "IMG_0001" not in said(result)
    assert not result.conversations[0].breaks_off


def test_an_unfinished_download_that_is_given_itself_breaks_off(tmp_path: Path) -> None:
    (tmp_path / f"{CHAT}.part").write_text(TEXT)
    (result,) = read([tmp_path / f"{CHAT}.part"], OPTIONS).conversations
    assert result.breaks_off


@pytest.mark.parametrize("name", [f"{CHAT}.crdownload", f".{CHAT}.icloud", "Unconfirmed 1234.crdownload"])
def test_where_nothing_else_is_there_it_is_the_reason(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(b"bplist00")
    (tmp_path / "shopping.txt").write_text("bread\n")
    with pytest.raises(UnknownExportError, match="not finished") as error:
        read([tmp_path], OPTIONS)
    assert name in str(error.value)


@pytest.mark.parametrize("name", [".WhatsApp Chat - Bo.txt", ".result.json"])
def test_a_hidden_file_that_could_be_an_export_is_named_beside_one(tmp_path: Path, name: str) -> None:
    (tmp_path / CHAT).write_text(TEXT)
    (tmp_path / name).write_text(TEXT)
    (tmp_path / ".gitignore").write_text("x")
    (tmp_path / f"._{CHAT}").write_bytes(b"\0")
    (tmp_path / ".DS_Store").write_bytes(b"\0")
    assert f"What is hidden in the folder was not looked at: “{name}”." in said(read([tmp_path], OPTIONS))


def test_the_name_of_the_missing_file() -> None:
    assert missing_name(".a.json.icloud") == "a.json"
    assert missing_name("a.json.crdownload") == missing_name("a.json.PART") == "a.json"
    assert missing_name("Unconfirmed 12.crdownload") == "Unconfirmed 12"
    assert missing_name("a.json") is missing_name("part") is missing_name(".part") is None
