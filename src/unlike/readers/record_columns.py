"""Columns of a conversation's records: as the table wants them, with reactions, and refs of which none stands twice."""

from __future__ import annotations

from collections.abc import Sequence
from operator import itemgetter
from typing import Any, Final

import polars as pl

from unlike.messages.schema import KIND_NAMES, REACTION

COLUMNS: Final = pl.Schema(
    {
        "ref": pl.String(),
        "sent_at": pl.Int64(),
        "sender": pl.String(),
        "kind": pl.String(),
        "text": pl.String(),
        "reply_to": pl.String(),
        "edited_at": pl.Int64(),
        "sent_by_wall_clock": pl.Boolean(),
        "edited_by_wall_clock": pl.Boolean(),
    }
)
"""Columns beside `reactions`."""

_SYSTEM: Final = KIND_NAMES[-1]
_UNTYPED: Final = frozenset({"deleted", _SYSTEM, "call"})
"""Kinds in which nobody typed anything."""

_TYPED: Final = r"[^\s\x1c-\x1f]"
"""A character that `str.strip` leaves; the separators U+001C to U+001F are white space for it alone."""

_REACTIONS: Final = pl.List(REACTION)
_SINGLE: Final = pl.Schema({"row": pl.UInt32(), "emoji": pl.String(), "sender": pl.String()})


def record_columns(rows: Sequence[tuple[Any, ...]]) -> pl.DataFrame:
    """The rows as columns.

    Args:
        rows: each with values for `COLUMNS`, reactions behind the seventh.
    """
    if not rows:
        return COLUMNS.to_frame(eager=True).with_columns(reactions_column([]))
    values = ([*map(itemgetter(place), rows)] for place in range(len(rows[0])))  # faster than zip(*rows) where many
    refs, sent, senders, kinds, texts, replies, edited, reactions, *clocks = values
    senders = [None if kind == _SYSTEM else sender for kind, sender in zip(kinds, senders, strict=True)]
    texts = [None if kind in _UNTYPED else text for kind, text in zip(kinds, texts, strict=True)]
    columns = (refs, sent, senders, kinds, texts, replies, edited, *clocks)
    table = pl.DataFrame(dict(zip(COLUMNS, columns, strict=True)), schema=COLUMNS)
    return table.with_columns(reactions_column(reactions))


def in_order_of_time(table: pl.DataFrame) -> pl.DataFrame:
    """The rows, turned around where time runs backward from row to row more often than forward, by each clock."""
    by_wall_clock = table["sent_by_wall_clock"]
    clocks = (by_wall_clock, ~by_wall_clock) if by_wall_clock.any() else (None,)
    steps = 0
    for clock in clocks:
        sent = table["sent_at"].drop_nulls() if clock is None else table["sent_at"].filter(clock).drop_nulls()
        before = sent.shift()
        steps += int((sent > before).sum()) - int((sent < before).sum())
    return table.reverse() if steps < 0 else table


def normal_columns(table: pl.DataFrame) -> pl.DataFrame:
    """The rows as the table wants them: no empty text, none where nobody typed, no sender of the app's own lines."""
    is_typed = pl.col("text").str.contains(_TYPED) & ~pl.col("kind").is_in(_UNTYPED)
    text = pl.when(is_typed).then("text").alias("text")
    kind = pl.when((pl.col("kind") == "text") & text.is_null()).then(pl.lit("media")).otherwise("kind").alias("kind")
    return table.with_columns(text, kind, pl.when(pl.col("kind") != _SYSTEM).then("sender").alias("sender"))


def number_of_bare(table: pl.DataFrame) -> int:
    """How many texts have no words."""
    is_typed = pl.col("text").str.contains(_TYPED).fill_null(value=False)
    return int(table.select(((pl.col("kind") == "text") & ~is_typed).sum()).item())


def reactions_column(reactions: Sequence[Sequence[tuple[str, str | None]]]) -> pl.Series:
    """Every record's reactions, as a list that may be empty.

    Args:
        reactions: of each record, the emoji and the person's name, where the export names one.
    """
    single = [(number, *reaction) for number, each in enumerate(reactions) if each for reaction in each]
    nothing = pl.Series("reactions", [[]], dtype=_REACTIONS)
    if not single:
        return nothing.new_from_index(0, len(reactions))
    flat = pl.DataFrame(single, schema=_SINGLE, orient="row")
    lists = flat.group_by("row", maintain_order=True).agg(pl.struct("emoji", "sender").alias("reactions"))
    whole = pl.select(pl.int_range(len(reactions), dtype=pl.UInt32).alias("row"))
    joined = whole.join(lists, on="row", how="left", maintain_order="left")
    return joined.select(pl.col("reactions").cast(_REACTIONS).fill_null(pl.lit(nothing)))["reactions"]


def with_unique_refs(table: pl.DataFrame) -> pl.DataFrame:
    """The rows with a number behind every ref that stands there again."""
    while table["ref"].n_unique() < table.height:
        again = pl.int_range(pl.len()).over("ref")
        table = table.with_columns(
            pl.when(again == 0).then("ref").otherwise(pl.format("{}#{}", "ref", again + 1)).alias("ref")
        )
    return table
