"""The brackets and commas of JSON text outside its strings, with their depths, found piece by piece without parsing."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import BinaryIO, Final

import numpy as np
from numpy.typing import NDArray

_ESCAPE_PAIR: Final = re.compile(rb"\\.", re.DOTALL)
_QUOTE: Final = ord('"')
_OPENING: Final = b"{["
_CLOSING: Final = b"}]"

_DEEPEST: Final = 8
"""Levels whose brackets and commas are kept; where records stand is nearer, and what is deeper costs no memory."""

_PART_BYTES: Final = 1 << 20
"""Bytes that are looked at together; the arrays for them take some forty times as many."""

_IS_MARK: Final = np.isin(np.arange(256), list(b'"{}[],'))
_STEP: Final = np.isin(np.arange(256), list(_OPENING)).astype(np.int64) - np.isin(np.arange(256), list(_CLOSING))
"""By how much a byte deepens the nesting."""


@dataclass(frozen=True, slots=True)
class JsonStructure:
    """Brackets and commas of the outer levels in the order of the text; three arrays of one length.

    Attributes:
        places: where each stands, in bytes from the beginning of the text.
        marks: the bytes themselves.
        depths: how deep the container is that a bracket delimits or a comma divides; the outermost is 1.
    """

    places: NDArray[np.int64]
    marks: NDArray[np.uint8]
    depths: NDArray[np.int64]

    def beyond(self, length: int) -> JsonStructure:
        """The structure of the text without its first bytes."""
        first = int(np.searchsorted(self.places, length))
        return JsonStructure(self.places[first:] - length, self.marks[first:], self.depths[first:])

    def join(self, later: JsonStructure, length: int) -> JsonStructure:
        """The structure of this text, of so many bytes, and a later one behind it."""
        return JsonStructure(
            np.concatenate((self.places, later.places + length)),
            np.concatenate((self.marks, later.marks)),
            np.concatenate((self.depths, later.depths)),
        )

    def at(self, mark: bytes, depth: int) -> NDArray[np.int64]:
        """Where a bracket or comma stands at a depth."""
        places: NDArray[np.int64] = self.places[(self.marks == ord(mark)) & (self.depths == depth)]
        return places

    def closing(self, depth: int) -> int | None:
        """Where the first container of a depth ends that is open at the beginning; None if it does not end."""
        ends = self.places[(self.depths <= depth) & (_STEP[self.marks] < 0)]
        return int(ends[0]) if len(ends) else None


@dataclass(slots=True)
class StructureScanner:
    """The state between two pieces of a text: inside a string, behind a backslash, and how deep."""

    in_string: bool = False
    escaped: bool = False
    depth: int = 0

    def scan(self, piece: bytes) -> JsonStructure:
        """The structure of the next piece; places count from its beginning."""
        structure = self._scan_part(piece[:_PART_BYTES])
        for start in range(_PART_BYTES, len(piece), _PART_BYTES):
            structure = structure.join(self._scan_part(piece[start : start + _PART_BYTES]), start)
        return structure

    def _scan_part(self, part: bytes) -> JsonStructure:
        text = self._without_escapes(part)
        codes = np.frombuffer(text, np.uint8)
        places = np.flatnonzero(_IS_MARK[codes])
        marks = codes[places]
        quotes = marks == _QUOTE
        inside = (np.cumsum(quotes) + self.in_string) % 2 == 1
        self.in_string = bool(inside[-1]) if len(inside) else self.in_string
        outside = ~quotes & ~inside
        return self._with_depths(places[outside], marks[outside])

    def _without_escapes(self, piece: bytes) -> bytes:
        """The piece with every backslash and the byte behind it blotted out, so that each quote left is one."""
        text = b"_" + piece[1:] if self.escaped and piece else piece
        self.escaped = self.escaped and not piece
        if b"\\" in text:
            text = _ESCAPE_PAIR.sub(b"__", text)
            self.escaped = text.endswith(b"\\")
        return text

    def _with_depths(self, places: NDArray[np.int64], marks: NDArray[np.uint8]) -> JsonStructure:
        steps = _STEP[marks]
        behind = np.cumsum(steps) + self.depth
        self.depth = int(behind[-1]) if len(behind) else self.depth
        depths = behind + (steps < 0)
        near = depths <= _DEEPEST
        return JsonStructure(places[near], marks[near], depths[near])


class StructureWindow:
    """The part of a stream that is looked at, with its structure."""

    def __init__(self, stream: BinaryIO, size: int) -> None:
        self.stream, self.size = stream, size
        self.text, self.read = b"", 0
        self.scanner = StructureScanner()
        self.structure = self.scanner.scan(b"")

    def more(self) -> bool:
        """Read on, the more the longer the text is already; False at the end."""
        piece = self.stream.read(max(self.size, len(self.text)))
        self.structure = self.structure.join(self.scanner.scan(piece), len(self.text))
        self.text += piece
        self.read += len(piece)
        return bool(piece)

    def take(self, length: int) -> bytes:
        """Move behind the first bytes and return them."""
        first, self.text = self.text[:length], self.text[length:]
        self.structure = self.structure.beyond(length)
        return first

    def restart(self, length: int, depth: int) -> None:
        """Move behind the first bytes, and count from there on as if they had led to a depth, outside of any string."""
        self.text = self.text[length:]
        self.scanner = StructureScanner(depth=depth)
        self.structure = self.scanner.scan(self.text)


def array_items(array: bytes) -> list[bytes] | None:
    """The items of a JSON array as they stand, whatever is wrong inside them; None if its brackets do not match."""
    scanner = StructureScanner()
    structure = scanner.scan(array)
    if scanner.in_string or scanner.depth or structure.closing(1) != len(array) - 1:
        return None
    edges = [0, *structure.at(b",", 1).tolist(), len(array) - 1]
    items = [array[start + 1 : end].strip() for start, end in pairwise(edges)]
    return items if any(items) else []
