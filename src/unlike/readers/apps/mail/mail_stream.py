"""The mails in a file: one, or many in the form of mbox."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from unlike.readers.base import Progress
from unlike.readers.export import ExportFile

SEPARATOR: Final = re.compile(
    rb"From \S[^\n]{0,200}? (?:\d{1,2}:\d{2}(?::\d{2})?[^\n]{0,40}\d{4}|\d{4}[^\n]{0,40}\d{1,2}:\d{2})[^\n]*\n?"
)
"""The line that stands before each mail of an mbox, with the time in it."""

APPLE_START: Final = re.compile(rb"\A\s*(\d{1,9})\s*\n")
"""How many bytes the mail has, as Apple Mail writes it before each."""

_ESCAPED: Final = re.compile(rb">+From ")
_MAX_MAIL_BYTES: Final = 24 << 20
"""Bytes of a mail that are read; its words stand at its beginning."""

_MAX_LINE_BYTES: Final = 1 << 20


def mails_of(file: ExportFile, progress: Progress) -> Iterator[tuple[int, bytes]]:
    """Line and bytes of each mail in a file.

    Args:
        file: an mbox, or a single mail.
        progress: called with (bytes read so far, bytes in all).
    """
    if not SEPARATOR.match(file.head(1_000).lstrip(b"\r\n")):
        with file.open() as stream:
            content = stream.read(_MAX_MAIL_BYTES)
        length = APPLE_START.match(content)
        yield 1, content[length.end() : length.end() + int(length[1])] if length else content
        progress(file.size, file.size)
        return
    yield from _divided(file, progress)


def _divided(file: ExportFile, progress: Progress) -> Iterator[tuple[int, bytes]]:
    """The mails of an mbox; a separator stands at the beginning or below a blank line."""
    lines: list[bytes] = []
    start, size, done, is_blank, has_begun = 1, 0, 0, True, False
    with file.open() as stream:
        number = 0
        while line := stream.readline(_MAX_LINE_BYTES):
            number += 1
            done += len(line)
            if is_blank and line.startswith(b"From ") and SEPARATOR.fullmatch(line.replace(b"\r\n", b"\n")):
                if has_begun:
                    yield start, b"".join(lines)
                    progress(min(done, file.size), file.size)
                lines, start, size, has_begun = [], number, 0, True
            elif size < _MAX_MAIL_BYTES and (lines or line.strip()):
                lines.append(line[1:] if _ESCAPED.match(line) else line)
                size += len(line)
            is_blank = not line.strip()
    if has_begun:
        yield start, b"".join(lines)
    progress(file.size, file.size)
