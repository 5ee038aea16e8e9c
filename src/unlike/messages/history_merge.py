"""One history from several overlapping parts of it: every message once, and two equal ones in a minute still two.

The rules, whatever order the parts come in:

1. Two rows of different parts are the same message where the app gave them the same id; where there are no ids, where
   moment (on the coarsest clock), sender and text are equal. The second equal row of a moment is paired with the
   second.
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
from numpy.typing import NDArray

from unlike.messages.message_overlap import HistoryPart, message_overlap, moment_on
from unlike.messages.schema import MOMENT
from unlike.messages.table import sort

Rows = NDArray[np.int64]

_MAX_ALIGNED_ROWS: Final = 1_000
"""Rows of one moment that are aligned by trying every shift; beyond, they are paired by rule 1 alone."""


@dataclass(frozen=True, slots=True)
class MergedHistory:
    """One history.

    Attributes:
        table: its rows in the message table's schema, sorted; refs that are no ids bear the label of their part, but
            for those of the largest part.
        repeated: rows of the parts that are in the table as another part's row.
        repeated_system: how many of these are the app's own.
        names: the name in the table of every sender whom a part calls otherwise.
    """

    table: pl.DataFrame = field(repr=False)
    repeated: int
    repeated_system: int
    names: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class _Contents:
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


def merge_history(parts: Sequence[HistoryPart]) -> MergedHistory:
    """Merge the parts of one conversation; see the rules above.

    Args:
        parts: at least one; each in the message table's schema and sorted by `sent_at`.
    """
    ordered, names = _with_common_names(sorted(parts, key=_canonical_order))
    whole = pl.concat([part.table for part in ordered], how="vertical")
    by_ids = all(part.ids for part in ordered)
    contents = _contents(whole, ordered, by_ids=by_ids)
    kept = np.arange(whole.height)  # for each row, the row that is in the table for it
    edges = np.cumsum([0, *(part.table.height for part in ordered)])
    merged = kept[: edges[1]].copy()
    for first, end in zip(edges[1:-1].tolist(), edges[2:].tolist(), strict=True):
        added = np.arange(first, end)
        place = _pairs(contents, merged, added, by_ids=by_ids)
        merged = _union(contents, (merged, added), place, kept)
    final = _follow(kept)
    table = _with_final_refs(whole, ordered, final).select(pl.all().gather(pl.Series(merged)))
    is_repeated = final != np.arange(whole.height)
    system = int((whole["kind"] == "system").to_numpy()[is_repeated].sum())
    return MergedHistory(sort(table), int(is_repeated.sum()), system, names)


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
    newest_first = np.argsort(-_end_ranks(parts), kind="stable").tolist()
    common: dict[int, HistoryPart] = {}
    for number in newest_first:
        part = parts[number]
        of_part: dict[str, str] = {}
        for newer in common.values():
            of_part = {**message_overlap(newer, part).names, **of_part}
        names.update(of_part)
        common[number] = _renamed(part, of_part) if of_part else part
    return [common[number] for number in range(len(parts))], names


def _end_ranks(parts: Sequence[HistoryPart]) -> Rows:
    """The order in which parts end: the latest has the highest rank, an empty one 0."""
    ends = [part.table["sent_at"].max() if part.table.height else None for part in parts]
    return pl.Series(ends, dtype=MOMENT).rank("dense").fill_null(0).cast(pl.Int64).to_numpy()


def _renamed(part: HistoryPart, names: Mapping[str, str]) -> HistoryPart:
    senders = pl.col("sender").cast(pl.String).replace(dict(names)).cast(pl.Categorical())
    return replace(part, table=part.table.with_columns(senders))


def _contents(whole: pl.DataFrame, parts: Sequence[HistoryPart], *, by_ids: bool) -> _Contents:
    """What the rows are compared by."""
    of_part = np.repeat(np.arange(len(parts)), [part.table.height for part in parts])
    spaces = pl.Series([part.ids for part in parts], dtype=pl.String).gather(pl.Series(of_part))
    sender = pl.col("sender").cast(pl.String)
    content = pl.struct(spaces.alias("space"), "ref") if by_ids else pl.struct(sender, _plain_text())
    columns = whole.select(
        moment=pl.col("sent_at").to_physical() if by_ids else moment_on(max(part.clock for part in parts)),
        content=content.rank("dense"),
        sender=pl.when(sender.is_not_null()).then(sender.rank("dense").cast(pl.Int64)).fill_null(-1),
    )
    return _Contents(
        columns["moment"].to_numpy(),
        columns["content"].cast(pl.Int64).to_numpy(),
        columns["sender"].to_numpy(),
        _ranks(whole, parts, of_part),
    )


def _plain_text() -> pl.Expr:
    return pl.col("text").str.strip_chars().fill_null("")


def _ranks(whole: pl.DataFrame, parts: Sequence[HistoryPart], of_part: Rows) -> Rows:
    """Which of two rows of one message is taken; see rule 4."""
    is_deleted, is_vague = ((whole["kind"] == kind).to_numpy() for kind in ("deleted", "media"))
    clock = np.array([part.clock.total_seconds() for part in parts])
    order = np.lexsort((of_part, _end_ranks(parts)[of_part], ~is_vague, -clock[of_part], ~is_deleted))
    ranks = np.empty(len(order), np.int64)
    ranks[order] = np.arange(len(order))
    return ranks


def _pairs(contents: _Contents, merged: Rows, added: Rows, *, by_ids: bool) -> Rows:
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


def _equal_pairs(contents: _Contents, merged: Rows, added: Rows) -> Rows:
    """Pairs of equal rows: the second of a moment with the second."""
    begin = int(contents.moment[added[0]]) if len(added) else 0
    first, second = _numbered(contents, merged, begin), _numbered(contents, added, begin)
    pairs = first.join(second, on=["moment", "content", "number"], suffix="_added")
    place = np.full(len(added), -1, np.int64)
    place[pairs["place_added"].to_numpy()] = pairs["place"].to_numpy()
    return place


def _numbered(contents: _Contents, rows: Rows, begin: int) -> pl.DataFrame:
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


def _align_edge(contents: _Contents, merged: Rows, added: Rows, place: Rows) -> None:
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


def _pair_versions(contents: _Contents, rows: tuple[Rows, Rows], place: Rows, within: tuple[int, int]) -> None:
    """Pair what is left of one sender at one moment on both sides: versions of one message; see rule 3."""
    merged, added = rows
    taken = np.zeros(len(merged), bool)
    taken[place[place >= 0]] = True
    ours, theirs = (_of_senders(contents, side, free, within) for side, free in ((merged, ~taken), (added, place < 0)))
    pairs = ours.join(theirs, on=["moment", "sender", "number"], suffix="_added")
    place[pairs["place_added"].to_numpy()] = pairs["place"].to_numpy()


def _of_senders(contents: _Contents, rows: Rows, free: NDArray[np.bool_], within: tuple[int, int]) -> pl.DataFrame:
    """Rows of people that have no pair, strictly inside some time."""
    moment, sender = contents.moment[rows], contents.sender[rows]
    chosen = np.flatnonzero(free & (moment > within[0]) & (moment < within[1]) & (sender >= 0))
    frame = pl.DataFrame({"moment": moment[chosen], "sender": sender[chosen], "place": chosen})
    return frame.with_columns(number=pl.int_range(pl.len()).over("moment", "sender"))


def _union(contents: _Contents, rows: tuple[Rows, Rows], place: Rows, kept: Rows) -> Rows:
    """Both sides as one, in order; `kept` learns which row stands for which."""
    merged, added = rows[0].copy(), rows[1]
    new = np.flatnonzero(place < 0)
    where = _anchors(contents, rows, place, new)
    paired = np.flatnonzero(place >= 0)
    ours, theirs = merged[place[paired]], added[paired]
    takes_theirs = contents.rank[theirs] > contents.rank[ours]
    kept[np.where(takes_theirs, ours, theirs)] = np.where(takes_theirs, theirs, ours)
    merged[place[paired]] = np.where(takes_theirs, theirs, ours)
    at = np.concatenate([np.arange(len(merged)) * 2 + 1, where])
    return np.concatenate([merged, added[new]])[np.argsort(at, kind="stable")]


def _anchors(contents: _Contents, rows: tuple[Rows, Rows], place: Rows, new: Rows) -> Rows:
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


def _follow(kept: Rows) -> Rows:
    """For each row the row that finally stands for it."""
    while True:
        further = kept[kept]
        if (further == kept).all():
            return kept
        kept = further


def _with_final_refs(whole: pl.DataFrame, parts: Sequence[HistoryPart], final: Rows) -> pl.DataFrame:
    """All rows with refs that are unique in the one history, and replies that name these."""
    of_part = np.repeat(np.arange(len(parts)), [part.table.height for part in parts])
    spaces = _spaces(parts)
    largest = max(range(len(parts)), key=lambda number: parts[number].table.height)
    suffixes = ["" if space == spaces[largest] else f" ({space})" for space in spaces]
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


def _spaces(parts: Sequence[HistoryPart]) -> list[str]:
    """Where each part's refs are unique: its conversation in the app, else the part itself, numbered where alike."""
    labels: list[str] = []
    for part in parts:
        alike = labels.count(part.label) if not part.ids else 0
        labels.append(part.ids or (part.label if not alike else f"{part.label} {alike + 1}"))
    return labels
