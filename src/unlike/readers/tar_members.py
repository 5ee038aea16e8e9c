"""The files in a tar: found by its headers alone, and read where they lie."""

from __future__ import annotations

import io
from pathlib import Path, PurePosixPath
from typing import Any, BinaryIO, Final, NamedTuple, cast

from unlike.errors import BrokenExportError
from unlike.i18n import mark
from unlike.readers.limits import ArchiveLimits, check_number

_MAGIC: Final = b"ustar"
_MAGIC_PLACE: Final = 257
_BUFFER_BYTES: Final = 1 << 18


class TarMember(NamedTuple):
    """A file in a tar: its path, its bytes, and where they begin."""

    place: PurePosixPath
    size: int
    offset: int


def is_tar(path: Path) -> bool:
    """Whether a file is a tar by its first bytes; one of the oldest kind is by its ending."""
    with path.open("rb") as stream:
        start = stream.read(_MAGIC_PLACE + len(_MAGIC))
    return start.endswith(_MAGIC) or (path.suffix.lower() == ".tar" and bool(start))


def tar_members(path: Path, limits: ArchiveLimits) -> list[TarMember]:
    """The ordinary files in a tar; links, devices and files with holes are passed over.

    Raises:
        BrokenExportError: it is no tar, is packed, or breaks off.
        ContainerError: it holds too many files.
    """
    import tarfile  # noqa: PLC0415 - few exports are tars, and it takes longer than the rest of the reading's start

    members: list[TarMember] = []
    number = 0
    try:
        with tarfile.open(path, "r:") as archive:
            while (info := archive.next()) is not None:
                number += 1
                check_number(path, number, limits)
                if info.isreg() and not info.issparse():
                    members.append(TarMember(PurePosixPath(info.name), info.size, info.offset_data))
                cast("Any", archive).members.clear()  # what is not asked for again
    except (tarfile.TarError, ValueError, OverflowError, RecursionError, EOFError):
        raise BrokenExportError(path, mark("the tar"), mark("it is damaged or was cut short")) from None
    if any(member.offset + member.size > path.stat().st_size for member in members):
        raise BrokenExportError(path, mark("the tar"), mark("it is damaged or was cut short"))
    return members


def open_member(path: Path, offset: int, size: int) -> BinaryIO:
    """A stream of so many bytes of a file."""
    return cast("BinaryIO", io.BufferedReader(_FilePart(path, offset, size), _BUFFER_BYTES))


class _FilePart(io.RawIOBase):
    """A stretch of a file as a stream of its own."""

    def __init__(self, path: Path, offset: int, size: int) -> None:
        self._stream = path.open("rb")
        self._offset, self._size, self._at = offset, size, 0

    def readable(self) -> bool:
        """It can be read."""
        return True

    def seekable(self) -> bool:
        """It can be sought in."""
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        """Move to a place inside."""
        base = {io.SEEK_SET: 0, io.SEEK_CUR: self._at, io.SEEK_END: self._size}[whence]
        self._at = max(0, base + offset)
        return self._at

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]  # any buffer in the standard library
        """Fill a buffer as far as the stretch goes."""
        self._stream.seek(self._offset + self._at)
        piece = self._stream.read(max(0, min(len(buffer), self._size - self._at)))
        buffer[: len(piece)] = piece
        self._at += len(piece)
        return len(piece)

    def close(self) -> None:
        """Close the file."""
        self._stream.close()
        super().close()
