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
    contains_run,
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
    """Parts and rows that are stored of a conversation.

    Attributes:
        parts: but for those that another one holds whole.
        content: its distinct rows with their numbers, as they are stored.
    """

    parts: tuple[StoredPart, ...]
    content: pl.DataFrame = field(repr=False, compare=False)


def read_conversation(database: EncryptedDatabase, conversation: int) -> StoredConversation:
    """Read the parts and rows of a conversation.

    Raises:
        ChatLibraryError: the library cannot be read.
    """
    with damage_sentence(database.path):
        content = read_content(database, conversation, _participant_names(database, conversation))
        numbered = table_content(content)
        parts = tuple(_part_of_row(row, numbered) for row in database.rows(_SELECT, (conversation,)))
        _check_whole(parts, content, _next_number(database, conversation))
        return StoredConversation(parts, content)


def _check_whole(parts: Sequence[StoredPart], content: pl.DataFrame, next_number: int) -> None:
    """Check the stored rows of a conversation: each has a number, and is in a part.

    Raises:
        ValueError: a row or a part is missing.
    """
    is_in_part = np.zeros(content.height, bool)
    for part in parts:
        if len(part.numbers) and not 0 <= part.numbers.min() <= part.numbers.max() < content.height:
            raise ValueError("a part has a message that is not there")
        is_in_part[part.numbers] = True
    if content.height != next_number or not is_in_part.all():
        raise ValueError("a message or a part is missing")


def read_parts(database: EncryptedDatabase, conversation: int) -> tuple[StoredPart, ...]:
    """Parts of a conversation, but for those that another one holds whole.

    Raises:
        ChatLibraryError: the library cannot be read.
    """
    return read_conversation(database, conversation).parts


def add_parts(
    database: EncryptedDatabase, conversation: int, new_parts: Sequence[StoredPart], content: pl.DataFrame | None = None
) -> list[StoredPart]:
    """Store parts of a conversation, each distinct row once, and return them with their ids and numbers.

    Args:
        database: the library, in a transaction.
        conversation: its number.
        new_parts: parts that are not stored yet.
        content: the conversation's stored rows; None where it has none.
    """
    if content is None:
        content = read_content(database, conversation, {})
    next_number = _next_number(database, conversation)
    stored: list[StoredPart] = []
    for part in new_parts:
        rows = stored_content(part.parsed.messages)
        numbers = numbers_of(rows, content, next_number)
        rows = rows.with_columns(pl.Series("number", numbers))
        new_rows = rows.filter(pl.col("number") >= next_number)
        insert_content(database, conversation, new_rows, _participant_ids(database, conversation, new_rows["sender"]))
        next_number += new_rows.height
        if part is not new_parts[-1]:
            content = pl.concat([content, new_rows.select(content.columns)])
        numbered = replace(part, numbers=numbers)
        stored.append(replace(numbered, part_id=_insert_part(database, conversation, numbered)))
    database.change("UPDATE conversations SET next_number = ? WHERE id = ?", (next_number, conversation))
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
    remaining_parts: dict[int, tuple[Conversation, Numbers]] = {}
    for part, conversation_details, _, numbers in sorted(parts, key=lambda row: (-len(row[3]), row[2], row[0])):
        if any(
            _is_alike(other, conversation_details) and contains_run(other_numbers, numbers)
            for other, other_numbers in remaining_parts.values()
        ):
            database.change(
                "UPDATE parts SET is_contained = 1, numbers = NULL, refs = NULL, sketch = NULL WHERE id = ?", (part,)
            )
        else:
            remaining_parts[part] = (conversation_details, numbers)
    return set(remaining_parts)


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


def _part_of_row(row: tuple[Any, ...], content: pl.DataFrame) -> StoredPart:
    part_id, export, details, origin, source, packed, refs = row
    numbers = unpack_numbers(packed)
    conversation = decode_conversation(details)
    positions = content["number"].search_sorted(pl.Series(numbers)) if len(numbers) else pl.Series([], dtype=pl.UInt32)
    if not np.array_equal(content["number"].gather(positions).to_numpy(), numbers):
        raise ValueError("a part names a message that is not there")
    rows = content.select(pl.all().exclude("number").gather(positions))
    constants = {"conversation": conversation.key, "source": source}
    table = rows.with_columns(
        *(pl.lit(value).cast(pl.Categorical()).alias(name) for name, value in constants.items()),
        pl.Series("ref", unpack_refs(refs), pl.String()),
    ).select(SCHEMA.names())
    parsed = ParsedConversation(conversation, table, origin=tuple(msgspec.json.decode(origin)))
    return StoredPart(export, parsed, part_id, numbers)


def _insert_part(database: EncryptedDatabase, conversation: int, part: StoredPart) -> int:
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
