"""Encrypted SQLite database, and the sentences of errors where it cannot be opened.

Every page, also those of the journal, is encrypted with AEGIS-256; the key comes from the passphrase by Argon2id. What
is deleted is overwritten with zeros, and temporary tables stay in memory.
"""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, nullcontext, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import apsw

from unlike.errors import ChatLibraryError, PassphraseError, UnlikeError
from unlike.i18n import mark

_PATIENCE_MS: Final = 20_000
_WRITE_FLAGS: Final = apsw.SQLITE_OPEN_READWRITE
_PRAGMAS: Final = (
    "secure_delete = ON",
    "temp_store = MEMORY",
    "journal_mode = DELETE",  # encrypted as the pages are; nothing stays beside the file, so that one file is all
    "synchronous = EXTRA",
    "cache_size = -65536",  # KiB
    "trusted_schema = OFF",
    "cell_size_check = ON",
)


@dataclass(frozen=True, slots=True)
class KeyCost:
    """Cost of deriving the key from a passphrase (Argon2id), for whoever guesses it, too.

    Attributes:
        memory: KiB of memory.
        passes: over that memory.
    """

    memory: int = 65_536
    passes: int = 3


@dataclass(frozen=True, slots=True)
class EncryptedDatabase:
    """An open encrypted database.

    Attributes:
        path: its file, which stands in every error.
    """

    path: Path
    connection: apsw.Connection = field(repr=False)

    def rows(self, query: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        """All rows of a query; its values stand in the places of "?".

        Raises:
            ChatLibraryError: the file cannot be read.
        """
        with database_sentences(self.path):
            return self.connection.execute(query, values).fetchall()

    def change(self, query: str, values: Sequence[Any] = ()) -> int:
        """Run a statement that changes something, and return the id of the row that was inserted last.

        Raises:
            ChatLibraryError: the file cannot be written.
        """
        with database_sentences(self.path):
            self.connection.execute(query, values)
            return self.connection.last_insert_rowid()

    def change_many(self, query: str, values: Iterable[Sequence[Any]]) -> None:
        """Run a statement once for each of many rows of values.

        Raises:
            ChatLibraryError: the file cannot be written.
        """
        with database_sentences(self.path):
            self.connection.executemany(query, values)

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Make all changes of the block, or none, while no other program writes; a nested block joins the outer one.

        Raises:
            ChatLibraryError: the file cannot be written, or another program does not let go of it.
        """
        with nullcontext() if self.connection.in_transaction else self._transaction("BEGIN IMMEDIATE"):
            yield

    @contextmanager
    def trying(self) -> Iterator[None]:
        """Undo the changes of the block at its end.

        Raises:
            ChatLibraryError: the file cannot be written, or another program does not let go of it.
        """
        self.change("BEGIN IMMEDIATE")
        try:
            yield
        finally:
            with suppress(apsw.Error):
                self.connection.execute("ROLLBACK")

    @contextmanager
    def reading(self) -> Iterator[None]:
        """Show one state of the file to everything that the block reads.

        Raises:
            ChatLibraryError: the file cannot be read.
        """
        with self._transaction("BEGIN"):
            yield

    @contextmanager
    def _transaction(self, begin: str) -> Iterator[None]:
        self.change(begin)
        try:
            yield
            self.change("COMMIT")
        except BaseException:
            with suppress(apsw.Error):  # SQLite itself has rolled back after some mistakes
                self.connection.execute("ROLLBACK")
            raise


@contextmanager
def open_encrypted(path: Path, passphrase: str, cost: KeyCost) -> Iterator[EncryptedDatabase]:
    """Open a database that is there, for as long as the block lasts.

    Args:
        path: its file; an empty one becomes a database with the first change.
        passphrase: compared as Unicode in its composed form, so that it is the same on every keyboard.
        cost: as when the file was made.

    Raises:
        PassphraseError: the passphrase is empty, with which nothing would be encrypted.
        ChatLibraryError: the file cannot be opened, the passphrase is another one, or the file is damaged.
    """
    if not passphrase:
        raise PassphraseError(mark("The passphrase is empty. Give the one with which the library was made."))
    with database_sentences(path):
        connection = apsw.Connection(str(path), flags=_WRITE_FLAGS)
    try:
        with database_sentences(path):
            _unlock(connection, passphrase, cost)
        yield EncryptedDatabase(path, connection)
    finally:
        connection.close()


def create_private_file(path: Path) -> None:
    """Make an empty file, and its folder, that only the owner can read; one that is there stays.

    Raises:
        ChatLibraryError: it cannot be made.
    """
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    except FileExistsError:
        return
    except OSError as error:
        raise ChatLibraryError(path, error.strerror or mark("it cannot be written")) from error


@contextmanager
def database_sentences(path: Path) -> Iterator[None]:
    """Turn an exception of SQLite into an error with a sentence.

    Raises:
        ChatLibraryError: SQLite raised one.
    """
    try:
        yield
    except tuple(_SENTENCES) as error:
        reason, step = next(
            sentences for error_class, sentences in _SENTENCES.items() if isinstance(error, error_class)
        )
        raise ChatLibraryError(path, reason, step) from None


@contextmanager
def damage_sentence(path: Path) -> Iterator[None]:
    """Turn exceptions from rows that do not fit together into the error of a damaged library.

    Every page is whole then, but some are of another state of the file: a copy was put together from two.

    Raises:
        ChatLibraryError: something was raised.
    """
    try:
        yield
    except UnlikeError:
        raise
    except Exception as error:
        raise ChatLibraryError(path, DAMAGED, _RESTORE) from error


def _unlock(connection: apsw.Connection, passphrase: str, cost: KeyCost) -> None:
    connection.set_busy_timeout(_PATIENCE_MS)
    for name, value in (("cipher", "aegis"), ("mcost", cost.memory), ("tcost", cost.passes)):
        connection.pragma(name, value)
    connection.pragma("hexkey", unicodedata.normalize("NFC", passphrase).encode().hex())
    connection.execute("SELECT count(*) FROM sqlite_schema").fetchall()  # the key is tried only now
    for pragma in _PRAGMAS:
        connection.execute(f"PRAGMA {pragma}").fetchall()


DAMAGED: Final = mark("your library is damaged")
_RESTORE: Final = mark("Put a backup in its place with unlike restore; nothing was changed.")
_REFUSED: Final = (mark("the file or its folder cannot be opened or written"), mark("Look who may use them."))
_SENTENCES: Final[dict[type[apsw.Error], tuple[str, str]]] = {
    apsw.NotADBError: (
        mark("this passphrase does not open your library, or the file is damaged"),
        mark("Type it again; if it is the right one, put a backup in its place with unlike restore."),
    ),
    apsw.CorruptError: (DAMAGED, _RESTORE),
    apsw.BusyError: (mark("another program has been using it for too long"), ""),
    apsw.LockedError: (mark("another program has been using it for too long"), ""),
    apsw.FullError: (mark("No space left on device"), ""),
    apsw.ReadOnlyError: _REFUSED,
    apsw.CantOpenError: _REFUSED,
    apsw.PermissionsError: (mark("Permission denied"), ""),
    apsw.AuthError: (mark("Permission denied"), ""),
    apsw.IOError: (mark("Input/output error"), ""),
}
