"""Signal Desktop's database, read into the shape of Signal's own export, so that both are told alike."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from unlike.readers.apps.signal.desktop_folder import desktop_database
from unlike.readers.apps.signal.desktop_messages import (
    LONG_TEXT,
    MESSAGE_COLUMNS,
    AttachmentEntry,
    DesktopTables,
    desktop_message,
    is_cut,
    is_story,
    is_timed,
    is_unknown,
    is_unreadable,
)
from unlike.readers.apps.signal.desktop_people import desktop_people, json_fields
from unlike.readers.apps.signal.desktop_rows import row_of_message
from unlike.readers.apps.signal.frame_lines import SignalChatRows, SignalFrames
from unlike.readers.apps.signal.plain_messages import plain_rows
from unlike.readers.apps.signal.recipients import JsonObject, identifier
from unlike.readers.export import Export
from unlike.readers.export_sentences import DAMAGED
from unlike.readers.formats.sqlite_db import Database
from unlike.readers.formats.table_values import column_batches, column_rows, text_of

_ATTACHMENT_COLUMNS: Final = ("messageId", "editHistoryIndex", "attachmentType", "contentType", "flags", "path")
_CALL_COLUMNS: Final = ("callId", "direction", "startedById", "ringerId")
_LATEST_VERSION: Final = -1
"""Index of the version of a message that is shown; those before are counted from 0."""


def desktop_frames(export: Export, name: str) -> SignalFrames:
    """Everything in Signal Desktop's database.

    Args:
        export: the folder, a zip of it, or the decrypted database alone.
        name: of the database in it.

    Raises:
        InputError: the database cannot be opened or read.
    """
    with desktop_database(export, name) as database:
        tables = _tables(database)
        frames = SignalFrames(recipients=tables.people.recipients)
        for columns in column_batches(database, "messages", MESSAGE_COLUMNS, "received_at", "sent_at"):
            _add_batch(frames, columns, tables)
    return frames


def _tables(database: Database) -> DesktopTables:
    tables = DesktopTables(desktop_people(database))
    order = ("messageId", "orderInMessage")
    for row in column_rows(database, "message_attachments", _ATTACHMENT_COLUMNS, *order):
        _add_attachment(tables, row)
    for call, direction, starter, ringer in column_rows(database, "callsHistory", _CALL_COLUMNS):
        number = identifier(call)
        if number is not None:
            tables.calls[number] = (direction, starter, ringer)
    return tables


def _add_attachment(tables: DesktopTables, row: tuple[Any, ...]) -> None:
    message, version, role, media, flags, path = row
    number = identifier(message)
    if number is None or version not in (_LATEST_VERSION, None):
        return
    if role == "long-message" and not text_of(path):
        tables.cut.add(number)
    elif role == "attachment" and media != LONG_TEXT:
        tables.attachments.setdefault(number, AttachmentEntry(media, flags))


def _add_batch(frames: SignalFrames, columns: Sequence[Sequence[Any]], tables: DesktopTables) -> None:
    fields = [*map(json_fields, columns[MESSAGE_COLUMNS.index("json")])]
    for place, plain in enumerate(plain_rows(columns, fields, tables)):
        if plain is None:
            values = {name: column[place] for name, column in zip(MESSAGE_COLUMNS, columns, strict=True)}
            _add(frames, values, fields[place], tables)
            continue
        chat, row, is_timed_message = plain
        rows = frames.chats.get(chat) or frames.chats.setdefault(chat, SignalChatRows())
        rows.records.total += 1
        rows.records.rows.append(row)
        rows.timed += is_timed_message


def _add(frames: SignalFrames, columns: dict[str, Any], fields: JsonObject | None, tables: DesktopTables) -> None:
    del columns["json"]
    message = desktop_message(columns, fields or {})
    if is_story(message, tables.people):
        frames.stories += 1
        return
    rows = frames.chats.setdefault(message.chat, SignalChatRows())
    rows.records.total += 1
    if fields is None and not text_of(columns["body"]):
        rows.records.skip(message.number or "?", DAMAGED)
        return
    rows.records.rows.append(row_of_message(message, tables))
    rows.timed += is_timed(message)
    rows.long_texts += is_cut(message, tables)
    rows.unknown += is_unknown(message)
    rows.failed += is_unreadable(message)
