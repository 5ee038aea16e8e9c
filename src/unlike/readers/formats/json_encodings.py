"""JSON files in UTF-16 or UTF-32, or below several marks of byte order, as streams of UTF-8 below none."""

from __future__ import annotations

import codecs
import io
from collections.abc import Callable
from dataclasses import replace
from pathlib import PurePath
from typing import BinaryIO, Final, cast

from unlike.readers.export import ExportFile
from unlike.readers.export_sentences import written_in

_ENDINGS: Final = frozenset({".json", ".jsonl", ".ndjson", ".js"})
_MARKS: Final = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_FIRST_NULS: Final[dict[tuple[int, ...], str]] = {
    (0, 1, 1, 1): "utf-32-le",
    (1, 1, 1, 0): "utf-32-be",
    (0, 1, 0, 1): "utf-16-le",
    (1, 0, 1, 0): "utf-16-be",
}
"""Which of the first four bytes are NUL, since JSON begins with ASCII (RFC 4627, section 3)."""

_BLOCK_BYTES: Final = 1 << 20


def json_in_utf_8(file: ExportFile) -> ExportFile:
    """The file itself; one that bears the name of JSON is given as UTF-8, whatever it was saved as."""
    if PurePath(file.name).suffix.lower() not in _ENDINGS:
        return file

    def opened() -> BinaryIO:
        stream = file.open()
        head = stream.read(2 * len(codecs.BOM_UTF8))
        stream.seek(0)
        encoding = json_encoding(head)
        if encoding == "utf-8" and not head.startswith(codecs.BOM_UTF8 * 2):
            return stream
        stream.close()
        if encoding != "utf-8":
            file.remarks.notes[written_in(encoding)] = None
        return cast("BinaryIO", io.BufferedReader(_DecodedStream(file.open, encoding)))

    return replace(file, open=opened)


def json_encoding(head: bytes) -> str:
    """The encoding by a file's first bytes, at least four."""
    marked = next((name for beginning, name in _MARKS if head.startswith(beginning)), None)
    return marked or _FIRST_NULS.get(tuple(int(not byte) for byte in head[:4]), "utf-8")


class _DecodedStream(io.RawIOBase):
    """The text of a stream in UTF-8, without marks of byte order before it; going back begins anew."""

    def __init__(self, source: Callable[[], BinaryIO], encoding: str) -> None:
        self._source, self._encoding = source, encoding
        self._stream = source()
        self._begin()

    def _begin(self) -> None:
        self._decoder = codecs.getincrementaldecoder(self._encoding)(errors="replace")
        self._rest, self._at, self._has_begun, self._has_ended = b"", 0, False, False

    def readable(self) -> bool:
        """It can be read."""
        return True

    def seekable(self) -> bool:
        """It can be sought in, though not fast."""
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        """Move to a place."""
        place = offset + (self._at if whence == io.SEEK_CUR else 0)
        if whence == io.SEEK_END:
            while self._piece(_BLOCK_BYTES):
                pass
            place += self._at
        if place < self._at:
            self._stream.close()
            self._stream = self._source()
            self._begin()
        while self._at < place and self._piece(place - self._at):
            pass
        return self._at

    def tell(self) -> int:
        """The place in the text's bytes."""
        return self._at

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]  # any buffer in the standard library
        """Fill a buffer as far as there is text."""
        piece = self._piece(len(buffer))
        buffer[: len(piece)] = piece
        return len(piece)

    def _piece(self, size: int) -> bytes:
        """The next bytes, at most so many; none at the end."""
        while not self._rest and not self._has_ended:
            block = self._stream.read(_BLOCK_BYTES)
            self._has_ended = not block
            text = self._decoder.decode(block, final=self._has_ended)
            if not self._has_begun:
                text = text.lstrip("\ufeff")
                self._has_begun = bool(text)
            self._rest = text.encode(errors="replace")
        piece, self._rest = self._rest[:size], self._rest[size:]
        self._at += len(piece)
        return piece

    def close(self) -> None:
        """Close the stream behind it."""
        self._stream.close()
        super().close()
