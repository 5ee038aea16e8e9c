"""Columns of a conversation's records: as the table wants them, with reactions, and refs of which none stands twice."""

from __future__ import annotations

from collections.abc import Sequence
from operator import itemgetter
from typing import Any, Final

import polars as pl

from unlike.messages.kinds import KIND_NAMES
from unlike.messages.schema import REACTION

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

_WITHOUT_WORDS: Final = "media"
"""What a text without words is."""


def _normal() -> tuple[pl.Expr, ...]:
    """Expressions of `normal_columns`."""
    is_typed = pl.col("text").str.contains(_TYPED) & ~pl.col("kind").is_in(_UNTYPED)
    text = pl.when(is_typed).then("text").alias("text")
    is_bare = (pl.col("kind") == "text") & text.is_null()
    kind = pl.when(is_bare).then(pl.lit(_WITHOUT_WORDS)).otherwise("kind").alias("kind")
    return text, kind, pl.when(pl.col("kind") != _SYSTEM).then("sender").alias("sender")


_NORMAL: Final = _normal()
_REACTIONS: Final = pl.List(REACTION)
_FEW_ROWS: Final = 10_000
"""Records whose reactions are turned into a column one by one: a query takes longer."""

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
    return table.hstack([reactions_column(reactions)])


def in_order_of_time(table: pl.DataFrame) -> pl.DataFrame:
    """The rows, turned around where time runs backward from row to row more often than forward, by each clock."""
    sent, by_wall_clock = table["sent_at"], table["sent_by_wall_clock"]
    clocks = (sent.filter(by_wall_clock), sent.filter(~by_wall_clock)) if by_wall_clock.any() else (sent,)
    return table.reverse() if sum(map(_forward_steps, clocks)) < 0 else table


def _forward_steps(times: pl.Series) -> int:
    """Steps forward from each time to the next one, less those backward."""
    numbers = (times.drop_nulls() if times.null_count() else times).to_numpy()
    return int((numbers[1:] > numbers[:-1]).sum()) - int((numbers[1:] < numbers[:-1]).sum())


def normal_columns(table: pl.DataFrame) -> pl.DataFrame:
    """The rows as the table wants them: no empty text, none where nobody typed, no sender of the app's own lines."""
    return table.with_columns(*_NORMAL)


def number_of_bare(table: pl.DataFrame, normal: pl.DataFrame) -> int:
    """How many texts have no words.

    Args:
        table: rows as they were.
        normal: the same as `normal_columns`, which makes media of those.
    """
    before, after = (int((rows["kind"] == _WITHOUT_WORDS).sum()) for rows in (table, normal))
    return after - before


def reactions_column(reactions: Sequence[Sequence[tuple[str, str | None]]]) -> pl.Series:
    """Every record's reactions, as a list that may be empty.

    Args:
        reactions: of each record, the emoji and the person's name, where the export names one.
    """
    nothing = pl.Series("reactions", [[]], dtype=_REACTIONS)
    if not any(reactions):
        return nothing.new_from_index(0, len(reactions))
    if len(reactions) <= _FEW_ROWS:
        lists = [[{"emoji": emoji, "sender": sender} for emoji, sender in each] for each in reactions]
        return pl.Series("reactions", lists, dtype=_REACTIONS)
    return _joined_reactions(reactions, nothing)


def _joined_reactions(reactions: Sequence[Sequence[tuple[str, str | None]]], nothing: pl.Series) -> pl.Series:
    """The same for many records, where a join is quicker than lists of mappings.

    Args:
        reactions: of each record.
        nothing: a single list that is empty.
    """
    single = [(number, *reaction) for number, each in enumerate(reactions) if each for reaction in each]
    flat = pl.LazyFrame(single, schema=_SINGLE, orient="row")
    lists = flat.group_by("row", maintain_order=True).agg(pl.struct("emoji", "sender").alias("reactions"))
    whole = pl.LazyFrame({"row": range(len(reactions))}, schema={"row": pl.UInt32})
    joined = whole.join(lists, on="row", how="left", maintain_order="left")
    return joined.select(pl.col("reactions").cast(_REACTIONS).fill_null(pl.lit(nothing))).collect()["reactions"]


def with_unique_refs(table: pl.DataFrame) -> pl.DataFrame:
    """The rows with a number behind every ref that stands there again."""
    while table["ref"].n_unique() < table.height:
        again = pl.int_range(pl.len()).over("ref")
        table = table.with_columns(
            pl.when(again == 0).then("ref").otherwise(pl.format("{}#{}", "ref", again + 1)).alias("ref")
        )
    return table
