"""The lines of messages' texts, and where they stand in the file."""

from __future__ import annotations

import polars as pl


def message_lines(messages: pl.LazyFrame) -> pl.LazyFrame:
    """The lines of some texts, one a row.

    Args:
        messages: `text`, `kind` and `ref`; a caption stands in the line below its picture.

    Returns:
        `text`, `at`, lines behind that of the header, and `line`, its number in the file.
    """
    is_caption = pl.col("kind").cast(pl.String) != "text"
    return (
        messages.with_columns(pl.col("text").str.split("\n"), behind=is_caption.cast(pl.Int64))
        .with_columns(at=pl.int_ranges(pl.col("text").list.len()))
        .explode("text", "at")
        .with_columns(pl.col("at") + pl.col("behind"))
        .with_columns(line=pl.col("ref").str.extract(r"(\d+)$").cast(pl.Int64) + pl.col("at"))
    )
