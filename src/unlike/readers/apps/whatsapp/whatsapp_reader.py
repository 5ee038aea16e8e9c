"""Reads a WhatsApp export."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import date, timedelta
from typing import Final, cast

import numpy as np
import polars as pl

from unlike.errors import DateOrderError, EmptyExportError, UnknownExportError
from unlike.i18n import mark
from unlike.messages import KIND, conform
from unlike.readers.apps.whatsapp import text_stream
from unlike.readers.apps.whatsapp.app_phrases import phrases
from unlike.readers.apps.whatsapp.date_order import DateOrder
from unlike.readers.apps.whatsapp.export_summary import (
    GROUP,
    damage_note,
    gap_notes,
    late_note,
    order_notes,
    owner,
    says,
)
from unlike.readers.apps.whatsapp.header_parser import header
from unlike.readers.apps.whatsapp.header_style import HeaderPatterns
from unlike.readers.apps.whatsapp.record_splitter import RecordSplitter
from unlike.readers.apps.whatsapp.sender_names import mend
from unlike.readers.apps.whatsapp.timestamps import moments
from unlike.readers.apps.whatsapp.whatsapp_rows import SYSTEM, BlockReader, WhatsAppRows, sender
from unlike.readers.base import Conversation, ExportFile, ParsedConversation, ReadOptions

OTHERS: Final = (".json", ".jsonl", ".html", ".csv", ".xml", ".db", ".mbox", ".zip")
"""Endings of files that WhatsApp does not write."""

EARLY: Final = 50
"""The first header stands in the first lines of an export."""

WAITING: Final = 2
"""Blocks that may be cut and not yet turned into rows."""

RESERVE: Final = 31 << 20
"""Bytes; once so large a piece was given back, the C library keeps memory for the next block, which is quicker."""

NOBODY: Final = np.uint32(0xFFFFFFFF)
"""In place of a sender's number where the app itself speaks."""


class WhatsAppReader:
    """The source for "Export chat" on Android and iPhone."""

    name = "whatsapp"

    def recognise(self, document: ExportFile) -> bool:
        """Whether one of the first lines starts like a message."""
        if document.name.lower().endswith(OTHERS):
            return False
        lines = text_stream.text(document.head()).split("\n")
        return any(header(line) for line in lines[:EARLY])

    def read(self, document: ExportFile, options: ReadOptions) -> Iterator[ParsedConversation]:
        """The one conversation in an export.

        Raises:
            EmptyExportError: there is nothing in it.
            UnknownExportError: no line starts like a message.
            DateOrderError: nothing tells whether day or month stands first, and the owner did not say.
        """
        title = title_of(document)
        found = ReadingPass(document, options, title)
        if found.misread():
            found = ReadingPass(document, options, title, found.settled())
        yield found.part()


def title_of(document: ExportFile) -> str:
    """The conversation's name, from the name that the app gave the file."""
    for name in (document.title, document.name.removesuffix(".txt")):
        title = phrases().title(name)
        if title:
            return title
    return document.title


