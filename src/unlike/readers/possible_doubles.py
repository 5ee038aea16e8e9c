"""Messages that stand twice in a row in one export: two, or one where somebody joined exports that overlap in it.

Where pieces of a file overlap in more, time steps back, and `repeated_records` counts each message once.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Final

import polars as pl

from unlike.i18n import lazy_plural
from unlike.readers.base import ParsedConversation

_MINUTE: Final = timedelta(minutes=1)
_FEWEST_CHARACTERS: Final = (12, 24)
"""Characters of words that nobody types twice within a second, and within a minute."""

_MOST_SEAMS: Final = 20
"""Places at which somebody may have joined exports."""

_SAME: Final = pl.struct("sent_at", "sender", "text")
_LONGEST: Final = 12
"""Messages of a piece that may stand twice without a step back in time by a minute."""


def with_possible_doubles(part: ParsedConversation, rows: pl.DataFrame) -> ParsedConversation:
    """A conversation that says how many of its messages stand twice in a row, word for word and at one time.

    Args:
        part: whose export gives its messages no ids.
        rows: its messages in the order of the file.
    """
    if not rows.select(_SAME.is_duplicated().any()).item():  # nearly every short chat, and quick to tell
        return part
    number = sum(_doubles(rows, length, part.conversation.clock) for length in range(1, _LONGEST + 1))
    if not number:
        return part
    seams = number if number <= _MOST_SEAMS else 0  # more of them are somebody's habit, or the app's
    coverage = replace(part.conversation.coverage, ambiguous=part.conversation.coverage.ambiguous + seams)
    notes = (*part.conversation.notes, _note(number))
    return replace(part, conversation=replace(part.conversation, coverage=coverage, notes=notes))


def _doubles(rows: pl.DataFrame, length: int, clock: timedelta) -> int:
    """How many pieces of a length stand exactly twice in a row."""
    again = _again(rows, length)
    if again is None:
        return 0
    fewest = _FEWEST_CHARACTERS[clock >= _MINUTE]
    size = pl.col("text").str.len_chars().fill_null(0).rolling_sum(length)
    compared = rows.select(again=again, alike=(_SAME.shift(1) == _SAME).fill_null(value=False), size=size)
    runs = compared.with_columns(run=pl.col("again").rle_id()).filter("again").group_by("run")
    whole = runs.agg(pl.len().alias("rows"), pl.col("size").last(), pl.col("alike").last())
    is_piece = (pl.col("rows") == length) & (pl.col("size") >= fewest)
    return whole.filter(is_piece if length == 1 else is_piece & ~pl.col("alike")).height


def _again(rows: pl.DataFrame, length: int) -> pl.Series | None:
    """Whether each message is the one some rows before it; None, quick to tell, where none is."""
    if not (rows["sent_at"] == rows["sent_at"].shift(length)).any():
        return None
    is_same = (_SAME.shift(length) == _SAME).fill_null(value=False) & (pl.col("kind") == "text")
    again = rows.select(is_same.alias("again")).to_series()
    return again if again.any() else None


def _note(number: int) -> str:
    return lazy_plural(
        "{number} message stands twice in a row, word for word and at one time, and counts twice; if exports were "
        "joined there, it may be one.",
        "{number} messages stand twice in a row, word for word and at one time, and count twice; if exports were "
        "joined there, each may be one.",
        number,
    )
