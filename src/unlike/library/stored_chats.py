"""Conversations in the library: what a list shows of each."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from unlike.library.encrypted_database import EncryptedDatabase

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class StoredChat:
    """A conversation in the library.

    Attributes:
        number: by which it is named; it stays the same until another export shows that two are one.
        title: what people call it.
        app: the reader's name.
        group: more than two people can write in it.
        owner: the owner's name in it, as they said or as the exports tell; None where nobody said.
        messages: rows by people.
        first, last: moments of its first and last row, UTC; None without any.
        lacking: messages that a later export no longer has.
        exports: how many exports are in it.
        people: names in it, and those that an older export uses.
        exported_owner: the owner's name as the exports tell it.
    """

    number: int
    title: str
    app: str
    group: bool
    owner: str | None
    messages: int
    first: datetime | None
    last: datetime | None
    lacking: int
    exports: int
    people: tuple[str, ...]
    exported_owner: str | None = None

    def dates(self, zone: ZoneInfo) -> tuple[date, date] | None:
        """First and last date in a time zone, as a calendar has them; None without any row."""
        if self.first is None or self.last is None:
            return None
        return self.first.astimezone(zone).date(), self.last.astimezone(zone).date()

    def has_person(self, name: str) -> bool:
        """Whether somebody of a name, in whatever case, writes in it."""
        return name.strip().casefold() in {person.casefold() for person in self.people}


def stored_chats(database: EncryptedDatabase) -> tuple[StoredChat, ...]:
    """All conversations, the one with the latest message first.

    Raises:
        ChatLibraryError: the library cannot be read.
    """
    people: dict[int, list[str]] = {}
    for number, name in database.rows("SELECT conversation, name FROM participants ORDER BY messages DESC, name"):
        people.setdefault(number, []).append(name)
    owners = dict(
        database.rows(
            "SELECT conversation, person_senders.name FROM person_senders JOIN people ON people.id = person "
            "WHERE is_owner"
        )
    )
    exports = dict(database.rows("SELECT conversation, count(DISTINCT export) FROM parts GROUP BY conversation"))
    rows = database.rows(
        "SELECT id, title, app, is_group, owner, messages, first, last, lacking FROM conversations "
        "ORDER BY last DESC, id"
    )
    return tuple(
        StoredChat(
            number, title, app, bool(group), owners.get(number, owner), messages, moment_of(first), moment_of(last),
            lacking, exports.get(number, 0), tuple(people.get(number, ())), owner,
        )
        for number, title, app, group, owner, messages, first, last, lacking in rows
    )  # fmt: skip


def moment_of(microseconds: int | None) -> datetime | None:
    """Moment of a stored number of microseconds since 1970, UTC."""
    return None if microseconds is None else _EPOCH + timedelta(microseconds=microseconds)


def microseconds_of(moment: datetime) -> int:
    """Microseconds since 1970 of a moment with its zone, as they are stored."""
    return (moment - _EPOCH) // timedelta(microseconds=1)
