"""Parts of conversations in the library: what each export held, as numbers of messages that are stored once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final

import msgspec
import numpy as np
import polars as pl

from unlike.library.conversation_json import decode_conversation, encode_conversation
from unlike.library.encrypted_database import EncryptedDatabase, damage_sentence
from unlike.library.message_rows import insert_content, numbers_of, read_content, stored_content, table_content
from unlike.library.packed_numbers import (
    Numbers,
    holds,
    pack_numbers,
    pack_refs,
    sketch_of,
    unpack_numbers,
    unpack_refs,
)
from unlike.messages import SCHEMA
from unlike.readers.base import Conversation, ParsedConversation

_SELECT: Final = """
SELECT id, export, details, origin, source, numbers, refs FROM parts
WHERE conversation = ? AND NOT is_contained ORDER BY id
"""
_INSERT: Final = """
INSERT INTO parts (export, details, origin, source, numbers, refs, messages, first, last, sketch, conversation,
                   is_contained)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0)
"""


@dataclass(frozen=True, slots=True)
class StoredPart:
    """A part of a conversation.

    Attributes:
        export: id of the export that it was read from.
        parsed: the conversation as that export holds it.
        part_id: its id in the library; 0 for one that is not stored yet.
        numbers: for each of its rows the number of the message; none for a part that is not stored yet.
    """

    export: int
    parsed: ParsedConversation
    part_id: int = 0
    numbers: Numbers = field(default_factory=lambda: np.zeros(0, np.int64), repr=False, compare=False)


@dataclass(frozen=True, slots=True)
class StoredConversation:
    """What is stored of a conversation.

    Attributes:
        parts: but for those that another one holds whole.
        content: its distinct rows with their numbers, as they are stored.
    """

    parts: tuple[StoredPart, ...]
    content: pl.DataFrame = field(repr=False, compare=False)


def read_conversation(database: EncryptedDatabase, conversation: int) -> StoredConversation:
    """What is stored of a conversation.

    Raises:
        ChatLibraryError: the library cannot be read.
    """
    with damage_sentence(database.path):
        content = read_content(database, conversation, _participant_names(database, conversation))
        numbered = table_content(content)
        parts = tuple(_part(row, numbered) for row in database.rows(_SELECT, (conversation,)))
        _check_whole(parts, content, _next_number(database, conversation))
        return StoredConversation(parts, content)


def _check_whole(parts: Sequence[StoredPart], content: pl.DataFrame, next_number: int) -> None:
    """Hold the stored rows of a conversation to what is always so: each has a number, and is in a part.

    Raises:
        ValueError: a row or a part is missing.
    """
    in_parts = np.unique(np.concatenate([np.zeros(0, np.int64), *(part.numbers for part in parts)]))
    if not content.height == next_number == len(in_parts):
        raise ValueError("a message or a part is missing")


def read_parts(database: EncryptedDatabase, conversation: int) -> tuple[StoredPart, ...]:
    """Parts of a conversation, but for those that another one holds whole.

    Raises:
        ChatLibraryError: the library cannot be read.
    """
    return read_conversation(database, conversation).parts


def add_parts(
    database: EncryptedDatabase, conversation: int, new: Sequence[StoredPart], content: pl.DataFrame | None = None
) -> list[StoredPart]:
    """Store parts of a conversation, each distinct row once, and return them with their ids and numbers.

    Args:
        database: the library, in a transaction.
        conversation: its number.
        new: parts that are not stored yet.
        content: the conversation's stored rows; None where it has none.
    """
    if content is None:
        content = read_content(database, conversation, {})
    free = _next_number(database, conversation)
    stored: list[StoredPart] = []
    for part in new:
        rows = stored_content(part.parsed.messages)
        numbers = numbers_of(rows, content, free)
        rows = rows.with_columns(pl.Series("number", numbers))
        fresh = rows.filter(pl.col("number") >= free)
        insert_content(database, conversation, fresh, _participant_ids(database, conversation, fresh["sender"]))
        free += fresh.height
        if part is not new[-1]:
            content = pl.concat([content, fresh.select(content.columns)])
        numbered = replace(part, numbers=numbers)
        stored.append(replace(numbered, part_id=_insert(database, conversation, numbered)))
    database.change("UPDATE conversations SET next_number = ? WHERE id = ?", (free, conversation))
    return stored


def replace_parts(database: EncryptedDatabase, conversation: int, parts: Sequence[StoredPart]) -> list[StoredPart]:
    """Store parts in place of all that are stored of a conversation, and return them with their ids and numbers.

    Args:
        database: the library, in a transaction.
        conversation: its number.
        parts: what is to be left of it.
    """
    delete_rows(database, conversation)
    database.change("UPDATE conversations SET next_number = 0 WHERE id = ?", (conversation,))
    return add_parts(database, conversation, [replace(part, part_id=0) for part in parts])


def delete_rows(database: EncryptedDatabase, conversation: int) -> None:
    """Delete parts, participants and messages of a conversation."""
    base = conversation << 32
    database.change("DELETE FROM messages WHERE id BETWEEN ? AND ?", (base, base + (1 << 32) - 1))
    database.change("DELETE FROM parts WHERE conversation = ?", (conversation,))
    database.change("DELETE FROM participants WHERE conversation = ?", (conversation,))


def drop_contained(database: EncryptedDatabase, conversation: int) -> set[int]:
    """Take the rows from parts that another part holds whole and in a row; what they covered stays.

    Args:
        database: the library, in a transaction.
        conversation: its number.

    Returns:
        Ids of the other parts.
    """
    parts = [
        (number, decode_conversation(details), origin, unpack_numbers(numbers))
        for number, _, details, origin, _, numbers, _ in database.rows(_SELECT, (conversation,))
    ]
    # the longest first, so that what holds another is seen before it; of equal ones the first by name
    kept: dict[int, tuple[Conversation, Numbers]] = {}
    for part, described, _, numbers in sorted(parts, key=lambda row: (-len(row[3]), row[2], row[0])):
        if any(_is_alike(other, described) and holds(whole, numbers) for other, whole in kept.values()):
            database.change(
                "UPDATE parts SET is_contained = 1, numbers = NULL, refs = NULL, sketch = NULL WHERE id = ?", (part,)
            )
        else:
            kept[part] = (described, numbers)
    return set(kept)


def _is_alike(first: Conversation, second: Conversation) -> bool:
    """Whether two parts describe one conversation in the same way, so that one of them suffices."""
    names = (
        "key",
        "title",
        "app",
        "group",
        "owner",
        "clock",
        "has_ids",
        "has_chat_id",
        "has_successor",
        "predecessor",
        "breaks_off",
        "medium_limits",
    )
    return all(getattr(first, name) == getattr(second, name) for name in names)


def _part(row: tuple[Any, ...], content: pl.DataFrame) -> StoredPart:
    part_id, export, details, origin, source, packed, refs = row
    numbers = unpack_numbers(packed)
    described = decode_conversation(details)
    places = content["number"].search_sorted(pl.Series(numbers)) if len(numbers) else pl.Series([], dtype=pl.UInt32)
    if not np.array_equal(content["number"].gather(places).to_numpy(), numbers):
        raise ValueError("a part names a message that is not there")
    rows = content.select(pl.all().exclude("number").gather(places))
    constants = {"conversation": described.key, "source": source}
    table = rows.with_columns(
        *(pl.lit(value).cast(pl.Categorical()).alias(name) for name, value in constants.items()),
        pl.Series("ref", unpack_refs(refs), pl.String()),
    ).select(SCHEMA.names())
    parsed = ParsedConversation(described, table, origin=tuple(msgspec.json.decode(origin)))
    return StoredPart(export, parsed, part_id, numbers)


def _insert(database: EncryptedDatabase, conversation: int, part: StoredPart) -> int:
    """Store a part that has its numbers, and return its id."""
    messages = part.parsed.messages
    moments = messages["sent_at"].to_physical()
    source = str(messages["source"][0]) if messages.height else part.parsed.conversation.app
    return database.change(
        _INSERT,
        (
            part.export,
            encode_conversation(part.parsed.conversation),
            msgspec.json.encode(part.parsed.origin).decode(),
            source,
            pack_numbers(part.numbers),
            pack_refs(messages["ref"].to_list()),
            messages.height,
            moments.min(),
            moments.max(),
            sketch_of(messages).tobytes(),
            conversation,
        ),
    )


def _participant_names(database: EncryptedDatabase, conversation: int) -> dict[int, str]:
    return dict(database.rows("SELECT id, name FROM participants WHERE conversation = ?", (conversation,)))


def _participant_ids(database: EncryptedDatabase, conversation: int, senders: pl.Series) -> Mapping[str, int]:
    """Ids of participants by their names; those of the senders are made where there are none."""
    database.change_many(
        "INSERT OR IGNORE INTO participants (conversation, name, messages) VALUES (?, ?, 0)",
        [(conversation, name) for name in sorted(senders.drop_nulls().unique())],
    )
    return {name: number for number, name in _participant_names(database, conversation).items()}


def _next_number(database: EncryptedDatabase, conversation: int) -> int:
    ((number,),) = database.rows("SELECT next_number FROM conversations WHERE id = ?", (conversation,))
    return int(number)
