"""The contract between the driver and a reader: what a reader is given, and what it returns."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import BinaryIO, Protocol, TypeAlias
from zoneinfo import ZoneInfo

import polars as pl

Progress = Callable[[int, int], None]
"""Called with (bytes read so far, bytes in all); handed down, never looked up."""


@dataclass(frozen=True, slots=True)
class ExportFile:
    """One file to read, wherever it lies: on disk, or inside a zip.

    Attributes:
        path: what the user gave (the zip itself for a file inside one); stands in every error.
        name: the file's own name, e.g. `_chat.txt`.
        title: the container's name without its ending, or the file's; apps put the conversation's name there.
        size: bytes, uncompressed.
        open: a fresh binary stream from the first byte.
    """

    path: Path
    name: str
    title: str
    size: int
    open: Callable[[], BinaryIO]

    def head(self, size: int = 65_536) -> bytes:
        """The first bytes."""
        with self.open() as stream:
            return stream.read(size)


@dataclass(frozen=True, slots=True)
class Interpretation:
    """What the owner said about times that an export leaves open.

    Attributes:
        zone: time zone of wall-clock times in exports without one.
        date_order: "dmy", "mdy", "ymd", or None to settle it from the file.
    """

    zone: ZoneInfo
    date_order: str | None = None


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """What the owner said about the reading.

    Attributes:
        zone: time zone of wall-clock times in exports without one.
        date_order: "dmy", "mdy", "ymd", or None to settle it from the file.
        app: name of the only reader to ask, or None for all.
        progress: called with (bytes read so far, bytes in all).
    """

    zone: ZoneInfo
    date_order: str | None = None
    app: str | None = None
    progress: Progress = field(default=lambda _done, _all: None)

    @property
    def interpretation(self) -> Interpretation:
        """The part of the options that an import can change without reading again."""
        return Interpretation(self.zone, self.date_order)


@dataclass(frozen=True, slots=True)
class SkippedRecord:
    """A piece of an export that is no message: where, and why. Its text is never kept."""

    ref: str
    why: str


@dataclass(frozen=True, slots=True)
class Conversation:
    """One conversation as an export gave it.

    Attributes:
        key: its value in the table's `conversation` column.
        title: what people call it.
        app: the source's name.
        group: more than two people can write in it.
        owner: the owner's name where the export itself tells, else None.
        clock: the finest step of its times; reply times are never taken below it.
        skipped: every leftover, with its place.
        notes: one sentence each for what a reader should know: date order and why, times out of order, gaps made
            by the medium.
        account: bytes or lines of the export by what became of them; the values add up to all there are.
    """

    key: str
    title: str
    app: str
    group: bool
    owner: str | None
    clock: timedelta
    skipped: tuple[SkippedRecord, ...] = ()
    notes: tuple[str, ...] = ()
    account: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class ParsedConversation:
    """One conversation read.

    Attributes:
        conversation: who it is.
        messages: its rows in the table's schema, in the file's own order.
        reinterpret: the same conversation under other answers of the owner, without opening the export again; None
            where its times are moments and depend on nothing the owner says.
    """

    conversation: Conversation
    messages: pl.DataFrame = field(repr=False)
    reinterpret: Reinterpret | None = field(default=None, repr=False, compare=False)


@dataclass(frozen=True, slots=True)
class DateOrderQuestion:
    """A conversation that was read, but whose dates can be read day first or month first.

    Attributes:
        path: the file that leaves it open.
        example: a date as it stands there.
        reinterpret: the conversation, once the owner has answered; this question again where they have not.
    """

    path: Path
    example: str
    reinterpret: Reinterpret = field(repr=False, compare=False)


ReadResult: TypeAlias = ParsedConversation | DateOrderQuestion
"""What a reader yields, one a conversation."""

Reinterpret: TypeAlias = Callable[[Interpretation], ReadResult]
"""Builds a conversation anew from what was read, for one interpretation."""


class Reader(Protocol):
    """An app whose exports can be read. Both methods raise only what `unlike.errors` holds."""

    name: str

    def recognise(self, document: ExportFile) -> bool:
        """Say whether this file is this app's export, judged by its first bytes and its name; never raises."""
        ...

    def read(self, document: ExportFile, options: ReadOptions) -> Iterator[ReadResult]:
        """The conversations in it, one after another; a question where only the owner can tell day from month."""
        ...
