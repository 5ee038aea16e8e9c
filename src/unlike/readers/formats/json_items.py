"""One long list in a JSON object, read item by item, whatever is damaged in some of them, and what stands around it."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any, BinaryIO, Final, cast

import msgspec
import numpy as np

from unlike.readers.base import Progress
from unlike.readers.export import ExportFile
from unlike.readers.export_sentences import BREAKS_OFF
from unlike.readers.formats.json_lines import DECODING_ERRORS, json_object
from unlike.readers.formats.json_stream import WINDOW_BYTES, open_json
from unlike.readers.formats.json_structure import StructureWindow, array_items

_LIST_DEPTH: Final = 2
_MAX_AROUND_BYTES: Final = 64 << 20
"""Bytes above and below the list that are looked at."""

_ENTRIES: Final = "entries"
_TRAILING: Final = b" \t\n\r\f\v,"


@dataclass(frozen=True, slots=True)
class JsonItem:
    """An item of the list.

    Attributes:
        number: in the list, from 1.
        value: the object; None where it is none or cannot be read.
        repaired: it was written wrongly, and could be read all the same.
        is_half: the file ends inside it.
        text: as it stands there, where it cannot be read.
    """

    number: int
    value: dict[str, Any] | None
    repaired: bool = False
    is_half: bool = False
    text: bytes = field(default=b"", repr=False)


class JsonList:
    """The list under one key of the outermost object.

    Attributes:
        around: the object without the list; what stands below it is there after the last item.
        is_cut: the file ends before the object does; known after the last item.
    """

    def __init__(self, file: ExportFile, key: str, *first_keys: str) -> None:
        """The key of the list, and with which keys its items begin, for files whose brackets do not match."""
        self._file = file
        self._start = re.compile(rb'"' + re.escape(key.encode()) + rb'"\s*:\s*\[')
        begin = b"|".join(re.escape(first.encode()) for first in first_keys)
        self._edge = re.compile(rb'(?<=\})\s*,\s*(?=\{\s*"(?:' + begin + rb')"\s*:)')
        self._end = re.compile(rb"\]\s*(?:,\s*\"[^{}\[\]]*)?\}\s*\Z")
        self._number = 0
        self._is_without_end = False
        self.around: dict[str, Any] = {}
        self.is_cut = False

    def items(self, progress: Progress) -> Iterator[JsonItem]:
        """The items in the order of the file.

        Args:
            progress: called with (bytes read so far, bytes in all).
        """
        with open_json(self._file) as stream:
            window = StructureWindow(stream, WINDOW_BYTES)
            while self._move_to_list(window):
                yield from self._list(window, progress)
            self._take_below(window)
            if self.is_cut:
                self._file.remarks.notes[BREAKS_OFF] = None
            progress(self._file.size, self._file.size)

    def _list(self, window: StructureWindow, progress: Progress) -> Iterator[JsonItem]:
        """The items of the list whose first one comes next, and move behind it."""
        while (end := window.structure.closing(_LIST_DEPTH)) is None:
            yield from self._whole_items(window)
            progress(min(window.read, self._file.size), self._file.size)
            if not window.more():
                yield from self._rest(window.take(len(window.text)), may_end=window.scanner.in_string)
                return
        if window.text.startswith(b"]", end):
            yield from self._decoded(window.take(end + 1)[:-1])
            return
        while window.more():
            pass
        yield from self._rest(window.take(len(window.text)), may_end=True)

    def _move_to_list(self, window: StructureWindow) -> bool:
        """Move behind the bracket that begins the next list of that key, and read what stands above it."""
        searched = 0
        while True:
            for match in self._start.finditer(window.text, searched):
                if _depth_at(window, match.end() - 1) == _LIST_DEPTH:
                    above = window.take(match.end())[: match.start()].rstrip().rstrip(b",")
                    self.around |= json_object(b"{" + above.lstrip().lstrip(b",{") + b"}")[0] or {}
                    return True
            searched = max(len(window.text) - 256, 0)
            if len(window.text) > _MAX_AROUND_BYTES or not window.more():
                return False

    def _whole_items(self, window: StructureWindow) -> Iterator[JsonItem]:
        """The items that end in what was read so far."""
        commas = window.structure.at(b",", _LIST_DEPTH)
        if len(commas):
            yield from self._decoded(window.take(int(commas[-1]) + 1)[:-1])

    def _decoded(self, text: bytes) -> Iterator[JsonItem]:
        """The items that a text holds between commas."""
        if not text.strip():
            return
        try:
            values: list[Any] = msgspec.json.decode(b"[" + text + b"]")
        except DECODING_ERRORS:
            yield from self._one_by_one(array_items(b"[" + text + b"]") or self._edge.split(text.strip()))
            return
        for value in values:
            yield self._item(value if isinstance(value, dict) else None)

    def _one_by_one(self, texts: list[bytes]) -> Iterator[JsonItem]:
        for text in texts:
            value, repaired = json_object(text)
            yield self._item(value, repaired=repaired and value is not None, text=text)

    def _item(
        self, value: dict[str, Any] | None, *, repaired: bool = False, is_half: bool = False, text: bytes = b""
    ) -> JsonItem:
        self._number += 1
        return JsonItem(self._number, value, repaired, is_half, b"" if value is not None else text)

    def _rest(self, text: bytes, *, may_end: bool) -> Iterator[JsonItem]:
        """The items of a list that does not end as its brackets say; it may end nevertheless if a quote is missing."""
        self._is_without_end = True
        end = self._end.search(text) if may_end else None
        self.is_cut = end is None
        rest = (text[: end.start()] if end else text).rstrip(_TRAILING)
        *whole, last = self._edge.split(rest.strip()) if rest.strip() else [b""]
        yield from self._one_by_one([part for part in whole if part.strip()])
        if last.strip():
            value, repaired = json_object(last)
            is_half = value is None and self.is_cut
            yield self._item(value, repaired=repaired and value is not None, is_half=is_half, text=last)

    def _take_below(self, window: StructureWindow) -> None:
        """Read what stands below the list; nothing does where the list itself did not end."""
        end = window.structure.closing(_LIST_DEPTH - 1)
        if not self._is_without_end:
            self.is_cut = end is None
        below = window.text[: end or 0].lstrip().removeprefix(b",")
        self.around |= json_object(b"{" + below + b"}")[0] or {}


class JsonArray(JsonList):
    """A file that is one list, read item by item in the same way."""

    def __init__(self, file: ExportFile, *first_keys: str) -> None:
        """The keys with which its items begin, for files whose brackets do not match."""
        super().__init__(
            replace(file, open=cast("Callable[[], BinaryIO]", partial(_PrefixedStream, file))), _ENTRIES, *first_keys
        )
        self._end = re.compile(rb"\]\s*\Z")

    def _take_below(self, window: StructureWindow) -> None:
        """Read nothing: the file ends with the list."""


class _PrefixedStream(io.RawIOBase):
    """A list as the only value of an object, so that it is read as any other list."""

    def __init__(self, file: ExportFile) -> None:
        self._stream = open_json(file)
        self._start = b'{"' + _ENTRIES.encode() + b'": '
        self._place = 0

    def readable(self) -> bool:
        """Say yes."""
        return True

    def seek(self, offset: int, whence: int = 0) -> int:
        """Move back within what stands before the list; nothing else is asked for."""
        self._place = offset
        return whence

    def read(self, size: int = -1) -> bytes:
        """The next bytes, those of the beginning by themselves."""
        if self._place < len(self._start):
            piece = self._start[self._place :] if size < 0 else self._start[self._place : self._place + size]
            self._place += len(piece)
            return piece
        return self._stream.read(size)

    def close(self) -> None:
        """Close the file."""
        self._stream.close()
        super().close()


def _depth_at(window: StructureWindow, place: int) -> int:
    """How deep the list is that opens at a place; 0 where that is inside a string."""
    structure = window.structure
    index = int(np.searchsorted(structure.places, place))
    stands = index < len(structure.places) and int(structure.places[index]) == place
    return int(structure.depths[index]) if stands else 0
