"""The mails in a file: one, or many in the form of mbox."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import BinaryIO, Final

from unlike.readers.apps.mail.mbox_separators import SeparatorKind, is_separator_line, separator_kind
from unlike.readers.base import Progress
from unlike.readers.export import ExportFile

APPLE_START: Final = re.compile(rb"\A\s*(\d{1,9})\s*\n")
"""How many bytes the mail has, as Apple Mail writes it before each."""

_ESCAPED: Final = re.compile(rb">+From ")
_TIGHT_QUOTE: Final = re.compile(rb">+(?!From )[^>\s]")
"""A quotation without a space behind the mark; a `>From` beside it is one more line of it."""

_MAX_MAIL_BYTES: Final = 24 << 20
"""Bytes of a mail that are read; its words stand at its beginning."""

_MAX_LINE_BYTES: Final = 1 << 20
_BLANK_LINES: Final = frozenset({b"\n", b"\r\n"})
_MOST_BLANK_LINES: Final = 1_000
"""Blank lines in a row that are looked at."""

_MOST_HEADER_LINES: Final = 1_000
"""Lines behind a possible separator in which the headers of its mail are looked for."""


@dataclass(slots=True)
class StoredMail:
    """A mail as it stands in a file.

    Attributes:
        line: number of its first line.
        content: its bytes, without the separator.
        doubtful: lines in it that may have been separators, and were read as words.
        is_cut: it is longer than what is read of one.
    """

    line: int
    content: bytes
    doubtful: int = 0
    is_cut: bool = False


def starts_mbox(head: bytes) -> bool:
    """Whether a file that begins so is an mbox, or a mail that was taken from one."""
    return is_separator_line(head.lstrip(b"\r\n").split(b"\n", 1)[0] + b"\n")


def mails_of(file: ExportFile, progress: Progress) -> Iterator[StoredMail]:
    """Each mail in a file.

    Args:
        file: an mbox, or a single mail.
        progress: called with (bytes read so far, bytes in all).
    """
    if starts_mbox(file.head(1_000)):
        yield from _divided(file, progress)
        return
    with file.open() as stream:
        content = stream.read(_MAX_MAIL_BYTES)
    length = APPLE_START.match(content)
    whole = content[length.end() : length.end() + int(length[1])] if length else content
    file.remarks.is_cut |= length is not None and length.end() + int(length[1]) > file.size
    yield StoredMail(1, whole, is_cut=file.size > _MAX_MAIL_BYTES)
    progress(file.size, file.size)


class _Lines:
    """The lines of a stream, with those that come next; of a long run of blank ones, only the first."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._ahead: deque[bytes] = deque()
        self.number = self.done = 0

    def __iter__(self) -> Iterator[bytes]:
        blank = 0
        while line := (self._ahead.popleft() if self._ahead else self._stream.readline(_MAX_LINE_BYTES)):
            self.number += 1
            self.done += len(line)
            blank = blank + 1 if line in _BLANK_LINES else 0
            if blank <= _MOST_BLANK_LINES:
                yield line

    def following(self) -> Iterator[bytes]:
        """The lines that come next, which stay there."""
        for place in range(_MOST_HEADER_LINES):
            if place == len(self._ahead):
                self._ahead.append(self._stream.readline(_MAX_LINE_BYTES))
            if not self._ahead[place]:
                return
            yield self._ahead[place]


class _Growing:
    """The mail that is being read."""

    def __init__(self, line: int) -> None:
        self.mail = StoredMail(line, b"")
        self._lines: list[bytes] = []
        self._size = 0
        self._is_body = False

    def add(self, line: bytes, lines: _Lines) -> None:
        """Add a line, without the mark that keeps it from being a separator."""
        if not self._lines and not line.strip():
            return
        if self._size >= _MAX_MAIL_BYTES:
            self.mail.is_cut = True
            return
        is_marked = self._is_body and _ESCAPED.match(line) and not self._is_quoted(lines)
        self._lines.append(line[1:] if is_marked else line)
        self._size += len(line)
        self._is_body = self._is_body or not line.strip()

    def finished(self) -> StoredMail:
        """The mail, all of whose lines were added."""
        self.mail.content = b"".join(self._lines)
        return self.mail

    def _is_quoted(self, lines: _Lines) -> bool:
        beside = (*self._lines[-1:], *islice(lines.following(), 1))
        return any(map(_TIGHT_QUOTE.match, beside))


def _divided(file: ExportFile, progress: Progress) -> Iterator[StoredMail]:
    """The mails of an mbox."""
    mail: _Growing | None = None
    is_blank = True
    with file.open() as stream:
        lines = _Lines(stream)
        for line in lines:
            kind = SeparatorKind.WORDS
            if line.startswith(b"From "):
                kind = separator_kind(line, lines.following(), is_below_blank=is_blank)
            if mail is None and line.strip():
                kind = SeparatorKind.SEPARATOR  # the file is an mbox by its first line
            if kind is SeparatorKind.SEPARATOR:
                if mail is not None:
                    yield mail.finished()
                    progress(min(lines.done, file.size), file.size)
                mail = _Growing(lines.number)
            elif mail is not None:
                mail.mail.doubtful += kind is SeparatorKind.DOUBTFUL
                mail.add(line, lines)
            is_blank = not line.strip()
    if mail is not None:
        yield mail.finished()
    progress(file.size, file.size)