class ReadingPass:
    """One way through the file: cut on this thread, turned into rows on another."""

    def __init__(
        self, document: ExportFile, options: ReadOptions, title: str, order: tuple[str, str] | None = None
    ) -> None:
        self.document = document
        self.options = options
        self.cutter = RecordSplitter(order[0] if order else None)
        self._order = order
        self.lines = text_stream.TextLines(document, options.progress)
        self.parts: list[WhatsAppRows] = []
        self.reader = BlockReader(title, bracket=False, marked=False)
        self._run()
        self._check()

    def _run(self) -> None:
        np.empty(RESERVE, np.uint8)  # given back at once, see there
        pending: deque[Future[WhatsAppRows]] = deque()
        with ThreadPoolExecutor(1) as pool:
            for block, last in self.lines.blocks():
                cut = self.cutter.cut(block, last=last)
                if cut:
                    self._know()
                    pending.append(pool.submit(self.reader.rows, cut))
                if len(pending) > WAITING:
                    self.parts.append(pending.popleft().result())
            self.parts += [one.result() for one in pending]

    def _know(self) -> None:
        """What the first headers tell about the export."""
        shapes = self.cutter.shapes
        if shapes:
            self.reader.bracket, self.reader.marked = shapes.style.bracket, self.cutter.marked

    def _check(self) -> None:
        if not self.cutter.lines:
            raise EmptyExportError(self.document.path)
        if not self.parts:
            raise UnknownExportError(self.document.path)

    def part(self) -> ParsedConversation:
        """The conversation."""
        mend(self.parts, self.reader)
        order, why = self.settled()
        title = self.reader.title
        messages = conform(self._frame(order), title, WhatsAppReader.name)
        return ParsedConversation(
            self._conversation(messages, order_notes(order, why, self.options.date_order)), messages
        )

    def misread(self) -> bool:
        """Whether the first blocks were cut by an order of day and month that the rest of the file overruled."""
        order, (settled, _) = cast("DateOrder", self.cutter.order), self.settled()
        wrong = self.cutter.misled or (order.used is not None and order.used != settled)
        return wrong or any(order.day(packed, settled) is None for run in order.runs for packed in set(run.tolist()))

    def settled(self) -> tuple[str, str]:
        """Day or month first, and why: what the calendar says, else the owner, else the file's own signs."""
        if self._order:
            return self._order
        order, given = cast("DateOrder", self.cutter.order), self.options.date_order
        if order.decided() is None and given in order.open():
            return given, mark("so it was asked for")
        settled = order.settled()
        if settled is None:
            raise DateOrderError(self.document.path, self.cutter.example)
        return settled

    def _frame(self, order: str) -> pl.DataFrame:
        """The columns of the table that the export fills; the two that take longest are made at once."""
        with ThreadPoolExecutor(1) as pool:
            sent = pool.submit(self._sent, order)
            columns = [
                self._senders(),
                pl.concat([rows.texts for rows in self.parts]).alias("text"),
                pl.concat([rows.refs for rows in self.parts]),
                pl.Series("kind", np.concatenate([rows.kinds for rows in self.parts])).cat.to(KIND),
            ]
            return pl.DataFrame([sent.result(), *columns])

    def _sent(self, order: str) -> pl.Series:
        day = cast("DateOrder", self.cutter.order).day
        dates = np.concatenate([rows.dates for rows in self.parts])
        return moments(
            [cast("date", day(packed, order)) for packed in dates.tolist()],
            np.concatenate([rows.lengths for rows in self.parts]),
            np.concatenate([rows.seconds for rows in self.parts]),
            self.options.zone,
        )

    def _senders(self) -> pl.Series:
        """Everybody's name in place of each block's own numbers; none for the app itself."""
        places: dict[str, int] = {}
        numbers = []
        for rows in self.parts:
            own = np.array([places.setdefault(sender(name), len(places)) for name in rows.names], np.uint32)
            numbers.append(np.where(rows.kinds == SYSTEM, NOBODY, own[rows.senders]))
        wrote = np.concatenate(numbers)
        wrote[wrote == NOBODY] = len(places)
        names = pl.Series("sender", [*places, None], dtype=pl.Categorical())
        return names.gather(pl.Series(wrote))

    def _people(self) -> int:
        """How many wrote something."""
        found: set[str] = set()
        for rows in self.parts:
            numbers = np.unique(rows.senders[rows.kinds != SYSTEM]) if SYSTEM in rows.kinds else range(len(rows.names))
            found.update(sender(rows.names[number]) for number in numbers)
        return len(found)

    def _conversation(self, messages: pl.DataFrame, dates: tuple[str, ...]) -> Conversation:
        title, said = self.reader.title, self.reader.said
        people = self._people()
        style = cast("HeaderPatterns", self.cutter.shapes).style
        return Conversation(
            key=title,
            title=title,
            app=WhatsAppReader.name,
            group=people > 2 or says(said, GROUP),
            owner=owner(self.reader.owners),
            clock=timedelta(seconds=1) if style.seconds else timedelta(minutes=1),
            skipped=tuple(self.cutter.leftovers),
            notes=(
                *dates,
                *late_note(messages["sent_at"]),
                *damage_note(self.reader.damaged),
                *self.lines.notes,
                *gap_notes(len(messages), said),
            ),
            account=self._account(messages),
        )

    def _account(self, messages: pl.DataFrame) -> tuple[tuple[str, int], ...]:
        """What became of every line."""
        system = int((messages["kind"] == "system").sum())
        starts, left = len(messages), self.cutter.left
        return (
            ("messages", starts - system),
            ("continuations", self.cutter.lines - starts - left),
            ("system", system),
            ("leftovers", left),
        )
