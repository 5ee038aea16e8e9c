"""The journal beside a SQLite database, in which what was written last stands: whether all of it is read."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from os import SEEK_END
from pathlib import Path
from typing import BinaryIO, Final

from unlike.i18n import mark
from unlike.readers.export import ExportFile

UNREAD_JOURNAL: Final = mark(
    "A part of the journal beside the database, where the newest messages stand, is damaged or missing, so messages "
    "may be missing at the end. Close the app, copy the database again with all files beside it, and give the copy."
)

_JOURNAL: Final = "-wal"
_INDEX: Final = "-shm"

_HEADER: Final = struct.Struct(">3xB4xL4x8s2L")
_FRAME: Final = struct.Struct(">8x8s8x")
"""Of the journal: the order of bytes in sums, page size, salts and sums; and the salts of a page, which are others in
one of an earlier round."""

_SUMMED_WORDS: Final = 6
_WORD: Final = 1 << 32

_INDEX_START: Final = struct.Struct("=16xL")
"""Of the index that SQLite makes of a journal: how many pages of it are read."""


def remark_journal(file: ExportFile, path: Path) -> None:
    """Remark with a database that a part of its journal cannot be read.

    Args:
        file: the database.
        path: of a copy with its journal beside it, which is open and was read from.
    """
    journal, index = (path.with_name(path.name + ending) for ending in (_JOURNAL, _INDEX))
    if not journal.is_file() or not index.is_file():
        return
    with index.open("rb") as stream:
        start = stream.read(_INDEX_START.size)
    read = _INDEX_START.unpack(start)[0] if len(start) == _INDEX_START.size else 0
    with journal.open("rb") as stream:
        if _goes_on(stream, read):
            file.remarks.notes[UNREAD_JOURNAL] = None
            file.remarks.is_cut = file.remarks.is_of_all = True


def _goes_on(journal: BinaryIO, read: int) -> bool:
    """Whether behind the pages that are read there is another one, or a part of one, that was written with them.

    Args:
        journal: from its first byte.
        read: how many pages of it are read.
    """
    header = journal.read(_HEADER.size)
    if len(header) < _HEADER.size:
        return bool(header)
    order, page_bytes, salts, *sums = _HEADER.unpack(header)
    if _sums(header, ">" if order % 2 else "<") != sums:
        return True
    start = _HEADER.size + read * (_FRAME.size + page_bytes)
    for frame in _frames(journal, start, page_bytes):
        if len(frame) < _FRAME.size or _FRAME.unpack(frame)[0] == salts:
            return True
    return False


def _frames(journal: BinaryIO, start: int, page_bytes: int) -> Iterator[bytes]:
    """What stands before each page of a journal; less than that where it ends in the middle of it."""
    end = journal.seek(0, SEEK_END)
    for place in range(start, end, _FRAME.size + page_bytes):
        journal.seek(place)
        frame = journal.read(_FRAME.size)
        yield frame if place + _FRAME.size + page_bytes <= end else b""


def _sums(header: bytes, order: str) -> list[int]:
    """The sums of a journal's header, as SQLite makes them."""
    words = struct.unpack_from(f"{order}{_SUMMED_WORDS}L", header)
    first = second = 0
    for one, other in zip(words[::2], words[1::2], strict=True):
        first = (first + one + second) % _WORD
        second = (second + other + first) % _WORD
    return [first, second]
