"""Files, folders and zips as documents: opened in this one place, within limits, and never unpacked."""

from __future__ import annotations

import io
import os
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path, PurePosixPath
from typing import BinaryIO, Final, cast

from unlike.errors import BrokenExportError, ContainerError, EmptyExportError, NotFoundError, UnreadableError
from unlike.i18n import lazy, mark
from unlike.readers.base import ExportFile

NAMELESS: Final = frozenset({"_chat.txt", "result.json"})
"""An export's own file, named alike for every chat: the folder around it bears the chat's name."""

MAIN: Final = NAMELESS | {"messages.html"}
"""Where one of these lies, whatever lies beside or below it was sent in the chat."""

DATA: Final = frozenset({".txt", ".json", ".jsonl", ".csv", ".xml", ".html", ".md", ".mbox", ".db", ".zip"})
"""Endings that an export can have; photos and voice messages are not even opened."""

SMALL: Final = 1 << 20
"""Bytes below which a high ratio is no danger."""


@dataclass(frozen=True, slots=True)
class ArchiveLimits:
    """How much a container may hold: bytes of one export, its packing ratio, entries, folders in folders."""

    size: int = 32 << 30
    ratio: int = 200
    entries: int = 100_000
    depth: int = 4


LIMITS: Final = ArchiveLimits()


@dataclass(frozen=True, slots=True)
class ArchiveEntry:
    """A file in a container: its place below the container, its bytes, and the zip's record of it, if any."""

    place: PurePosixPath
    size: int
    record: zipfile.ZipInfo | None = None


def export_files(path: Path, limits: ArchiveLimits = LIMITS) -> tuple[ExportFile, ...]:
    """The files worth asking the readers about, in order of their names.

    Args:
        path: a file, a zip, or a folder of either.
        limits: beyond them a container is refused.

    Raises:
        NotFoundError: there is nothing at `path`.
        UnreadableError: the system does not let us read it.
        BrokenExportError: a zip that is damaged.
        EmptyExportError: a zip or folder without any file.
        ContainerError: beyond the limits, paths that lead outside, locked with a password, or zip in zip.
    """
    try:
        return tuple(_documents(path, limits))
    except FileNotFoundError:
        raise NotFoundError(path) from None
    except zipfile.BadZipFile:
        raise BrokenExportError(path, mark("the zip"), mark("it is damaged or was cut short")) from None
    except OSError as error:
        raise UnreadableError(path, error.strerror or str(error)) from None


def _documents(path: Path, limits: ArchiveLimits) -> Iterator[ExportFile]:
    """The same, with the system's own exceptions."""
    if path.is_dir():
        yield from _in_folder(path, limits)
    elif not path.exists():
        raise NotFoundError(path)
    elif not path.is_file():
        raise UnreadableError(path, mark("it is no ordinary file"))
    elif _is_zip(path):
        yield from _in_zip(path, limits)
    else:
        yield _on_disk(path, _title_on_disk(path))


def _is_zip(path: Path) -> bool:
    """By its first bytes, or by an ending that promises one."""
    with path.open("rb") as stream:
        return stream.read(4) in {b"PK\x03\x04", b"PK\x05\x06"} or path.suffix.lower() == ".zip"


def _on_disk(path: Path, title: str) -> ExportFile:
    return ExportFile(path, path.name, title, path.stat().st_size, partial(_open_file, path))


def _open_file(path: Path) -> BinaryIO:
    return path.open("rb")


def _title_on_disk(path: Path) -> str:
    """The folder's name where the app gave it the chat's, else the file's."""
    folder = path.absolute().parent.name
    return folder if path.name in NAMELESS and "whatsapp" in folder.lower() else path.stem


def _in_folder(folder: Path, limits: ArchiveLimits) -> Iterator[ExportFile]:
    entries = list(_walk(folder, PurePosixPath(), limits))
    if not entries:
        raise EmptyExportError(folder)
    _check_number(folder, entries, limits)
    for entry in _exports(entries):
        path = folder / entry.place
        if path.suffix.lower() == ".zip":
            yield from _in_zip(path, limits)
        else:
            yield _on_disk(path, _title(folder.absolute().name, entry))


def _walk(folder: Path, below: PurePosixPath, limits: ArchiveLimits) -> Iterator[ArchiveEntry]:
    """Every visible file, a few folders deep; links to folders are not followed."""
    with os.scandir(folder / below) as found:
        inside = sorted((entry for entry in found if not entry.name.startswith(".")), key=lambda e: e.name)
    for entry in inside:
        place = below / entry.name
        if entry.is_dir(follow_symlinks=False) and len(place.parts) < limits.depth:
            yield from _walk(folder, place, limits)
        elif entry.is_file():
            yield ArchiveEntry(place, entry.stat().st_size)


