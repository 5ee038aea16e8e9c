"""Who is who in the library, as a page lists it: suggestions with their reasons, people who are joined, choices."""

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
        said: why they may be one, or that they are two.
    """

    first: PersonItem
    second: PersonItem
    said: str


@dataclass(frozen=True, slots=True)
class PeopleSection:
    """Who is who.

    Attributes:
        matches: suggestions, the surest first.
        joined: people whom the owner joined, with all their chats.
        refused: pairs of people who are not suggested any more.
        people: everybody but the owner, to be chosen from.
        chats: chats of people who write in several; value and label.
        names: names and titles that stand in all this.
    """

    matches: tuple[MatchItem, ...] = ()
    joined: tuple[PersonItem, ...] = ()
    refused: tuple[MatchItem, ...] = ()
    people: tuple[PersonItem, ...] = ()
    chats: tuple[tuple[str, str], ...] = ()
    names: tuple[str, ...] = ()


def person_digest(person: StoredPerson) -> str:
    """Name of a person in a form, which is another one as soon as the person has another chat or name."""
    return blake2b(msgspec.json.encode(sorted(person.senders)), digest_size=12).hexdigest()


def people_section(library: ChatLibrary) -> PeopleSection:
    """Who is who in a library, in one state of it.

    Raises:
        ChatLibraryError: the library cannot be read.
    """
    everybody = library.people()
    others = [person for person in everybody if not person.is_owner]
    with library.database.reading():
        matches, pairs = stored_matches(library.database, everybody), distinct_pairs(library.database)
    titles = {each.reader.name: translate_lazy(verbatim(each.reader.title)) for each in registered_readers()}
    return PeopleSection(
        tuple(_match(match, titles) for match in matches),
        tuple(_item(person, titles, most=len(person.chats)) for person in others if is_joined(person)),
        tuple(_refused(pairs, others, titles)),
        tuple(_item(person, titles, most=1) for person in others),
        tuple(_chats(others, titles)),
        tuple(_names(everybody)),
    )


def is_joined(person: StoredPerson) -> bool:
    """Whether the owner said that senders are one person who would not be one by themselves."""
    names = {(each.chat.app, each.name) for each in person.chats}
    pairs = [each.chat.app for each in person.chats if not each.chat.group]
    return person.person_id is not None and (len(names) > 1 or len(set(pairs)) < len(pairs))


def _match(match: StoredMatch, titles: Mapping[str, str]) -> MatchItem:
    reasons = tuple(reason.value for reason in match.reasons)
    said = words.reasons_line(reasons, match.first.name, match.second.name)
    return MatchItem(_item(match.first, titles), _item(match.second, titles), said)


def _item(person: StoredPerson, titles: Mapping[str, str], most: int = _MAX_CHATS) -> PersonItem:
    lines = [_line(each, titles) for each in person.chats[:most]]
    more = len(person.chats) - len(lines)
    chats = (*lines, more_chats(more)) if more else tuple(lines)
    return PersonItem(person_digest(person), isolated(sanitise(person.name)), chats)


def _line(each: PersonChat, titles: Mapping[str, str]) -> str:
    return words.chat_line(titles.get(each.chat.app, each.chat.app), each.chat.title, each.name)


def _refused(
    pairs: Sequence[DistinctPair], people: Sequence[StoredPerson], titles: Mapping[str, str]
) -> Iterable[MatchItem]:
    """Pairs of people who are two, by who bears their senders now."""
    for pair in pairs:
        sides = [next((one for one in people if one.senders & side), None) for side in (pair.first, pair.second)]
        first, second = sides
        if first is not None and second is not None and first is not second:
            said = words.distinct_line(first.name, second.name)
            yield MatchItem(_item(first, titles), _item(second, titles), said)


def _chats(people: Sequence[StoredPerson], titles: Mapping[str, str]) -> Iterable[tuple[str, str]]:
    for person in people:
        if len(person.chats) > 1:
            digest, name = person_digest(person), isolated(sanitise(person.name))
            yield from ((f"{digest}.{each.chat.number}", f"{name} · {_line(each, titles)}") for each in person.chats)


def _names(people: Sequence[StoredPerson]) -> Iterable[str]:
    for person in people:
        yield person.name
        for each in person.chats:
            yield from (each.name, each.chat.title)
