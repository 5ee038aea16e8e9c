"""Whole JSON documents whose records lie at a known depth, read as far as possible where they are damaged."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Final

import msgspec

from unlike.readers.base import Progress
from unlike.readers.conversation_rows import ConversationRows
from unlike.readers.export import ExportFile
from unlike.readers.export_sentences import BREAKS_OFF, DAMAGED, ENDS_INSIDE, REPAIRED_FILE
from unlike.readers.formats.json_lines import DECODING_ERRORS
from unlike.readers.formats.json_repair import repair
from unlike.readers.formats.json_stream import BYTE_ORDER_MARK
from unlike.readers.formats.json_structure import JsonStructure, StructureScanner

_KEY: Final = re.compile(rb'\s*("(?:[^"\\]++|\\.)*+")\s*:\s*', re.DOTALL)
_CONTAINERS: Final = (b"{", b"[")

NAMELESS: Final = "\ufffd"
"""Begins the key of a value whose own key cannot be read."""


@dataclass(frozen=True, slots=True)
class DamagedValue:
    """What stands in the place of a record that cannot be read.

    Attributes:
        records: how many records it may have been.
        is_last: the file breaks off in it.
    """

    records: int
    is_last: bool = False


@dataclass(frozen=True, slots=True)
class JsonTree:
    """A document.

    Attributes:
        value: its lists and objects as Python values; records that cannot be read are `DamagedValue`.
        repaired: it was written wrongly, and could be read all the same.
        is_cut: the file ends before the document does.
    """

    value: Any
    repaired: bool = False
    is_cut: bool = False


def json_tree(file: ExportFile, depth: int, record: bytes, progress: Progress) -> JsonTree | None:
    """The document in a file; None where it cannot be read at all, since its brackets do not match.

    Args:
        file: in UTF-8, with or without a byte order mark.
        depth: how many lists and objects are around a record.
        record: a pattern for something that stands once in each record, to count those in damaged parts.
        progress: called with (bytes read so far, bytes in all).
    """
    with file.open() as stream:
        text = stream.read().removeprefix(BYTE_ORDER_MARK)
    tree = tree_of(text, depth, record)
    remark_repair(file, tree)
    progress(file.size, file.size)
    return tree


def remark_repair(file: ExportFile, tree: JsonTree | None) -> None:
    """Remark that the document in a file had to be repaired, or that the file ends before it does.

    What would have stood below is in no chat that was read, so each of them says it.
    """
    if tree is not None and tree.repaired:
        file.remarks.notes[REPAIRED_FILE] = None
    if tree is not None and tree.is_cut:
        file.remarks.notes[BREAKS_OFF] = None


def tree_of(text: bytes, depth: int, record: bytes) -> JsonTree | None:
    """The document that a text holds; see `json_tree`."""
    for change in (None, repair):
        try:
            return JsonTree(msgspec.json.decode(change(text) if change else text), repaired=change is not None)
        except DECODING_ERRORS:
            continue
    start = next((place for place, byte in enumerate(text[:1_000]) if byte in b"{["), None)
    return None if start is None else _Recovery(text[start:].rstrip(), depth, re.compile(record)).tree()


def skip_damaged(records: ConversationRows, place: str, entry: object) -> bool:
    """Leave over what stands in the place of a record, and say whether the file breaks off in it."""
    records.total += 1
    damaged = entry if isinstance(entry, DamagedValue) else DamagedValue(1)
    records.skip(place, ENDS_INSIDE if damaged.is_last else DAMAGED, damaged.records)
    return damaged.is_last


class _Recovery:
    """Containers by their brackets, records one by one."""

    def __init__(self, text: bytes, depth: int, record: re.Pattern[bytes]) -> None:
        scanner = StructureScanner()
        self._text, self._depth, self._record = text, depth, record
        self._structure: JsonStructure = scanner.scan(text)
        self._is_cut = scanner.depth > 0 or scanner.in_string
        self._overruns = scanner.depth < 0

    def tree(self) -> JsonTree | None:
        end = self._structure.closing(1)
        if self._overruns or not (self._is_cut or end == len(self._text) - 1):
            return None
        value = self._container(0, len(self._text), 1)
        return JsonTree(value, repaired=not self._is_cut, is_cut=self._is_cut)

    def _container(self, start: int, end: int, depth: int) -> Any:  # noqa: ANN401 - a list or an object
        """The container that begins at a place; where it does not end, it goes on to the end of the text."""
        ends = self._text[end - 1 : end] in {b"}", b"]"} and self._closes_at(end - 1, depth)
        last = end - 1 if ends else end
        members = list(self._members(start, last, depth))
        if self._text[start : start + 1] == b"[":
            return [self._value(first, behind, depth) for first, behind in members]
        pairs = (self._pair(first, behind, depth) for first, behind in members)
        return {key: value for key, value in pairs if key is not None}

    def _closes_at(self, place: int, depth: int) -> bool:
        index = int(self._structure.places.searchsorted(place))
        places = self._structure.places
        return index < len(places) and int(places[index]) == place and int(self._structure.depths[index]) == depth

    def _members(self, start: int, end: int, depth: int) -> list[tuple[int, int]]:
        """Where the members of a container stand."""
        places, depths, marks = self._structure.places, self._structure.depths, self._structure.marks
        first, last = int(places.searchsorted(start + 1)), int(places.searchsorted(end))
        inside = (depths[first:last] == depth) & (marks[first:last] == ord(","))
        edges = [start, *places[first:last][inside].tolist(), end]
        return [(one + 1, other) for one, other in pairwise(edges) if self._text[one + 1 : other].strip()]

    def _pair(self, start: int, end: int, depth: int) -> tuple[str | None, Any]:
        key = _KEY.match(self._text, start, end)
        if key is None:
            return f"{NAMELESS}{start}", self._damaged(start, end)
        try:
            name = msgspec.json.decode(repair(key[1]), type=str)
        except DECODING_ERRORS:
            name = key[1].decode("utf-8", "replace")
        return name, self._value(key.end(), end, depth)

    def _value(self, start: int, end: int, depth: int) -> Any:  # noqa: ANN401 - any value of JSON
        while start < end and self._text[start : start + 1].isspace():
            start += 1
        part = self._text[start:end].rstrip()
        for attempt in (part, repair(part)):
            try:
                return msgspec.json.decode(attempt)
            except DECODING_ERRORS:
                continue
        if depth < self._depth and part[:1] in _CONTAINERS:
            return self._container(start, start + len(part), depth + 1)
        return self._damaged(start, end)

    def _damaged(self, start: int, end: int) -> DamagedValue:
        number = len(self._record.findall(self._text, start, end))
        return DamagedValue(max(number, 1), self._is_cut and end == len(self._text))
