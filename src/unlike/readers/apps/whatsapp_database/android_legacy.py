"""Messages of Android's `msgstore.db`, in its tables up to 2021."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from unlike.readers.apps.whatsapp_database.jid_names import NOBODY, bare, plain
from unlike.readers.apps.whatsapp_database.message_types import android_kind
from unlike.readers.apps.whatsapp_database.stored_batches import StoredMessage, batches_of
from unlike.readers.apps.whatsapp_database.stored_messages import StoredChats
from unlike.readers.conversation_rows import second_or_millisecond, whole_number
from unlike.readers.formats.sqlite_db import Database
from unlike.readers.formats.table_values import column_rows, integer_of, text_of

TABLE: Final = "messages"
MARKS: Final = frozenset({"key_remote_jid", "key_from_me", "key_id"})

_COLUMNS: Final = (
    *("_id", "key_remote_jid", "key_from_me", "key_id", "remote_resource", "timestamp", "media_wa_type", "status"),
    *("data", "media_caption", "media_mime_type", "quoted_row_id", "forwarded"),
)
_SYSTEM_STATUS: Final = 6


def legacy_chats(database: Database, contacts: dict[str, str]) -> StoredChats:
    """All chats of a database.

    Args:
        database: `msgstore.db`.
        contacts: names of people by address, from `wa.db` where that was given.
    """
    stored = StoredChats((), names=dict(contacts))
    for jid, subject in column_rows(database, "chat_list", ("key_remote_jid", "subject")):
        if bare(jid) and plain(subject):
            stored.titles[bare(jid)] = plain(subject)
    quoted = {
        row: key for row, key in column_rows(database, "messages_quotes", ("_id", "key_id")) if text_of(key) is not None
    }
    stored.batches = batches_of(_messages(database, quoted, stored))
    return stored


def _messages(database: Database, quoted: dict[Any, str], stored: StoredChats) -> Iterator[StoredMessage]:
    for row in column_rows(database, TABLE, _COLUMNS, "_id"):
        chat = bare(row[1])
        if chat:
            yield _message(row, chat, quoted)
        elif text_of(row[1]) not in {"-1", None} or row[5] or row[8]:  # a row without a message begins every database
            stored.orphans += 1


def _message(row: tuple[Any, ...], chat: str, quoted: dict[Any, str]) -> StoredMessage:
    number, _, from_me, key, resource, sent_at, kind, status, data, caption, mime, quote, forwarded = row
    shown, is_known = android_kind(0 if kind in {None, ""} else whole_number(kind), mime)
    return StoredMessage(
        chat=chat,
        ident=text_of(key) or f"{number}",
        sender=None if from_me == 1 else bare(resource) or chat if from_me == 0 else NOBODY,
        sent_at=second_or_millisecond(sent_at),
        kind="system" if status == _SYSTEM_STATUS and shown == "text" else shown,
        text=text_of(data) if shown in {"text", "poll"} else text_of(caption),
        reply_to=quoted.get(quote),
        is_known=is_known,
        is_forwarded=bool(integer_of(forwarded)),
    )
