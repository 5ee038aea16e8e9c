"""One way through an export file: records are split on this thread and turned into rows on another."""

from __future__ import annotations

from collections import deque
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Final, cast

import numpy as np

from unlike.errors import EmptyExportError, UnknownExportError
from unlike.readers.apps.whatsapp.block_rows import WhatsAppRows
from unlike.readers.apps.whatsapp.date_order import DateOrder
from unlike.readers.apps.whatsapp.header_style import HeaderPatterns
from unlike.readers.apps.whatsapp.record_splitter import RecordSplitter
from unlike.readers.apps.whatsapp.whatsapp_rows import BlockReader
from unlike.readers.base import Progress
from unlike.readers.export import ExportFile
from unlike.readers.formats.text_lines import TextBlocks

_MAX_PENDING_BLOCKS: Final = 2
"""Blocks that may be split and not yet turned into rows."""

_RESERVE_BYTES: Final = 31 << 20
"""Once so large a piece was given back, the C library keeps memory for the next block, which is quicker."""


class ReadingPass:
    """An export as blocks of rows.

    Attributes:
        splitter: what it learnt of the file: styles of headers, dates, lines, skipped records.
        lines: the file's text, and what was odd about it.
        parts: the rows, block by block.
        reader: what the rows say about the export as a whole.
    """

    def __init__(self, document: ExportFile, progress: Progress, title: str, order: str | None = None) -> None:
        """Read the file.

        Args:
            document: the file.
            progress: called with (bytes read so far, bytes in all).
            title: the conversation's name.
            order: "dmy", "mdy" or "ymd", by which lines whose date is none are text; None to learn it on the way.

        Raises:
            EmptyExportError: there is nothing in it.
            UnknownExportError: no line starts like a message.
        """
        self.splitter = RecordSplitter(order)
        self.lines = TextBlocks(document, progress)
        self.parts: list[WhatsAppRows] = []
        self.reader = BlockReader(title, bracket=False, marked=False)
        self._run()
        if not self.splitter.lines:
            raise EmptyExportError(document.path)
        if not self.parts:
            raise UnknownExportError(document.path)

    @property
    def dates(self) -> DateOrder:
        """What the dates of the headers say about day and month."""
        return cast("DateOrder", self.splitter.order)

    @property
    def patterns(self) -> HeaderPatterns:
        """How the headers of this export look."""
        return cast("HeaderPatterns", self.splitter.patterns)

    def is_misread(self, order: str) -> bool:
        """Whether the first blocks were split by an order of day and month that is not the one of the file."""
        dates = self.dates
        wrong = self.splitter.misled or (dates.used is not None and dates.used != order)
        return wrong or any(dates.day(packed, order) is None for run in dates.runs for packed in set(run.tolist()))

    def _run(self) -> None:
        np.empty(_RESERVE_BYTES, np.uint8)  # given back at once, see _RESERVE_BYTES
        pending: deque[Future[WhatsAppRows]] = deque()
        with ThreadPoolExecutor(1) as pool:
            for block, last in self.lines.blocks():
                records = self.splitter.split(block, last=last)
                if records:
                    self._share_style()
                    pending.append(pool.submit(self.reader.rows, records))
                if len(pending) > _MAX_PENDING_BLOCKS:
                    self.parts.append(pending.popleft().result())
            self.parts += [block_rows.result() for block_rows in pending]

    def _share_style(self) -> None:
        """Tell the reader of rows what the first headers say about the export."""
        if self.splitter.patterns:
            self.reader.bracket, self.reader.marked = self.splitter.patterns.style.bracket, self.splitter.marked
