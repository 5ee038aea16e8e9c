"""One entry of a chat's `messages`, and a batch of them as columns."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

import msgspec
import polars as pl

from unlike.i18n import mark
from unlike.readers.apps.telegram.json_layout import EntryBatch
from unlike.readers.base import SkippedRecord


class MessageEntry(msgspec.Struct, gc=False, rename={"from_": "from"}):
    """The fields of an entry that are used, of any type, since exports have changed theirs over the years."""

    id: Any = None
    type: Any = None
    date: Any = None
    date_unixtime: Any = None
    edited: Any = None
    edited_unixtime: Any = None
    from_: Any = None
    from_id: Any = None
    actor: Any = None
    actor_id: Any = None
    action: Any = None
    text: Any = None
    media_type: Any = None
    photo: Any = None
    file: Any = None
    location_information: Any = None
    contact_information: Any = None
    poll: Any = None
    forwarded_from: Any = msgspec.UNSET
    via_bot: Any = None
    reply_to_message_id: Any = None
    reply_to_peer_id: Any = None
    reactions: Any = None


DECODER: Final = msgspec.json.Decoder(list[MessageEntry])
ONE: Final = msgspec.json.Decoder(MessageEntry)

COLUMNS: Final[dict[str, pl.DataType | type[pl.DataType]]] = {
    "id": pl.String,
    "type": pl.Categorical(),
    "action": pl.Categorical(),
    "unix": pl.String,
    "date": pl.String,
    "edited_unix": pl.String,
    "edited": pl.String,
    "who": pl.Categorical(),  # the account's id, or its name in exports without ids
    "name": pl.Categorical(),
    "text": pl.String,
    "medium": pl.Categorical(),
    "typed": pl.Boolean,  # by the sender: neither forwarded nor made by a bot
    "reply": pl.String,
}

REACTIONS: Final = pl.Schema({"row": pl.UInt32, "emoji": pl.String, "who": pl.String, "name": pl.String})


@dataclass(frozen=True, slots=True)
class EntryColumns:
    """A batch as columns: its entries, its reactions by row, and what could not be read."""

    entries: pl.DataFrame
    reactions: pl.DataFrame
    damaged: tuple[SkippedRecord, ...]


def columns(batch: EntryBatch, before: int, rows: int) -> EntryColumns:
    """Turn a batch into columns.

    Args:
        batch: entries of one chat.
        before: entries of this chat in earlier batches, readable or not.
        rows: readable ones among them.
    """
    damaged: tuple[SkippedRecord, ...] = ()
    try:
        entries = DECODER.decode(batch.messages)
    except (msgspec.MsgspecError, UnicodeDecodeError):
        entries, damaged = _entry_by_entry(batch, before)
    values = _values(entries)
    frame = pl.DataFrame([pl.Series(name, values[name], dtype=kind, strict=False) for name, kind in COLUMNS.items()])
    return EntryColumns(frame, _reactions(entries, rows), damaged)


def _series(name: str, values: list[Any]) -> pl.Series:
    """The values as a column of its type; numbers, the usual case for ids, the fast way."""
    kind = COLUMNS[name]
    if name in {"id", "reply"}:
        try:
            return pl.Series(name, values, dtype=pl.Int64).cast(kind)
        except (TypeError, OverflowError):
            pass
    return pl.Series(name, values, dtype=kind, strict=False)


def _entry_by_entry(batch: EntryBatch, before: int) -> tuple[list[MessageEntry], tuple[SkippedRecord, ...]]:
    """The entries of a batch that cannot be decoded as a whole, decoded one by one."""
    entries, damaged = [], []
    for number, piece in enumerate(_pieces(batch), before + 1):
        try:
            entries.append(ONE.decode(piece))
        except (msgspec.MsgspecError, UnicodeDecodeError):
            damaged.append(SkippedRecord(f"entry {number}", mark("this entry is damaged")))
    return entries, tuple(damaged)


def _pieces(batch: EntryBatch) -> list[bytes]:
    """The entries of a batch as they stand in the file, found by the parser or, where it fails, by their edges."""
    try:
        return [bytes(raw) for raw in msgspec.json.decode(batch.messages, type=list[msgspec.Raw])]
    except (msgspec.MsgspecError, UnicodeDecodeError):
        pieces = batch.messages[1:-1].split(batch.edge) if batch.edge else [batch.messages[1:-1]]
    opened = [piece if number == 0 else b"{" + piece for number, piece in enumerate(pieces)]
    return [piece if number == len(opened) - 1 else piece + b"}" for number, piece in enumerate(opened)]


def _values(entries: list[MessageEntry]) -> dict[str, list[Any]]:
    """The values of every column; a Python list each, for that is what the decoder gives."""
    unix = [e.date_unixtime for e in entries]
    wall = entries if None in unix else []  # only where there is a time without a moment
    return {
        "id": [e.id for e in entries],
        "type": [e.type for e in entries],
        "action": [e.action for e in entries],
        "unix": unix,
        "date": [e.date for e in wall] or [None] * len(entries),
        "edited_unix": [e.edited_unixtime for e in entries],
        "edited": [e.edited for e in wall] or [None] * len(entries),
        "who": [e.from_id or e.actor_id or e.from_ or e.actor for e in entries],
        "name": [e.from_ or e.actor for e in entries],
        "text": [e.text if e.text.__class__ is str else _joined(e.text) for e in entries],
        "medium": [
            e.media_type
            or (e.photo and "photo")
            or (e.file and "file")
            or (e.location_information and "location")
            or (e.contact_information and "contact")
            or (e.poll and "poll")
            for e in entries
        ],
        "typed": [e.forwarded_from is msgspec.UNSET and not e.via_bot for e in entries],
        "reply": [e.reply_to_message_id if e.reply_to_peer_id is None else None for e in entries],
    }


def _joined(text: object) -> str | None:
    """A text that comes in pieces, plain ones and those with a type, joined."""
    if not isinstance(text, list):
        return None
    return "".join(str(part.get("text") or "") if isinstance(part, dict) else str(part) for part in text)


def _reactions(entries: list[MessageEntry], rows_before: int) -> pl.DataFrame:
    """The reactions, one a row; those beyond the recent ones have no sender."""
    rows_of_reactions = [
        (row, *fields)
        for row, entry in enumerate(entries, rows_before)
        if entry.reactions
        for reaction in entry.reactions
        if isinstance(reaction, dict)
        for fields in _reaction_rows(reaction)
    ]
    return pl.DataFrame(rows_of_reactions, schema=REACTIONS, orient="row", strict=False)


def _reaction_rows(reaction: dict[str, Any]) -> list[tuple[str, str | None, str | None]]:
    """The reactions that one count stands for, as (emoji, who, name)."""
    emoji = reaction.get("emoji") or {"paid": "⭐"}.get(str(reaction.get("type")), "custom")
    recent = [(emoji, person.get("from_id"), person.get("from")) for person in reaction.get("recent") or ()]
    return recent + [(emoji, None, None)] * (int(reaction.get("count") or 1) - len(recent))
