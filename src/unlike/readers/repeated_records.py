"""Records that stand in one export a second time: of a file that was put together from several, and of one id.

A file that somebody joined of two exports of a chat holds what both cover twice. Where such a piece begins, time steps
back, and messages follow that stood there before; the pieces are merged as if each had come in its own file.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta
from itertools import pairwise
from typing import Final

import numpy as np
import polars as pl
from numpy.typing import NDArray

from unlike.i18n import lazy, lazy_plural
from unlike.messages import sort
from unlike.messages.history_merge import MergedHistory, merge_history
from unlike.messages.message_overlap import HistoryPart
from unlike.readers.base import ParsedConversation
from unlike.readers.export_sentences import repeated_records
from unlike.readers.possible_doubles import with_possible_doubles

_PLACES: Final = ("L", "row ")
"""What stands before the number in refs that are places in a file, which say in which order records stand there."""

_LABEL: Final = "\x00"
_SUFFIX: Final = r" \(\x00(?: \d+)?\)$"
_AGAIN: Final = r"#\d+$"

_APPS_WITH_IDS: Final = frozenset({"telegram", "table", "imessage"})
"""Apps whose refs are ids of messages, not moments, and whose readers keep what stands there twice."""

_MIN_STEP: Final = 60_000_000
"""Microseconds that time steps back where a piece begins; phones and networks disagree by less."""

_MIN_RUN: Final = 3
_MIN_RUN_TO_END: Final = 2
"""Messages in a row that stood there before: anywhere, and up to the end of what stands above."""

_MINUTE: Final = timedelta(minutes=1)
_RECORD: Final = pl.struct(pl.col("sent_at").dt.truncate("1m"), "text").hash(seed=0)
"""Minute and words; who wrote is left out, since two phones call one person differently."""

_Numbers = NDArray[np.int64]


def without_repeats(part: ParsedConversation) -> ParsedConversation:
    """A conversation in which every record of its export counts once; itself where none stands there twice."""
    once = _without_same_ids(part)
    rows = None if once.conversation.has_ids else _in_file_order(once.messages)
    if rows is None:
        return once
    is_joined = not rows["sent_at"].is_sorted() and _may_repeat(rows)
    starts = _piece_starts(rows) if is_joined else []
    return _merged(once, rows, starts) if starts else with_possible_doubles(once, rows)


def _without_same_ids(part: ParsedConversation) -> ParsedConversation:
    """The conversation without rows that have the id, moment, sender and words of another one."""
    if part.conversation.app not in _APPS_WITH_IDS:
        return part
    again = part.messages["ref"].str.contains(_AGAIN)
    if not again.any():
        return part
    base = pl.col("ref").str.replace(_AGAIN, "")
    is_first = part.messages.select(
        pl.struct(base, "sent_at", "sender", "kind", "text").is_first_distinct()
    ).to_series()
    table = part.messages.filter(is_first | ~again)
    repeated = part.messages.height - table.height
    return _counted(part, table, [repeated_records(repeated)]) if repeated else part


def _in_file_order(rows: pl.DataFrame) -> pl.DataFrame | None:
    """The rows in the order of their file, turned around where the newest stand first; None where refs do not tell."""
    if rows.is_empty() or not rows["ref"][0].startswith(_PLACES):
        return None
    bare = pl.col("ref").str.strip_prefix(_PLACES[0]).str.strip_prefix(_PLACES[1])
    places = rows.select(bare.cast(pl.Int64, strict=False)).to_series()
    if places.null_count():
        return None
    ordered = rows if places.is_sorted() else rows.select(pl.all().sort_by(places))
    steps = np.sign(np.diff(ordered["sent_at"].dt.epoch("us").to_numpy()))
    return ordered.reverse() if steps.sum() < 0 else ordered


def _may_repeat(rows: pl.DataFrame) -> bool:
    """Whether a row that stands behind a later one has the minute and words of one that does not; quick to tell."""
    is_behind = rows["sent_at"] < rows["sent_at"].cum_max()
    record = rows.select(_RECORD).to_series()
    return bool(record.filter(~is_behind).is_in(record.filter(is_behind).implode()).any())


def _piece_starts(rows: pl.DataFrame) -> list[int]:
    """Where time steps back and, before it does so again, messages follow that stand above.

    Args:
        rows: in the order of the file.
    """
    times = rows["sent_at"].dt.epoch("us").to_numpy()
    back = np.flatnonzero(np.diff(times) < -_MIN_STEP) + 1
    if not len(back):
        return []
    earlier = _first_places(rows)
    distance = np.arange(len(earlier)) - earlier
    is_run = np.ones(len(earlier), bool)  # whether those below stand above one after another, too
    for step in range(1, _MIN_RUN):
        is_run[:-step] &= distance[step:] == distance[:-step]
        is_run[-step:] = False
    starts: list[int] = []
    for start, end in pairwise([*back.tolist(), len(earlier)]):
        is_above = earlier[start:end] < start
        is_tail = earlier[start] < start and _is_tail(earlier, start)
        if is_tail or (is_above & is_run[start:end]).any():
            starts.append(start)
    return starts


def _first_places(rows: pl.DataFrame) -> _Numbers:
    """For each row the place of the first with its minute and words."""
    places = rows.select(record=_RECORD, place=pl.int_range(pl.len())).select(pl.col("place").min().over("record"))
    return places.to_series().to_numpy().astype(np.int64)


def _is_tail(earlier: _Numbers, start: int) -> bool:
    """Whether the rows from a place on are those that stand right above it, two at least."""
    length = start - int(earlier[start])
    expected = np.arange(start - length, start)
    return length >= _MIN_RUN_TO_END and bool(np.array_equal(earlier[start : start + length], expected))


def _merged(part: ParsedConversation, rows: pl.DataFrame, starts: list[int]) -> ParsedConversation:
    """The conversation with its pieces merged."""
    edges = [0, *starts, rows.height]
    pieces = [rows[first:end] for first, end in pairwise(edges)]
    history = merge_history([_history_part(piece, part.conversation.clock) for piece in pieces])
    bare = [pl.col(name).str.replace(_SUFFIX, "") for name in ("ref", "reply_to")]
    return _counted(part, history.table.with_columns(bare), _notes(history)) if history.repeated else part


def _history_part(rows: pl.DataFrame, clock: timedelta) -> HistoryPart:
    """A piece; one that shows only minutes has that clock, whatever the others have."""
    only_minutes = (rows["sent_at"].dt.epoch("us") % _MIN_STEP == 0).all()
    return HistoryPart(sort(rows), max(clock, _MINUTE) if only_minutes else clock, _LABEL)


def _counted(part: ParsedConversation, table: pl.DataFrame, notes: Iterable[str]) -> ParsedConversation:
    """The conversation with a table in which rows are missing that are others a second time."""
    conversation = part.conversation
    system = int((table["kind"] == "system").sum())
    coverage = replace(
        conversation.coverage,
        messages=table.height - system,
        system=system,
        repeated=conversation.coverage.repeated + part.messages.height - table.height,
    )
    notes = (*notes, *conversation.notes)
    return replace(part, messages=table, conversation=replace(conversation, coverage=coverage, notes=notes))


def _notes(history: MergedHistory) -> Iterable[str]:
    yield lazy_plural(
        "The file was put together from several exports of this chat: {number} message stood in it again and counts "
        "once.",
        "The file was put together from several exports of this chat: {number} messages stood in it again and count "
        "once.",
        history.repeated,
    )
    for old, new in sorted(history.names.items()):
        yield lazy("“{old}” and “{new}” are the same person there and are shown as “{new}”.", old=old, new=new)
