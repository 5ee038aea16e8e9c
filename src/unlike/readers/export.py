"""What a reader is given: an export of one or many files, wherever they lie."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO, Final

from unlike.errors import BrokenExportError
from unlike.i18n import lazy, mark
from unlike.readers.private_copy import private_copy

_HEAD_BYTES: Final = 65_536


@dataclass(slots=True)
class FileRemarks:
    """What was odd about a file, gathered while it is read; the driver says it with the conversations in it.

    Attributes:
        notes: one sentence each, in order.
        is_cut: the file breaks off.
        ends_in_line: its last line has no line break.
        is_of_all: this holds for every conversation of the export, not only for those that are read next.
    """

    notes: dict[str, None] = field(default_factory=dict)
    is_cut: bool = False
    ends_in_line: bool = False
    is_of_all: bool = False


@dataclass(frozen=True, slots=True)
class ExportFile:
    """One file of an export, on disk or inside a zip.

    Attributes:
        path: what the user gave (the zip itself for a file inside one); stands in every error.
        name: the file's own name, e.g. `_chat.txt`; in an export of many files its path below the export's folder,
            e.g. `inbox/ada/message_1.json`.
        size: bytes, uncompressed.
        open: a fresh binary stream from the first byte.
        disk_path: where it lies on disk; None inside a zip.
        companions: SQLite's own files beside a database, by ending: "-wal", "-shm", "-journal".
        remarks: what was odd about it, as far as it was read.
    """

    path: Path
    name: str
    size: int
    open: Callable[[], BinaryIO]
    disk_path: Path | None = None
    companions: tuple[ExportFile, ...] = field(default=(), repr=False)
    remarks: FileRemarks = field(default_factory=FileRemarks, repr=False, compare=False)

    def head(self, size: int = _HEAD_BYTES) -> bytes:
        """The first bytes."""
        with self.open() as stream:
            return stream.read(size)


@dataclass(frozen=True, slots=True)
class Export:
    """What one app exported at one time: one file, or for readers that ask for it a folder of many.

    Attributes:
        path: what the user gave; stands in every error.
        title: the name of the folder, zip or file without its ending, where apps put the conversation's name.
        files: in order of their names; never empty.
    """

    path: Path
    title: str
    files: tuple[ExportFile, ...]

    @property
    def only(self) -> ExportFile:
        """The file of an export of one file.

        Raises:
            BrokenExportError: there are several.
        """
        if len(self.files) != 1:
            why = lazy("it has {number} files, and its reader takes one", number=len(self.files))
            raise BrokenExportError(self.path, self.files[0].name, why)
        return self.files[0]

    @property
    def size(self) -> int:
        """Bytes of all files, uncompressed."""
        return sum(file.size for file in self.files)

    def file(self, name: str) -> ExportFile:
        """A file by its name.

        Raises:
            BrokenExportError: there is none of that name.
        """
        for file in self.files:
            if file.name == name:
                return file
        raise BrokenExportError(self.path, name, mark("this file of the export is missing"))

    def open(self, name: str) -> BinaryIO:
        """A fresh binary stream of a file."""
        return self.file(name).open()

    def head(self, name: str, size: int = _HEAD_BYTES) -> bytes:
        """The first bytes of a file."""
        return self.file(name).head(size)

    @contextmanager
    def as_path(self, name: str) -> Iterator[Path]:
        """A file as a path, for libraries that take nothing else.

        Yields the file itself where it lies on disk, else a private copy that is gone afterwards. A database with a
        journal is always copied, together with it, since opening it would change the owner's files.
        """
        file = self.file(name)
        if file.disk_path is not None and not file.companions:
            yield file.disk_path
        else:
            with private_copy({part.name: part.open for part in (file, *file.companions)}) as paths:
                yield paths[file.name]
