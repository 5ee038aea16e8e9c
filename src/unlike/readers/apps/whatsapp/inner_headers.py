"""Headers inside a line: what a lost line break, or another program, left of messages in the text of another one.

Lines that begin like a message are looked at while the file is split; this is for what stands further on in a line.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import polars as pl

_SIGNS: Final = ("] ", " - ", "\\n")
"""One of these stands in whatever `_HEADER` matches, or before it; most texts have none."""

_MIN_BYTES: Final = 20
"""Bytes of the shortest text that `_HEADER` matches: "a 1/2/24, 1:00 - A: "."""

_HEADER: Final = (
    # Behind words: not at the beginning of a line or behind a sign of quoting.
    r"(?:[\p{L}\p{M}\p{So}\p{Sk}\u200d.!?,;:)…\"'»”’*_~\]][ \t]{0,3}|\p{N}[ \t]{1,3})\[?"
    r"\d{1,4}[./-]\d{1,2}[./-]\d{1,4}[,.]?\s\d{1,2}[:.]\d{2}(?:[:.]\d{2})?(?:\s?[AaPp]\.?\s?[Mm]\.?)?"
    r"(?:\]\s|\s-\s)[^:\n\[\]]{1,40}:\s"
)
"""A date, a time, the end of a header, a name and a colon."""


@dataclass(frozen=True, slots=True)
class InnerHeaders:
    """Headers inside lines: how many, and the refs of the messages that hold them."""

    number: int
    refs: tuple[str, ...]


def inner_headers(columns: pl.DataFrame) -> InnerHeaders:
    """Look through the texts for headers that do not begin a line.

    Args:
        columns: `text` and `ref` of all messages.
    """
    maybe = (
        columns.lazy()
        .filter(pl.col("text").str.len_bytes() >= _MIN_BYTES)
        .filter(pl.col("text").str.contains_any(list(_SIGNS)))
        .select("ref", number=pl.col("text").str.count_matches(_HEADER))
    )
    holding = maybe.filter(pl.col("number") > 0).collect()
    return InnerHeaders(int(holding["number"].sum()), tuple(holding["ref"].to_list()))
