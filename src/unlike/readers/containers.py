"""Folders, zips and tars as lists of files: opened in this one place, within limits, and never unpacked."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path, PurePosixPath
from typing import BinaryIO, Final, cast

from unlike.errors import BrokenExportError, EmptyExportError, NotFoundError, UnknownExportError, UnreadableError
from unlike.i18n import mark
from unlike.readers.archive_pieces import is_piece, missing_pieces, other_pieces
from unlike.readers.export import ExportFile
from unlike.readers.export_sentences import archive_pieces_note
from unlike.readers.file_names import SQLITE_COMPANIONS
from unlike.readers.folder_tree import folder_tree
from unlike.readers.formats.file_kinds import is_foreign
from unlike.readers.formats.json_encodings import json_in_utf_8
from unlike.readers.limits import (
    LIMITS,
    ArchiveLimits,
    check_member,
    check_number,
    check_place,
    check_size,
    zip_faults,
)
from unlike.readers.tar_members import is_tar, open_member, tar_members
from unlike.readers.unreadable_characters import readable_name

_SQLITE_ENDINGS: Final = (".db", ".sqlite", ".sqlite3", "")
"""Endings of databases; some apps give theirs none."""

_NOWHERE: Final = PurePosixPath()

_HEAD_BYTES: Final = 4_096
_NO_TEXT: Final = re.compile(rb"[\x00-\x08\x0e-\x1f]")
_ZIP_STARTS: Final = frozenset({b"PK\x03\x04", b"PK\x05\x06"})


@dataclass(frozen=True, slots=True)
class ArchiveEntry:
    """A file in a container.

    Attributes:
        place: its path below the container.
        size: its bytes.
        record: the zip's record of it; None elsewhere.
        offset: where it begins in a tar; None elsewhere.
    """

    place: PurePosixPath
    size: int
    record: zipfile.ZipInfo | None = None
    offset: int | None = None

    @property
    def is_packed(self) -> bool:
        """Whether it lies in a zip or tar."""
        return self.record is not None or self.offset is not None


@dataclass(frozen=True, slots=True)
class Container:
    """A folder, a zip, or a single file as the only one of its folder.

    Attributes:
        path: the folder or zip.
        title: its name without its ending.
        entries: files in it, in order.
        limits: beyond them a file is refused.
        outer: path of a zip below the folder that was given; empty where it was given itself.
        single: a single file was given.
        links: places of links in a folder that lead to folders elsewhere or to nothing, and are not followed.
        hidden: places of hidden files and folders in a folder, which are not looked into.
    """

    path: Path
    title: str
    entries: tuple[ArchiveEntry, ...] = field(repr=False)
    limits: ArchiveLimits = LIMITS
    outer: PurePosixPath = _NOWHERE
    single: bool = False
    links: tuple[PurePosixPath, ...] = field(default=(), repr=False)
    hidden: tuple[PurePosixPath, ...] = field(default=(), repr=False)
    _by_place: dict[PurePosixPath, ArchiveEntry] = field(default_factory=dict, init=False, repr=False, compare=False)

    def place_of(self, entry: ArchiveEntry) -> tuple[str, ...]:
        """Where an entry stands among all that was given; entries of one zip stand together."""
        return self.outer.parts if entry.is_packed else entry.place.parts

    def check(self, entry: ArchiveEntry) -> None:
        """Refuse an entry beyond the limits.

        Raises:
            ContainerError: it is locked, too large, or packed too many times over.
        """
        if entry.record is not None:
            check_member(self.path, entry.place, entry.record, self.limits)
        elif entry.offset is not None:
            check_size(self.path, entry.place, entry.size, self.limits)

    def file(self, entry: ArchiveEntry, name: str) -> ExportFile:
        """An entry as a file of an export, under a name."""
        return json_in_utf_8(self._file(entry, name))

    def _file(self, entry: ArchiveEntry, name: str) -> ExportFile:
        """An entry as it stands there."""
        companions = tuple(self._companions(entry, name))
        name = readable_name(name)
        if entry.offset is not None:
            return ExportFile(self.path, name, entry.size, partial(_open_part, self, entry), companions=companions)
        if entry.record is None:
            path = self.path / entry.place
            return ExportFile(path, name, entry.size, partial(_open_file, path), path, companions)
        return ExportFile(self.path, name, entry.size, partial(_open_member, self, entry), companions=companions)

    def _companions(self, entry: ArchiveEntry, name: str) -> Iterator[ExportFile]:
        """What SQLite keeps beside a database, unless it is empty."""
        for ending in SQLITE_COMPANIONS if entry.place.suffix.lower() in _SQLITE_ENDINGS else ():
            beside = self._entry(entry.place.with_name(entry.place.name + ending))
            if beside is not None and beside.size:
                yield self.file(beside, name + ending)

    def _entry(self, place: PurePosixPath) -> ArchiveEntry | None:
        """An entry by its place; beside a single file that was given, whatever lies there."""
        if self.single:
            path = self.path / place
            return ArchiveEntry(place, path.stat().st_size) if path.is_file() else None
        if not self._by_place:
            self._by_place.update((entry.place, entry) for entry in self.entries)
        return self._by_place.get(place)


def containers(path: Path, limits: ArchiveLimits = LIMITS) -> tuple[Container, ...]:
    """Everything at a path that can hold exports: the file, folder, zip or tar itself.

    Args:
        path: a file, a zip, a tar, or a folder.
        limits: beyond them a container is refused.

    Raises:
        NotFoundError: there is nothing at `path`.
        UnreadableError: the system does not let us read it.
        BrokenExportError: a zip or tar that is damaged.
        EmptyExportError: a zip, tar or folder without any file.
        ContainerError: too many files, or paths that lead outside.
    """
    try:
        return tuple(_containers(path, limits))
    except FileNotFoundError:
        raise NotFoundError(path) from None
    except zipfile.BadZipFile:
        if is_piece(PurePosixPath(path.name)):
            raise _piece_error(path) from None
        raise BrokenExportError(path, mark("the zip"), mark("it is damaged or was cut short")) from None
    except OSError as error:
        raise UnreadableError(path, error.strerror or str(error)) from None


def _containers(path: Path, limits: ArchiveLimits) -> Iterator[Container]:
    """List the containers; the system's own exceptions are raised as they are."""
    if path.is_dir():
        yield from _in_folder(path, limits)
    elif not path.exists():
        raise NotFoundError(path)
    elif not path.is_file():
        raise UnreadableError(path, mark("it is no ordinary file"))
    elif _is_zip(path):
        if other_pieces(path):
            raise _piece_error(path)
        yield _zip(path, limits)
    elif is_tar(path):
        yield _tar(path, limits)
    else:
        entry = ArchiveEntry(PurePosixPath(path.name), path.stat().st_size)
        yield Container(path.parent, path.stem, (entry,), limits, single=True)


