"""Signal Desktop's own folder: which of its files are read, and the key of its database."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final

from unlike.errors import InputError, UnlikeError
from unlike.i18n import lazy, mark
from unlike.readers.export import Export
from unlike.readers.formats.sqlite_db import SQLITE_START, Database, open_database
from unlike.readers.formats.table_values import text_of

CONFIG: Final = "config.json"
DATABASE: Final = "sql/db.sqlite"
KEY_FILE: Final = "key.txt"
"""Files by their places in the folder; the last one is the owner's own."""

_LAYOUT: Final = {
    "conversations": frozenset({"id", "json", "type"}),
    "messages": frozenset({"id", "json", "type", "conversationId", "sent_at"}),
}
"""Columns that tell its database from that of any other app, those descended from it too."""

_KEY: Final = re.compile(r"[0-9A-Fa-f]{64}")
_KEY_FILE_BYTES: Final = 200
_CONFIG_BYTES: Final = 1 << 20

_IN_KEYRING: Final = mark(
    "{path}: the key of Signal's database is kept by the keyring of your system, which unlike does not open. Export "
    "the chats in Signal as plain text, or with the free program signal-export; or write the key, 64 characters, into "
    "a file key.txt beside config.json."
)
_NO_KEY: Final = mark(
    "{path}: Signal's database is encrypted, and no key lies beside it. Give the whole folder of Signal Desktop, with "
    "config.json and sql in it."
)
_NO_KEY_IN_FILE: Final = mark(
    "{path}: key.txt does not hold the key of a Signal database, which is 64 characters from 0 to 9 and a to f. Write "
    "nothing but the key into it."
)
_WRONG_KEY: Final = mark(
    "{path}: the key beside Signal's database does not open it, or the database is damaged. Close Signal, copy its "
    "whole folder again, and give the copy."
)
_OTHER_APP: Final = mark(
    "{path}: its database is not laid out as that of Signal Desktop. Export the chats in Signal as plain text, and "
    "give that."
)
_NO_DECRYPTION: Final = mark(
    "{path}: Signal's database is encrypted, and nothing is installed here that opens it. Export the chats in Signal "
    "as plain text, and give that."
)
_GIVE_FOLDER: Final = mark(
    "It holds the key of Signal Desktop's database, but no messages. Give the whole folder around it, with sql in it."
)


def database_name(export: Export) -> str | None:
    """Name of Signal Desktop's database in an export; None where there is none that is for certain."""
    names = {file.name for file in export.files}
    if DATABASE in names and names & {CONFIG, KEY_FILE}:
        return DATABASE
    bare = DATABASE.rpartition("/")[2]
    if bare in names and (_is_in_its_folder(export, bare) or names == {bare, KEY_FILE}):
        return bare
    only = export.files[0].name if len(export.files) == 1 else None
    return only if only and _is_decrypted(export, only) else None


def config_hint(head: bytes) -> str:
    """What to give in place of `config.json` alone; empty for any other file."""
    values = _json_object(head)
    return _GIVE_FOLDER if "encryptedKey" in values or _KEY.fullmatch(text_of(values.get("key")) or "") else ""


@contextmanager
def desktop_database(export: Export, name: str) -> Iterator[Database]:
    """Signal Desktop's database, for as long as the block lasts; one that somebody decrypted needs no key.

    Raises:
        InputError: no key lies beside it, it is not the right one, or the database is another app's.
    """
    with _opened(export, name) as database:
        if not _has_layout(database):
            raise _refusal(_OTHER_APP, export)
        yield database


@contextmanager
def _opened(export: Export, name: str) -> Iterator[Database]:
    if export.head(name, len(SQLITE_START)) == SQLITE_START:
        with open_database(export, name) as database:
            yield database
        return
    key = _key(export)
    try:
        from unlike.readers.formats.sqlcipher_db import open_cipher_database  # noqa: PLC0415 - not on every system
    except ImportError:
        raise _refusal(_NO_DECRYPTION, export) from None
    with open_cipher_database(export, name, key, _refusal(_WRONG_KEY, export)) as database:
        yield database


def _key(export: Export) -> str:
    """The key that the owner wrote down, else that of the configuration.

    Where Signal has no keyring to trust, its key stands in the configuration as it is, whatever else stands there.

    Raises:
        InputError: there is none.
    """
    names = {file.name for file in export.files}
    if KEY_FILE in names:
        written = export.head(KEY_FILE, _KEY_FILE_BYTES).decode(errors="replace").removeprefix("\ufeff").strip()
        if not _KEY.fullmatch(written):
            raise _refusal(_NO_KEY_IN_FILE, export)
        return written
    config = _json_object(export.head(CONFIG, _CONFIG_BYTES)) if CONFIG in names else {}
    key = text_of(config.get("key")) or ""
    if _KEY.fullmatch(key):
        return key
    raise _refusal(_IN_KEYRING if "encryptedKey" in config else _NO_KEY, export)


def _json_object(content: bytes) -> dict[str, Any]:
    try:
        value = json.loads(content)
    except (ValueError, RecursionError):
        return {}
    return value if isinstance(value, dict) else {}


def _is_in_its_folder(export: Export, bare: str) -> bool:
    """Whether a database without its configuration lies in the folder that Signal keeps it in."""
    file = export.file(bare)
    folder = file.disk_path.absolute().parent.name if file.disk_path else export.title
    return folder == DATABASE.partition("/")[0] and file.size > 0 and file.head(len(SQLITE_START)) != SQLITE_START


def _is_decrypted(export: Export, name: str) -> bool:
    """Whether a file is Signal's database without its encryption."""
    if export.head(name, len(SQLITE_START)) != SQLITE_START:
        return False
    try:
        with open_database(export, name) as database:
            return _has_layout(database)
    except UnlikeError:
        return False


def _has_layout(database: Database) -> bool:
    return all(columns <= set(database.columns(table)) for table, columns in _LAYOUT.items())


def _refusal(sentence: str, export: Export) -> InputError:
    return InputError(lazy(sentence, path=export.path))
