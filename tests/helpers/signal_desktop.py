"""Invented folders of Signal Desktop, with the database that the app would have written."""

from __future__ import annotations

import json
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import apsw

KEY = "0123456789abcdef" * 4
OWN = "aaaaaaaa-0000-4000-8000-000000000001"
ROSA = "aaaaaaaa-0000-4000-8000-000000000002"
LOU = "aaaaaaaa-0000-4000-8000-000000000003"

SCHEMA = """
CREATE TABLE conversations (id STRING PRIMARY KEY ASC, json TEXT, active_at INTEGER, type STRING, members TEXT,
 name TEXT, profileName TEXT, profileFamilyName TEXT, profileFullName TEXT, e164 TEXT, serviceId TEXT, groupId TEXT);
CREATE TABLE messages (rowid INTEGER PRIMARY KEY ASC, id STRING UNIQUE, json TEXT, sent_at INTEGER,
 conversationId STRING, received_at INTEGER, source TEXT, hasAttachments INTEGER, hasFileAttachments INTEGER,
 hasVisualMediaAttachments INTEGER, expireTimer INTEGER, type STRING, body TEXT, isErased INTEGER, isViewOnce INTEGER,
 sourceServiceId TEXT, sourceDevice INTEGER, storyId STRING, timestamp INTEGER, received_at_ms INTEGER,
 serverTimestamp INTEGER, isStory INTEGER GENERATED ALWAYS AS (type IS 'story'));
CREATE TABLE message_attachments (messageId TEXT NOT NULL, editHistoryIndex INTEGER NOT NULL, attachmentType TEXT NOT
 NULL, orderInMessage INTEGER NOT NULL, contentType TEXT, path TEXT, flags INTEGER) STRICT;
CREATE TABLE callsHistory (callId TEXT PRIMARY KEY, peerId TEXT, ringerId TEXT, mode TEXT, type TEXT, direction TEXT,
 status TEXT, timestamp INTEGER, startedById TEXT);
CREATE TABLE items (id STRING PRIMARY KEY ASC, json TEXT);
CREATE TABLE sessions (id TEXT PRIMARY KEY, ourServiceId TEXT, serviceId TEXT);
"""


@dataclass(frozen=True, slots=True)
class DesktopFolder:
    """A folder of Signal Desktop with an owner, Imke; Rosa and Lou; and the group of the rowers."""

    folder: Path

    @property
    def database(self) -> Path:
        return self.folder / "sql" / "db.sqlite"

    def connection(self) -> apsw.Connection:
        """A connection that may write."""
        connection = apsw.Connection(str(self.database))
        for name, value in (("cipher", "sqlcipher"), ("legacy", 4), ("key", f"x'{KEY}'")):
            connection.pragma(name, value)
        return connection

    def insert(self, table: str, *rows: dict[str, Any]) -> None:
        """Add rows to a table."""
        with closing(self.connection()) as connection, connection:
            for row in rows:
                names = ", ".join(row)
                places = ", ".join("?" * len(row))
                connection.execute(f"INSERT INTO {table} ({names}) VALUES ({places})", tuple(row.values()))  # noqa: S608


def desktop_folder(
    folder: Path, config: Mapping[str, object] | None = None, schema: str = SCHEMA, *, with_people: bool = True
) -> DesktopFolder:
    """Make a folder whose chats hold no message yet."""
    desktop = DesktopFolder(folder)
    desktop.database.parent.mkdir(parents=True)
    (folder / "config.json").write_text(json.dumps({"key": KEY} if config is None else config), encoding="utf-8")
    with closing(desktop.connection()) as connection:
        connection.execute(schema)
    if with_people:
        desktop.insert("items", {"id": "uuid_id", "json": json.dumps({"id": "uuid_id", "value": f"{OWN}.2"})})
        desktop.insert(
            "conversations",
            person("c-own", OWN, "Imke", e164="+15550100"),
            person("c-rosa", ROSA, "Rosa", e164="+15550101"),
            person("c-lou", LOU, "Lou"),
            {"id": "c-rowers", "type": "group", "name": "Rowers", "json": json.dumps({"masterKey": "AA=="})},
        )
    return desktop


def person(number: str, account: str, name: str, **more: object) -> dict[str, Any]:
    """A row of somebody's conversation; what the table has no column for stands in its JSON."""
    fields: dict[str, Any] = {"id": number, "type": "private", "serviceId": account, "profileName": name, **more}
    columns: dict[str, Any] = {
        key: fields[key] for key in ("id", "type", "serviceId", "profileName", "e164") if key in fields
    }
    return {**columns, "json": json.dumps(fields)}


def message(number: int, at: int | None, words: str | None, account: str | None, **more: Any) -> dict[str, Any]:  # noqa: ANN401 - any value of JSON
    """A row of a message: from the owner where no account is told; in Rosa's chat, unless `conversationId` says else.

    Args:
        number: of the row.
        at: milliseconds since 1970.
        words: what was typed.
        account: id of who sent it.
        more: columns of the table, and `fields`, which is its JSON.
    """
    fields = more.pop("fields", {})
    columns: dict[str, Any] = {"id": f"message-{number}", "conversationId": "c-rosa", "sent_at": at, "timestamp": at}
    columns |= {"type": "outgoing" if account is None else "incoming", "received_at": number, "body": words}
    columns |= {"sourceServiceId": account, "sourceDevice": 1, "hasAttachments": 0}
    return {**columns, "json": json.dumps(fields), **more}
