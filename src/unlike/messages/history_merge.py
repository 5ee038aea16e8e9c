"""One history from several overlapping parts of it: every message once, and two equal ones in a minute still two.

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
    order = sorted(range(len(parts)), key=lambda number: _canonical_order(parts[number]))
    ordered, names = _with_common_names([parts[number] for number in order])
    whole = pl.concat([part.table for part in ordered], how="vertical")
    by_ids = bool(ordered[0].ids) and len({part.ids for part in ordered}) == 1
    contents = row_contents(whole, ordered, by_ids=by_ids)
    representative = np.arange(whole.height)  # for each row, the row that is in the table for it
    edges = np.cumsum([0, *(part.table.height for part in ordered)])
    merged = representative[: edges[1]].copy()
    for first, end in zip(edges[1:-1].tolist(), edges[2:].tolist(), strict=True):
        added = np.arange(first, end)
        place = row_pairs(contents, merged, added, by_ids=by_ids)
        merged = _union(contents, (merged, added), place, representative)
    final = _follow(representative)
    table = _with_final_refs(whole, ordered, final).select(pl.all().gather(pl.Series(merged)))
    table = sort(table.with_columns(pl.Series(_ROW, merged)))
    placed = _places(table[_ROW].to_numpy(), final, edges)
    places = tuple(placed[order.index(number)] for number in range(len(parts)))
    is_repeated = final != np.arange(whole.height)
    system = int((whole["kind"] == "system").to_numpy()[is_repeated].sum())
    return MergedHistory(table.drop(_ROW), int(is_repeated.sum()), system, names, places)


def _places(rows: Rows, final: Rows, edges: Rows) -> list[Rows]:
    """For each part in their canonical order, where in the table the rows stand that stand for its own.

    Args:
        rows: the row of all parts that each row of the table is.
        final: for each row of all parts, the row that stands for it.
        edges: where each part begins among all rows, and the end of the last.
    """
    place = np.empty(len(final), np.int64)
    place[rows] = np.arange(len(rows))
    return np.split(place[final], edges[1:-1])


def _canonical_order(part: HistoryPart) -> tuple[object, ...]:
    """Earliest beginning first; parts that begin and end alike by what they hold, so that no order of giving counts."""
    table = part.table
    if table.is_empty():
        return (1,)
    contents = table.select(pl.struct(pl.col("sender").cast(pl.String), "text").hash(seed=0).sum()).item()
    return (0, table["sent_at"][0], table["sent_at"][-1], table.height, contents, part.label)


def _with_common_names(parts: Sequence[HistoryPart]) -> tuple[list[HistoryPart], dict[str, str]]:
    """The parts with one name for each person: the one that the part that ends last uses."""
    names: dict[str, str] = {}
    newest_first = np.argsort(-end_ranks(parts), kind="stable").tolist()
    common: dict[int, HistoryPart] = {}
    for number in newest_first:
        part = parts[number]
        of_part: dict[str, str] = {}
        for newer in common.values():
            of_part = {**message_overlap(newer, part).names, **of_part}
        names.update(of_part)
        common[number] = _renamed(part, of_part) if of_part else part
    return [common[number] for number in range(len(parts))], names


def _renamed(part: HistoryPart, names: Mapping[str, str]) -> HistoryPart:
    senders = pl.col("sender").cast(pl.String).replace(dict(names)).cast(pl.Categorical())
    return replace(part, table=part.table.with_columns(senders))


def _union(contents: RowContents, rows: tuple[Rows, Rows], place: Rows, representative: Rows) -> Rows:
    """Both sides as one, in order; `representative` learns which row stands for which."""
    merged, added = rows[0].copy(), rows[1]
    new = np.flatnonzero(place < 0)
    where = _anchors(contents, rows, place, new)
    paired = np.flatnonzero(place >= 0)
    ours, theirs = merged[place[paired]], added[paired]
    takes_theirs = contents.rank[theirs] > contents.rank[ours]
    representative[np.where(takes_theirs, ours, theirs)] = np.where(takes_theirs, theirs, ours)
    merged[place[paired]] = np.where(takes_theirs, theirs, ours)
    at = np.concatenate([np.arange(len(merged)) * 2 + 1, where])
    return np.concatenate([merged, added[new]])[np.argsort(at, kind="stable")]


def _anchors(contents: RowContents, rows: tuple[Rows, Rows], place: Rows, new: Rows) -> Rows:
    """Where the new rows belong: 2n behind the merged row n-1 and before n.

    A new row stands right behind the row of its own moment that stands before it in its part, where that is paired;
    else right before the next such row; else behind everything of its moment.
    """
    merged, added = rows
    moment = contents.moment[added]
    at = np.searchsorted(contents.moment[merged], moment[new], side="right") * 2
    behind = pl.Series(np.where(place >= 0, place, -1)).replace(-1, None)
    for source, step in ((behind.fill_null(strategy="backward"), 0), (behind.fill_null(strategy="forward"), 2)):
        anchor = source.fill_null(-1).to_numpy()[new]
        same = (anchor >= 0) & (contents.moment[merged[anchor]] == moment[new])
        at = np.where(same, anchor * 2 + step, at)
    return at


def _follow(representative: Rows) -> Rows:
    """For each row the row that finally stands for it."""
    while True:
        further = representative[representative]
        if (further == representative).all():
            return representative
        representative = further


def _with_final_refs(whole: pl.DataFrame, parts: Sequence[HistoryPart], final: Rows) -> pl.DataFrame:
    """All rows with refs that are unique in the one history, and replies that name these."""
    of_part = np.repeat(np.arange(len(parts)), [part.table.height for part in parts])
    spaces = [part.ids or f"{number}" for number, part in enumerate(parts)]
    largest = max(range(len(parts)), key=lambda number: parts[number].table.height)
    suffixes = _suffixes(parts, spaces, spaces[largest])
    named = whole.select(
        "ref",
        "reply_to",
        space=pl.Series(spaces, dtype=pl.String).gather(pl.Series(of_part)),
        suffix=pl.Series(suffixes, dtype=pl.String).gather(pl.Series(of_part)),
    )
    own = named["ref"] + named["suffix"]
    targets = named.select("space", reply_to="ref", target=own.gather(pl.Series(final))).unique(["space", "reply_to"])
    replies = named.join(targets, on=["space", "reply_to"], how="left", maintain_order="left")
    return whole.with_columns(
        own.alias("ref"),
        replies.select(pl.coalesce("target", pl.col("reply_to") + pl.col("suffix"))).to_series().alias("reply_to"),
    )


def _suffixes(parts: Sequence[HistoryPart], spaces: Sequence[str], bare: str) -> list[str]:
    """What follows each part's refs: nothing in the space of the largest part, else the label, numbered where alike."""
    of_space: dict[str, str] = {bare: ""}
    for part, space in zip(parts, spaces, strict=True):
        if space not in of_space:
            alike = sum(suffix.startswith(f" ({part.label}") for suffix in of_space.values())
            of_space[space] = f" ({part.label} {alike + 1})" if alike else f" ({part.label})"
    return [of_space[space] for space in spaces]
