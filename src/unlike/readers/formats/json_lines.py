"""Files with one JSON object a line, read line by line; what is damaged is repaired, or told with its place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from typing import Any, Final

import msgspec

from unlike.errors import BrokenExportError
from unlike.i18n import lazy
from unlike.readers.base import Progress
from unlike.readers.export import ExportFile
from unlike.readers.formats.json_repair import repair
from unlike.readers.formats.json_stream import BYTE_ORDER_MARK, open_json

DECODING_ERRORS: Final = (msgspec.MsgspecError, ValueError, RecursionError, OverflowError)
"""Whatever the decoder raises for JSON that is damaged, nested too deep, or holds numbers without measure."""

_BLOCK_BYTES: Final = 1 << 20
_MAX_LINE_BYTES: Final = 64 << 20
_MAX_JOINED_LINES: Final = 1_000
_MAX_JOINED_BYTES: Final = 1 << 20
_MAX_JOINED_ENDS: Final = 8
"""Of one object in whose texts line breaks stand raw: lines, bytes, and lines that could be its last."""


@dataclass(frozen=True, slots=True)
class JsonLine:
    """A line that holds, or should hold, one object.

    Attributes:
        number: of its first line in the file, from 1.
        text: as it stands there.
        value: the object; None where it cannot be read.
        repaired: it was written wrongly, and could be read all the same.
        is_last: the file ends behind it, without a line break.
    """

    number: int
    text: bytes
    value: dict[str, Any] | None
    repaired: bool = False
    is_last: bool = False


def json_lines(file: ExportFile, progress: Progress) -> Iterator[JsonLine]:
    """The lines of a file that are not blank; an object in whose texts line breaks stand raw counts as one line.

    Args:
        file: in UTF-8.
        progress: called with (bytes read so far, bytes in all).

    Raises:
        BrokenExportError: a line is too long to be one.
    """
    pending = _Pending()
    for number, line in _numbered_lines(file, progress):
        is_blank = not line.strip()
        if is_blank and (not pending.lines or pending.is_full):
            continue
        begins = line.lstrip().startswith(b'{"')
        if pending.lines and (begins or pending.is_full):
            yield from pending.given_up()
            pending = _Pending()
        if not pending.lines:
            value = _decoded(line)
            if value is not None:
                yield JsonLine(number, line, value, is_last=not line.endswith(b"\n"))
                continue
        pending.add(number, line)
        joined = pending.joined()
        if joined is not None:
            yield joined
            pending = _Pending()
    yield from pending.given_up()


def json_object(text: bytes) -> tuple[dict[str, Any] | None, bool]:
    """The object that a text holds, and whether it had to be repaired; None where it holds none."""
    value = _decoded(text)
    if value is not None:
        return value, False
    return _decoded(repair(text)), True


def _numbered_lines(file: ExportFile, progress: Progress) -> Iterator[tuple[int, bytes]]:
    """The lines with their numbers and line breaks."""
    number, done, rest = 0, 0, b""
    with open_json(file) as stream:
        for block in iter(partial(stream.read, _BLOCK_BYTES), b""):
            done += len(block)
            *lines, rest = (rest + block).split(b"\n") if b"\n" in block else [rest + block]
            for number, line in enumerate(lines, number + 1):  # noqa: B020 - the count goes on
                yield number, _without_marks(line) + b"\n"  # where files were joined
            progress(min(done, file.size), file.size)
            if len(rest) > _MAX_LINE_BYTES:
                why = lazy("it is longer than {most} characters", most=_MAX_LINE_BYTES)
                raise BrokenExportError(file.path, lazy("line {number}", number=number + 1), why)
    if rest.strip():
        yield number + 1, _without_marks(rest)


def _without_marks(line: bytes) -> bytes:
    while line.startswith(BYTE_ORDER_MARK):
        line = line.removeprefix(BYTE_ORDER_MARK)
    return line


def _decoded(text: bytes) -> dict[str, Any] | None:
    try:
        value = msgspec.json.decode(text)
    except DECODING_ERRORS:
        return None
    return value if isinstance(value, dict) else None


@dataclass(slots=True)
class _Pending:
    """Lines of which none is an object, and which may be one together.

    Attributes:
        lines: number and text of each.
        size: their bytes.
        ends: how many of them could be its last.
    """

    lines: list[tuple[int, bytes]] = field(default_factory=list)
    size: int = 0
    ends: int = 0

    @property
    def is_full(self) -> bool:
        """Whether they are more than one object can have."""
        return len(self.lines) >= _MAX_JOINED_LINES or self.size > _MAX_JOINED_BYTES or self.ends >= _MAX_JOINED_ENDS

    def add(self, number: int, line: bytes) -> None:
        """Add a line."""
        self.lines.append((number, line))
        self.size += len(line)
        self.ends += line.rstrip().endswith(b"}")

    def joined(self) -> JsonLine | None:
        """The object that the lines make together, where the last of them can be its end."""
        if not self.lines[-1][1].rstrip().endswith(b"}"):
            return None
        text = self._text()
        value = _decoded(repair(text))
        ends = not text.endswith(b"\n")
        return None if value is None else JsonLine(self.lines[0][0], text, value, repaired=True, is_last=ends)

    def given_up(self) -> Iterator[JsonLine]:
        """The lines as one record, since no object could be made of them."""
        if self.lines:
            text = self._text()
            yield JsonLine(self.lines[0][0], text, None, is_last=not text.endswith(b"\n"))

    def _text(self) -> bytes:
        return b"".join(line for _, line in self.lines)
