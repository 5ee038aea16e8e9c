"""Headers inside a line: what a lost line break, or another program, left of messages in the text of another one.

Lines that begin like a message are looked at while the file is split; this is for what stands further on in a line.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

import numpy as np
import polars as pl
from numpy.typing import NDArray

from unlike.readers.apps.whatsapp.message_lines import message_lines

_SIGNS: Final = ("] ", " - ", "\\n")
"""One of these stands in whatever `_HEADER` matches, or before it; most texts have none."""

_MIN_BYTES: Final = 20
"""Bytes of the shortest text that `_HEADER` matches: "a 1/2/24, 1:00 - A: "."""

_HEADER: Final = (
    # Behind words: not at the beginning of a line or behind a sign of quoting.
    r"(?:[\p{L}\p{M}\p{So}\p{Sk}\u200d.!?,;:)…\"'»”’*_~\]][ \t]{0,3}|\p{N}[ \t]{1,3})\[?"
    r"\d{1,4}[./-]\d{1,2}[./-]\d{1,4}[,.]?[^\S\n]\d{1,2}[:.]\d{2}(?:[:.]\d{2})?"
    r"(?:[^\S\n]?[AaPp]\.?[^\S\n]?[Mm]\.?)?(?:\][^\S\n]|[^\S\n]-[^\S\n])[^:\n\[\]]{1,40}:\s"
)
"""A date, a time, the end of a header, a name and a colon."""


_LEADING: Final = rf"^(?:[^:;]|\d:\d)*?{_HEADER}"
"""Such a header in a line in which no sender stands before it."""


@dataclass(frozen=True, slots=True)
class InnerHeaders:
    """Headers inside lines.

    Attributes:
        lines: one row a line that holds some: `ref` of its message, `line`, its number in the file, `number` of
            headers, and whether the first `is_leading`, with no sender before it in the line.
    """

    lines: pl.DataFrame = field(repr=False)

    @property
    def number(self) -> int:
        """How many there are."""
        return int(self.lines["number"].sum())

    @property
    def refs(self) -> tuple[str, ...]:
        """The refs of the messages that hold them, in order."""
        return tuple(self.lines["ref"].unique(maintain_order=True).to_list())

    def besides(self, doubtful: NDArray[np.int64]) -> InnerHeaders:
        """Those that are not what makes a line look like the beginning of a message, so that nothing is counted twice.

        Args:
            doubtful: numbers of the lines that look so.
        """
        if self.lines.is_empty():
            return self
        is_counted = pl.col("is_leading") & pl.Series(np.isin(self.lines["line"].to_numpy(), doubtful))
        rest = self.lines.with_columns(pl.col("number") - is_counted.cast(pl.UInt32))
        return InnerHeaders(rest.filter(pl.col("number") > 0))


def inner_headers(columns: pl.DataFrame) -> InnerHeaders:
    """Look through the texts for headers that do not begin a line.

    Args:
        columns: `text`, `kind` and `ref` of all messages.
    """
    holding = (
        columns.lazy()
        .filter(pl.col("text").str.len_bytes() >= _MIN_BYTES)
        .filter(pl.col("text").str.contains_any(list(_SIGNS)))
        .filter(pl.col("text").str.contains(_HEADER))
    )
    lines = message_lines(holding).with_columns(
        number=pl.col("text").str.count_matches(_HEADER), is_leading=pl.col("text").str.contains(_LEADING)
    )
    return InnerHeaders(lines.filter(pl.col("number") > 0).select("ref", "line", "number", "is_leading").collect())
