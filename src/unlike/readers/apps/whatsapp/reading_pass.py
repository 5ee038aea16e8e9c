"""One way through an export file: records are split on this thread and turned into rows on another."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from concurrent.futures import Future
from dataclasses import dataclass, field
from typing import Final

import numpy as np

from unlike.core.executors import InlineExecutor, worker_thread
from unlike.errors import EmptyExportError, UnknownExportError
from unlike.readers.apps.whatsapp.block_rows import WhatsAppRows
from unlike.readers.apps.whatsapp.header_choice import FirstChoice, HeaderChoice
from unlike.readers.apps.whatsapp.header_log import styles_of
from unlike.readers.apps.whatsapp.header_patterns import Mask
from unlike.readers.apps.whatsapp.header_style import HeaderPatterns, Places
from unlike.readers.apps.whatsapp.message_body import marks_app_words
from unlike.readers.apps.whatsapp.record_splitter import RecordSplitter, RecordTable
from unlike.readers.apps.whatsapp.whatsapp_rows import BlockReader
from unlike.readers.base import Progress
from unlike.readers.export import ExportFile
from unlike.readers.formats.text_lines import TextBlocks

_MAX_PENDING_BLOCKS: Final = 2
"""Blocks that may be split and not yet turned into rows."""

_SMALL_BYTES: Final = 1 << 18
"""A file up to here is read before a thread for it would have begun."""

_RESERVE_BYTES: Final = 31 << 20
"""Once so large a piece was given back, the C library keeps memory for the next block, which is quicker."""


@dataclass(slots=True)
class DeviceRows:
    """The rows of one kind of phone: an export that was joined of two has those of both.

    Attributes:
        reader: what the rows say about the export as a whole.
        parts: the rows, block by block.
        lines: where they stand, block by block.
    """

    reader: BlockReader
    parts: list[WhatsAppRows] = field(default_factory=list)
    lines: list[Places] = field(default_factory=list)


class ReadingPass:
    """An export as blocks of rows.

    Attributes:
        choice: which lines are headers.
        splitter: what it learnt of the file: lines, skipped records.
        lines: the file's text, and what was odd about it.
        devices: the rows by phone: with or without brackets around headers.
    """

    def __init__(
        self, document: ExportFile, progress: Progress, title: str, choice: HeaderChoice | None = None
    ) -> None:
        """Read the file.

        Args:
            document: the file.
            progress: called with (bytes read so far, bytes in all).
            title: the conversation's name.
            choice: which lines are headers; None to guess on the way.

        Raises:
            EmptyExportError: there is nothing in it.
            UnknownExportError: no line starts like a message.
        """
        self.choice = choice or FirstChoice()
        self.splitter = RecordSplitter(self.choice)
        self.lines = TextBlocks(document, progress)
        self.devices: dict[bool, DeviceRows] = {}
        self._title = title
        self._is_small = document.size <= _SMALL_BYTES
        self._run()
        if not self.splitter.lines:
            raise EmptyExportError(document.path)
        if not self.devices:
            raise UnknownExportError(document.path)

    @property
    def patterns(self) -> HeaderPatterns:
        """How the headers of this export look."""
        return self.choice.patterns

    @property
    def parts(self) -> list[WhatsAppRows]:
        """All rows, phone by phone, block by block."""
        return [rows for device in self.devices.values() for rows in device.parts]

    @property
    def file_order(self) -> Places | None:
        """Indices that bring all rows into the file's order; None where they stand in it."""
        if len(self.devices) < 2:
            return None
        return np.argsort(np.concatenate([line for device in self.devices.values() for line in device.lines]))

    def _run(self) -> None:
        np.empty(_RESERVE_BYTES, np.uint8)  # given back at once, see _RESERVE_BYTES
        pending: deque[tuple[DeviceRows, Future[WhatsAppRows]]] = deque()
        with InlineExecutor() if self._is_small else worker_thread() as pool:
            for block, last in self.lines.blocks():
                text = (self.splitter.rest, block)
                records = self.splitter.split(block, last=last)
                for device, table in self._by_device(records, text) if records else ():
                    device.lines.append(table.line)
                    pending.append((device, pool.submit(device.reader.rows, table)))
                while len(pending) > _MAX_PENDING_BLOCKS:
                    _gather(*pending.popleft())
            for device, block_rows in pending:
                _gather(device, block_rows)

    def _by_device(self, records: RecordTable, text: tuple[bytes, bytes]) -> Iterator[tuple[DeviceRows, RecordTable]]:
        """The records of a block, parted by the phone that wrote them; `text` is what they were split from."""
        brackets = np.array([style.bracket for style in self.patterns.styles], bool)[styles_of(records.dates)]
        if brackets.all() or not brackets.any():
            yield self._device(text, bracket=bool(brackets[0])), records
            return
        is_bracket: Mask = np.repeat(brackets, records.lengths)
        for bracket in (False, True):
            table = records.where(is_bracket == bracket)
            yield self._device(text, bracket=bracket), table

    def _device(self, text: tuple[bytes, bytes], *, bracket: bool) -> DeviceRows:
        """The rows of a kind of phone; whether it marks the app's words is told from its first block."""
        if bracket not in self.devices:
            marked = bracket and any(map(marks_app_words, text))
            self.devices[bracket] = DeviceRows(BlockReader(self._title, bracket=bracket, marked=marked))
        return self.devices[bracket]


def _gather(device: DeviceRows, block_rows: Future[WhatsAppRows]) -> None:
    device.parts.append(block_rows.result())
