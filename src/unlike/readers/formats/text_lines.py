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
from unlike.readers.export_sentences import MAY_BREAK_OFF, other_encoding, replaced_characters, written_in
from unlike.readers.formats.broken_headers import LastLine, last_line
from unlike.readers.formats.joined_encodings import start_of_utf_8
from unlike.readers.formats.legacy_encodings import TITLES, foreign_lines, legacy_encoding
from unlike.readers.formats.mixed_line_ends import (
    OTHER_ENDS,
    has_other_ends,
    header_shapes,
    unsettled_end,
    with_line_ends,
)
from unlike.readers.formats.western_lines import WESTERN, WesternLines, is_western, unfinished_character

_CARRIAGE_RETURNS: Final = re.compile(rb"(?<!\r)\r*+\n|\r")
_LINE_ENDS: Final = re.compile(r"(?<!\r)\r*+\n|\r")
_MARKS_AT_LINES: Final = re.compile(rb"(?<=\n)(?:\xef\xbb\xbf)++")
_MARKS_AT_START: Final = re.compile(rb"\A(?:\xef\xbb\xbf)++")
"""Byte order marks where a line begins: of files that somebody put one behind the other."""

_OTHER_END_BYTES: Final = re.compile(rb"\x0b|\x0c|\xc2\x85|\xe2\x80[\xa8\xa9]")
_LEAST_OTHER_ENDS: Final = 2
"""Ends of lines that other programs write, and how many of them a text needs that has none of the usual."""

BLOCK_BYTES: Final = 4 << 20
"""Bytes read at a time."""

_MAX_LINE_CHARS: Final = 16 << 20
_MOST_BLANK_LINES: Final = 1_000
"""Blank lines in a row that are given; a message has none of them, and each would take as long as one with words."""

_RECENT_LINES: Final = 2_000
"""Lines above the last one that are looked at to tell whether it breaks off."""

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
    """A file's first bytes as text whose lines end with newlines; what is cut or damaged is replaced."""
    name, skip = encoding(head)
    if name == "utf-8" and not skip:
        name = legacy_encoding(head) or name
    text = _LINE_ENDS.sub("\n", head[skip:].decode(name, errors="replace").replace("\x00", ""))
    if _ends_otherwise(text):
        text = OTHER_ENDS.sub("\n", text)
    elif OTHER_ENDS.search(text):
        text = with_line_ends(text.encode(errors="surrogatepass"), header_shapes(text)).decode(errors="surrogatepass")
    return text.lstrip("\ufeff").replace("\n\ufeff", "\n")


def _ends_otherwise(text: str) -> bool:
    """Whether the lines of a text end with nothing but what other programs write, such as U+2028."""
    return "\n" not in text.strip() and len(OTHER_ENDS.findall(text)) >= _LEAST_OTHER_ENDS


class TextBlocks:
    """A text file as blocks of bytes in UTF-8, without NUL bytes and byte order marks, every line ended by a newline.

    A text whose letters leave no doubt in which encoding it is, and lines of a Western one, are turned into UTF-8;
    other bytes that are no UTF-8 stay as they are.

    Attributes:
        notes: what was odd about the file, one sentence each.
    """

    def __init__(self, file: ExportFile, progress: Progress, *, may_be_western: bool = True) -> None:
        """Prepare to read.

        Args:
            file: in UTF-8, UTF-16, UTF-32 or an encoding that its letters tell.
            progress: called with (bytes read so far, bytes in all).
            may_be_western: lines that are no UTF-8 may be turned into it.
        """
        self._file = file
        self._progress = progress
        self._nul = 0
        self._replaced = 0
        self._is_cut = False
        self._name = "utf-8"
        self._western = WesternLines(is_open=may_be_western)
        self._at_line_start = True
        self._is_joined = False
        self._ends_otherwise = False
        self._shapes: frozenset[str] = frozenset()

    @property
    def is_cut(self) -> bool:
        """Whether the file ends in the middle of a character; known after the last block."""
        return self._is_cut

    @property
    def notes(self) -> tuple[str, ...]:
        """What was odd about the file, one sentence each; complete after the last block."""
        notes: list[str] = []
        if self._name in TITLES:
            notes.append(
                lazy(
                    "The file is not in UTF-8; by its letters it is in {coding}, and was read so.",
                    coding=TITLES[self._name],
                )
            )
        elif self._name != "utf-8":
            notes.append(written_in(self._name))
        if self._is_joined:
            notes.append(
                mark("From some place on the file is written in UTF-8, as if a second one had been put behind it.")
            )
        if self._western.lines:
            notes.append(other_encoding(self._western.lines, WESTERN))
        if self._replaced:
            notes.append(replaced_characters(self._replaced))
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
                half = _tail(block)
                yield self._cleaned(block[: len(block) - len(half)]), False
        if self._name == "utf-8" and unfinished_character(half):
            self._is_cut = not self._western.lines
        yield self._cleaned(half, is_last=True), True

    def _decoded(self, stream: BinaryIO) -> Iterator[bytes]:
        """Blocks in UTF-8."""
        head = self._file.head()
        self._name, skip = encoding(head[:512])
        start = head[skip:].decode(self._name, errors="replace").replace("\r", "\n")
        self._ends_otherwise = _ends_otherwise(start)
        self._shapes = header_shapes(decoded_start(head))
        if self._name == "utf-8" and not skip:
            sample = foreign_lines(self._file)
            self._name = legacy_encoding(sample, is_whole=True) or self._name
            self._western.is_open &= is_western(sample)
        done = len(stream.read(skip))
        self._western.is_open &= self._name == "utf-8" and not skip
        decoder = codecs.getincrementaldecoder(self._name)(errors="replace")
        while block := stream.read(BLOCK_BYTES):
            done += len(block)
            is_utf_8 = self._name == "utf-8" or self._is_joined
            if not is_utf_8:
                half = decoder.getstate()[0]
                block = self._in_utf_8(decoder.decode(block), half + block)
            yield block
            self._progress(min(done, self._file.size), self._file.size)
        rest = "" if self._is_joined else decoder.decode(b"", final=True)
        self._is_cut = bool(rest)
        yield rest.encode()

    def _in_utf_8(self, text: str, block: bytes) -> bytes:
        """A text in UTF-8; what could not be decoded is counted, and what is UTF-8 itself stays as it is.

        Args:
            text: as decoded.
            block: its bytes.
        """
        start = start_of_utf_8(text, self._name) if self._name.startswith("utf-16") else None
        self._is_joined = start is not None
        own = text[:start]
        self._replaced += own.count("\ufffd")
        behind = block[len(own.encode(self._name, "surrogatepass")) :] if self._is_joined else b""
        return own.encode() + behind

    def _cleaned(self, block: bytes, *, is_last: bool = False) -> bytes:
        """Without NUL bytes and marks of byte order; a line ends with a newline, wherever it ended with others."""
        if b"\x00" in block:
            self._nul += block.count(0)
            block = block.replace(b"\x00", b"")
        if b"\r" in block:
            block = _CARRIAGE_RETURNS.sub(b"\n", block)
        if self._ends_otherwise:
            block = _OTHER_END_BYTES.sub(b"\n", block)
        elif has_other_ends(block):
            block = with_line_ends(block, self._shapes, is_last=is_last)
        if codecs.BOM_UTF8 in block:
            block = _MARKS_AT_LINES.sub(b"", block)
            block = _MARKS_AT_START.sub(b"", block) if self._at_line_start else block
        if not self._is_cut and not block.isascii():
            block = self._western.in_utf8(block)
        self._at_line_start = block.endswith(b"\n") if block else self._at_line_start
        return block


