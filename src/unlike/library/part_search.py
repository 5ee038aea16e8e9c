"""Search for the conversations in the library that new parts may belong to, without reading their messages."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import polars as pl

from unlike.library.conversation_json import decode_conversation
from unlike.library.encrypted_database import EncryptedDatabase
from unlike.library.packed_numbers import sketch_of, unpack_sketch
from unlike.readers.base import Conversation, ParsedConversation
from unlike.readers.history_grouping import search_names

_MIN_EQUAL_HASHES: Final = 5
"""Equal hashes of two sketches from which on their parts are compared; chance alone only costs a comparison."""


def conversations_like(database: EncryptedDatabase, parts: Sequence[ParsedConversation]) -> list[int]:
    """Numbers of the conversations that a new part may belong to: by title, by the app's ids, or by equal messages.

    Args:
        database: the library.
        parts: new ones.

    Raises:
        ChatLibraryError: the library cannot be read.
    """
    stored = [
        (conversation, decode_conversation(details), sketch)
        for conversation, details, sketch in database.rows(
            "SELECT conversation, details, sketch FROM parts WHERE NOT is_contained"
        )
    ]
    keys = {key for part in parts for key in _search_keys(part.conversation)}
    same_named = {number for number, conversation, _ in stored if keys & _search_keys(conversation)}
    others = [(number, sketch) for number, _, sketch in stored if number not in same_named]
    return sorted(same_named | _with_equal_messages(others, parts))


def _search_keys(conversation: Conversation) -> set[tuple[str, str]]:
    """Pairs of app and name by which the other parts of a conversation are searched."""
    return {(conversation.app, name) for name in search_names(conversation)}


def _with_equal_messages(stored: Sequence[tuple[int, bytes]], parts: Sequence[ParsedConversation]) -> set[int]:
    """Numbers of the conversations whose sketches share hashes with one of the new parts."""
    if not stored:
        return set()
    stored_hashes = pl.concat(
        pl.DataFrame({"hash": unpack_sketch(sketch)}, schema={"hash": pl.UInt32}).with_columns(conversation=number)
        for number, sketch in stored
    ).unique()
    new_hashes = pl.concat(
        pl.DataFrame({"hash": sketch_of(part.messages)}, schema={"hash": pl.UInt32}).with_columns(part=number)
        for number, part in enumerate(parts)
    )
    counts = new_hashes.join(stored_hashes, on="hash").group_by("part", "conversation").len()
    return set(counts.filter(pl.col("len") >= _MIN_EQUAL_HASHES)["conversation"].to_list())
