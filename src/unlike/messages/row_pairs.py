"""Pairing of rows of two parts that are the same message; the rules stand in `history_merge`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import polars as pl
from numpy.typing import NDArray

from unlike.messages.common_moments import common_moments
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


def row_contents(all_rows: pl.DataFrame, parts: Sequence[HistoryPart], *, by_ids: bool) -> RowContents:
    """Columns by which the rows are compared."""
    part_numbers = np.repeat(np.arange(len(parts)), [part.table.height for part in parts])
    sender = pl.col("sender").cast(pl.String)
    content = pl.col("ref") if by_ids else pl.struct(sender, _text_content())
    columns = all_rows.select(
        moment=pl.col("sent_at").to_physical() if by_ids else moment_on(max(part.clock for part in parts)),
        content=content.rank("dense"),
        sender=pl.when(sender.is_not_null()).then(sender.rank("dense").cast(pl.Int64)).fill_null(-1),
    )
    return RowContents(
        columns["moment"].to_numpy(),
        columns["content"].cast(pl.Int64).to_numpy(),
        columns["sender"].to_numpy(),
        _row_ranks(all_rows, parts, part_numbers),
    )


def _text_content() -> pl.Expr:
    return pl.col("text").str.strip_chars().fill_null("")


def end_ranks(parts: Sequence[HistoryPart]) -> Rows:
    """The order in which parts end: the latest has the highest rank, an empty one 0."""
    ends = [part.table["sent_at"].max() if part.table.height else None for part in parts]
    return pl.Series(ends, dtype=MOMENT).rank("dense").fill_null(0).cast(pl.Int64).to_numpy()


def _row_ranks(all_rows: pl.DataFrame, parts: Sequence[HistoryPart], part_numbers: Rows) -> Rows:
    """Rank of each row; of two rows of one message the one of higher rank is taken, see rule 4."""
    is_deleted, is_unspecified_media = ((all_rows["kind"] == kind).to_numpy() for kind in ("deleted", "media"))
    clock = np.array([part.clock.total_seconds() for part in parts])
    order = np.lexsort(
        (part_numbers, end_ranks(parts)[part_numbers], ~is_unspecified_media, -clock[part_numbers], ~is_deleted)
    )
    ranks = np.empty(len(order), np.int64)
    ranks[order] = np.arange(len(order))
    return ranks


def row_pairs(contents: RowContents, merged: Rows, added: Rows, *, by_ids: bool) -> Rows:
    """Position among the merged rows of the same message, for each added row; -1 where there is none."""
    positions = _equal_pairs(contents, merged, added)
    if by_ids or not len(merged) or not len(added):
        return positions
    moments, new_moments = contents.moment[merged], contents.moment[added]
    if moments[-1] == new_moments[0]:
        _align_edge(contents, merged, added, positions)
    low, high = max(moments[0], new_moments[0]), min(moments[-1], new_moments[-1])
    _pair_versions(contents, (merged, added), positions, (int(low), int(high)))
    return positions


def _equal_pairs(contents: RowContents, merged: Rows, added: Rows) -> Rows:
    """Position of the equal merged row for each added row, or -1; equal rows of a moment pair in their order."""
    shared_moment = int(contents.moment[added[0]]) if len(added) else 0
    tables = tuple(
        pl.DataFrame({"moment": contents.moment[rows], "content": contents.content[rows]}) for rows in (merged, added)
    )
    common = common_moments(tables[0], tables[1], ("moment", "content"))
    first, second = (
        _numbered_rows(table, places, shared_moment) for table, places in zip(tables, common.others, strict=True)
    )
    pairs = first.join(second, on=["moment", "content", "number"], suffix="_added")
    positions = np.full(len(added), -1, np.int64)
    positions[common.alike[1]] = common.alike[0]
    positions[pairs["place_added"].to_numpy()] = pairs["place"].to_numpy()
    return positions


def _numbered_rows(table: pl.DataFrame, places: Rows, shared_moment: int) -> pl.DataFrame:
    """Rows with the number of each among the equal ones of its moment, and its place.

    Args:
        table: moments and contents of one side.
        places: of the rows, all of each moment.
        shared_moment: moment in which a part begins, maybe in its middle: equal rows are counted from its end.
    """
    number = (
        pl.when(pl.col("moment") == shared_moment)
        .then(pl.len() - pl.int_range(pl.len()))
        .otherwise(pl.int_range(pl.len()))
    )
    return table[places].with_columns(
        number=number.cast(pl.Int64).over("moment", "content"), place=pl.Series(places, dtype=pl.Int64)
    )


def _align_edge(contents: RowContents, merged: Rows, added: Rows, positions: Rows) -> None:
    """Pair the rows of the moment in which the merged part ends and the added one begins; see rule 2."""
    moment = contents.moment[added[0]]
    start = int(np.searchsorted(contents.moment[merged], moment))
    edge_rows = int(np.searchsorted(contents.moment[added], moment, side="right"))
    merged_contents, added_contents = contents.content[merged[start:]], contents.content[added[:edge_rows]]
    if max(len(merged_contents), len(added_contents)) > _MAX_ALIGNED_ROWS:
        return
    shift, length = _best_shift(merged_contents, added_contents)
    positions[:edge_rows] = -1
    begin = max(0, -shift)
    positions[begin : begin + length] = start + np.arange(begin, begin + length) + shift


def _best_shift(merged_contents: Rows, added_contents: Rows) -> tuple[int, int]:
    """Shift of the added rows against the merged ones on which both agree longest, and the length of that stretch."""
    best = (0, 0)
    for shift in range(-len(added_contents) + 1, len(merged_contents)):
        begin, end = max(0, -shift), min(len(added_contents), len(merged_contents) - shift)
        agrees = (merged_contents[begin + shift : end + shift] == added_contents[begin:end]).all()
        if agrees and end - begin >= max(best[1], 1):  # of two as long, the one at the end of the merged rows
            best = (shift, end - begin)
    return best


def _pair_versions(contents: RowContents, rows: tuple[Rows, Rows], positions: Rows, between: tuple[int, int]) -> None:
    """Pair the unpaired rows of one sender at one moment on both sides: versions of one message; see rule 3."""
    merged, added = rows
    is_paired = np.zeros(len(merged), bool)
    is_paired[positions[positions >= 0]] = True
    merged_rows, added_rows = (
        _unpaired_rows(contents, side_rows, is_free, between)
        for side_rows, is_free in ((merged, ~is_paired), (added, positions < 0))
    )
    pairs = merged_rows.join(added_rows, on=["moment", "sender", "number"], suffix="_added")
    positions[pairs["place_added"].to_numpy()] = pairs["place"].to_numpy()


def _unpaired_rows(
    contents: RowContents, rows: Rows, is_free: NDArray[np.bool_], between: tuple[int, int]
) -> pl.DataFrame:
    """Unpaired rows of people, strictly between two moments in microseconds."""
    moments, senders = contents.moment[rows], contents.sender[rows]
    unpaired_rows = np.flatnonzero(is_free & (moments > between[0]) & (moments < between[1]) & (senders >= 0))
    frame = pl.DataFrame({"moment": moments[unpaired_rows], "sender": senders[unpaired_rows], "place": unpaired_rows})
    return frame.with_columns(number=pl.int_range(pl.len()).over("moment", "sender"))
