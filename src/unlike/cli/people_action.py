"""The answer to `unlike people`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from unlike.cli.library_access import chats_with, users_library
from unlike.cli.output import write_output
from unlike.core.day_rule import day_of
from unlike.core.time_zones import machine_zone
from unlike.errors import OptionError, PersonUnknownError, UsageError
from unlike.i18n import mark, translate, translate_lazy
from unlike.library.chat_library import ChatLibrary
from unlike.library.distinct_people import mark_distinct
from unlike.library.stored_people import PersonChat, StoredPerson, merge_people, set_owner, split_person
from unlike.presentation.people_list import (
    LibraryChatRow,
    LibraryMatchRow,
    LibraryPersonRow,
    people_csv,
    people_json,
    people_lines,
)
from unlike.presentation.sentences.interface.people_text import (
    NOBODY,
    merged_line,
    only_name_line,
    owner_line,
    split_line,
)
from unlike.presentation.sentences.interface.who_is_who_text import distinct_line
from unlike.readers.registry import app_title


@dataclass(frozen=True, slots=True)
class PeopleOptions:
    """The options of `unlike people`, as given."""

    merge: tuple[str, str] | None = None
    different: tuple[str, str] | None = None
    split: str | None = None
    chat: str | None = None
    me: str | None = None
    everybody: bool = False
    as_json: bool = False
    as_csv: bool = False

    def agree(self) -> None:
        """Whether the wishes fit together.

        Raises:
            UsageError: they do not.
        """
        changes = [self.merge is not None, self.different is not None, self.split is not None, self.me is not None]
        faces = [self.everybody, self.as_json, self.as_csv]
        if sum(changes) + any(faces) > 1 or (self.as_json and self.as_csv):
            raise UsageError(mark("Ask one thing at a time: --merge, --different, --split, --me, or a list."))
        if self.chat is not None and self.split is None:
            raise OptionError("--chat", self.chat, mark("it with --split"))


def run_people(options: PeopleOptions) -> None:
    """Write who writes where, or change who is who.

    Raises:
        UnlikeError: the options or the library cannot be used.
    """
    options.agree()
    with users_library() as library:
        write_output(_changed(library, options) or _listed(library, options))


def _changed(library: ChatLibrary, options: PeopleOptions) -> str:
    """Change what was asked for, and say so; empty where nothing was."""
    people = library.people()
    if options.merge is not None:
        first, second = (_meant(people, name, option="--merge") for name in options.merge)
        merged = merge_people(library.database, first, second)
        other = second if merged.name == first.name else first
        return merged_line(merged.name, other.name, len(merged.chats)) + "\n"
    if options.different is not None:
        first, second = (_meant(people, name, option="--different") for name in options.different)
        mark_distinct(library.database, first.senders, second.senders)
        return distinct_line(first.name, second.name) + "\n"
    if options.split is not None:
        person = _meant(people, options.split, option="--split")
        chat = chats_with(library, None, options.chat)[0] if options.chat is not None else None
        return split_line(person.name, split_person(library.database, person, chat)) + "\n"
    if options.me is not None:
        return _owner(library, people, options.me) + "\n"
    return ""


def _owner(library: ChatLibrary, people: Sequence[StoredPerson], name: str) -> str:
    """Remember who the owner is.

    Raises:
        PersonUnknownError: nobody of that name writes, and no export tells which side is the owner's.
    """
    if not name.strip() or not any(person.is_owner or person.bears(name) for person in people):
        raise PersonUnknownError(name, [person.name for person in people])
    chats = set_owner(library.database, name)
    return owner_line(name.strip(), chats) if chats else only_name_line(name.strip())


def _meant(people: Sequence[StoredPerson], given: str, *, option: str) -> StoredPerson:
    """The person of a name, or of a name and the number of a chat behind "#".

    Raises:
        PersonUnknownError: nobody bears it.
        OptionError: several do.
    """
    references = _references(people)
    exact = [person for person in people if references[person] == given]
    found = exact or [person for person in people if person.bears(given)]
    name, _, number = given.rpartition("#")
    if not found and name and number.isdecimal():
        found = [person for person in people if any(_is_in(each, name, int(number)) for each in person.chats)]
    if not found:
        raise PersonUnknownError(given, [references[person] for person in people])
    if len(found) > 1:
        raise OptionError(option, given, _choice([references[person] for person in found]))
    return found[0]


def _choice(references: Sequence[str]) -> str:
    return " / ".join(references)


def _is_in(each: PersonChat, name: str, number: int) -> bool:
    return each.chat.number == number and each.name.casefold() == name.strip().casefold()


def _references(people: Sequence[StoredPerson]) -> Mapping[StoredPerson, str]:
    """What each person is named by: the name, with the number of a chat where several bear it."""
    borne = Counter(name for person in people for name in _folded_names(person))
    return {person: _reference(person, is_alone=borne[person.name.casefold()] == 1) for person in people}


def _folded_names(person: StoredPerson) -> set[str]:
    return {name.casefold() for name in (person.name, *(each.name for each in person.chats))}


def _reference(person: StoredPerson, *, is_alone: bool) -> str:
    if is_alone or not person.chats:
        return person.name
    return f"{person.chats[0].name}#{person.chats[0].chat.number}"


def _listed(library: ChatLibrary, options: PeopleOptions) -> str:
    """The list in the face that was asked for."""
    people = library.people()
    zone = ZoneInfo(library.zone()) if library.zone() else machine_zone()
    references = _references(people)
    titles = {app: translate_lazy(app_title(app)) for app in {each.chat.app for one in people for each in one.chats}}
    listed = [_person(person, references[person], titles, zone) for person in people]
    if options.as_csv:
        return people_csv(listed)
    matches = [
        LibraryMatchRow(
            references[match.first], references[match.second], tuple(reason.value for reason in match.reasons)
        )
        for match in library.matches()
    ]
    if options.as_json:
        return people_json(listed, matches)
    if not people:
        return translate(NOBODY) + "\n"
    return "\n".join(people_lines(listed, matches, everybody=options.everybody)) + "\n"


def _person(person: StoredPerson, reference: str, titles: Mapping[str, str], zone: ZoneInfo) -> LibraryPersonRow:
    chats = tuple(_chat(each, titles[each.chat.app], zone) for each in person.chats)
    return LibraryPersonRow(reference, person.name, person.is_owner, person.person_id is not None, chats)


def _chat(each: PersonChat, app: str, zone: ZoneInfo) -> LibraryChatRow:
    chat = each.chat
    ends = (chat.first, chat.last)
    days = [day_of(end.astimezone(zone)) for end in ends if end]
    span = (days[0], days[1]) if len(days) == 2 else None
    return LibraryChatRow(chat.number, chat.title, app, chat.group, each.name, each.messages, span)
