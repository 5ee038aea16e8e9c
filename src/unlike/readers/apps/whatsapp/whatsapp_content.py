"""An export that was read, before it is said what its dates and times mean."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Final

import numpy as np
import polars as pl
from numpy.typing import NDArray

from unlike.messages import KIND, KIND_NAMES, conform
from unlike.readers.apps.whatsapp.block_rows import SYSTEM, WhatsAppRows, sender_name
from unlike.readers.apps.whatsapp.clock_times import ClockTimes
from unlike.readers.apps.whatsapp.export_summary import (
    GROUP_WORDS,
    damage_note,
    is_any_known,
    late_note,
    length_notes,
    medium_limits,
    mentions,
    owner_by_deletions,
    stranger_note,
    unknown_notes,
)
from unlike.readers.apps.whatsapp.header_log import styles_of
from unlike.readers.apps.whatsapp.header_notes import (
    doubtful_notes,
    in_file_order,
    inner_notes,
    order_notes,
    skipped_odd,
)
from unlike.readers.apps.whatsapp.header_plan import HeaderPlan
from unlike.readers.apps.whatsapp.inner_headers import InnerHeaders, inner_headers
from unlike.readers.apps.whatsapp.reading_pass import ReadingPass
from unlike.readers.apps.whatsapp.sender_lines import sender_lines
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
        inner: headers inside the lines of texts.
        sender_lines: numbers of lines inside texts with a moment and a sender's name.
        notes: what holds of the export, whatever its dates mean.
    """

    conversation: Conversation
    columns: pl.DataFrame = field(repr=False)
    times: ClockTimes = field(repr=False)
    inner: InnerHeaders
    sender_lines: NDArray[np.int64]
    notes: tuple[str, ...]

    def interpreted(self, plan: HeaderPlan, interpretation: Interpretation) -> ParsedConversation:
        """The conversation with its moments.

        Args:
            plan: reads the dates.
            interpretation: zone, and the order the owner asked for.
        """
        plan = replace(plan, doubtful=np.union1d(plan.doubtful, self.sender_lines))
        inner = self.inner.besides(plan.doubtful)
        sent, odd = self.times.moments(plan, interpretation.zone)
        columns = self.columns.hstack([sent])
        skipped = () if odd is None else skipped_odd(columns["ref"], odd)
        if odd is not None:
            columns = columns.filter(~odd)
        notes = (
            *doubtful_notes(plan),
            *inner_notes(inner),
            *order_notes(plan, interpretation.date_order),
            *late_note(columns["sent_at"]),
            *self.notes,
        )
        conversation = replace(
            self.conversation,
            notes=notes,
            skipped=in_file_order((*self.conversation.skipped, *skipped)),
            coverage=_coverage(columns, self.conversation.coverage, len(skipped), len(plan.doubtful) + inner.number),
        )
        return ParsedConversation(conversation, conform(columns, self.conversation.key, APP))


def content_of(reading: ReadingPass) -> WhatsAppContent:
    """Join the blocks of a reading; its parts are emptied, so that nothing is held twice."""
    devices = reading.devices.values()
    group = mentions(_app_lines(reading), GROUP_WORDS)
    for device in devices:
        correct_senders(device.parts, device.reader)
        device.reader.unknown.settle(device.parts, device.reader.title, group=group)
    parts, order = reading.parts, reading.file_order
    columns = _columns(parts)
    content = WhatsAppContent(
        conversation=_conversation(reading),
        columns=columns if order is None else columns[order],
        times=ClockTimes.of(parts, order),
        inner=inner_headers(columns),
        sender_lines=sender_lines(columns),
        notes=(
            *damage_note([ref for device in devices for ref in device.reader.damaged]),
            *reading.lines.notes,
            *_notes_on_words(reading),
            *length_notes(columns.height),
        ),
    )
    reading.devices.clear()
    return content


def _app_lines(reading: ReadingPass) -> set[str]:
    """What the app itself says, each wording once."""
    return set().union(*(device.reader.app_lines for device in reading.devices.values()))


def _notes_on_words(reading: ReadingPass) -> tuple[str, ...]:
    """What was not sure about the app's own words."""
    notes: list[str] = []
    for device in reading.devices.values():
        unknown, app_lines = device.reader.unknown, device.reader.app_lines
        stranger = () if is_any_known(unknown, app_lines) else stranger_note(app_lines, device.parts)
        notes += [*unknown_notes(unknown), *stranger]
    return tuple(notes)


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
    return names[senders]


def _sender_count(parts: Sequence[WhatsAppRows]) -> int:
    """How many wrote something."""
    senders: set[str] = set()
    for rows in parts:
        numbers = np.unique(rows.senders[rows.kinds != SYSTEM]) if SYSTEM in rows.kinds else range(len(rows.names))
        senders.update(sender_name(rows.names[number]) for number in numbers)
    return len(senders)


def _conversation(reading: ReadingPass) -> Conversation:
    """Who it is, with no notes; the coverage has the records as a whole alone."""
    readers = [device.reader for device in reading.devices.values()]
    title = readers[0].title
    skipped = tuple(reading.splitter.skipped_records)
    is_fine = all(reading.patterns.styles[style].seconds for style in _styles(reading.parts))
    return Conversation(
        key=title,
        title=title,
        app=APP,
        group=_sender_count(reading.parts) > 2 or mentions(_app_lines(reading), GROUP_WORDS),
        owner=owner_by_deletions([name for reader in readers for name in reader.owners]),
        clock=timedelta(seconds=1) if is_fine else timedelta(minutes=1),
        skipped=skipped,
        coverage=Coverage(skipped=len(skipped), total=reading.splitter.records),
        breaks_off=reading.splitter.breaks_off or reading.lines.is_cut,
        medium_limits=medium_limits(_app_lines(reading)),
    )


def _styles(parts: Sequence[WhatsAppRows]) -> set[int]:
    """Numbers of the styles of all headers."""
    return {int(style) for rows in parts for style in np.unique(styles_of(rows.dates))}


def _coverage(columns: pl.DataFrame, before: Coverage, odd: int, doubtful: int) -> Coverage:
    """Records by what became of them.

    A record is the line with a header and the lines that go on with its text, or a run of lines that belong to none.

    Args:
        columns: the rows.
        before: what was skipped while splitting, and all records.
        odd: records left over for their date.
        doubtful: lines that look like messages and were not read as such.
    """
    system = int((columns["kind"] == KIND_NAMES[SYSTEM]).sum())
    return Coverage(columns.height - system, system, before.skipped + odd, before.total, doubtful)
