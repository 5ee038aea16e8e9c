"""Which rows of two parts of one history are the same message; the rules stand in `history_merge`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import polars as pl
from numpy.typing import NDArray

from unlike.messages.message_overlap import HistoryPart, moment_on
from unlike.messages.schema import MOMENT

Rows = NDArray[np.int64]

_MAX_ALIGNED_ROWS: Final = 1_000
"""Rows of one moment that are aligned by trying every shift; beyond, they are paired by rule 1 alone."""


@dataclass(frozen=True, slots=True)
class RowContents:
    """All rows of all parts, in columns by which they are compared; one entry a row.

    Attributes:
        moment: microseconds on the coarsest clock.
        content: number of the sender and text, or of the app's id; equal where these are.
        sender: number of the sender; -1 for the app itself.
        rank: of two rows that are one message, the one of higher rank is taken.
    """

    moment: Rows
    content: Rows
    sender: Rows
    rank: Rows


def row_contents(whole: pl.DataFrame, parts: Sequence[HistoryPart], *, by_ids: bool) -> RowContents:
    """What the rows are compared by."""
    of_part = np.repeat(np.arange(len(parts)), [part.table.height for part in parts])
    sender = pl.col("sender").cast(pl.String)
    content = pl.col("ref") if by_ids else pl.struct(sender, _plain_text())
    columns = whole.select(
        moment=pl.col("sent_at").to_physical() if by_ids else moment_on(max(part.clock for part in parts)),
        content=content.rank("dense"),
        sender=pl.when(sender.is_not_null()).then(sender.rank("dense").cast(pl.Int64)).fill_null(-1),
    )
    return RowContents(
        columns["moment"].to_numpy(),
        columns["content"].cast(pl.Int64).to_numpy(),
        columns["sender"].to_numpy(),
        _ranks(whole, parts, of_part),
    )


def _plain_text() -> pl.Expr:
    return pl.col("text").str.strip_chars().fill_null("")


def end_ranks(parts: Sequence[HistoryPart]) -> Rows:
    """The order in which parts end: the latest has the highest rank, an empty one 0."""
    ends = [part.table["sent_at"].max() if part.table.height else None for part in parts]
    return pl.Series(ends, dtype=MOMENT).rank("dense").fill_null(0).cast(pl.Int64).to_numpy()


def _ranks(whole: pl.DataFrame, parts: Sequence[HistoryPart], of_part: Rows) -> Rows:
    """Which of two rows of one message is taken; see rule 4."""
    is_deleted, is_vague = ((whole["kind"] == kind).to_numpy() for kind in ("deleted", "media"))
    clock = np.array([part.clock.total_seconds() for part in parts])
    order = np.lexsort((of_part, end_ranks(parts)[of_part], ~is_vague, -clock[of_part], ~is_deleted))
    ranks = np.empty(len(order), np.int64)
    ranks[order] = np.arange(len(order))
    return ranks


def row_pairs(contents: RowContents, merged: Rows, added: Rows, *, by_ids: bool) -> Rows:
    """For each added row the place of its message among the merged ones, or -1."""
    place = _equal_pairs(contents, merged, added)
    if by_ids or not len(merged) or not len(added):
        return place
    moments, new_moments = contents.moment[merged], contents.moment[added]
    if moments[-1] == new_moments[0]:
        _align_edge(contents, merged, added, place)
    low, high = max(moments[0], new_moments[0]), min(moments[-1], new_moments[-1])
    _pair_versions(contents, (merged, added), place, (int(low), int(high)))
    return place


def _equal_pairs(contents: RowContents, merged: Rows, added: Rows) -> Rows:
    """Pairs of equal rows: the second of a moment with the second."""
    begin = int(contents.moment[added[0]]) if len(added) else 0
    first, second = _numbered(contents, merged, begin), _numbered(contents, added, begin)
    pairs = first.join(second, on=["moment", "content", "number"], suffix="_added")
    place = np.full(len(added), -1, np.int64)
    place[pairs["place_added"].to_numpy()] = pairs["place"].to_numpy()
    return place


def _numbered(contents: RowContents, rows: Rows, begin: int) -> pl.DataFrame:
    """Rows with the number of each among the equal ones of its moment, and its place.

    Args:
        contents: what rows are compared by.
        rows: of one side.
        begin: moment in which a part begins, maybe in its middle: equal rows are counted from its end.
    """
    frame = pl.DataFrame({"moment": contents.moment[rows], "content": contents.content[rows]})
    number = (
        pl.when(pl.col("moment") == begin).then(pl.len() - pl.int_range(pl.len())).otherwise(pl.int_range(pl.len()))
    )
    return frame.with_columns(
        number=number.cast(pl.Int64).over("moment", "content"), place=pl.int_range(pl.len(), dtype=pl.Int64)
    )


def _align_edge(contents: RowContents, merged: Rows, added: Rows, place: Rows) -> None:
    """Pair the rows of the moment in which the merged part ends and the added one begins; see rule 2."""
    moment = contents.moment[added[0]]
    start = int(np.searchsorted(contents.moment[merged], moment))
    size = int(np.searchsorted(contents.moment[added], moment, side="right"))
    ours, theirs = contents.content[merged[start:]], contents.content[added[:size]]
    if max(len(ours), len(theirs)) > _MAX_ALIGNED_ROWS:
        return
    shift, length = _best_shift(ours, theirs)
    place[:size] = -1
    begin = max(0, -shift)
    place[begin : begin + length] = start + np.arange(begin, begin + length) + shift


def _best_shift(ours: Rows, theirs: Rows) -> tuple[int, int]:
    """Place in `ours` at which `theirs` begins so that both agree wherever both are, and the length of that stretch."""
    best = (0, 0)
    for shift in range(-len(theirs) + 1, len(ours)):
        begin, end = max(0, -shift), min(len(theirs), len(ours) - shift)
        agrees = (ours[begin + shift : end + shift] == theirs[begin:end]).all()
        if agrees and end - begin >= max(best[1], 1):  # of two as long, the one at the end of `ours`
            best = (shift, end - begin)
    return best


def _pair_versions(contents: RowContents, rows: tuple[Rows, Rows], place: Rows, within: tuple[int, int]) -> None:
    """Pair what is left of one sender at one moment on both sides: versions of one message; see rule 3."""
    merged, added = rows
    taken = np.zeros(len(merged), bool)
    taken[place[place >= 0]] = True
    ours, theirs = (_of_senders(contents, side, free, within) for side, free in ((merged, ~taken), (added, place < 0)))
    pairs = ours.join(theirs, on=["moment", "sender", "number"], suffix="_added")
    place[pairs["place_added"].to_numpy()] = pairs["place"].to_numpy()


def _of_senders(contents: RowContents, rows: Rows, free: NDArray[np.bool_], within: tuple[int, int]) -> pl.DataFrame:
    """Rows of people that have no pair, strictly inside some time."""
    moment, sender = contents.moment[rows], contents.sender[rows]
    chosen = np.flatnonzero(free & (moment > within[0]) & (moment < within[1]) & (sender >= 0))
    frame = pl.DataFrame({"moment": moment[chosen], "sender": sender[chosen], "place": chosen})
    return frame.with_columns(number=pl.int_range(pl.len()).over("moment", "sender"))
