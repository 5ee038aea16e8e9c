"""JSON files that are too large to be held: a window on the bytes, and records one after another."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, BinaryIO, Final

import ijson  # type: ignore[import-untyped]  # it ships no types

from unlike.errors import BrokenExportError
from unlike.i18n import lazy
from unlike.readers.export import ExportFile

BYTE_ORDER_MARK: Final = b"\xef\xbb\xbf"
_START: Final = re.compile(rb"\A(?:\xef\xbb\xbf|\s)++")

WINDOW_BYTES: Final = 2 << 20
"""Bytes read at a time."""

_MAX_DEPTH: Final = 100
_MAX_RECORD_EVENTS: Final = 1_000_000
"""Values in one record; a record of a chat has a few dozen."""

_OPENING: Final = frozenset({"start_map", "start_array"})
_CLOSING: Final = frozenset({"end_map", "end_array"})
_GOING_ON: Final = _OPENING | {"map_key"}
"""Events at the place of a record that do not end it."""


class StreamWindow:
    """The part of a stream that is looked at."""

    def __init__(self, stream: BinaryIO, size: int = WINDOW_BYTES) -> None:
        self.stream, self.size = stream, size
        self.text, self.read = b"", 0

    def more(self) -> bool:
        """Read on; False at the end."""
        piece = self.stream.read(self.size)
        self.read += len(piece)
        self.text += piece
        return bool(piece)

    def take(self, length: int) -> bytes:
        """Move behind the first bytes and return them."""
        first, self.text = self.text[:length], self.text[length:]
        return first


def without_start(head: bytes) -> bytes:
    """A file's first bytes without marks of byte order and blanks before its first sign."""
    return _START.sub(b"", head, count=1)


def first_line(head: bytes) -> bytes:
    """The first line in a file's first bytes that is not blank."""
    return without_start(head).split(b"\n", 1)[0]


def open_json(file: ExportFile) -> BinaryIO:
    """A stream of a JSON file, behind its byte order marks where it has some."""
    stream, start = file.open(), 0
    while stream.read(len(BYTE_ORDER_MARK)) == BYTE_ORDER_MARK:
        start += len(BYTE_ORDER_MARK)
    stream.seek(start)
    return stream


def json_records(file: ExportFile, prefix: str) -> Iterator[Any]:
    """The values at one place of a JSON file, as Python values, one at a time.

    Args:
        file: in UTF-8.
        prefix: where they stand, as ijson writes it: "messages.item" for the entries of the list under "messages".

    Raises:
        BrokenExportError: it is no JSON or breaks off, is nested too deep, or a record is too large.
    """
    builder, events, depth = None, 0, 0
    with open_json(file) as stream:
        for place, event, value in _events(file, stream):
            depth += (event in _OPENING) - (event in _CLOSING)
            _check(file, depth, events)
            if builder is None and place == prefix and event not in _CLOSING:
                builder, events = ijson.ObjectBuilder(), 0
            if builder is not None:
                builder.event(event, value)
                events += 1
                if place == prefix and event not in _GOING_ON:
                    yield builder.value
                    builder = None


def _events(file: ExportFile, stream: BinaryIO) -> Iterator[tuple[str, str, Any]]:
    try:
        yield from ijson.parse(stream, use_float=True)
    except (ijson.JSONError, ValueError) as error:
        why = " ".join(str(error).split())[:120]
        raise BrokenExportError(file.path, file.name, lazy("it is no valid JSON ({why})", why=why)) from None


def _check(file: ExportFile, depth: int, events: int) -> None:
    if depth > _MAX_DEPTH:
        why = lazy("it is nested more than {most} levels deep", most=_MAX_DEPTH)
        raise BrokenExportError(file.path, file.name, why)
    if events > _MAX_RECORD_EVENTS:
        why = lazy("a record has more than {most} values", most=_MAX_RECORD_EVENTS)
        raise BrokenExportError(file.path, file.name, why)
