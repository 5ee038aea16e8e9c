"""A text file in UTF-8, block by block or line by line, whatever it was saved as."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO, Final

from unlike.errors import BrokenExportError
from unlike.i18n import lazy, lazy_plural, mark
from unlike.readers.base import Progress
from unlike.readers.export import ExportFile

_CARRIAGE_RETURNS: Final = re.compile(rb"(?<!\r)\r*+\n|\r")

BLOCK_BYTES: Final = 4 << 20
"""Bytes read at a time."""

_MAX_LINE_CHARS: Final = 16 << 20

_BYTE_ORDER_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


def encoding(head: bytes) -> tuple[str, int]:
    """The encoding by a file's first bytes, and how many of them only tell it."""
    for beginning, name in _BYTE_ORDER_MARKS:
        if head.startswith(beginning):
            return name, len(beginning)
    start = head[:512]
    for name, half in (("utf-16-le", start[1::2]), ("utf-16-be", start[0::2])):
        if len(start) > 8 and half.count(0) > 0.7 * len(half) and start.count(0) < 0.6 * len(start):
            return name, 0
    return "utf-8", 0


def decoded_start(head: bytes) -> str:
    """A file's first bytes as text; what is cut or damaged is replaced."""
    name, skip = encoding(head)
    return head[skip:].decode(name, errors="replace").replace("\x00", "")


class TextBlocks:
    """A text file as blocks of bytes in UTF-8, without NUL bytes, every line of it ended by a newline.

    Attributes:
        notes: what was odd about the file, one sentence each.
    """

    def __init__(self, file: ExportFile, progress: Progress) -> None:
        self._file = file
        self._progress = progress
        self._nul = 0
        self._replaced = 0
        self._is_cut = False
        self._name = "utf-8"

    @property
    def is_cut(self) -> bool:
        """Whether the file ends in the middle of a character; known after the last block."""
        return self._is_cut

    @property
    def notes(self) -> tuple[str, ...]:
        """What was odd about the file, one sentence each; complete after the last block."""
        notes: list[str] = []
        if self._name != "utf-8":
            notes.append(
                lazy(
                    "The file is written in {coding}, which no app exports; it was read all the same.",
                    coding=self._name[:6].upper(),
                )
            )
        if self._replaced:
            notes.append(
                lazy_plural(
                    "{number} character could not be read and was replaced by “\ufffd”.",
                    "{number} characters could not be read and were replaced by “\ufffd”.",
                    self._replaced,
                )
            )
        if self._is_cut:
            notes.append(mark("The file breaks off in the middle of a character, so it was cut short."))
        if self._nul:
            notes.append(
                lazy_plural(
                    "{number} NUL byte, which belongs in no text, was left out.",
                    "{number} NUL bytes, which belong in no text, were left out.",
                    self._nul,
                )
            )
        return tuple(notes)

    def blocks(self) -> Iterator[tuple[bytes, bool]]:
        """Blocks of bytes, and an empty one that is the last."""
        half = b""
        with self._file.open() as stream:
            for read in self._decoded(stream):
                block = half + read if half else read
                half = block[len(block.rstrip(b"\r")) :]
                yield self._cleaned(block.removesuffix(half)), False
        yield self._cleaned(half), True

    def _decoded(self, stream: BinaryIO) -> Iterator[bytes]:
        """Blocks in UTF-8."""
        self._name, skip = encoding(self._file.head(512))
        done = len(stream.read(skip))
        decoder = codecs.getincrementaldecoder(self._name)(errors="replace")
        while block := stream.read(BLOCK_BYTES):
            done += len(block)
            yield block if self._name == "utf-8" else self._counted(decoder.decode(block))
            self._progress(min(done, self._file.size), self._file.size)
        rest = decoder.decode(b"", final=True)
        self._is_cut = bool(rest)
        yield rest.encode()

    def _counted(self, text: str) -> bytes:
        """A text in UTF-8; what could not be decoded is counted."""
        self._replaced += text.count("\ufffd")
        return text.encode()

    def _cleaned(self, block: bytes) -> bytes:
        """Without NUL bytes; a line ends with a newline, wherever it ended with carriage returns."""
        if b"\x00" in block:
            self._nul += block.count(0)
            block = block.replace(b"\x00", b"")
        return _CARRIAGE_RETURNS.sub(b"\n", block) if b"\r" in block else block


@dataclass(frozen=True, slots=True)
class TextLine:
    """A line of a text file: its number, from 1, and its text without the newline."""

    number: int
    text: str


def text_lines(file: ExportFile, progress: Progress) -> Iterator[TextLine]:
    """The lines of a text file; bytes that are no UTF-8 are replaced.

    Args:
        file: in UTF-8, UTF-16 or UTF-32.
        progress: called with (bytes read so far, bytes in all).

    Raises:
        BrokenExportError: a line is too long to be one.
    """
    number, rest = 0, b""
    for block, last in TextBlocks(file, progress).blocks():
        *lines, rest = (rest + block).split(b"\n")
        for number, line in enumerate(lines, number + 1):  # noqa: B020 - the count goes on
            yield TextLine(number, line.decode(errors="replace"))
        if len(rest) > _MAX_LINE_CHARS:
            why = lazy("it is longer than {most} characters", most=_MAX_LINE_CHARS)
            raise BrokenExportError(file.path, lazy("line {number}", number=number + 1), why)
        if last and rest:
            yield TextLine(number + 1, rest.decode(errors="replace"))
