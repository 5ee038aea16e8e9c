"""Messages of Signal Desktop's database that are words alone, as most are, told without looking for anything else."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Final

from unlike.readers.apps.signal.chat_items import OWN_SIDE
from unlike.readers.apps.signal.desktop_messages import (
    FILE_MARKS,
    MESSAGE_COLUMNS,
    MILLISECOND,
    DesktopTables,
    is_unsupported,
)
from unlike.readers.apps.signal.desktop_rows import side_of_account
from unlike.readers.apps.signal.recipients import JsonObject
from unlike.readers.conversation_rows import RecordRow

_MARKS: Final = ("isErased", "isViewOnce", "storyId", *FILE_MARKS)
_MORE: Final = (
    *_MARKS,
    *("attachments", "bodyAttachment", "contact", "deletedForEveryone", "editHistory", "errors", "expireTimer"),
    *("expirationTimerUpdate", "flags", "giftBadge", "groupMigration", "groupV2Change", "group_update"),
    *("messageTimer", "payment", "poll", "quote", "reactions", "sticker", "storyReaction", "storyReplyContext"),
)
"""Fields that make a message more than words, or another thing, where they hold anything."""

_FIRST: Final = 100_000_000_000
_LATEST: Final = 1 << 50
"""Milliseconds; smaller numbers may be seconds, and larger ones are far behind any date."""


def plain_rows(
    columns: Sequence[Sequence[Any]], fields: Sequence[JsonObject | None], tables: DesktopTables
) -> Iterator[tuple[str, RecordRow, bool] | None]:
    """Chat, row, and whether it was to disappear, for every message of words alone; None for any other.

    A row is what `row_of_message` makes of it.

    Args:
        columns: values of `MESSAGE_COLUMNS`.
        fields: what the JSON of each holds; None where it is damaged.
        tables: what stands beside the messages.
    """
    named = dict(zip(MESSAGE_COLUMNS, columns, strict=True))
    has_marks = map(any, zip(*(named[name] for name in _MARKS), strict=True))
    values = (named[name] for name in ("id", "conversationId", "type", "sent_at", "sourceServiceId", "body"))
    sides: dict[tuple[str, str], str] = {}
    for number, chat, kind, sent, account, body, timer, json_values, is_marked in zip(
        *values, named["expireTimer"], fields, has_marks, strict=True
    ):
        if (
            is_marked
            or not (type(number) is type(chat) is type(body) is str and number and chat and body)
            or not (type(sent) is int and _FIRST <= sent < _LATEST)
            or number in tables.attachments
            or number in tables.cut
            or (json_values and _has_more(json_values))
        ):
            yield None
            continue
        if kind == "outgoing":
            sender = OWN_SIDE
        elif kind == "incoming" and type(account) is str and account:
            sender = sides.get((account, chat), "")
            if not sender:
                sender = sides[account, chat] = side_of_account(account, chat, tables.people)
        else:
            yield None
            continue
        row = RecordRow(f"m{sent}", sent * MILLISECOND, sender, "text", body)
        yield chat, row, type(timer) is int and timer != 0


def _has_more(fields: JsonObject) -> bool:
    return any(map(fields.get, _MORE)) or is_unsupported(fields)
