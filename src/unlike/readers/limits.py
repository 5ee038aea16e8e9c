"""How much a folder or zip may hold, and the refusal of what is beyond."""

from __future__ import annotations

import zipfile
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Final

from unlike.errors import ContainerError
from unlike.i18n import lazy, mark

_HARMLESS_BYTES: Final = 1 << 20
"""Bytes below which a high packing ratio is no danger."""


@dataclass(frozen=True, slots=True)
class ArchiveLimits:
    """How much a folder or zip may hold.

    Attributes:
        size: bytes of one export file.
        ratio: how many times over a file may be packed.
        entries: files.
        depth: folders in folders.
    """

    size: int = 32 << 30
    ratio: int = 200
    entries: int = 100_000
    depth: int = 4


LIMITS: Final = ArchiveLimits()
_KNOWN_METHODS: Final = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA})


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
        ContainerError: the path is absolute or climbs, or there is none.
    """
    if not place.parts:
        raise ContainerError(path, mark("a file in it has no name"))
    if place.is_absolute() or ".." in place.parts or place.parts[0].endswith(":"):
        raise ContainerError(path, lazy("the path “{place}” in it leads outside of it", place=place))


def check_member(path: Path, place: PurePosixPath, record: zipfile.ZipInfo, limits: ArchiveLimits) -> None:
    """Refuse a file in a zip that cannot or should not be unpacked.

    Raises:
        ContainerError: it is locked, too large, packed too many times over, or packed in an unknown way.
    """
    if record.compress_type not in _KNOWN_METHODS:
        raise ContainerError(
            path,
            lazy(
                "“{place}” in it is packed by method {number}, which is unknown",
                place=place,
                number=record.compress_type,
            ),
        )
    if record.flag_bits & 0x1:
        raise ContainerError(path, lazy("“{place}” in it is locked with a password", place=place))
    if record.file_size > limits.size:
        raise ContainerError(
            path, lazy("“{place}” in it is larger than {most} MiB", place=place, most=limits.size >> 20)
        )
    if record.file_size > max(_HARMLESS_BYTES, limits.ratio * record.compress_size):
        packed = lazy("“{place}” in it is packed more than {most} times over", place=place, most=limits.ratio)
        raise ContainerError(path, packed)
