"""An export in UTF-8, block by block, whatever it was saved as."""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from typing import BinaryIO, Final

from unlike.i18n import lazy, lazy_plural
from unlike.readers.base import Progress
from unlike.readers.export import ExportFile

BLOCK: Final = 4 << 20
BOMS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


def encoding(head: bytes) -> tuple[str, int]:
    """The encoding by a file's first bytes, and how many of them only tell it."""
    for mark, name in BOMS:
        if head.startswith(mark):
            return name, len(mark)
    start = head[:512]
    for name, half in (("utf-16-le", start[1::2]), ("utf-16-be", start[0::2])):
        if len(start) > 8 and half.count(0) > 0.7 * len(half) and start.count(0) < 0.6 * len(start):
            return name, 0
    return "utf-8", 0


def text(head: bytes) -> str:
    """A file's first bytes as text; what is cut or damaged is replaced."""
    name, skip = encoding(head)
    return head[skip:].decode(name, errors="replace").replace("\x00", "")


class TextLines:
    """A document, block by block.

    Attributes:
        notes: what was odd about the file, one sentence each.
    """

    def __init__(self, document: ExportFile, progress: Progress) -> None:
        self._document = document
        self._progress = progress
        self._nul = 0
        self._name = "utf-8"

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
        with self._document.open() as stream:
            for read in self._decoded(stream):
                block = half + read if half else read
                half = b"\r" if block.endswith(b"\r") else b""
                yield self._cleaned(block.removesuffix(half)), False
        yield half, True

    def _decoded(self, stream: BinaryIO) -> Iterator[bytes]:
        """Blocks in UTF-8."""
        self._name, skip = encoding(self._document.head(512))
        done = len(stream.read(skip))
        decoder = codecs.getincrementaldecoder(self._name)(errors="replace")
        while block := stream.read(BLOCK):
            done += len(block)
            yield block if self._name == "utf-8" else decoder.decode(block).encode()
            self._progress(min(done, self._document.size), self._document.size)

    def _cleaned(self, block: bytes) -> bytes:
        """Without NUL bytes and carriage returns."""
        if b"\x00" in block:
            self._nul += block.count(0)
            block = block.replace(b"\x00", b"")
        return block.replace(b"\r\n", b"\n") if b"\r" in block else block
