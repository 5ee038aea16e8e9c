"""An export that was read, before it is said what its dates and times mean."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Final

import numpy as np
import polars as pl

from unlike.messages import KIND, conform
from unlike.readers.apps.whatsapp.block_rows import SYSTEM, WhatsAppRows, sender_name
from unlike.readers.apps.whatsapp.clock_times import ClockTimes
from unlike.readers.apps.whatsapp.date_order import DateOrder, OrderChoice
from unlike.readers.apps.whatsapp.export_summary import (
    GROUP_WORDS,
    damage_note,
    gap_notes,
    is_any_known,
    late_note,
    mentions,
    order_notes,
    owner_by_deletions,
    stranger_note,
    unknown_notes,
)
from unlike.readers.apps.whatsapp.reading_pass import ReadingPass
from unlike.readers.apps.whatsapp.sender_names import correct_senders
from unlike.readers.base import Conversation, Interpretation, ParsedConversation
from unlike.readers.coverage import Coverage

APP: Final = "whatsapp"
_NO_SENDER: Final = np.uint32(0xFFFFFFFF)
"""In place of a sender's number where the app itself speaks."""


@dataclass(frozen=True, slots=True)
class WhatsAppContent:
    """A conversation without its moments.

    Attributes:
        conversation: who it is, with no notes.
        columns: sender, text, kind and ref, one row a message.
        times: of the same rows.
        dates: reads the dates of `times`.
        notes: what holds of the export, whatever its dates mean.
    """

    conversation: Conversation
    columns: pl.DataFrame = field(repr=False)
    times: ClockTimes = field(repr=False)
    dates: DateOrder = field(repr=False)
    notes: tuple[str, ...]

    def interpreted(self, choice: OrderChoice, interpretation: Interpretation) -> ParsedConversation:
        """The conversation with its moments.

        Args:
            choice: the order of day and month.
            interpretation: zone, and the order the owner asked for.
        """
        sent = self.times.moments(self.dates, choice.order, interpretation.zone)
        messages = conform(self.columns.with_columns(sent), self.conversation.key, APP)
        notes = (*order_notes(choice, interpretation.date_order), *late_note(sent), *self.notes)
        return ParsedConversation(replace(self.conversation, notes=notes), messages)


def content_of(reading: ReadingPass) -> WhatsAppContent:
    """Join the blocks of a reading; its parts are emptied, so that nothing is held twice."""
    correct_senders(reading.parts, reading.reader)
    parts = reading.parts
    group = mentions(reading.reader.app_lines, GROUP_WORDS)
    reading.reader.unknown.settle(parts, reading.reader.title, group=group)
    content = WhatsAppContent(
        conversation=_conversation(reading),
        columns=_columns(parts),
        times=ClockTimes.of(parts),
        dates=reading.dates,
        notes=(
            *damage_note(reading.reader.damaged),
            *reading.lines.notes,
            *_notes_on_words(reading),
            *gap_notes(sum(len(rows.kinds) for rows in parts), reading.reader.app_lines),
        ),
    )
    parts.clear()
    return content


def _notes_on_words(reading: ReadingPass) -> tuple[str, ...]:
    """What was not sure about the app's own words."""
    unknown, app_lines = reading.reader.unknown, reading.reader.app_lines
    stranger = () if is_any_known(unknown, app_lines) else stranger_note(app_lines, reading.parts)
    return (*unknown_notes(unknown), *stranger)


def _columns(parts: Sequence[WhatsAppRows]) -> pl.DataFrame:
    """What the table needs but for the moments."""
    return pl.DataFrame(
        [
            _senders(parts),
            pl.concat([rows.texts for rows in parts]).alias("text"),
            pl.concat([rows.refs for rows in parts]),
            pl.Series("kind", np.concatenate([rows.kinds for rows in parts])).cat.to(KIND),
        ]
    )


def _senders(parts: Sequence[WhatsAppRows]) -> pl.Series:
    """Everybody's name in place of each block's own numbers; none for the app itself."""
    places: dict[str, int] = {}
    numbers = []
    for rows in parts:
        of_block = np.array([places.setdefault(sender_name(name), len(places)) for name in rows.names], np.uint32)
        numbers.append(np.where(rows.kinds == SYSTEM, _NO_SENDER, of_block[rows.senders]))
    senders = np.concatenate(numbers)
    senders[senders == _NO_SENDER] = len(places)
    names = pl.Series("sender", [*places, None], dtype=pl.Categorical())
    return names.gather(pl.Series(senders))


def _sender_count(parts: Sequence[WhatsAppRows]) -> int:
    """How many wrote something."""
    senders: set[str] = set()
    for rows in parts:
        numbers = np.unique(rows.senders[rows.kinds != SYSTEM]) if SYSTEM in rows.kinds else range(len(rows.names))
        senders.update(sender_name(rows.names[number]) for number in numbers)
    return len(senders)


def _conversation(reading: ReadingPass) -> Conversation:
    """Who it is, with no notes."""
    title = reading.reader.title
    return Conversation(
        key=title,
        title=title,
        app=APP,
        group=_sender_count(reading.parts) > 2 or mentions(reading.reader.app_lines, GROUP_WORDS),
        owner=owner_by_deletions(reading.reader.owners),
        clock=timedelta(seconds=1) if reading.patterns.style.seconds else timedelta(minutes=1),
        skipped=tuple(reading.splitter.skipped_records),
        coverage=_coverage(reading),
    )


def _coverage(reading: ReadingPass) -> Coverage:
    """Records by what became of them.

    A record is the line with a header and the lines that go on with its text, or a run of lines that belong to none.
    """
    rows = sum(len(part.kinds) for part in reading.parts)
    system = sum(int((part.kinds == SYSTEM).sum()) for part in reading.parts)
    return Coverage(rows - system, system, len(reading.splitter.skipped_records), reading.splitter.records)