def _piece_error(path: Path) -> UnknownExportError:
    """Why a piece of an archive cannot be read, and what is missing beside it."""
    missing = missing_pieces([PurePosixPath(path.name)], path.parent)
    return UnknownExportError(path, archive_pieces_note([path.name], missing))


def _is_zip(path: Path) -> bool:
    """By its first bytes, or by its ending unless it begins like another kind of file or is a text."""
    with path.open("rb") as stream:
        head = stream.read(_HEAD_BYTES)
    if head[:4] in _ZIP_STARTS:
        return True
    is_other = not head or is_foreign(head) or _NO_TEXT.search(head) is None
    return path.suffix.lower() == ".zip" and (not is_other or zipfile.is_zipfile(path))


def _in_folder(folder: Path, limits: ArchiveLimits) -> Iterator[Container]:
    tree = folder_tree(folder, limits)
    if not tree.files and not tree.links and not tree.hidden:
        raise EmptyExportError(folder)
    check_number(folder, len(tree.files), limits)
    entries = tuple(ArchiveEntry(place, size) for place, size in tree.files)
    yield Container(folder, folder.absolute().name, entries, limits, links=tuple(tree.links), hidden=tuple(tree.hidden))


def zips_in(container: Container, entries: Sequence[ArchiveEntry]) -> Iterator[Container]:
    """Zips and tars of a folder as containers of their own, but for pieces; see `containers` for what is raised."""
    for entry in entries:
        if is_piece(entry.place, container.path):
            continue
        try:
            path = container.path / entry.place
            read = _tar if entry.place.suffix.lower() == ".tar" and not _is_zip(path) else _zip
            yield read(path, container.limits, entry.place)
        except zipfile.BadZipFile:
            why = mark("it is damaged or was cut short")
            raise BrokenExportError(container.path, mark("the zip"), why) from None
        except OSError as error:
            raise UnreadableError(container.path, error.strerror or str(error)) from None


def _zip(path: Path, limits: ArchiveLimits, outer: PurePosixPath = _NOWHERE) -> Container:
    with zip_faults(), zipfile.ZipFile(path) as archive:
        entries = tuple(_entry(record) for record in archive.infolist() if not record.filename.endswith("/"))
    if not entries:
        raise EmptyExportError(path)
    check_number(path, len(entries), limits)
    for entry in entries:
        check_place(path, entry.place)
    return Container(path, path.stem, entries, limits, outer)


def _tar(path: Path, limits: ArchiveLimits, outer: PurePosixPath = _NOWHERE) -> Container:
    members = tar_members(path, limits)
    if not members:
        raise EmptyExportError(path)
    for member in members:
        check_place(path, member.place)
    entries = tuple(ArchiveEntry(member.place, member.size, offset=member.offset) for member in members)
    return Container(path, path.stem, entries, limits, outer)


def _entry(record: zipfile.ZipInfo) -> ArchiveEntry:
    """Names without the UTF-8 mark are read as Python reads them; most are UTF-8 all the same."""
    name = record.filename
    if not record.flag_bits & 0x800:
        try:
            name = name.encode("cp437").decode("utf-8")
        except UnicodeError:
            name = record.filename
    return ArchiveEntry(PurePosixPath(name.replace("\\", "/")), record.file_size, record)


def _open_part(container: Container, entry: ArchiveEntry) -> BinaryIO:
    """A stream of a file in a tar."""
    container.check(entry)
    return open_member(container.path, entry.offset or 0, entry.size)


def _open_file(path: Path) -> BinaryIO:
    return path.open("rb")


class _ListedZip(zipfile.ZipFile):
    """A zip whose list of files was read before: a member is opened without reading it for each anew."""

    def _RealGetContents(self) -> None:  # noqa: N802 - the name of the standard library
        """Read nothing."""


def _open_member(container: Container, entry: ArchiveEntry) -> BinaryIO:
    """A stream that keeps the zip open for as long as it is open itself."""
    container.check(entry)
    with zip_faults(), _ListedZip(container.path) as archive:
        return io.BufferedReader(cast("io.RawIOBase", archive.open(cast("zipfile.ZipInfo", entry.record))))
