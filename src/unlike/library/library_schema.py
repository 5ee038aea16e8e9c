"""Tables of the library, their version, and the steps from each older version to the next."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from unlike.errors import ChatLibraryError
from unlike.i18n import mark
from unlike.library.encrypted_database import EncryptedDatabase

APPLICATION_ID: Final = 0x756E6C6B
"""Bytes "unlk" in the header, by which a library is known."""

_FIRST_VERSION: Final = """
CREATE TABLE exports (
    id INTEGER PRIMARY KEY, sha256 TEXT UNIQUE, name TEXT NOT NULL, added INTEGER NOT NULL, zone TEXT NOT NULL
);
CREATE TABLE conversations (
    id INTEGER PRIMARY KEY, title TEXT NOT NULL, app TEXT NOT NULL, is_group INTEGER NOT NULL, owner TEXT,
    messages INTEGER NOT NULL, first INTEGER, last INTEGER, lacking INTEGER NOT NULL, next_number INTEGER NOT NULL
);
CREATE TABLE participants (
    id INTEGER PRIMARY KEY, conversation INTEGER NOT NULL REFERENCES conversations (id), name TEXT NOT NULL,
    messages INTEGER NOT NULL, UNIQUE (conversation, name)
);
CREATE TABLE parts (
    id INTEGER PRIMARY KEY, conversation INTEGER NOT NULL REFERENCES conversations (id),
    export INTEGER NOT NULL REFERENCES exports (id), details TEXT NOT NULL, origin TEXT NOT NULL, source TEXT NOT NULL,
    messages INTEGER NOT NULL, first INTEGER, last INTEGER, is_contained INTEGER NOT NULL,
    numbers BLOB, refs BLOB, sketch BLOB
);
CREATE INDEX parts_conversation ON parts (conversation);
CREATE TABLE messages (
    id INTEGER PRIMARY KEY, sent_at INTEGER NOT NULL, sender INTEGER, text TEXT, kind TEXT NOT NULL, reply_to TEXT,
    edited_at INTEGER, reactions TEXT
);
CREATE TABLE state (name TEXT PRIMARY KEY, value INTEGER NOT NULL);
"""

_PEOPLE: Final = """
CREATE TABLE people (id INTEGER PRIMARY KEY, name TEXT NOT NULL, is_owner INTEGER NOT NULL);
CREATE TABLE person_senders (
    conversation INTEGER NOT NULL REFERENCES conversations (id), name TEXT NOT NULL,
    person INTEGER NOT NULL REFERENCES people (id), PRIMARY KEY (conversation, name)
) WITHOUT ROWID;
CREATE INDEX person_senders_person ON person_senders (person);
"""

_ANSWERS: Final = """
CREATE TABLE answers (
    id INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, content BLOB NOT NULL, fingerprints TEXT NOT NULL
);
"""

_DISTINCT_PEOPLE: Final = """
CREATE TABLE distinct_senders (
    pair INTEGER NOT NULL, side INTEGER NOT NULL, conversation INTEGER NOT NULL REFERENCES conversations (id),
    name TEXT NOT NULL, PRIMARY KEY (pair, conversation, name)
) WITHOUT ROWID;
"""

_MIGRATIONS: Final[Mapping[int, str]] = {1: _PEOPLE, 2: _ANSWERS, 3: _DISTINCT_PEOPLE}
"""SQL that leads from a version to the next, by the older one; what is added here is never changed again."""

VERSION: Final = 1 + len(_MIGRATIONS)


def prepare_schema(database: EncryptedDatabase) -> None:
    """Make the tables of an empty file, or bring an older library to this version; all of it or nothing.

    Raises:
        ChatLibraryError: it is no library, a newer version of the program wrote it, or it cannot be written.
    """
    version = _schema_version(database)
    if version == VERSION:
        return
    with database.writing():
        version = _schema_version(database)  # another program may have been first
        if version == 0:
            database.change(_FIRST_VERSION)
            database.change(f"PRAGMA application_id = {APPLICATION_ID}")
            version = 1
        for older in range(version, VERSION):
            database.change(_MIGRATIONS[older])
        database.change(f"PRAGMA user_version = {VERSION}")


def _schema_version(database: EncryptedDatabase) -> int:
    """Version of the tables; 0 for an empty file.

    Raises:
        ChatLibraryError: it is no library, or of a newer version.
    """
    ((version, application),) = database.rows(
        "SELECT user_version, application_id FROM pragma_user_version, pragma_application_id"
    )
    kinds = {kind for (kind,) in database.rows("SELECT DISTINCT type FROM sqlite_schema")}
    is_foreign = bool(kinds) and application != APPLICATION_ID
    if is_foreign or kinds & {"trigger", "view"}:  # a trigger of somebody else's could keep what is forgotten
        raise ChatLibraryError(database.path, mark("this is no library of unlike"), mark("Move it elsewhere."))
    if version > VERSION:
        raise ChatLibraryError(
            database.path,
            mark("a newer version of unlike wrote your library"),
            mark("Use that version, or a newer one; nothing was changed."),
        )
    return int(version)
