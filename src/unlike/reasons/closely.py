"""The look-back with a closer reading of the latest messages, where the encoder's extra is installed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

import polars as pl

from unlike.reasons.language import TOPICS
from unlike.reasons.language.encoder import installed, with_meaning
from unlike.reasons.look_back import FEWEST, Before, look_back

READ: Final = 4000
"""Latest messages that are read closely: some seconds. The days they are held against are read as closely."""


def looked_back(mentions: pl.DataFrame, shifts: Sequence[date]) -> tuple[Before, ...]:
    """As `look_back`; of shifts among the latest messages by meaning too, of earlier ones by phrases alone.

    Args:
        mentions: see `reasons.mentions`; of the two people alone.
        shifts: first days.
    """
    plain = look_back(mentions, shifts)
    near = _latest(mentions) if installed() else mentions.clear()
    if near.is_empty():
        return plain
    told = with_meaning(near["text"], near.select(TOPICS))
    close = look_back(near.with_columns(told), shifts)
    first: date = near["day"].min()  # type: ignore[assignment]
    return tuple(
        by_meaning if by_meaning.first >= first and by_meaning.compared >= FEWEST else by_phrases
        for by_phrases, by_meaning in zip(plain, close, strict=True)
    )


def _latest(mentions: pl.DataFrame) -> pl.DataFrame:
    """The last whole days with at most `READ` messages."""
    if mentions.height <= READ:
        return mentions
    return mentions.filter(pl.col("day") > mentions["day"].sort(descending=True)[READ])
