"""The data file: one small JSON document, read whole and written whole, readable by its owner alone."""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from tempfile import mkstemp
from typing import Annotated, Final, Literal, Protocol

import msgspec

from unlike.errors import LibraryError
from unlike.i18n import mark

_VERSION: Final = 1
_MAX_FILE_BYTES: Final = 16 * 1024 * 1024  # notes of a lifetime are smaller


@dataclass(frozen=True, slots=True)
class Note:
    """Note on some days of a person, in the owner's words: what a spell turned out to be.

    Attributes:
        conversation: key of the conversation.
        person: name of the person, as the conversation shows it.
        first, last: days the note is about, both included.
        text: the owner's words.
        written: day on which they were written.
    """

    conversation: str
    person: str
    first: date
    last: date
    text: str
    written: date


ZonedTime = Annotated[datetime, msgspec.Meta(tz=True)]
"""Moment with a time zone; one without is refused when the file is read."""


class Visit(msgspec.Struct, frozen=True, rename={"fingerprint": "content", "times": "at"}):
    """Times at which one conversation was looked at, as long as nobody but the owner wrote in it.

    Attributes:
        fingerprint: keyed hash of the latest messages of the others, which does not tell which chat it is.
        times: to the minute, oldest first.
        chat: keyed hashes by which another export of the same conversation is recognised; none in older files.
    """

    fingerprint: str
    times: tuple[ZonedTime, ...]
    chat: tuple[str, ...] = ()


Theme = Literal["system", "light", "dark"]
"""Colours of the page; "system" follows the browser."""


class Settings(msgspec.Struct, frozen=True, rename={"theme": "look"}):
    """The owner's settings of the page.

    Attributes:
        zone: IANA name of a time zone; empty for that of the machine.
        theme: colours of the page.
        names, quotes: whether a report keeps names and quotes where nothing else is asked for.
    """

    zone: str = ""
    theme: Theme = "system"
    names: bool = False
    quotes: bool = False


class StoredData(msgspec.Struct, frozen=True, rename={"visits": "looks"}):
    """Content of the data file.

    `rename` gives the keys of the file where they differ from the names here, so that older files can be read.

    Attributes:
        salt: key of the hashes of visits, made when the first is stored.
    """

    version: int = _VERSION
    notes: tuple[Note, ...] = ()
    visits: tuple[Visit, ...] = ()
    settings: Settings = Settings()
    salt: str = ""


class Store(Protocol):
    """Storage of the data, read whole and written whole."""

    def read(self) -> StoredData:
        """Return the stored data; empty data where nothing was written yet."""

    def write(self, data: StoredData) -> None:
        """Replace the stored data."""

    def forget(self) -> None:
        """Delete the stored data."""


@dataclass(frozen=True, slots=True)
class DataFile:
    """Store in a JSON file.

    Attributes:
        path: path of the file; the file and its folder need not exist.
    """

    path: Path

    def read(self) -> StoredData:
        """Return the content of the file; empty data where there is no file.

        Raises:
            LibraryError: the file cannot be read, or is not what `write` wrote.
        """
        try:
            with self.path.open("rb") as file:
                content = file.read(_MAX_FILE_BYTES + 1)
            if len(content) > _MAX_FILE_BYTES:
                raise LibraryError(self.path, mark("it is far larger than anything kept here"))
            data = msgspec.json.decode(content, type=StoredData)
        except (FileNotFoundError, NotADirectoryError):
            return StoredData()
        except OSError as error:
            raise LibraryError(self.path, error.strerror or mark("it cannot be opened")) from error
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
            raise LibraryError(self.path, mark("it is not what was written here")) from error
        if data.version != _VERSION:
            raise LibraryError(self.path, mark("another version of unlike wrote it"))
        return data

    def write(self, data: StoredData) -> None:
        """Replace the content of the file, whole or not at all, readable and writable by the owner alone.

        Raises:
            LibraryError: the file cannot be written.
        """
        document = msgspec.structs.replace(data, version=_VERSION)
        content = msgspec.json.format(msgspec.json.encode(document), indent=1)
        try:
            self.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            self._replace(content)
        except OSError as error:
            raise LibraryError(self.path, error.strerror or mark("it cannot be written")) from error

    def _replace(self, content: bytes) -> None:
        """Write a temporary file beside the file, flush it to the disk, and move it into place."""
        handle, name = mkstemp(dir=self.path.parent, prefix=self.path.name)  # created with mode 0600
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            Path(name).replace(self.path)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise

    def forget(self) -> None:
        """Delete the file, whatever its content.

        Raises:
            LibraryError: the file cannot be deleted.
        """
        try:
            self.path.unlink(missing_ok=True)
        except OSError as error:
            raise LibraryError(self.path, error.strerror or mark("it cannot be taken away")) from error
