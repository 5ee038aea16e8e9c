"""The library of whoever runs the program: where it is, opened with the passphrase, and what a name means in it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from unlike.cli.local_data import data_file
from unlike.cli.own_process import give_up_network
from unlike.cli.passphrase import keyring_passphrase, read_passphrase
from unlike.errors import OptionError, PersonUnknownError, UsageError
from unlike.i18n import mark
from unlike.library.chat_library import LIBRARY_NAME, ChatLibrary, has_library, open_library
from unlike.library.stored_chats import StoredChat


def library_path() -> Path:
    """Path of the library, beside the file of notes and settings."""
    return data_file().path.with_name(LIBRARY_NAME)


def require_library() -> Path:
    """Path of the library that is there.

    Raises:
        UsageError: there is none.
    """
    path = library_path()
    if not has_library(path):
        raise UsageError(mark("There is no library yet. Name an export, or make a library with unlike add EXPORT."))
    return path


@contextmanager
def users_library(*, create: bool = False) -> Iterator[ChatLibrary]:
    """Open the library, with the network given up before.

    Args:
        create: make it where there is none.

    Raises:
        UsageError: there is none.
        PassphraseError: the passphrase could not be asked.
        ChatLibraryError: it cannot be opened.
    """
    path = library_path() if create else require_library()
    stored = keyring_passphrase() if has_library(path) else None
    give_up_network()
    passphrase = stored or read_passphrase(new=not has_library(path))
    with open_library(path, passphrase, create=create) as library:
        yield library


def chats_with(library: ChatLibrary, person: str | None, title: str | None = None) -> list[StoredChat]:
    """Conversations in which a person writes, and of a title or number; all where neither is given.

    Whoever the owner says is one person is meant by each of their names, in all their chats.

    Raises:
        PersonUnknownError: nobody of that name writes in one of them.
        OptionError: none has that title.
    """
    chats: Sequence[StoredChat] = library.chats()
    if title is not None:
        chats = [chat for chat in chats if title.strip().casefold() in {chat.title.casefold(), str(chat.number)}]
        if not chats:
            raise OptionError("--chat", title, mark("a title or number that unlike list shows"))
    if person is None:
        return list(chats)
    names_by_chat = names_in_chats(library, person)
    with_person = [chat for chat in chats if person.strip().casefold() != (chat.owner or "").casefold()]
    with_person = [chat for chat in with_person if chat.number in names_by_chat or chat.has_person(person)]
    if not with_person:
        names = dict.fromkeys(name for chat in chats for name in chat.people if name != chat.owner)
        raise PersonUnknownError(person, list(names))
    return with_person


def names_in_chats(library: ChatLibrary, person: str) -> dict[int, str]:
    """The name that somebody bears in each of their chats, by the chat's number.

    Args:
        library: with the chats.
        person: one of their names, in whatever case.
    """
    people = [
        stored_person
        for stored_person in library.people()
        if stored_person.bears(person) and not stored_person.is_owner
    ]
    return {
        person_chat.chat.number: person_chat.name for stored_person in people for person_chat in stored_person.chats
    }


def shown_name(library: ChatLibrary, person: str | None) -> str | None:
    """The name under which somebody is read, where the owner said who they are; else the given one."""
    if person is None:
        return None
    people = [
        stored_person
        for stored_person in library.people()
        if stored_person.person_id and stored_person.bears(person) and not stored_person.is_owner
    ]
    return people[0].name if len(people) == 1 else person
