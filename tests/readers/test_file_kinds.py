"""Files that were saved anew are named for what they are, and are never half read."""

from __future__ import annotations

import sqlite3
import zipfile
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from unlike.errors import UnknownExportError
from unlike.readers import ReadOptions, read
from unlike.readers.formats.file_kinds import is_foreign

CHAT = "[13.05.24, 08:06:31] Ines: morning\n[14.05.24, 08:06:31] Tom: you too\n"
BEGINNINGS = {
    "RTF": b"{\\rtf1\\ansi\\ansicpg1252\n\\f0 ",
    "PDF": b"%PDF-1.7\n",
    "DOC": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\n",
    "web page": b"\xef\xbb\xbf\n<!DOCTYPE html>\n<body>\n",
    "a mail": b"Return-Path: <tom@example.org>\nReceived: here\n\tand there\nMIME-Version: 1.0\n\n",
    "gzip": b"\x1f\x8b\x08\n",
    "picture": b"\xff\xd8\xff\xe0\n",
    "recording": b"OggS\n",
}


def refusal(path: Path) -> str:
    with pytest.raises(UnknownExportError) as error:
        read([path], ReadOptions(ZoneInfo("UTC")))
    return str(error.value)


@pytest.mark.parametrize("kind", BEGINNINGS)
@pytest.mark.parametrize("name", ["chat.txt", "chat"])
def test_a_document_with_a_chat_in_it(tmp_path: Path, kind: str, name: str) -> None:
    (tmp_path / name).write_bytes(BEGINNINGS[kind] + CHAT.encode())
    assert kind in refusal(tmp_path / name)
    assert is_foreign(BEGINNINGS[kind])


def test_a_database(tmp_path: Path) -> None:
    database = sqlite3.connect(tmp_path / "msgstore.db")
    database.execute("create table message (text text)")
    database.commit()
    database.close()
    assert "a database (SQLite)" in refusal(tmp_path / "msgstore.db")


@pytest.mark.parametrize(("part", "kind"), [("word/document.xml", "DOCX"), ("content.xml", "ODT")])
def test_a_document_that_is_a_zip(tmp_path: Path, part: str, kind: str) -> None:
    path = tmp_path / f"chat.{kind.lower()}"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(part, CHAT)
    assert f"a formatted document ({kind})" in refusal(path)


@pytest.mark.parametrize("start", [CHAT, "\ufeff" + CHAT, "Note: a\nMine: b\n" + CHAT, "<p>\n" + CHAT])
def test_a_chat_is_none_of_them(start: str) -> None:
    assert not is_foreign(start.encode())


def test_a_chat_without_an_ending_is_read(tmp_path: Path) -> None:
    (tmp_path / "WhatsApp Chat with Tom").write_text(CHAT, encoding="utf-8")
    (tmp_path / "notes").write_text("buy milk", encoding="utf-8")
    for path in (tmp_path, tmp_path / "WhatsApp Chat with Tom"):
        result = read([path], ReadOptions(ZoneInfo("UTC")))
        assert [conversation.title for conversation in result.conversations] == ["Tom"]
        assert result.messages.height == 2
