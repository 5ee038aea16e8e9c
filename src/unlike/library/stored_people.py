"""People in the library: who writes in which chats, as the owner said, and else as each app has it.

Senders of one name in one app are one person, unless it is the other side of two chats of two; across apps nobody is
one person before the owner says so.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from unlike.errors import UsageError
from unlike.i18n import mark
from unlike.library.distinct_people import unmark_distinct
from unlike.library.encrypted_database import EncryptedDatabase
from unlike.library.person_links import (
    LinkedPerson,
    Sender,
    link,
    linked_people,
    new_person,
    set_owner_senders,
    unlink_person,
)
from unlike.library.stored_chats import StoredChat, stored_chats
from unlike.readers.owner_names import common_name


@dataclass(frozen=True, slots=True)
class PersonChat:
    """A chat in which a person writes.

    Attributes:
        chat: the conversation.
        name: the person's name in it.
        messages: that they wrote in it.
    """

    chat: StoredChat
    name: str
    messages: int

    @property
    def sender(self) -> Sender:
        """Sender that stands for the person in links."""
        return (self.chat.number, self.name)


@dataclass(frozen=True, slots=True)
class StoredPerson:
    """A person in the library.

    Attributes:
        name: that they bear in all their chats.
        chats: those in which they wrote most first.
        is_owner: whether it is the owner.
        person_id: in the library, where the owner said who they are; None else.
    """

    name: str
    chats: tuple[PersonChat, ...]
    is_owner: bool = False
    person_id: int | None = None

    @property
    def messages(self) -> int:
        """Messages in all chats."""
        return sum(chat.messages for chat in self.chats)

    @property
    def senders(self) -> frozenset[Sender]:
        """Senders that stand for the person in links."""
        return frozenset(chat.sender for chat in self.chats)

    def bears(self, name: str) -> bool:
        """Whether the person has a name in some chat, in whatever case."""
        names = {self.name, *(chat.name for chat in self.chats)}
        return name.strip().casefold() in {own_name.casefold() for own_name in names}


def stored_people(database: EncryptedDatabase) -> tuple[StoredPerson, ...]:
    """Everybody who writes in the library: the owner first, then those who wrote most.

    Raises:
        ChatLibraryError: the library cannot be read.
    """
    chats = {chat.number: chat for chat in stored_chats(database)}
    linked = linked_people(database)
    people: dict[object, list[PersonChat]] = {}
    linked_senders = {sender for person in linked for sender in person.senders}
    for person_chat in sorted(
        _sender_appearances(database, chats), key=lambda person_chat: person_chat.sender not in linked_senders
    ):
        people.setdefault(_person_key(person_chat, linked, people), []).append(person_chat)
    linked_by_id = {person.person_id: person for person in linked}
    stored = [_stored_person(key, tuple(person_chats), linked_by_id) for key, person_chats in people.items()]
    return tuple(sorted(stored, key=lambda person: (not person.is_owner, -person.messages, person.name)))


def merge_people(database: EncryptedDatabase, first: StoredPerson, second: StoredPerson) -> StoredPerson:
    """Make two people one, under the name of the first, or of the owner; all of it or nothing.

    Raises:
        UsageError: they are one already, or both write in one chat under two names.
        ChatLibraryError: the library cannot be written.
    """
    if first.senders == second.senders:
        raise UsageError(mark("These two are one person already."))
    _require_no_common_chat(first, second)
    main, other = (second, first) if second.is_owner and not first.is_owner else (first, second)
    with database.writing():
        person = main.person_id or new_person(database, main.name, is_owner=main.is_owner)
        link(database, person, main.senders | other.senders)
        unmark_distinct(database, main.senders, other.senders)  # what the owner says last holds
    return replace(main, chats=(*main.chats, *other.chats), person_id=person)


def split_person(database: EncryptedDatabase, person: StoredPerson, chat: StoredChat | None) -> int:
    """Take one chat from a person, or everything apart that was merged; all of it or nothing.

    Args:
        database: the library.
        person: whom.
        chat: in which somebody else writes; None to undo what was said of the person.

    Returns:
        How many chats are of somebody else now.

    Raises:
        UsageError: there is nothing to take apart.
        ChatLibraryError: the library cannot be written.
    """
    removed_senders = frozenset(
        person_chat.sender for person_chat in person.chats if chat and person_chat.chat.number == chat.number
    )
    if chat is None and person.person_id is not None:
        with database.writing():
            unlink_person(database, person.person_id)
            _link_apart(database, person.senders)
        return len(person.chats)
    if not removed_senders or len(person.senders) < 2:
        raise UsageError(mark("There is nothing to take apart: name a chat of a person who writes in several."))
    with database.writing():
        remaining_person = person.person_id or new_person(database, person.name, is_owner=person.is_owner)
        link(database, remaining_person, person.senders - removed_senders)
        link(database, new_person(database, next(iter(removed_senders))[1]), removed_senders)
    return len(removed_senders)


def set_owner(database: EncryptedDatabase, name: str) -> int:
    """Remember the owner's name, and that they are whoever bears it where no export tells otherwise.

    Returns:
        In how many chats they write under that name.

    Raises:
        ChatLibraryError: the library cannot be written.
    """
    owner_name = name.strip()
    senders = frozenset(
        (chat.number, person)
        for chat in stored_chats(database)
        for person in chat.people
        if person.casefold() == owner_name.casefold() and chat.exported_owner in (None, person)
    )
    with database.writing():
        owner = set_owner_senders(database, owner_name, senders)
        database.change("UPDATE people SET name = ? WHERE id = ?", (owner_name, owner))
    return len(senders)


def _sender_appearances(database: EncryptedDatabase, chats: dict[int, StoredChat]) -> Iterable[PersonChat]:
    """Each sender of each joined history."""
    rows = database.rows(
        "SELECT conversation, name, messages FROM participants WHERE messages > 0 "
        "ORDER BY messages DESC, conversation, name"
    )
    return [PersonChat(chats[number], name, messages) for number, name, messages in rows]


def _person_key(
    person_chat: PersonChat, linked: Sequence[LinkedPerson], people: dict[object, list[PersonChat]]
) -> object:
    """Key that is equal for the senders of one person: an id, "owner", or app and name."""
    for person in linked:
        if person_chat.sender in person.senders:
            return person.person_id
    if person_chat.name == person_chat.chat.owner:
        return next((person.person_id for person in linked if person.is_owner), "owner")
    similar_people = [
        person for person in linked if _may_be_person(person_chat, person, people.get(person.person_id, ()))
    ]
    if len(similar_people) == 1:
        return similar_people[0].person_id
    key = (person_chat.chat.app, person_chat.name)
    is_second = not person_chat.chat.group and any(not other.chat.group for other in people.get(key, ()))
    return (*key, person_chat.chat.number) if is_second or similar_people else key


def _may_be_person(person_chat: PersonChat, person: LinkedPerson, chats: Sequence[PersonChat]) -> bool:
    """Whether a sender bears a person's name in an app of theirs, and may be that person."""
    names = {(other.chat.app, other.name) for other in chats if other.sender in person.senders}
    if person.is_owner or (person_chat.chat.app, person_chat.name) not in names:
        return False
    return not any(other.chat.number == person_chat.chat.number for other in chats) and (
        person_chat.chat.group or all(other.chat.group or other.chat.app != person_chat.chat.app for other in chats)
    )


