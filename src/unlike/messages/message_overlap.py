"""Overlaps of two tables that may be parts of one history: which rows of both are the same message.

Rows are compared by content, never by file names: the moment on the coarser of the two clocks, and the text. Senders
are left out, since two phones show the same person under different names; who is who follows from the rows that agree.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Final

import polars as pl

from unlike.messages.common_moments import common_moments

_MIN_NAME_SHARE: Final = 0.8
"""Share of a sender's matched messages that must bear the same other name for the two names to be one person's."""

_MIN_NAME_MOMENTS: Final = 2
"""Moments with matched messages from which on these tell who is who; within one, an "ok" is anybody's."""


@dataclass(frozen=True, slots=True)
class HistoryPart:
    """One export's part of a conversation.

    Attributes:
        table: rows of one conversation in the message table's schema, sorted by `sent_at`.
        clock: the finest step of its times.
        label: what tells this part from the others, e.g. the file's name.
        ids: name of the conversation in the app, where the refs are the app's own ids and alike in every export of it;
            empty where a ref is a place in one file.
    """

    table: pl.DataFrame = field(repr=False)
    clock: timedelta
    label: str
    ids: str = ""


@dataclass(frozen=True, slots=True)
class MessageOverlap:
    """Overlap of two parts.

    Attributes:
        first, second: messages by people of each part in the stretch of time that both cover.
        matched: pairs of equal ones among them.
        senders: distinct senders among the pairs, by the first part's names.
        names: the first part's name of each sender of the second who bears another one there, where the pairs tell.
        is_disjoint: the two cover no common moment.
    """

    first: int
    second: int
    matched: int
    senders: int
    names: Mapping[str, str]
    is_disjoint: bool

    @property
    def share(self) -> float:
        """Matched messages among those of the part that has more of them in the common stretch; 0 without any."""
        return self.matched / max(self.first, self.second, 1)


_NO_OVERLAP: Final = MessageOverlap(0, 0, 0, 0, {}, is_disjoint=True)


def message_overlap(first: HistoryPart, second: HistoryPart) -> MessageOverlap:
    """Compare two parts.

    Args:
        first: with one conversation.
        second: with one conversation.
    """
    step = max(first.clock, second.clock)
    if _are_apart(first.table["sent_at"], second.table["sent_at"], step):
        return _NO_OVERLAP
    first_contents, second_contents = _people_contents(first, step), _people_contents(second, step)
    if first_contents.is_empty() or second_contents.is_empty():
        return _NO_OVERLAP
    start = max(int(first_contents["moment"][0]), int(second_contents["moment"][0]))
    end = min(int(first_contents["moment"][-1]), int(second_contents["moment"][-1]))
    if start > end:
        return _NO_OVERLAP
    first_contents, second_contents = (
        contents.filter(pl.col("moment").is_between(start, end)) for contents in (first_contents, second_contents)
    )
    pairs = _equal_pairs(first_contents, second_contents)
    names_are_clear = pairs["moment"].n_unique() >= _MIN_NAME_MOMENTS
    names = _common_names(pairs, _sender_names(first), _sender_names(second)) if names_are_clear else {}
    pairs = pairs.filter(pl.col("sender_second").replace(names) == pl.col("sender"))
    return MessageOverlap(
        first_contents.height,
        second_contents.height,
        pairs.height,
        pairs["sender"].n_unique(),
        names,
        is_disjoint=False,
    )


def _are_apart(first: pl.Series, second: pl.Series, step: timedelta) -> bool:
    """Whether two sorted series of times have no stretch in common, with a step to spare."""
    if first.is_empty() or second.is_empty():
        return True
    return bool(first[-1] + step < second[0] or second[-1] + step < first[0])


def moment_on(clock: timedelta) -> pl.Expr:
    """`sent_at` on a clock of a coarser step, as microseconds."""
    step = clock // timedelta(microseconds=1)
    return pl.col("sent_at").to_physical() // step * step


def _equal_pairs(first: pl.DataFrame, second: pl.DataFrame) -> pl.DataFrame:
    """Pairs of equal messages as `moment`, `sender` and `sender_second`; the second equal one is that of the second.

    Args:
        first: messages as `_people_contents` returns them, all of each moment.
        second: those of the other part.
    """
    common = common_moments(first, second, ("moment", "text"))
    alike, alike_second = (
        contents[rows].select("moment", "sender") for contents, rows in zip((first, second), common.alike, strict=True)
    )
    alike_pairs = alike.with_columns(alike_second["sender"].alias("sender_second"))
    numbered, numbered_second = (
        contents[rows].with_columns(number=pl.int_range(pl.len()).over("moment", "text"))
        for contents, rows in zip((first, second), common.others, strict=True)
    )
    pairs = numbered.join(numbered_second, on=["moment", "text", "number"], suffix="_second")
    return pl.concat([alike_pairs, pairs.select(alike_pairs.columns)])


def _people_contents(part: HistoryPart, step: timedelta) -> pl.DataFrame:
    """Messages by people as `moment`, `text` and `sender`."""
    return (
        part.table.lazy()
        .filter(pl.col("sender").is_not_null(), pl.col("kind") != "system")
        .select(
            moment=moment_on(step),
            text=pl.col("text").str.strip_chars().fill_null(""),
            sender=pl.col("sender").cast(pl.String),
        )
        .collect()
    )


def _sender_names(part: HistoryPart) -> set[str]:
    return set(part.table["sender"].drop_nulls().cast(pl.String).unique())


def _common_names(pairs: pl.DataFrame, first: set[str], second: set[str]) -> dict[str, str]:
    """The first part's name of each sender of the second who bears another name there; a name of both is never changed.

    Args:
        pairs: rows of equal time and text, as `sender` and `sender_second`.
        first: all senders of the first part.
        second: all senders of the second part.
    """
    counts = (
        pairs.group_by("sender_second", "sender")
        .agg(pl.len().alias("pairs"))
        .with_columns(all=pl.col("pairs").sum().over("sender_second"))
        .filter(
            pl.col("pairs") >= _MIN_NAME_SHARE * pl.col("all"),
            ~pl.col("sender_second").is_in(sorted(first)),
            ~pl.col("sender").is_in(sorted(second)),
        )
    )
    return dict(zip(counts["sender_second"].to_list(), counts["sender"].to_list(), strict=True))
