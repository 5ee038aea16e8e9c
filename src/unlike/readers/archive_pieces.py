"""Archives that were packed in several pieces: which files are pieces, and which pieces are missing."""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator, Sequence
from pathlib import Path, PurePosixPath
from typing import Final

_PIECE: Final = re.compile(r".*\.(?:z\d\d|(?:zip|7z|rar|tar|tgz|gz)\.\d{2,3}|part\d{1,3}\.rar)", re.IGNORECASE)
_NUMBERED: Final = re.compile(
    r"(?P<before>.*\.(?:z|(?:zip|7z|rar|tar|tgz|gz)\.|part))(?P<number>\d{1,3})(?P<behind>\.rar)?", re.IGNORECASE
)
_ZIP_NUMBER: Final = re.compile(r"(?P<stem>.*)\.(?P<letter>[zZ])\d\d")
_ZIP: Final = ".zip"

_END: Final = struct.Struct("<4s4H2LH")
_END_MARK: Final = b"PK\x05\x06"
_LARGE_END: Final = struct.Struct("<4sLQL")
_LARGE_END_MARK: Final = b"PK\x06\x07"
"""The last record of a zip, and the one that stands right before it in a large one."""

_ANY_DISK: Final = 0xFFFF
_MOST_PIECES: Final = 999
_TAIL_BYTES: Final = _LARGE_END.size + _END.size + 0xFFFF


def is_piece(place: PurePosixPath, folder: Path | None = None) -> bool:
    """Whether a file is one of the pieces of an archive that was packed in several.

    Args:
        place: of the file.
        folder: where the place begins on disk; None for a file in an archive, of which the name alone is looked at.
    """
    return _PIECE.fullmatch(place.name) is not None or bool(folder and other_pieces(folder / place))


def other_pieces(path: Path) -> tuple[str, ...]:
    """Names of the pieces that a zip needs beside it, as its end says; none for a whole one and for other files."""
    if path.suffix.lower() != _ZIP:
        return ()
    try:
        size = path.stat().st_size
        with path.open("rb") as stream:
            stream.seek(max(size - _TAIL_BYTES, 0))
            tail = stream.read(_TAIL_BYTES)
    except OSError:
        return ()
    letter = "z" if path.suffix[-1].islower() else "Z"
    return tuple(f"{path.stem}.{letter}{number:02}" for number in range(1, _last_disk(tail) + 1))


def missing_pieces(places: Sequence[PurePosixPath], folder: Path) -> list[str]:
    """Names of the pieces that are not there, as far as those that are there tell.

    Args:
        places: of pieces.
        folder: where they begin on disk.
    """
    needed = dict.fromkeys(needed for place in places for needed in _needed(place, folder))
    return [str(place) for place in needed if not (folder / place).exists()]


def _needed(place: PurePosixPath, folder: Path) -> Iterator[PurePosixPath]:
    """Places of the other pieces that a piece tells of."""
    for name in other_pieces(folder / place):
        yield place.with_name(name)
    numbered = _NUMBERED.fullmatch(place.name)
    if numbered:
        before, number, behind = numbered["before"], numbered["number"], numbered["behind"] or ""
        for earlier in range(1, int(number)):
            yield place.with_name(f"{before}{earlier:0{len(number)}}{behind}")
    of_zip = _ZIP_NUMBER.fullmatch(place.name)
    if of_zip:
        yield place.with_name(of_zip["stem"] + (_ZIP if of_zip["letter"] == "z" else _ZIP.upper()))


def _end_record(tail: bytes) -> int:
    """Where the last record of a zip begins; below 0 where there is none that is followed by its comment alone."""
    start = tail.rfind(_END_MARK, 0, len(tail) - _END.size + len(_END_MARK))
    while start >= 0 and start + _END.size + _END.unpack_from(tail, start)[-1] != len(tail):
        start = tail.rfind(_END_MARK, 0, start)
    return start


def _last_disk(tail: bytes) -> int:
    """The number of the piece that a zip's last bytes are, from 0; 0 where they do not tell."""
    start = _end_record(tail)
    if start < 0:
        return 0
    _, disk, *_ = _END.unpack_from(tail, start)
    before = start - _LARGE_END.size
    if disk == _ANY_DISK and before >= 0 and tail.startswith(_LARGE_END_MARK, before):
        *_, disks = _LARGE_END.unpack_from(tail, before)
        disk = disks - 1
    return disk if 0 <= disk <= _MOST_PIECES else 0
