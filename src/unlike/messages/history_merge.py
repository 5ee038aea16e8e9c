"""Merge of overlapping parts of one history: every message once, and two equal messages of one minute as two.

The rules, whatever order the parts come in:

1. Two rows of different parts are the same message where the app gave them the same id. Where there are no ids, or the
   parts bear different ids of the conversation, they are where moment (on the coarsest clock), sender and text are
   equal; the second equal row of a moment is paired with the second.
2. Where one part ends in the moment in which another begins, neither holds that moment whole: the longest stretch on
   which the end of the one and the beginning of the other agree is common, and everything else is kept.
3. Strictly inside the time that both parts cover, two rows of one sender at one moment that differ in their words are
   one message, edited or deleted between the two exports.
4. Of a pair the newer export's row is taken; but the finer clock's before the coarser's, and words before the note that
   they were deleted.
5. Rows of the app itself are paired by their moments.

Parts without a common message are put one after another. What cannot be told: a run of equal messages within a minute
that every part cuts counts as long as its longest piece in one part.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

import numpy as np
import polars as pl

from unlike.messages.message_overlap import HistoryPart, message_overlap
from unlike.messages.row_pairs import RowContents, Rows, end_ranks, row_contents, row_pairs
from unlike.messages.table import sort

_ROW: Final = "row of all parts"


@dataclass(frozen=True, slots=True)
class MergedHistory:
    """One history.

    Attributes:
        table: its rows in the message table's schema, sorted; refs that are no ids bear the label of their part, but
            for those of the largest part.
        repeated: rows of the parts that are in the table as another part's row.
        repeated_system: how many of these are the app's own.
        names: the name in the table of every sender whom a part calls otherwise.
        places: for each part, as they were given, the table's row that stands for each of its rows.
    """

    table: pl.DataFrame = field(repr=False)
    repeated: int
    repeated_system: int
    names: Mapping[str, str]
    places: tuple[Rows, ...] = field(repr=False)


def merge_history(parts: Sequence[HistoryPart]) -> MergedHistory:
    """Merge the parts of one conversation; see the rules above.

    Args:
        parts: at least one; each in the message table's schema and sorted by `sent_at`.
    """
    part_order = sorted(range(len(parts)), key=lambda number: _canonical_order(parts[number]))
    ordered_parts, names = _with_common_names([parts[number] for number in part_order])
    all_rows = pl.concat([part.table for part in ordered_parts], how="vertical")
    by_ids = bool(ordered_parts[0].ids) and len({part.ids for part in ordered_parts}) == 1
    contents = row_contents(all_rows, ordered_parts, by_ids=by_ids)
    representative = np.arange(all_rows.height)  # for each row, the row that is in the table for it
    part_edges = np.cumsum([0, *(part.table.height for part in ordered_parts)])
    merged_rows = representative[: part_edges[1]].copy()
    for first, end in zip(part_edges[1:-1].tolist(), part_edges[2:].tolist(), strict=True):
        added_rows = np.arange(first, end)
        pair_positions = row_pairs(contents, merged_rows, added_rows, by_ids=by_ids)
        merged_rows = _merged_order(contents, (merged_rows, added_rows), pair_positions, representative)
    final_rows = _final_representatives(representative)
    table = _with_final_refs(all_rows, ordered_parts, final_rows).select(pl.all().gather(pl.Series(merged_rows)))
    table = sort(table.with_columns(pl.Series(_ROW, merged_rows)))
    ordered_places = _table_positions(table[_ROW].to_numpy(), final_rows, part_edges)
    places = tuple(ordered_places[part_order.index(number)] for number in range(len(parts)))
    is_repeated = final_rows != np.arange(all_rows.height)
    repeated_system = int((all_rows["kind"] == "system").to_numpy()[is_repeated].sum())
    return MergedHistory(table.drop(_ROW), int(is_repeated.sum()), repeated_system, names, places)


def _table_positions(rows: Rows, final_rows: Rows, edges: Rows) -> list[Rows]:
    """Positions in the table of the rows that stand for each part's rows, part by part in canonical order.

    Args:
        rows: the row of all parts that each row of the table is.
        final_rows: for each row of all parts, the row that stands for it.
        edges: where each part begins among all rows, and the end of the last.
    """
    table_positions = np.empty(len(final_rows), np.int64)
    table_positions[rows] = np.arange(len(rows))
    return np.split(table_positions[final_rows], edges[1:-1])


def _canonical_order(part: HistoryPart) -> tuple[object, ...]:
    """Sort key: earliest beginning first, equal spans by content, so that the order of arguments does not matter."""
    table = part.table
    if table.is_empty():
        return (1,)
    contents = table.select(pl.struct(pl.col("sender").cast(pl.String), "text").hash(seed=0).sum()).item()
    return (0, table["sent_at"][0], table["sent_at"][-1], table.height, contents, part.label)


def _with_common_names(parts: Sequence[HistoryPart]) -> tuple[list[HistoryPart], dict[str, str]]:
    """The parts with one name for each person: the one that the part that ends last uses."""
    names: dict[str, str] = {}
    newest_first = np.argsort(-end_ranks(parts), kind="stable").tolist()
    renamed_parts: dict[int, HistoryPart] = {}
    for number in newest_first:
        part = parts[number]
        part_names: dict[str, str] = {}
        for newer in renamed_parts.values():
            part_names = {**message_overlap(newer, part).names, **part_names}
        names.update(part_names)
        renamed_parts[number] = _with_names(part, part_names) if part_names else part
    return [renamed_parts[number] for number in range(len(parts))], names


def _with_names(part: HistoryPart, names: Mapping[str, str]) -> HistoryPart:
    senders = pl.col("sender").cast(pl.String).replace(dict(names)).cast(pl.Categorical())
    return replace(part, table=part.table.with_columns(senders))


def _merged_order(contents: RowContents, rows: tuple[Rows, Rows], pair_positions: Rows, representative: Rows) -> Rows:
    """Merge both sides in order, and write into `representative` which row stands for which."""
    merged, added = rows[0].copy(), rows[1]
    unpaired = np.flatnonzero(pair_positions < 0)
    anchors = _anchor_positions(contents, rows, pair_positions, unpaired)
    paired = np.flatnonzero(pair_positions >= 0)
    merged_pairs, added_pairs = merged[pair_positions[paired]], added[paired]
    takes_added = contents.rank[added_pairs] > contents.rank[merged_pairs]
    representative[np.where(takes_added, merged_pairs, added_pairs)] = np.where(takes_added, added_pairs, merged_pairs)
    merged[pair_positions[paired]] = np.where(takes_added, added_pairs, merged_pairs)
    sort_keys = np.concatenate([np.arange(len(merged)) * 2 + 1, anchors])
    return np.concatenate([merged, added[unpaired]])[np.argsort(sort_keys, kind="stable")]


def _anchor_positions(contents: RowContents, rows: tuple[Rows, Rows], pair_positions: Rows, unpaired: Rows) -> Rows:
    """Positions of the new rows: 2n lies after the merged row n-1 and before n.

    A new row stands right behind the row of its own moment that stands before it in its part, where that is paired;
    else right before the next such row; else behind everything of its moment.
    """
    merged, added = rows
    moment = contents.moment[added]
    anchors = np.searchsorted(contents.moment[merged], moment[unpaired], side="right") * 2
    neighbours = pl.Series(np.where(pair_positions >= 0, pair_positions, -1)).replace(-1, None)
    for filled_neighbours, step in (
        (neighbours.fill_null(strategy="backward"), 0),
        (neighbours.fill_null(strategy="forward"), 2),
    ):
        anchor = filled_neighbours.fill_null(-1).to_numpy()[unpaired]
        is_same_moment = (anchor >= 0) & (contents.moment[merged[anchor]] == moment[unpaired])
        anchors = np.where(is_same_moment, anchor * 2 + step, anchors)
    return anchors


def _final_representatives(representative: Rows) -> Rows:
    """Row that finally stands for each row, by following `representative` to its end."""
    while True:
        next_rows = representative[representative]
        if (next_rows == representative).all():
            return representative
        representative = next_rows


def _with_final_refs(all_rows: pl.DataFrame, parts: Sequence[HistoryPart], final_rows: Rows) -> pl.DataFrame:
    """All rows with refs that are unique in the one history, and replies that name these."""
    part_numbers = np.repeat(np.arange(len(parts)), [part.table.height for part in parts])
    spaces = [part.ids or f"{number}" for number, part in enumerate(parts)]
    largest = max(range(len(parts)), key=lambda number: parts[number].table.height)
    suffixes = _ref_suffixes(parts, spaces, spaces[largest])
    refs = all_rows.select(
        "ref",
        "reply_to",
        space=pl.Series(spaces, dtype=pl.String).gather(pl.Series(part_numbers)),
        suffix=pl.Series(suffixes, dtype=pl.String).gather(pl.Series(part_numbers)),
    )
    own_refs = refs["ref"] + refs["suffix"]
    targets = refs.select("space", reply_to="ref", target=own_refs.gather(pl.Series(final_rows))).unique(
        ["space", "reply_to"]
    )
    replies = refs.join(targets, on=["space", "reply_to"], how="left", maintain_order="left")
    return all_rows.with_columns(
        own_refs.alias("ref"),
        replies.select(pl.coalesce("target", pl.col("reply_to") + pl.col("suffix"))).to_series().alias("reply_to"),
    )


def _ref_suffixes(parts: Sequence[HistoryPart], spaces: Sequence[str], largest_space: str) -> list[str]:
    """Suffix of each part's refs: empty in the space of the largest part, else the label, numbered where equal."""
    suffix_by_space: dict[str, str] = {largest_space: ""}
    for part, space in zip(parts, spaces, strict=True):
        if space not in suffix_by_space:
            same_labels = sum(suffix.startswith(f" ({part.label}") for suffix in suffix_by_space.values())
            suffix_by_space[space] = f" ({part.label} {same_labels + 1})" if same_labels else f" ({part.label})"
    return [suffix_by_space[space] for space in spaces]