def _tail(block: bytes) -> bytes:
    """What the next block may change the meaning of: ends of lines, and a character that is not whole."""
    unsettled = unsettled_end(block)
    if unsettled:
        return unsettled
    returns = len(block) - len(block.rstrip(b"\r"))
    return block[len(block) - returns :] if returns else unfinished_character(block)


@dataclass(frozen=True, slots=True)
class TextLine:
    """A line of a text file: its number, from 1, and its text without the newline."""

    number: int
    text: str


def text_lines(file: ExportFile, progress: Progress) -> Iterator[TextLine]:
    """The lines of a text file; bytes that are no UTF-8 are replaced, which is remarked with the file.

    Of a long run of blank lines only the first are given; the others are counted in the numbers of those behind them.

    Args:
        file: in UTF-8, UTF-16, UTF-32 or an encoding that its letters tell.
        progress: called with (bytes read so far, bytes in all).

    Raises:
        BrokenExportError: a line is too long to be one.
    """
    number, rest, replaced, blank = 0, b"", 0, 0
    recent: list[bytes] = []
    source = TextBlocks(file, progress)
    for block, last in source.blocks():
        *lines, rest = (rest + block).split(b"\n")
        recent = [*recent, *lines[-_RECENT_LINES:]][-_RECENT_LINES:]
        for number, line in enumerate(lines, number + 1):  # noqa: B020 - the count goes on
            if line:
                blank = 0
            elif (blank := blank + 1) > _MOST_BLANK_LINES:
                continue
            text, odd = replaced_text(line)
            replaced += odd
            yield TextLine(number, text)
        if len(rest) > _MAX_LINE_CHARS:
            why = lazy("it is longer than {most} characters", most=_MAX_LINE_CHARS)
            raise BrokenExportError(file.path, lazy("line {number}", number=number + 1), why)
        if last and rest:
            text, odd = replaced_text(rest)
            replaced += odd
            _remark_end(file, text, recent)  # before it is given, so that it is known with it
            yield TextLine(number + 1, text)
    file.remarks.notes.update(dict.fromkeys(source.notes))
    file.remarks.is_cut |= source.is_cut
    if replaced:
        file.remarks.notes[replaced_characters(replaced)] = None


def _remark_end(file: ExportFile, text: str, above: list[bytes]) -> None:
    """Remark with a file that its last line has no line break, and whether it breaks off there."""
    file.remarks.ends_in_line = True
    end = last_line(text, [line.decode(errors="replace") for line in above])
    file.remarks.is_cut |= end is LastLine.BROKEN
    if end is LastLine.MAYBE_BROKEN:
        file.remarks.notes[MAY_BREAK_OFF] = None


def replaced_text(line: bytes) -> tuple[str, int]:
    """A line as text, and how many characters of it had to be replaced."""
    try:
        return line.decode(), 0
    except UnicodeDecodeError:
        text = line.decode(errors="replace")
        return text, text.count("\ufffd")
