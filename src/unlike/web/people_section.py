"""Section of who is who in the library: suggestions with their reasons, people who are joined, choices."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from typing import Final

import msgspec

from unlike.i18n import translate_lazy, verbatim
from unlike.library.chat_library import ChatLibrary
from unlike.library.distinct_people import DistinctPair, distinct_pairs
from unlike.library.stored_matches import StoredMatch, stored_matches
from unlike.library.stored_people import PersonChat, StoredPerson
from unlike.presentation.sanitise import isolated, sanitise
from unlike.presentation.sentences.interface import who_is_who_text as words
from unlike.presentation.sentences.interface.library_page_text import more_chats
from unlike.readers import registered_readers

_MAX_CHATS: Final = 3
"""Chats that are named of a person in a suggestion."""


@dataclass(frozen=True, slots=True)
class PersonItem:
    """A person in a list.

    Attributes:
        digest: names the person in forms.
        name: that they bear.
        chats: in which they write, as lines.
    """

    digest: str
    name: str
    chats: tuple[str, ...]

    @property
    def label(self) -> str:
        """The person in one line, apart from others of the same name."""
        return f"{self.name} · {' · '.join(self.chats)}"


@dataclass(frozen=True, slots=True)
class MatchItem:
    """Two people who may be one, or whom the owner said to be two.

    Attributes:
        first, second: the two.
        sentence: why they may be one, or that they are two.
    """

    first: PersonItem
    second: PersonItem
    sentence: str


@dataclass(frozen=True, slots=True)
class PeopleSection:
    """People of the library, for one page.

    Attributes:
        matches: suggestions, the surest first.
        joined: people whom the owner joined, with all their chats.
        distinct: pairs of people who are not suggested any more.
        people: everybody but the owner, to be chosen from.
        chats: chats of people who write in several; value and label.
        names: names and titles that stand in all this.
    """

    matches: tuple[MatchItem, ...] = ()
    joined: tuple[PersonItem, ...] = ()
    distinct: tuple[MatchItem, ...] = ()
    people: tuple[PersonItem, ...] = ()
    chats: tuple[tuple[str, str], ...] = ()
    names: tuple[str, ...] = ()


def person_digest(person: StoredPerson) -> str:
    """Name of a person in a form, which is another one as soon as the person has another chat or name."""
    return blake2b(msgspec.json.encode(sorted(person.senders)), digest_size=12).hexdigest()


def people_section(library: ChatLibrary) -> PeopleSection:
    """Return the section of who is who in a library, read in one state of it.

    Raises:
        ChatLibraryError: the library cannot be read.
    """
    all_people = library.people()
    other_people = [person for person in all_people if not person.is_owner]
    with library.database.reading():
        matches, pairs = stored_matches(library.database, all_people), distinct_pairs(library.database)
    titles = {entry.reader.name: translate_lazy(verbatim(entry.reader.title)) for entry in registered_readers()}
    return PeopleSection(
        tuple(_match_item(match, titles) for match in matches),
        tuple(
            _person_item(person, titles, max_chats=len(person.chats)) for person in other_people if is_joined(person)
        ),
        tuple(_distinct_items(pairs, other_people, titles)),
        tuple(_person_item(person, titles, max_chats=1) for person in other_people),
        tuple(_chat_choices(other_people, titles)),
        tuple(_names_and_titles(all_people)),
    )


def is_joined(person: StoredPerson) -> bool:
    """Whether the owner said that senders are one person who would not be one by themselves."""
    names = {(chat.chat.app, chat.name) for chat in person.chats}
    pairs = [chat.chat.app for chat in person.chats if not chat.chat.group]
    return person.person_id is not None and (len(names) > 1 or len(set(pairs)) < len(pairs))


def _match_item(match: StoredMatch, titles: Mapping[str, str]) -> MatchItem:
    reasons = tuple(reason.value for reason in match.reasons)
    sentence = words.reasons_line(reasons, match.first.name, match.second.name)
    return MatchItem(_person_item(match.first, titles), _person_item(match.second, titles), sentence)


def _person_item(person: StoredPerson, titles: Mapping[str, str], max_chats: int = _MAX_CHATS) -> PersonItem:
    lines = [_chat_line(chat, titles) for chat in person.chats[:max_chats]]
    remaining_count = len(person.chats) - len(lines)
    chats = (*lines, more_chats(remaining_count)) if remaining_count else tuple(lines)
    return PersonItem(person_digest(person), isolated(sanitise(person.name)), chats)


def _chat_line(chat: PersonChat, titles: Mapping[str, str]) -> str:
    return words.chat_line(titles.get(chat.chat.app, chat.chat.app), chat.chat.title, chat.name)


def _distinct_items(
    pairs: Sequence[DistinctPair], people: Sequence[StoredPerson], titles: Mapping[str, str]
) -> Iterable[MatchItem]:
    """Pairs of people who are two, by who bears their senders now."""
    for pair in pairs:
        sides = [
            next((person for person in people if person.senders & side), None) for side in (pair.first, pair.second)
        ]
        first, second = sides
        if first is not None and second is not None and first is not second:
            sentence = words.distinct_line(first.name, second.name)
            yield MatchItem(_person_item(first, titles), _person_item(second, titles), sentence)


def _chat_choices(people: Sequence[StoredPerson], titles: Mapping[str, str]) -> Iterable[tuple[str, str]]:
    for person in people:
        if len(person.chats) > 1:
            digest, name = person_digest(person), isolated(sanitise(person.name))
            yield from (
                (f"{digest}.{chat.chat.number}", f"{name} · {_chat_line(chat, titles)}") for chat in person.chats
            )


def _names_and_titles(people: Sequence[StoredPerson]) -> Iterable[str]:
    for person in people:
        yield person.name
        for chat in person.chats:
            yield from (chat.name, chat.chat.title)
