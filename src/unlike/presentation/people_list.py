"""Everybody in the library with their chats, and who may be one person: as lines, as JSON, as a table."""

from __future__ import annotations

import csv
import io
import json
import shlex
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from unlike.core.spreadsheet_cells import spreadsheet_cell
from unlike.i18n import translate_lazy
from unlike.presentation.sanitise import isolated, sanitise
from unlike.presentation.sentences.formatting.label_format import with_label
from unlike.presentation.sentences.interface.people_text import (
    MAY_BE,
    chat_part,
    groups_alone_line,
    person_line,
    reason_text,
)

COLUMNS: Final = ("person", "is_me", "chat", "title", "app", "group", "name", "messages", "first", "last")


@dataclass(frozen=True, slots=True)
class LibraryChatRow:
    """A chat of a person.

    Attributes:
        number: that names it.
        title: what it is called.
        app: what its app is called.
        group: more than two people can write in it.
        name: the person's name in it.
        messages: that the person wrote.
        span: its first and last day; None without any.
    """

    number: int
    title: str
    app: str
    group: bool
    name: str
    messages: int
    span: tuple[date, date] | None


@dataclass(frozen=True, slots=True)
class LibraryPersonRow:
    """A person of the library.

    Attributes:
        reference: what `--merge` and `--split` take.
        name: that the person bears in all chats.
        is_owner: whether it is the owner.
        is_said: the owner said who they are.
        chats: in which the person writes.
    """

    reference: str
    name: str
    is_owner: bool
    is_said: bool
    chats: tuple[LibraryChatRow, ...]

    @property
    def has_own_chat(self) -> bool:
        """Whether the person writes in more than one group."""
        return len(self.chats) > 1 or not all(chat.group for chat in self.chats)


@dataclass(frozen=True, slots=True)
class LibraryMatchRow:
    """Two who may be one person.

    Attributes:
        first, second: what `--merge` takes.
        reasons: what agrees, by the names of the reasons.
    """

    first: str
    second: str
    reasons: tuple[str, ...]


def people_lines(
    people: Sequence[LibraryPersonRow], matches: Sequence[LibraryMatchRow], *, everybody: bool
) -> Iterator[str]:
    """Lines for a terminal.

    Args:
        people: the owner first.
        matches: the surest first.
        everybody: whether those who only write in one group are named, too.
    """
    listed_people = [person for person in people if everybody or person.is_owner or person.has_own_chat]
    for person in listed_people:
        yield person_line(person.reference, sum(chat.messages for chat in person.chats), is_owner=person.is_owner)
        yield from (f"     {chat_part(chat.title, chat.app, chat.number, chat.name)}" for chat in person.chats)
    if len(people) > len(listed_people):
        yield ""
        yield groups_alone_line(len(people) - len(listed_people))
    if matches:
        yield ""
        yield translate_lazy(MAY_BE)
    for match in matches:
        names = f"{isolated(sanitise(match.first))} · {isolated(sanitise(match.second))}"
        yield f"  {with_label(names, '; '.join(reason_text(reason) for reason in match.reasons))}"
        command = shlex.join(["unlike", "people", "--merge", match.first, match.second])
        yield f"     {sanitise(command)}"


def people_json(people: Iterable[LibraryPersonRow], matches: Iterable[LibraryMatchRow]) -> str:
    """One JSON document for other programs; dates are ISO 8601."""
    document = {
        "version": 1,
        "people": [_person_json(person) for person in people],
        "may_be_same": [{"people": [match.first, match.second], "reasons": list(match.reasons)} for match in matches],
    }
    return json.dumps(document, indent=2) + "\n"


def people_csv(people: Iterable[LibraryPersonRow]) -> str:
    """One row for each person and chat; a name that a spreadsheet would take for a formula gets an apostrophe."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for person in people:
        for chat in person.chats:
            writer.writerow((
                _csv_cell(person.reference), _yes_or_no(person.is_owner), chat.number, _csv_cell(chat.title), chat.app,
                _yes_or_no(chat.group), _csv_cell(chat.name), chat.messages, *_span_ends(chat),
            ))  # fmt: skip
    return out.getvalue()


def _person_json(person: LibraryPersonRow) -> dict[str, Any]:
    return {
        "reference": person.reference,
        "name": person.name,
        "is_me": person.is_owner,
        "said": person.is_said,
        "chats": [
            {
                "chat": chat.number,
                "title": chat.title,
                "app": chat.app,
                "group": chat.group,
                "name": chat.name,
                "messages": chat.messages,
                "first": _span_ends(chat)[0] or None,
                "last": _span_ends(chat)[1] or None,
            }
            for chat in person.chats
        ],
    }


def _span_ends(chat: LibraryChatRow) -> tuple[str, str]:
    return (chat.span[0].isoformat(), chat.span[1].isoformat()) if chat.span else ("", "")


def _yes_or_no(value: object) -> str:
    return "yes" if value else "no"


def _csv_cell(text: str) -> str:
    return spreadsheet_cell(sanitise(text))
