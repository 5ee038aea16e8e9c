"""Columns of a conversation's records: their reactions, and refs of which none stands twice."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import polars as pl

from unlike.messages.schema import REACTION

_SINGLE: Final = pl.Schema({"row": pl.UInt32(), "emoji": pl.String(), "sender": pl.String()})


def reactions_column(reactions: Sequence[Sequence[tuple[str, str | None]]]) -> pl.Series:
    """Every record's reactions, as a list that may be empty.

    Args:
        reactions: of each record, the emoji and the person's name, where the export names one.
    """
    single = [(number, *reaction) for number, each in enumerate(reactions) for reaction in each]
    flat = pl.DataFrame(single, schema=_SINGLE, orient="row")
    lists = flat.group_by("row", maintain_order=True).agg(pl.struct("emoji", "sender").alias("reactions"))
    whole = pl.select(pl.int_range(len(reactions), dtype=pl.UInt32).alias("row"))
    joined = whole.join(lists, on="row", how="left", maintain_order="left")
    return joined.select(pl.col("reactions").cast(pl.List(REACTION)).fill_null(pl.lit([], dtype=pl.List(REACTION))))[
        "reactions"
    ]


def with_unique_refs(table: pl.DataFrame) -> pl.DataFrame:
    """The rows with a number behind every ref that stands there again."""
    while table["ref"].is_duplicated().any():
        again = pl.int_range(pl.len()).over("ref")
        table = table.with_columns(
            pl.when(again == 0).then("ref").otherwise(pl.format("{}#{}", "ref", again + 1)).alias("ref")
        )
    return table
