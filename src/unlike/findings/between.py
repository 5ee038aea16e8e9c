"""Find what two people have between them: their routines, warm messages, and how the owner has asked before."""

from __future__ import annotations

import polars as pl

from unlike.findings.keepsakes import Keepsakes
from unlike.reasons.asking import openers
from unlike.reasons.kept_plans import plans_between
from unlike.reasons.language import language_of
from unlike.reasons.routines import routines
from unlike.reasons.warm_moments import warm_moments
from unlike.signals import Measured


def keepsakes(measured: Measured, rows: pl.DataFrame, owner: str, person: str) -> Keepsakes | None:
    """What is found between the owner and a person; None in a group.

    Args:
        measured: the conversation.
        rows: its messages, for their words.
        owner: a sender.
        person: a sender.
    """
    told = with_text(measured, rows)
    if not set(told["sender"].unique()) <= {owner, person}:
        return None
    language = language_of(told["text"])
    return Keepsakes(
        routines(told, language),
        warm_moments(told, language),
        openers(told, owner, person, language),
        plans_between(told, language),
    )


def with_text(measured: Measured, rows: pl.DataFrame) -> pl.DataFrame:
    """The measured messages with the words and kinds they were measured from."""
    words = rows.select("ref", "text", "kind")
    plain = measured.messages.with_columns(pl.col("sender").cast(pl.String))
    return plain.join(words, on="ref", how="left", maintain_order="left")
