"""The answer to `unlike people`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from unlike.cli.library_access import chats_with, users_library
from unlike.cli.output import write_output
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

    def validate(self) -> None:
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
    options.validate()
    with users_library() as library:
        write_output(_change_people(library, options) or _people_list(library, options))


def _change_people(library: ChatLibrary, options: PeopleOptions) -> str:
    """Change what was asked for, and say so; empty where nothing was."""
    people = library.people()
    if options.merge is not None:
        first, second = (_referenced_person(people, name, option="--merge") for name in options.merge)
        merged = merge_people(library.database, first, second)
        absorbed = second if merged.name == first.name else first
        return merged_line(merged.name, absorbed.name, len(merged.chats)) + "\n"
    if options.different is not None:
        first, second = (_referenced_person(people, name, option="--different") for name in options.different)
        mark_distinct(library.database, first.senders, second.senders)
        return distinct_line(first.name, second.name) + "\n"
    if options.split is not None:
        person = _referenced_person(people, options.split, option="--split")
        chat = chats_with(library, None, options.chat)[0] if options.chat is not None else None
        return split_line(person.name, split_person(library.database, person, chat)) + "\n"
    if options.me is not None:
        return _set_owner(library, people, options.me) + "\n"
    return ""


def _set_owner(library: ChatLibrary, people: Sequence[StoredPerson], name: str) -> str:
    """Remember who the owner is.

    Raises:
        PersonUnknownError: nobody of that name writes, and no export tells which side is the owner's.
    """
    if not name.strip() or not any(person.is_owner or person.bears(name) for person in people):
        raise PersonUnknownError(name, [person.name for person in people])
    chats = set_owner(library.database, name)
    return owner_line(name.strip(), chats) if chats else only_name_line(name.strip())


def _referenced_person(people: Sequence[StoredPerson], reference: str, *, option: str) -> StoredPerson:
    """The person of a name, or of a name and the number of a chat behind "#".

    Raises:
        PersonUnknownError: nobody bears it.
        OptionError: several do.
    """
    references = _people_references(people)
    exact_matches = [person for person in people if references[person] == reference]
    bearers = exact_matches or [person for person in people if person.bears(reference)]
    name, _, number = reference.rpartition("#")
    if not bearers and name and number.isdecimal():
        bearers = [
            person for person in people if any(_is_in(person_chat, name, int(number)) for person_chat in person.chats)
        ]
    if not bearers:
        raise PersonUnknownError(reference, [references[person] for person in people])
    if len(bearers) > 1:
        raise OptionError(option, reference, _choice_text([references[person] for person in bearers]))
    return bearers[0]


def _choice_text(references: Sequence[str]) -> str:
    return " / ".join(references)


def _is_in(person_chat: PersonChat, name: str, number: int) -> bool:
    return person_chat.chat.number == number and person_chat.name.casefold() == name.strip().casefold()


def _people_references(people: Sequence[StoredPerson]) -> Mapping[StoredPerson, str]:
    """Reference of each person: the name, with the number of a chat where several bear it."""
    name_counts = Counter(name for person in people for name in _folded_names(person))
    return {person: _person_reference(person, is_alone=name_counts[person.name.casefold()] == 1) for person in people}


def _folded_names(person: StoredPerson) -> set[str]:
    return {name.casefold() for name in (person.name, *(person_chat.name for person_chat in person.chats))}


def _person_reference(person: StoredPerson, *, is_alone: bool) -> str:
    if is_alone or not person.chats:
        return person.name
    return f"{person.chats[0].name}#{person.chats[0].chat.number}"


def _people_list(library: ChatLibrary, options: PeopleOptions) -> str:
    """The list in the face that was asked for."""
    people = library.people()
    zone = ZoneInfo(library.zone()) if library.zone() else machine_zone()
    references = _people_references(people)
    titles = {
        app: translate_lazy(app_title(app))
        for app in {person_chat.chat.app for person in people for person_chat in person.chats}
    }
    rows = [_person_row(person, references[person], titles, zone) for person in people]
    if options.as_csv:
        return people_csv(rows)
    matches = [
        LibraryMatchRow(
            references[match.first], references[match.second], tuple(reason.value for reason in match.reasons)
        )
        for match in library.matches()
    ]
    if options.as_json:
        return people_json(rows, matches)
    if not people:
        return translate(NOBODY) + "\n"
    return "\n".join(people_lines(rows, matches, everybody=options.everybody)) + "\n"


def _person_row(person: StoredPerson, reference: str, titles: Mapping[str, str], zone: ZoneInfo) -> LibraryPersonRow:
    chats = tuple(_chat_row(person_chat, titles[person_chat.chat.app], zone) for person_chat in person.chats)
    return LibraryPersonRow(reference, person.name, person.is_owner, person.person_id is not None, chats)


def _chat_row(person_chat: PersonChat, app: str, zone: ZoneInfo) -> LibraryChatRow:
    chat = person_chat.chat
    number, dates = person_chat.messages, chat.dates(zone)
    return LibraryChatRow(chat.number, chat.title, app, chat.group, person_chat.name, number, dates)
