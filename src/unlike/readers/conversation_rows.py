"""Rows of one conversation, gathered record by record, and the conversation that they make."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final, NamedTuple
from zoneinfo import ZoneInfo

import numpy as np
import polars as pl

from unlike.core.medium_limits import MediumLimit, MediumLimitKind
from unlike.i18n import lazy
from unlike.messages import KIND_NAMES, conform
from unlike.readers.base import Conversation, Interpretation, ParsedConversation, SkippedRecord
from unlike.readers.coverage import Coverage
from unlike.readers.export_sentences import bare_messages, repeated_records
from unlike.readers.record_columns import (
    in_order_of_time,
    normal_columns,
    number_of_bare,
    record_columns,
    with_unique_refs,
)
from unlike.readers.record_moments import TIMES, rows_with_moments

_SYSTEM: Final = KIND_NAMES[-1]
_LARGEST: Final = (1 << 63) - 1
_FIRST_MILLISECONDS: Final = 100_000_000_000
_BEHIND: Final = _FIRST_MILLISECONDS * 1_000
_UNITS: Final = ((_FIRST_MILLISECONDS, 1_000_000), (_BEHIND, 1_000), (_BEHIND * 1_000, 1))
"""Seconds of the year 5138; a larger number counts thousandths, millionths or billionths. Bounds, and microseconds."""

_FRACTION: Final = re.compile(r"-?\d{1,20}\.\d{1,9}")


class RecordRow(NamedTuple):
    """A record that may become a row.

    Attributes:
        ref: where it stands; unique in its conversation, else it is numbered.
        sent_at: microseconds since 1970, in UTC or by a wall clock; None where it has no time.
        sender: the person's name; None for a line of the app.
        kind: one of the table's kinds; "text" without words becomes "media".
        text: what was typed; white space alone is nothing.
        reply_to: ref of the message that it answers.
        edited_at: as `sent_at`; None where it was not edited.
        reactions: emoji and the person's name, where the export names one.
        sent_by_wall_clock, edited_by_wall_clock: that time has no zone, and is to be read in the owner's.
    """

    ref: str
    sent_at: int | None
    sender: str | None
    kind: str
    text: str | None = None
    reply_to: str | None = None
    edited_at: int | None = None
    reactions: Sequence[tuple[str, str | None]] = ()
    sent_by_wall_clock: bool = False
    edited_by_wall_clock: bool = False


def named_row(row: RecordRow, names: Mapping[str, str]) -> RecordRow:
    """A row with names in place of ids, in sender and reactions; an id without a name stays.

    Args:
        row: whose people are ids.
        names: of people by their ids.
    """
    ref, sent_at, sender, kind, text, reply_to, edited_at, reactions, *clocks = row
    named = tuple((emoji, names.get(who, who) if who else None) for emoji, who in reactions) if reactions else ()
    return RecordRow(ref, sent_at, names.get(sender or "", sender), kind, text, reply_to, edited_at, named, *clocks)


class ConversationRows:
    """The records of one conversation so far.

    Attributes:
        total: records, whatever becomes of them; counted by the reader.
        repeated: records that stood in the export before.
        doubtful, ambiguous: see `Coverage`.
        rows: those that are messages or lines of the app.
        skipped: those that are neither.
    """

    def __init__(self) -> None:
        self.total = self.repeated = self.doubtful = self.ambiguous = 0
        self.rows: list[RecordRow] = []
        self.skipped: list[SkippedRecord] = []

    def skip(self, ref: str, why: str, size: int = 1) -> None:
        """Leave a record over, with its place, the reason, and how many messages it may have been."""
        self.skipped.append(SkippedRecord(ref, why, size))


@dataclass(frozen=True, slots=True)
class GatheredConversation:
    """A conversation whose records are all there.

    Attributes:
        conversation: who it is; its coverage, skipped records, and what is said of its times are not set yet.
        rows: its records as columns.
        gathered: what was counted.
        wall_clock: times of it, all or some, are those of a wall clock, to be read in the owner's zone.
        has_reactions: the app's export has reactions, so that an empty list says that there was none.
    """

    conversation: Conversation
    rows: pl.DataFrame = field(repr=False)
    gathered: ConversationRows = field(repr=False)
    wall_clock: bool = False
    has_reactions: bool = True

    def interpreted(self, interpretation: Interpretation) -> ParsedConversation:
        """The conversation, with wall clocks read in the owner's zone."""
        rows = self.rows.lazy().drop(() if self.has_reactions else "reactions")
        timed, skipped = rows_with_moments(rows, interpretation.zone if self.wall_clock else None)
        table = conform(timed, self.conversation.key, self.conversation.app)
        conversation = self._described(table, skipped, interpretation.zone)
        return ParsedConversation(conversation, table, self.interpreted if self.wall_clock else None)

    def _described(self, table: pl.DataFrame, skipped: Sequence[SkippedRecord], zone: ZoneInfo) -> Conversation:
        no_zone = (MediumLimit(MediumLimitKind.NO_ZONE),) if self.wall_clock else ()
        system = int((table["kind"] == _SYSTEM).sum())
        all_skipped = (*self.gathered.skipped, *skipped)
        counts = (table.height - system, system, len(all_skipped), self.gathered.total)
        return replace(
            self.conversation,
            skipped=all_skipped,
            notes=(*self._time_notes(table, zone), *self.conversation.notes),
            medium_limits=(*self.conversation.medium_limits, *no_zone),
            coverage=Coverage(
                *counts,
                doubtful=self.gathered.doubtful,
                ambiguous=self.gathered.ambiguous,
                repeated=self.gathered.repeated,
            ),
        )

    def _time_notes(self, table: pl.DataFrame, zone: ZoneInfo) -> list[str]:
        """What was done to read the times, and what stood there twice."""
        late = int((np.diff(table["sent_at"].cast(pl.Int64).to_numpy()) < 0).sum())
        sent, by_wall_clock = self.rows["sent_at"], self.rows["sent_by_wall_clock"]
        if sent.null_count():
            by_wall_clock = by_wall_clock.filter(sent.is_not_null())
        notes: list[str] = []
        if by_wall_clock.any() and not by_wall_clock.all():
            number = int(by_wall_clock.sum())
            notes.append(lazy("Times without a zone, read as those of {zone}: {number}.", zone=zone.key, number=number))
        if late:
            notes.append(lazy("Messages that stand behind later ones and were sorted by time: {number}.", number=late))
        if self.gathered.repeated:
            notes.append(repeated_records(self.gathered.repeated))
        return notes