def _in_zip(path: Path, limits: ArchiveLimits) -> Iterator[ExportFile]:
    with zipfile.ZipFile(path) as container:
        entries = [_entry(record) for record in container.infolist() if not record.is_dir()]
    if not entries:
        raise EmptyExportError(path)
    _check_number(path, entries, limits)
    for entry in entries:
        _check_place(path, entry.place)
    chosen = _narrowed([entry for entry in _exports(entries) if entry.place.suffix.lower() != ".zip"])
    if not chosen:
        _refuse_nested(path, entries)
    for entry in chosen:
        yield _member(path, entry, limits)


def _entry(record: zipfile.ZipInfo) -> ArchiveEntry:
    """Names without the UTF-8 mark are read as Python reads them; most are UTF-8 all the same."""
    name = record.filename
    if not record.flag_bits & 0x800:
        try:
            name = name.encode("cp437").decode("utf-8")
        except UnicodeError:
            name = record.filename
    return ArchiveEntry(PurePosixPath(name.replace("\\", "/")), record.file_size, record)


def _member(path: Path, entry: ArchiveEntry, limits: ArchiveLimits) -> ExportFile:
    _check_member(path, entry, limits)
    opened = partial(_open_member, path, cast("zipfile.ZipInfo", entry.record))
    return ExportFile(path, entry.place.name, _title(path.stem, entry), entry.size, opened)


def _open_member(path: Path, record: zipfile.ZipInfo) -> BinaryIO:
    """A stream that keeps the zip open for as long as it is open itself."""
    with zipfile.ZipFile(path) as container:
        return io.BufferedReader(cast("io.RawIOBase", container.open(record)))


def _exports(entries: Sequence[ArchiveEntry]) -> list[ArchiveEntry]:
    """The main file of each folder that is one export; in other folders all that could be an export."""
    mains = {entry.place.parent for entry in entries if entry.place.name in MAIN}
    return [entry for entry in entries if _is_candidate(entry.place, mains)]


def _is_candidate(place: PurePosixPath, mains: set[PurePosixPath]) -> bool:
    if "__MACOSX" in place.parts or place.suffix.lower() not in DATA:
        return False
    if any(folder in mains for folder in place.parent.parents):
        return False
    return place.name in MAIN or place.parent not in mains


def _narrowed(entries: list[ArchiveEntry]) -> list[ArchiveEntry]:
    """One chat's zip holds one text: the one that is named so, else the largest; the others were sent in it."""
    texts = [entry for entry in entries if entry.place.suffix.lower() == ".txt"]
    named = [entry for entry in texts if _names_chat(entry.place.name)]
    largest = sorted(texts, key=lambda entry: entry.size)[-1:]
    return [entry for entry in entries if entry not in texts or entry in (named or largest)]


def _names_chat(name: str) -> bool:
    """WhatsApp writes its name in Latin letters in every language but Arabic and its neighbours."""
    return any(word in name.lower() for word in ("chat", "whatsapp", "واتساب"))


def _title(container: str, entry: ArchiveEntry) -> str:
    if entry.place.name not in NAMELESS:
        return entry.place.stem
    return entry.place.parent.name or container


def _check_number(path: Path, entries: Sequence[ArchiveEntry], limits: ArchiveLimits) -> None:
    if len(entries) > limits.entries:
        files = lazy("it holds {files} files, more than {most}", files=len(entries), most=limits.entries)
        raise ContainerError(path, files)


def _check_place(path: Path, place: PurePosixPath) -> None:
    if place.is_absolute() or ".." in place.parts or place.parts[0].endswith(":"):
        raise ContainerError(path, lazy("the path “{place}” in it leads outside of it", place=place))


def _check_member(path: Path, entry: ArchiveEntry, limits: ArchiveLimits) -> None:
    record = cast("zipfile.ZipInfo", entry.record)
    if record.flag_bits & 0x1:
        raise ContainerError(path, lazy("“{place}” in it is locked with a password", place=entry.place))
    if entry.size > limits.size:
        large = lazy("“{place}” in it is larger than {most} MiB", place=entry.place, most=limits.size >> 20)
        raise ContainerError(path, large)
    if entry.size > max(SMALL, limits.ratio * record.compress_size):
        packed = lazy("“{place}” in it is packed more than {most} times over", place=entry.place, most=limits.ratio)
        raise ContainerError(path, packed)


def _refuse_nested(path: Path, entries: Sequence[ArchiveEntry]) -> None:
    for entry in entries:
        if entry.place.suffix.lower() == ".zip":
            raise ContainerError(path, lazy("it holds another zip, “{place}”", place=entry.place))
