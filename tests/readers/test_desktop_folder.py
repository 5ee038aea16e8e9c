from __future__ import annotations

import json
import shutil
import sqlite3
import sys
import zipfile
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from signal_desktop import KEY, ROSA, SCHEMA, DesktopFolder, desktop_folder, message, person
from unlike.errors import InputError, UnknownExportError
from unlike.readers import Import, ReadOptions, read
from unlike.readers.apps.signal.desktop_folder import config_hint

OPTIONS = ReadOptions(ZoneInfo("Europe/Berlin"))
T = 1_767_000_000_000
WORDS = ["are you up?", "still at the lake"]
SEALED = "7631300123456789abcdef"


def filled(folder: Path, config: Mapping[str, object] | None = None) -> DesktopFolder:
    desktop = desktop_folder(folder, config)
    desktop.insert("messages", message(1, T, WORDS[0], ROSA), message(2, T + 1_000, WORDS[1], None))
    return desktop


def words(result: Import) -> list[str]:
    return [text for part in result.parts for text in part.messages["text"].to_list()]


def bytes_of(folder: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def refusal(path: Path) -> str:
    with pytest.raises(InputError) as raised:
        read([path], OPTIONS)
    sentence = str(raised.value)
    assert sentence.startswith(f"{path}")
    assert "\n" not in sentence
    assert KEY not in sentence
    return sentence


@pytest.mark.parametrize("backend", [None, "basic_text"])
def test_a_key_in_the_configuration_opens_it(backend: str | None, tmp_path: Path) -> None:
    """Where Signal trusts no keyring, the key stands in the configuration as it is."""
    config = {"key": KEY} | ({"safeStorageBackend": backend} if backend else {})
    assert words(read([filled(tmp_path / "Signal", config).folder], OPTIONS)) == WORDS


def test_a_key_that_stands_beside_its_sealed_form_opens_it(tmp_path: Path) -> None:
    config = {"key": KEY, "encryptedKey": SEALED}
    assert words(read([filled(tmp_path / "Signal", config).folder], OPTIONS)) == WORDS


def test_a_key_in_the_keyring_is_one_sentence_and_a_written_one_opens_it(tmp_path: Path) -> None:
    desktop = filled(tmp_path / "Signal", {"encryptedKey": SEALED, "safeStorageBackend": "gnome_libsecret"})
    sentence = refusal(desktop.folder)
    assert "is kept by the keyring of your system" in sentence
    assert "signal-export" in sentence
    (desktop.folder / "key.txt").write_text(f"\ufeff{KEY.upper()}\r\n", encoding="utf-8")
    assert words(read([desktop.folder], OPTIONS)) == WORDS


def test_a_written_key_is_enough_without_a_configuration(tmp_path: Path) -> None:
    desktop = filled(tmp_path / "Signal")
    (desktop.folder / "config.json").unlink()
    (desktop.folder / "key.txt").write_text(KEY)
    assert words(read([desktop.folder], OPTIONS)) == WORDS
    copy = tmp_path / "copy"
    copy.mkdir()
    for file in (desktop.database, desktop.folder / "key.txt"):
        shutil.copy(file, copy)
    assert words(read([copy], OPTIONS)) == WORDS


@pytest.mark.parametrize(
    ("config", "said"),
    [
        ('{"key": "' + "f" * 64 + '"}', "does not open it"),
        ('{"key": "' + KEY[:-1] + '"}', "no key lies beside it"),
        ('{"key": 5}', "no key lies beside it"),
        ("{}", "no key lies beside it"),
        ("[" * 100_000, "no key lies beside it"),
        ("\x00", "no key lies beside it"),
        ('{"encryptedKey": "7631"}', "kept by the keyring"),
    ],
)
def test_a_wrong_or_missing_key_is_one_sentence(config: str, said: str, tmp_path: Path) -> None:
    desktop = filled(tmp_path / "Signal")
    (desktop.folder / "config.json").write_text(config)
    assert said in refusal(desktop.folder)


@pytest.mark.parametrize("written", ["", "x" * 64, KEY + KEY, f'x"{KEY}"'])
def test_a_key_file_without_a_key_is_one_sentence(written: str, tmp_path: Path) -> None:
    desktop = filled(tmp_path / "Signal")
    (desktop.folder / "key.txt").write_text(written)
    assert "key.txt does not hold the key" in refusal(desktop.folder)


def test_the_database_without_its_folder_is_one_sentence(tmp_path: Path) -> None:
    desktop = filled(tmp_path / "Signal")
    assert "Give the whole folder" in refusal(desktop.database)
    assert "Give the whole folder" in refusal(desktop.database.parent)
    desktop.database.unlink()
    with pytest.raises(UnknownExportError, match="Give the whole folder around it"):
        read([desktop.folder / "config.json"], OPTIONS)


def test_the_hint_is_for_signal_s_configuration_alone() -> None:
    assert config_hint(json.dumps({"encryptedKey": SEALED}).encode())
    assert config_hint(json.dumps({"key": KEY}).encode())
    assert not config_hint(b'{"key": "value"}')
    assert not config_hint(b"[]")


def test_a_damaged_database_is_one_sentence(tmp_path: Path) -> None:
    desktop = filled(tmp_path / "Signal")
    whole = desktop.database.read_bytes()
    for content in (whole[: len(whole) // 2 + 7], whole[:4_096] + bytes(len(whole) - 4_096), b"", b"\x01" * 4_096):
        desktop.database.write_bytes(content)
        refusal(desktop.folder)


def test_any_page_that_is_damaged_is_a_sentence_and_never_fewer_messages(tmp_path: Path) -> None:
    desktop = filled(tmp_path / "Signal")
    whole = desktop.database.read_bytes()
    for place in range(0, len(whole), 4_096):
        desktop.database.write_bytes(
            whole[: place + 2_000] + bytes([whole[place + 2_000] ^ 1]) + whole[place + 2_001 :]
        )
        try:
            result = read([desktop.folder], OPTIONS)
        except InputError as error:
            assert "\n" not in str(error)  # noqa: PT017 - some pages hold nothing that is read
        else:
            assert words(result) == WORDS


def test_what_stands_in_the_journal_is_read_and_nothing_is_written(tmp_path: Path) -> None:
    desktop = filled(tmp_path / "Signal")
    with closing(desktop.connection()) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute(
            "INSERT INTO messages (id, json, sent_at, received_at, conversationId, type, body)"
            " VALUES ('late', '{}', 1767000002000, 3, 'c-rosa', 'outgoing', 'late')"
        )
        before = bytes_of(tmp_path)
        assert before[f"{desktop.database}-wal"]
        assert words(read([desktop.folder], OPTIONS)) == [*WORDS, "late"]
        assert bytes_of(tmp_path) == before


def test_a_folder_is_read_in_place_and_a_copy_is_gone_afterwards(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    room = tmp_path / "tmp"
    room.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(room))
    desktop = filled(tmp_path / "Signal")
    before = bytes_of(desktop.folder)
    read([desktop.folder], OPTIONS)
    assert bytes_of(desktop.folder) == before
    assert list(room.iterdir()) == []


@pytest.mark.parametrize("inside", ["", "Signal/", "AppData/Roaming/Signal/"])
def test_a_zip_reads_like_the_folder(inside: str, tmp_path: Path) -> None:
    desktop = filled(tmp_path / "Signal")
    (desktop.folder / "attachments.noindex" / "aa").mkdir(parents=True)
    (desktop.folder / "attachments.noindex" / "aa" / "aabb").write_bytes(b"\x00")
    (desktop.folder / "preferences.json").write_text("{}")
    path = tmp_path / "copy.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for file in sorted(desktop.folder.rglob("*")):
            archive.write(file, f"{inside}{file.relative_to(desktop.folder)}")
    result = read([path], OPTIONS)
    assert words(result) == WORDS
    assert not any("not read as an export" in note for note in result.conversations[0].notes)
    assert read([path.parent], OPTIONS).parts[0].messages.equals(result.parts[0].messages)


@pytest.mark.parametrize("name", ["db.sqlite", "signal.db"])
def test_a_database_that_was_decrypted_needs_no_key(name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(SCHEMA)
        for table, row in (
            ("conversations", person("c-rosa", ROSA, "Rosa")),
            ("messages", message(1, T, WORDS[0], ROSA)),
            ("messages", message(2, T + 1_000, WORDS[1], None)),
        ):
            places = ", ".join("?" * len(row))
            connection.execute(f"INSERT INTO {table} ({', '.join(row)}) VALUES ({places})", tuple(row.values()))  # noqa: S608
        connection.commit()
    assert words(read([path], OPTIONS)) == WORDS


def test_the_database_of_another_app_is_one_sentence(tmp_path: Path) -> None:
    schema = "CREATE TABLE conversations (id, type, members); CREATE TABLE messages (id, json, conversationId, body)"
    desktop = desktop_folder(tmp_path / "Session", schema=schema, with_people=False)
    assert "not laid out as that of Signal Desktop" in refusal(desktop.folder)


def test_where_nothing_can_decrypt_that_is_one_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    desktop = filled(tmp_path / "Signal")
    monkeypatch.setitem(sys.modules, "unlike.readers.formats.sqlcipher_db", None)
    assert "nothing is installed here that opens it" in refusal(desktop.folder)
