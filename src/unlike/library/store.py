"""The one small file: read whole, written whole, for the owner's eyes alone."""

from __future__ import annotations

import os
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from tempfile import mkstemp
from typing import Annotated, Final, Literal, Protocol

import msgspec

from unlike.errors import LibraryError
from unlike.i18n import mark

_VERSION: Final = 1
_LARGEST: Final = 16 * 1024 * 1024  # bytes; notes of a lifetime are smaller


@dataclass(frozen=True, slots=True)
class Note:
    """What some days turned out to be, in the owner's words.

    Attributes:
        conversation: its key.
        person: as the conversation shows the name.
        first, last: the days it is about, both included.
        text: the owner's words.
        written: the day they were written.
    """

    conversation: str
    person: str
    first: date
    last: date
    text: str
    written: date


Moment = Annotated[datetime, msgspec.Meta(tz=True)]


@dataclass(frozen=True, slots=True)
class Visit:
    """One conversation that was looked at.

    Attributes:
        content: a hash of all its messages; without them nobody can tell which chat it is.
        at: when it was looked at, oldest first, to the minute.
    """

    content: str
    at: tuple[Moment, ...]


Shade = Literal["system", "light", "dark"]


@dataclass(frozen=True, slots=True)
class Settings:
    """How the owner wants the page.

    Attributes:
        zone: an IANA name; empty for this machine's own.
        look: light or dark whatever the system says, or as the system has it.
        names, quotes: whether a report keeps them where nothing else is said.
    """

    zone: str = ""
    look: Shade = "system"
    names: bool = False
    quotes: bool = False


@dataclass(frozen=True, slots=True)
class StoredData:
    """All that is kept."""

    version: int = _VERSION
    notes: tuple[Note, ...] = ()
    looks: tuple[Visit, ...] = ()
    settings: Settings = Settings()


class Store(Protocol):
    """Where it is kept, read whole and written whole."""

    def read(self) -> StoredData:
        """What is kept; nothing at first."""

    def write(self, kept: StoredData) -> None:
        """Put it in place of what was kept."""

    def forget(self) -> None:
        """Take it all away."""


@dataclass(frozen=True, slots=True)
class DataFile:
    """Where it is kept.

    Attributes:
        path: of the file; it and its folder need not be there.
    """

    path: Path

    def read(self) -> StoredData:
        """What is kept; nothing where there is no file yet.

        Raises:
            LibraryError: it cannot be read, or is not what was written.
        """
        try:
            with self.path.open("rb") as file:
                content = file.read(_LARGEST + 1)
            if len(content) > _LARGEST:
                raise LibraryError(self.path, mark("it is far larger than anything kept here"))
            kept = msgspec.json.decode(content, type=StoredData)
        except (FileNotFoundError, NotADirectoryError):
            return StoredData()
        except OSError as error:
            raise LibraryError(self.path, error.strerror or mark("it cannot be opened")) from error
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
            raise LibraryError(self.path, mark("it is not what was written here")) from error
        if kept.version != _VERSION:
            raise LibraryError(self.path, mark("another version of unlike wrote it"))
        return kept

    def write(self, kept: StoredData) -> None:
        """Put it in place of what was kept, whole or not at all; nobody but the owner may read it.

        Raises:
            LibraryError: it cannot be written.
        """
        content = msgspec.json.format(msgspec.json.encode(replace(kept, version=_VERSION)), indent=1)
        try:
            self.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            handle, beside = mkstemp(dir=self.path.parent, prefix=self.path.name)  # made with mode 0600
            try:
                with os.fdopen(handle, "wb") as file:
                    file.write(content)
                    file.flush()
                    os.fsync(file.fileno())
                Path(beside).replace(self.path)
            except BaseException:
                Path(beside).unlink(missing_ok=True)
                raise
        except OSError as error:
            raise LibraryError(self.path, error.strerror or mark("it cannot be written")) from error

    def forget(self) -> None:
        """Take it all away, whatever is in it.

        Raises:
            LibraryError: it cannot be taken away.
        """
        try:
            self.path.unlink(missing_ok=True)
        except OSError as error:
            raise LibraryError(self.path, error.strerror or mark("it cannot be taken away")) from error
