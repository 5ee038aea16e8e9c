"""Links from senders of conversations to people: what the owner said of who is who, kept right while chats change."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from unlike.library.encrypted_database import EncryptedDatabase

Sender = tuple[int, str]
"""Number of a conversation, and a name in it."""
_SENDER_TABLES: Final = ("person_senders", "distinct_senders")
"""Tables that name senders: they follow what becomes of these."""


@dataclass(frozen=True, slots=True)
class LinkedPerson:
    """A person of whom the owner said who they are.

    Attributes:
        person_id: in the library.
        name: that the person bears in all their chats.
        is_owner: whether it is the owner.
        senders: that are this person.
    """

    person_id: int
    name: str
    is_owner: bool
    senders: frozenset[Sender]


def linked_people(database: EncryptedDatabase) -> tuple[LinkedPerson, ...]:
    """All people of whom the owner said who they are, in the order in which they did.

    Raises:
        ChatLibraryError: the library cannot be read.
    """
    senders: dict[int, set[Sender]] = {}
    for person, conversation, name in database.rows("SELECT person, conversation, name FROM person_senders"):
        senders.setdefault(person, set()).add((conversation, name))
    return tuple(
        LinkedPerson(person, name, bool(owner), frozenset(senders.get(person, ())))
        for person, name, owner in database.rows("SELECT id, name, is_owner FROM people ORDER BY id")
    )


def new_person(database: EncryptedDatabase, name: str, *, is_owner: bool = False) -> int:
    """Add a person without senders, and return the id; in a transaction."""
    return database.change("INSERT INTO people (name, is_owner) VALUES (?, ?)", (name, is_owner))


def link(database: EncryptedDatabase, person: int, senders: frozenset[Sender]) -> None:
    """Make some senders one person, whoever they were before; in a transaction."""
    database.change_many(
        "INSERT OR REPLACE INTO person_senders (conversation, name, person) VALUES (?, ?, ?)",
        [(conversation, name, person) for conversation, name in sorted(senders)],
    )
    drop_unused_people(database)


def link_owner(database: EncryptedDatabase, name: str, numbers: Iterable[int]) -> None:
    """Remember the owner's name as they said it, where no export of a conversation tells the same; in a transaction.

    Args:
        database: the library.
        name: as it stands in the conversations.
        numbers: of the conversations; those in which nobody bears it are passed over.
    """
    senders = frozenset(
        (number, name)
        for number in numbers
        for owner, _ in database.rows(
            "SELECT conversations.owner, name FROM conversations JOIN participants ON conversation = conversations.id "
            "WHERE conversations.id = ? AND name = ?",
            (number, name),
        )
        if owner != name
    )
    if senders:
        set_owner_senders(database, name, senders)


def set_owner_senders(database: EncryptedDatabase, name: str, senders: frozenset[Sender]) -> int:
    """Make some senders the owner, and nobody else in their conversations; return the owner's id; in a transaction.

    Args:
        database: the library.
        name: of the owner, where they have none yet.
        senders: the owner in each conversation.
    """
    owner = next((person.person_id for person in linked_people(database) if person.is_owner), None)
    if owner is None:
        owner = new_person(database, name, is_owner=True)
    database.change_many(
        "DELETE FROM person_senders WHERE person = ? AND conversation = ?",
        [(owner, conversation) for conversation, _ in sorted(senders)],
    )
    link(database, owner, senders)
    return owner


def unlink_person(database: EncryptedDatabase, person: int) -> None:
    """Forget what was said of a person; in a transaction."""
    database.change("DELETE FROM person_senders WHERE person = ?", (person,))
    database.change("DELETE FROM people WHERE id = ?", (person,))


def move_links(database: EncryptedDatabase, number: int, target: int) -> None:
    """Move the links of a conversation to another one that takes it over; links that are there stay."""
    for table in _SENDER_TABLES:
        database.change(f"UPDATE OR IGNORE {table} SET conversation = ?2 WHERE conversation = ?1", (number, target))  # noqa: S608
        database.change(f"DELETE FROM {table} WHERE conversation = ?", (number,))  # noqa: S608 - names of ours


def follow_names(database: EncryptedDatabase, conversation: int, names: Mapping[str, str]) -> None:
    """Let links of a conversation follow renamed people, and drop those of names that nobody bears in it any more.

    Args:
        database: the library, in a transaction.
        conversation: its number.
        names: the name in the joined history of everybody whom a part calls otherwise.
    """
    for table in _SENDER_TABLES:
        database.change_many(
            f"UPDATE OR REPLACE {table} SET name = ? WHERE conversation = ? AND name = ?",  # noqa: S608 - as above
            [(new_name, conversation, old_name) for old_name, new_name in names.items()],
        )
        database.change(
            f"DELETE FROM {table} WHERE conversation = ?1 "  # noqa: S608 - a name of ours
            "AND name NOT IN (SELECT name FROM participants WHERE conversation = ?1)",
            (conversation,),
        )
    drop_unused_people(database)


def drop_links(database: EncryptedDatabase, conversation: int) -> None:
    """Drop all links of a conversation that is gone; in a transaction."""
    for table in _SENDER_TABLES:
        database.change(f"DELETE FROM {table} WHERE conversation = ?", (conversation,))  # noqa: S608 - a name of ours
    drop_unused_people(database)


def drop_unused_people(database: EncryptedDatabase) -> None:
    """Drop people and pairs without a sender, and names that no sender of a person bears; the owner's stays."""
    database.change(
        "DELETE FROM distinct_senders WHERE pair IN "
        "(SELECT pair FROM distinct_senders GROUP BY pair HAVING count(DISTINCT side) < 2)"
    )
    database.change("DELETE FROM people WHERE NOT is_owner AND id NOT IN (SELECT person FROM person_senders)")
    database.change(
        "UPDATE people SET name = (SELECT min(name) FROM person_senders WHERE person = people.id) "
        "WHERE NOT is_owner AND name NOT IN (SELECT name FROM person_senders WHERE person = people.id)"
    )