def _link_apart(database: EncryptedDatabase, senders: frozenset[Sender]) -> None:
    """Make people of their own of unlinked senders that would be taken for somebody else."""
    for person in stored_people(database):
        own_senders = person.senders & senders
        if own_senders and own_senders != person.senders:
            link(database, new_person(database, person.name), own_senders)


def _stored_person(key: object, chats: tuple[PersonChat, ...], linked_by_id: dict[int, LinkedPerson]) -> StoredPerson:
    person = linked_by_id.get(key) if isinstance(key, int) else None
    if person is not None:
        return StoredPerson(person.name, chats, person.is_owner, person.person_id)
    if key == "owner":
        return StoredPerson(common_name(person_chat.name for person_chat in chats), chats, is_owner=True)
    return StoredPerson(chats[0].name, chats)


def _require_no_common_chat(first: StoredPerson, second: StoredPerson) -> None:
    """Check that two people write in no chat together.

    Raises:
        UsageError: they do.
    """
    chats_of_second = {other.chat.number: other for other in second.chats}
    for person_chat in first.chats:
        other = chats_of_second.get(person_chat.chat.number)
        if other is not None:
            from unlike.readers.same_people import two_people_error  # noqa: PLC0415 - it knows the message table

            raise two_people_error(person_chat.name, other.name, person_chat.chat.title)
