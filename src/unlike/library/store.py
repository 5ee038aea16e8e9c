"""The data file: one small JSON document, read whole and written whole, readable by its owner alone."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Annotated, Final, Literal, Protocol

import msgspec

from unlike.errors import LibraryError
from unlike.i18n import mark
from unlike.library.replaced_file import copies_of, exclusive_access, remove_copies, replace_content

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
        something: whether it was something, as the owner said; None where they did not say.
    """

    conversation: str
    person: str
    first: date
    last: date
    text: str
    written: date
    something: bool | None = None


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

    def update(self, change: Callable[[StoredData], StoredData]) -> StoredData:
        """Replace the stored data by what a function makes of it, while nobody else can change it, and return that."""

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
        self._clean()
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
        with _system_error_sentence(self.path, mark("it cannot be written")), exclusive_access(self.path):
            self._write(data)

    def update(self, change: Callable[[StoredData], StoredData]) -> StoredData:
        """Replace the content by what a function makes of it; two programs at once do so one after the other.

        Args:
            change: called once. Where it returns what it was given, nothing is written.

        Raises:
            LibraryError: the file cannot be read or written.
        """
        with _system_error_sentence(self.path, mark("it cannot be written")), exclusive_access(self.path):
            stored = self.read()
            data = change(stored)
            if data != stored:
                self._write(data)
            return data

    def forget(self) -> None:
        """Delete the file, whatever its content, and copies of it that a killed program left.

        Raises:
            LibraryError: the file cannot be deleted.
        """
        if not self.path.parent.exists():
            return
        with _system_error_sentence(self.path, mark("it cannot be taken away")), exclusive_access(self.path):
            self.path.unlink(missing_ok=True)
            remove_copies(self.path)

    def _write(self, data: StoredData) -> None:
        document = msgspec.structs.replace(data, version=_VERSION)
        replace_content(self.path, msgspec.json.format(msgspec.json.encode(document), indent=1))

    def _clean(self) -> None:
        """Delete copies that a killed program left; where that cannot be done now, a later run does."""
        with suppress(OSError, LibraryError):
            if copies_of(self.path) and not self.path.is_dir():
                with exclusive_access(self.path):
                    remove_copies(self.path)


@contextmanager
def _system_error_sentence(path: Path, otherwise: str) -> Iterator[None]:
    """Turn the system's own exceptions into a sentence.

    Raises:
        LibraryError: the system raised one.
    """
    try:
        yield
    except OSError as error:
        raise LibraryError(path, error.strerror or otherwise) from error
