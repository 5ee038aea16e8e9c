"""End of an erasure: the file is written anew without what was erased, by a later program where one was killed."""

from __future__ import annotations

from typing import Final

from unlike.library.encrypted_database import EncryptedDatabase

_ERASING: Final = "erasing"


def finish_erasure(database: EncryptedDatabase) -> None:
    """Write the file anew without what was erased, unless that is done.

    Raises:
        ChatLibraryError: the library cannot be written.
    """
    if not database.rows("SELECT 1 FROM state WHERE name = ?", (_ERASING,)):
        return
    database.change("VACUUM")
    database.change("DELETE FROM state WHERE name = ?", (_ERASING,))


def mark_erasing(database: EncryptedDatabase) -> None:
    """Remember that the file has to be written anew, should the program be killed before it is."""
    database.change("INSERT OR REPLACE INTO state (name, value) VALUES (?, 1)", (_ERASING,))
