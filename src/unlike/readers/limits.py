"""How much a folder or zip may hold, and the refusal of what is beyond."""

from __future__ import annotations

import errno
import lzma
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Final

from unlike.errors import ContainerError
from unlike.i18n import lazy, mark

_ZIP_ERRORS: Final = (
    *(zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, lzma.LZMAError, struct.error, EOFError),
    *(ValueError, IndexError, OverflowError, RuntimeError),
)
"""Whatever Python raises over a zip that is damaged or odd; `NotImplementedError` is a `RuntimeError`."""

_METHODS: Final = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA)
"""How files in a zip may be packed."""

_ENCRYPTION_METHOD: Final = 99
_LOCKED: Final = 0x1 | 0x40 | 0x2000
"""Flags of a file in a zip that is encrypted, strongly, or with its name."""

_PATCH: Final = 0x20
"""Flag of a file in a zip that is but the difference to another."""

_HARMLESS_BYTES: Final = 1 << 20
"""Bytes below which a high packing ratio is no danger."""


@dataclass(frozen=True, slots=True)
class ArchiveLimits:
    """How much a folder or zip may hold.

    Attributes:
        size: bytes of one export file.
        ratio: how many times over a file may be packed.
        entries: files.
        depth: folders in folders on disk.
    """

    size: int = 32 << 30
    ratio: int = 200
    entries: int = 100_000
    depth: int = 100


LIMITS: Final = ArchiveLimits()


@contextmanager
def zip_faults() -> Iterator[None]:
    """Turn whatever is raised over a zip that is damaged or odd into one exception.

    Raises:
        zipfile.BadZipFile: instead of any of them.
        OSError: of the system.
    """
    try:
        yield
    except _ZIP_ERRORS as error:
        raise zipfile.BadZipFile(str(error)) from None
    except OSError as error:
        if error.errno != errno.EINVAL:  # a place before the file's first byte
            raise
        raise zipfile.BadZipFile(str(error)) from None


def check_number(path: Path, number: int, limits: ArchiveLimits) -> None:
    """Refuse a container of too many files.

    Raises:
        ContainerError: there are more than the limit.
    """
    if number > limits.entries:
        raise ContainerError(path, lazy("it holds {files} files, more than {most}", files=number, most=limits.entries))


def check_place(path: Path, place: PurePosixPath) -> None:
    """Refuse a zip whose paths lead out of it.

    Raises:
        ContainerError: the path is absolute or climbs, or is none.
    """
    if not place.parts:
        raise ContainerError(path, mark("a file in it has no name"))
    if place.is_absolute() or ".." in place.parts or place.parts[0].endswith(":"):
        raise ContainerError(path, lazy("the path “{place}” in it leads outside of it", place=place))


def check_member(path: Path, place: PurePosixPath, record: zipfile.ZipInfo, limits: ArchiveLimits) -> None:
    """Refuse a file in a zip that cannot or should not be unpacked.

    Raises:
        ContainerError: it is locked, too large, packed too many times over, or by a method that Python lacks.
    """
    if record.flag_bits & _LOCKED or record.compress_type == _ENCRYPTION_METHOD:
        raise ContainerError(path, lazy("“{place}” in it is locked with a password", place=place))
    if record.compress_type not in _METHODS or record.flag_bits & _PATCH:
        raise ContainerError(
            path,
            lazy(
                "“{place}” in it is packed by a method (number {number}) that unlike cannot unpack",
                place=place,
                number=record.compress_type,
            ),
        )
    check_size(path, place, record.file_size, limits)
    if record.file_size > max(_HARMLESS_BYTES, limits.ratio * record.compress_size):
        packed = lazy(
            "“{place}” in it is more than {most} times as large when it is unpacked", place=place, most=limits.ratio
        )
        raise ContainerError(path, packed)


def check_size(path: Path, place: PurePosixPath, size: int, limits: ArchiveLimits) -> None:
    """Refuse a file in a zip or tar that is too large.

    Raises:
        ContainerError: it has more bytes than the limit.
    """
    if size > limits.size:
        raise ContainerError(
            path, lazy("“{place}” in it is larger than {most} MiB", place=place, most=limits.size >> 20)
        )
