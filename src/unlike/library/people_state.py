"""State of the library's tables of people at a moment, so that a change of them can be undone exactly."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from unlike.library.encrypted_database import EncryptedDatabase

_ROWS = {
    "people": "SELECT id, name, is_owner FROM people ORDER BY id",
    "person_senders": "SELECT conversation, name, person FROM person_senders ORDER BY conversation, name",
    "distinct_senders": "SELECT pair, side, conversation, name FROM distinct_senders ORDER BY pair, conversation, name",
}
"""Tables of people; those that others refer to first."""


@dataclass(frozen=True, slots=True)
class PeopleState:
    """Content of the tables of people.

    Attributes:
        rows: of each table of people.
        names: participants of all conversations; where these change, `rows` mean something else.
    """

    rows: tuple[tuple[Any, ...], ...]
    names: tuple[Any, ...]

    @property
    def all_names(self) -> tuple[str, ...]:
        """Names of people and titles of conversations in it."""
        people = (name for _, name, _ in self.rows[0])
        return tuple(dict.fromkeys([*people, *(text for _, title, _, name in self.names for text in (title, name))]))


def people_state(database: EncryptedDatabase) -> PeopleState:
    """Read the tables of people.

    Raises:
        ChatLibraryError: the library cannot be read.
    """
    names = database.rows(
        "SELECT conversations.id, title, app, name FROM conversations JOIN participants "
        "ON conversation = conversations.id ORDER BY conversations.id, name"
    )
    return PeopleState(tuple(tuple(database.rows(query)) for query in _ROWS.values()), tuple(names))


def restore_people(database: EncryptedDatabase, before: PeopleState, after: PeopleState) -> bool:
    """Undo a change of the tables of people, all of it or nothing.

    Args:
        database: the library.
        before: state before the change.
        after: state when it was done.

    Returns:
        Whether it was undone; False where anything else changed since.

    Raises:
        ChatLibraryError: the library cannot be written.
    """
    with database.writing():
        if people_state(database) != after or before.names != after.names:
            return False
        for table in reversed(_ROWS):
            database.change(f"DELETE FROM {table}")  # noqa: S608 - a name of ours
        for table, rows in zip(_ROWS, before.rows, strict=True):
            if rows:
                placeholders = ", ".join("?" * len(rows[0]))
                columns = _ROWS[table].split(" FROM ")[0].removeprefix("SELECT ")
                database.change_many(f"INSERT INTO {table} ({columns}) VALUES ({placeholders})", list(rows))  # noqa: S608
    return True
