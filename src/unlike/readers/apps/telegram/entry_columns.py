"""A batch of entries as columns; a value of a wrong type costs that value and is counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Final

import msgspec
import polars as pl

from unlike.readers.apps.telegram.blank_messages import BlankMessages, action_words, describe_blanks
from unlike.readers.apps.telegram.chat_batches import EntryBatch
from unlike.readers.apps.telegram.entry_decoding import DecodedEntries, MessageEntry, decode_entries, entry_fields
from unlike.readers.apps.telegram.reaction_rows import ReactionRows, reaction_rows
from unlike.readers.apps.telegram.rich_text import joined_text, lost_pieces, telegram_poll_words
from unlike.readers.apps.telegram.time_contradictions import has_contradiction
from unlike.readers.apps.telegram.value_columns import text_column, time_column
from unlike.readers.apps.telegram.writer_vocabulary import WORDED_ACTIONS
from unlike.readers.base import SkippedRecord

ColumnType = pl.DataType | type[pl.DataType]

COLUMNS: Final[dict[str, ColumnType]] = {
    "id": pl.String,
    "type": pl.Categorical(),
    "action": pl.Categorical(),
    "sent_number": pl.Int64,  # as it stands there; seconds, if nothing is wrong with it
    "date": pl.String,
    "edited_number": pl.Int64,
    "edited": pl.String,
    "who": pl.Categorical(),  # the account's id, or its name in exports without ids
    "name": pl.Categorical(),
    "text": pl.String,
    "medium": pl.Categorical(),
    "forwarded": pl.Boolean,
    "origin": pl.Categorical(),  # whom it was forwarded from
    "bot": pl.Boolean,  # made by one
    "lasted": pl.Boolean,  # a duration of a call stands there
    "reply": pl.String,
}


@dataclass(frozen=True, slots=True)
class EntryColumns:
    """A batch as columns.

    Attributes:
        entries: one row an entry, with the columns of `COLUMNS`.
        reactions: of these rows.
        repaired: places of entries that had to be repaired.
        damaged: entries that could not be read.
        unreadable: how many values are of a wrong type, by field.
        unknown: how many messages without words have which unknown keys.
    """

    entries: pl.DataFrame = field(repr=False)
    reactions: ReactionRows = field(repr=False)
    repaired: tuple[str, ...]
    damaged: tuple[SkippedRecord, ...]
    unreadable: Counter[str]
    unknown: Counter[str]


def columns(batch: EntryBatch, before: int, rows: int) -> EntryColumns:
    """Turn a batch into columns.

    Args:
        batch: entries of one chat.
        before: entries of this chat in earlier batches, readable or not.
        rows: readable ones among them.
    """
    decoded = decode_entries(batch, before)
    unreadable: Counter[str] = Counter()
    numbers = time_column("sent_number", [e.date_unixtime for e in decoded.entries], decoded, unreadable)
    by_wall = numbers.null_count() > 0 or has_contradiction(numbers, [e.date for e in decoded.entries])
    values = _values(decoded.entries, unreadable, by_wall=by_wall)
    values["type"] = _types(decoded.entries, values["type"], unreadable)
    _add_polls(decoded, values, unreadable)
    _add_action_words(batch, decoded, values)
    blank = _describe_blanks(batch, decoded, values)
    unreadable.update(blank.lost)
    series = [_series(name, kind, values.get(name), decoded, unreadable) for name, kind in COLUMNS.items()]
    reactions = reaction_rows(decoded.entries, rows)
    unreadable["reactions"] += reactions.unreadable
    frame = pl.DataFrame(series).with_columns(numbers)
    return EntryColumns(frame, reactions, decoded.repaired, decoded.damaged, +unreadable, blank.unknown)


def _values(entries: Sequence[MessageEntry], unreadable: Counter[str], *, by_wall: bool) -> dict[str, list[Any]]:
    """The values of the columns that have any, but for `sent_number`; Python lists, for that is what the decoder gives.

    Args:
        entries: of one batch.
        unreadable: gets the number of texts that are of a wrong type.
        by_wall: some entry has no moment, or one that its wall clock contradicts, so that the wall clocks are needed.
    """
    values = {
        "id": [e.id for e in entries],
        "type": [e.type for e in entries],
        "who": [e.from_id or e.actor_id or e.from_ or e.actor for e in entries],
        "name": [e.from_ or e.actor for e in entries],
        "text": [e.text if e.text.__class__ is str else _text(e.text, unreadable) for e in entries],
        "medium": [
            e.media_type
            or (e.photo and "photo")
            or (e.file and "file")
            or (e.location_information and "location_information")
            or (e.contact_information and "contact_information")
            or (e.poll and "poll")
            for e in entries
        ],
        "edited_number": [e.edited_unixtime for e in entries],
        "reply": [e.reply_to_message_id if e.reply_to_peer_id is None else None for e in entries],
    }
    if by_wall:
        values |= {"date": [e.date for e in entries], "edited": [e.edited for e in entries]}
    return values | _seldom_values(entries)


def _types(entries: Sequence[MessageEntry], types: list[Any], unreadable: Counter[str]) -> list[Any]:
    """The types of entries; where one is null or no text, what the other fields say."""
    if set(map(type, types)) == {str}:
        return types
    unreadable["type"] += sum(not isinstance(kind, str) for kind in types)
    return [kind if isinstance(kind, str) else _likely_type(entry) for kind, entry in zip(types, entries, strict=True)]


def _likely_type(entry: MessageEntry) -> str | None:
    if entry.action or entry.actor or entry.actor_id:
        return "service"
    return "message" if entry.from_ or entry.from_id else None


def _seldom_values(entries: Sequence[MessageEntry]) -> dict[str, list[Any]]:
    """The values of columns that most batches do not have, where they do."""
    values: dict[str, list[Any]] = {}
    actions, origins, bots = (
        [e.action for e in entries],
        [e.forwarded_from for e in entries],
        [e.via_bot for e in entries],
    )
    if actions.count(None) < len(entries):
        values["action"] = actions
    if "group_call" in actions:
        values["lasted"] = [bool(e.duration) for e in entries]
    if origins.count(msgspec.UNSET) < len(entries):
        values["forwarded"] = [origin is not msgspec.UNSET for origin in origins]
        values["origin"] = [None if origin is msgspec.UNSET else origin for origin in origins]
    if bots.count(None) < len(entries):
        values["bot"] = [bool(bot) for bot in bots]
    return values


def _text(text: object, unreadable: Counter[str]) -> str | None:
    """A text that comes in pieces, plain ones and those with a type, joined."""
    joined = joined_text(text)
    unreadable["text"] += 1 if joined is None else 0 if text.__class__ is str else lost_pieces(text)
    return joined


def _add_polls(decoded: DecodedEntries, values: dict[str, list[Any]], unreadable: Counter[str]) -> None:
    """Put the words of polls behind what else was typed; a poll without any is counted."""
    for row, entry in enumerate(decoded.entries):
        if entry.poll:
            words = telegram_poll_words(entry.poll)
            unreadable["poll"] += words is None
            texts = (values["text"][row], words)
            values["text"][row] = "\n".join(text for text in texts if text) or values["text"][row]


def _add_action_words(batch: EntryBatch, decoded: DecodedEntries, values: dict[str, list[Any]]) -> None:
    """Put the words that stand with an action where those of a message do."""
    actions = values.get("action", ())
    rows = [row for row, action in enumerate(actions) if isinstance(action, str) and action in WORDED_ACTIONS]
    for row, fields in zip(rows, entry_fields(batch, decoded, rows) if rows else (), strict=True):
        values["text"][row] = action_words(fields)


def _describe_blanks(batch: EntryBatch, decoded: DecodedEntries, values: dict[str, list[Any]]) -> BlankMessages:
    """What the messages are that have no words and none of the usual media, filled into the values."""
    entries, kinds, media = decoded.entries, values["type"], values["medium"]
    wordless = [row for row, text in enumerate(values["text"]) if not text]
    rows = [row for row in wordless if kinds[row] == "message" and (not media[row] or entries[row].rich_message)]
    blank = describe_blanks(rows, entry_fields(batch, decoded, rows) if rows else [])
    for row, text in blank.texts.items():
        values["text"][row] = text
    for row, medium in blank.media.items():
        values["medium"][row] = values["medium"][row] or medium
    return blank


def _series(
    name: str, kind: ColumnType, values: list[Any] | None, decoded: DecodedEntries, unreadable: Counter[str]
) -> pl.Series:
    """The values of a column as a column of its type; all false or null where it has none."""
    if values is None:
        nothing = [False if kind == pl.Boolean else None]
        return pl.Series(name, nothing, dtype=kind).new_from_index(0, len(decoded.entries))
    if kind == pl.Boolean:
        return pl.Series(name, values, dtype=kind)
    if kind == pl.Int64:
        return time_column(name, values, decoded, unreadable)
    return text_column(name, values, decoded, unreadable).cast(kind)
