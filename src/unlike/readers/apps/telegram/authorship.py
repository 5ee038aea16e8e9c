"""Whose words a forwarded message holds: another's, or, after a chat was moved into Telegram, its sender's own."""

from __future__ import annotations

from typing import Final

import polars as pl

_SHORTEST_MOVE: Final = 20
"""Messages in a row that are taken for a chat moved from another app, where names differ between the two."""


def own_words(entries: pl.DataFrame) -> pl.Series:
    """Which entries hold words that their sender typed: neither a bot's nor those of somebody else.

    A message that is forwarded from its own sender is the sender's own: chats that are moved from another app are
    marked so. Where people have other names there, the marks of a long run of messages by several people, each from
    one name of their own, are those of a move, too.

    Args:
        entries: as in `entry_columns.COLUMNS`, in the file's order.
    """
    if not entries["forwarded"].any():
        return ~entries["bot"]
    origin = pl.col("origin").cast(pl.String)
    bearers = entries.lazy().select("who", pl.col("name").cast(pl.String)).drop_nulls()
    names = bearers.unique().collect()  # a person may be renamed
    is_own = pl.struct("who", name=origin).is_in(names.to_struct().implode())
    marks = entries.select("who", "forwarded", "bot", "type", origin=origin, own=is_own)
    moved = _moved(marks)
    return marks.select((~pl.col("bot") & (~pl.col("forwarded") | pl.col("own") | pl.lit(moved))).alias("typed"))[
        "typed"
    ]


def _moved(marks: pl.DataFrame) -> pl.Series:
    """Which entries stand in a run that was moved from another app."""
    in_file = marks.lazy().with_row_index("row").filter(pl.col("type") == "message")
    runs = in_file.with_columns(run=pl.col("forwarded").rle_id()).filter("forwarded").collect()
    people = (
        runs.lazy()
        .group_by("run")
        .agg(
            long=pl.len() >= _SHORTEST_MOVE,
            several=pl.col("who").n_unique() > 1,
            pairs=pl.struct("who", "origin").n_unique(),
            senders=pl.col("who").n_unique(),
            origins=pl.col("origin").drop_nulls().n_unique(),
        )
    )
    one_each = (pl.col("pairs") == pl.col("senders")) & (pl.col("pairs") == pl.col("origins"))
    moves = people.filter(pl.col("long") & pl.col("several") & one_each).select("run").collect()["run"]
    if moves.is_empty():
        return pl.Series([False]).new_from_index(0, marks.height)
    rows = runs.filter(pl.col("run").is_in(moves.to_list()))["row"]
    return pl.select(pl.int_range(marks.height, dtype=pl.UInt32).is_in(rows.to_list())).to_series()
