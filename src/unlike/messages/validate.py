"""Validation: rules that every message table must keep, whichever reader wrote it."""

from __future__ import annotations

from typing import Final

import polars as pl

from unlike.messages.schema import SCHEMA


def schema_violations(table: pl.DataFrame) -> list[str]:
    """Violations of the schema and its rules, one sentence each; empty for a valid table.

    Args:
        table: one or several conversations.
    """
    if table.schema != SCHEMA:
        columns = [name for name, kind in SCHEMA.items() if table.schema.get(name) != kind]
        return [f"columns not as in the schema: {', '.join(columns) or 'order'}"]
    counts = table.select(_VIOLATIONS)
    return [f"{sentence} ({count}×)" for sentence, count in counts.row(0, named=True).items() if count]


def _violations() -> list[pl.Expr]:
    """How many rows break each rule, by its sentence."""
    rules = {
        "a row without a conversation": pl.col("conversation").is_null(),
        "a row without a time": pl.col("sent_at").is_null(),
        "a row without a ref": pl.col("ref").is_null(),
        "a row without a kind": pl.col("kind").is_null(),
        "an empty text instead of null": pl.col("text").str.len_bytes() == 0,
        "a person's message without its sender": pl.col("sender").is_null() & (pl.col("kind") != "system"),
        "a message typed as text that has none": pl.col("text").is_null() & (pl.col("kind") == "text"),
        "a ref that stands twice": pl.struct("conversation", "ref").is_duplicated(),
        "a time that runs back": (pl.col("sent_at").diff() < pl.duration()).over("conversation"),
    }
    return [pl.col.sent_at.filter(violation).len().alias(sentence) for sentence, violation in rules.items()]


_VIOLATIONS: Final = _violations()