def gathered_conversation(
    conversation: Conversation, gathered: ConversationRows, *, wall_clock: bool = False, has_reactions: bool = True
) -> GatheredConversation:
    """A conversation from its records; they are moved into columns, and the list of rows is empty afterwards.

    Rows that stand newest first are turned around, so that those of one moment follow each other as they were sent.

    Args:
        conversation: who it is, with the reader's own notes.
        gathered: its records.
        wall_clock: all its times are those of a wall clock, whatever its records say.
        has_reactions: the app's export has reactions.
    """
    table = record_columns(gathered.rows)
    gathered.rows = []
    return gathered_columns(conversation, gathered, table, wall_clock=wall_clock, has_reactions=has_reactions)


def gathered_columns(
    conversation: Conversation,
    gathered: ConversationRows,
    table: pl.DataFrame,
    *,
    wall_clock: bool = False,
    has_reactions: bool = True,
) -> GatheredConversation:
    """A conversation from its records as columns; otherwise as `gathered_conversation`.

    Args:
        conversation: who it is, with the reader's own notes.
        gathered: what was counted and skipped.
        table: rows with the columns of `RecordRow`.
        wall_clock: all its times are those of a wall clock, whatever its records say.
        has_reactions: the app's export has reactions.
    """
    normal = normal_columns(in_order_of_time(table))
    bare = number_of_bare(table, normal)
    if bare:
        conversation = replace(conversation, notes=(*conversation.notes, bare_messages(bare)))
    table = with_unique_refs(normal)
    if wall_clock:
        table = table.with_columns(pl.lit(value=True).alias(column) for _, column in TIMES)
    has_wall_clock = any(_has_time_by_wall_clock(table, name, column) for name, column in TIMES)
    return GatheredConversation(conversation, table, gathered, wall_clock or has_wall_clock, has_reactions)


def _has_time_by_wall_clock(table: pl.DataFrame, name: str, column: str) -> bool:
    return table[column].any() and (table[column] & table[name].is_not_null()).any()


def microseconds(value: object, unit: int) -> int | None:
    """A number of an export, or its digits as text, as microseconds; None where it is no number or without measure.

    Args:
        value: seconds, milliseconds or the like.
        unit: microseconds in one of it.
    """
    number = value if type(value) is int else whole_number(value)  # of most values, and a call takes longer
    return None if number is None or abs(number) > _LARGEST // unit else number * unit


def seconds_or_milliseconds(values: Sequence[object]) -> list[int | None]:
    """Many numbers of an export as `second_or_millisecond`."""
    return [
        value * 1_000 if type(value) is int and _FIRST_MILLISECONDS <= value < _BEHIND else second_or_millisecond(value)
        for value in values
    ]


def second_or_millisecond(value: object) -> int | None:
    """Seconds, or thousandths, millionths or billionths of one by their size, as microseconds; None for no number."""
    whole = whole_number(value)
    number = _fraction(value) if whole is None else whole
    if number is None or abs(number) > _LARGEST:
        return None
    unit = next((unit for bound, unit in _UNITS if abs(number) < bound), None)
    return int(number // 1_000) if unit is None else round(number * unit)


def _fraction(value: object) -> float | None:
    """A number with a decimal point, also as text; None for anything else."""
    if isinstance(value, str) and _FRACTION.fullmatch(value.strip()):
        return float(value)
    return value if isinstance(value, float) and math.isfinite(value) else None


def whole_number(value: object) -> int | None:
    """A whole number, or one that is written as text; None for anything else."""
    if isinstance(value, int):
        return None if isinstance(value, bool) else value
    if isinstance(value, float):
        return int(value) if value.is_integer() else None
    if isinstance(value, str) and len(value) < 40 and value.strip().lstrip("-").isdecimal():
        try:
            return int(value)
        except ValueError:
            return None
    return None
