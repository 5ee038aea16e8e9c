"""The reactions of entries, one a row."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import polars as pl

from unlike.readers.apps.telegram.chat_batches import plain_text
from unlike.readers.apps.telegram.entry_decoding import MessageEntry

MOST_REACTIONS: Final = 1_000
"""Reactions of one message that are read; a post in a channel can have millions, and a damaged file says more."""

REACTIONS: Final = pl.Schema({"row": pl.UInt32, "emoji": pl.String, "who": pl.String, "name": pl.String})

_Fields = tuple[str, str | None, str | None]


@dataclass(frozen=True, slots=True)
class ReactionRows:
    """Reactions of the entries of a batch.

    Attributes:
        table: one row a reaction, like `REACTIONS`; those beyond the recent ones have no sender.
        unreadable: entries in which something of the reactions is of a wrong type.
        crowded: entries with more reactions than are read.
    """

    table: pl.DataFrame
    unreadable: int
    crowded: int


def reaction_rows(entries: Sequence[MessageEntry], before: int) -> ReactionRows:
    """The reactions of entries.

    Args:
        entries: of one batch.
        before: rows of the chat in earlier batches.
    """
    rows: list[tuple[int, str, str | None, str | None]] = []
    unreadable = crowded = 0
    for row, entry in enumerate(entries, before):
        if entry.reactions:
            single, is_whole, number = _of_entry(entry.reactions)
            rows += [(row, *fields) for fields in single]
            unreadable += not is_whole
            crowded += number > MOST_REACTIONS
    return ReactionRows(pl.DataFrame(rows, schema=REACTIONS, orient="row"), unreadable, crowded)


def _of_entry(reactions: object) -> tuple[list[_Fields], bool, int]:
    """The reactions of one entry, whether all that stands there could be read, and how many there are."""
    if not isinstance(reactions, list):
        return [], False, 0
    single: list[_Fields] = []
    is_whole, number = True, 0
    for reaction in reactions:
        emoji, count, recent = _emoji(reaction), _count(reaction), _recent(reaction)
        is_whole = is_whole and None not in (emoji, count, recent)
        if isinstance(reaction, dict):
            senders = [(emoji or "custom", *person) for person in recent or ()]
            number += max(len(senders), 1 if count is None else count)
            single += senders
            single += [(emoji or "custom", None, None)] * (min(number, MOST_REACTIONS) - len(single))
    return single[:MOST_REACTIONS], is_whole, number


def _emoji(reaction: object) -> str | None:
    """The sign of a reaction; None where it is no text."""
    if not isinstance(reaction, dict):
        return None
    emoji = reaction.get("emoji")
    if not emoji:
        return "⭐" if reaction.get("type") == "paid" else "custom"
    return emoji if isinstance(emoji, str) else None


def _count(reaction: object) -> int | None:
    """How often; once where nothing says, None where it is no whole number."""
    value = reaction.get("count") if isinstance(reaction, dict) else None
    if value is None:
        return 1
    return value if isinstance(value, int) and not isinstance(value, bool) and value >= 0 else None


def _recent(reaction: object) -> list[tuple[str | None, str | None]] | None:
    """Account and name of those who are named; None where they are not listed as they should be."""
    people = (reaction.get("recent") or []) if isinstance(reaction, dict) else []
    if not isinstance(people, list) or not all(isinstance(person, dict) for person in people):
        return None
    return [(plain_text(person.get("from_id")), plain_text(person.get("from"))) for person in people]
