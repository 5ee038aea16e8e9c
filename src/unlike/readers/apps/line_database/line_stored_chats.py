"""Messages of either database of LINE in one shape, and the ids, names and times in them."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from unlike.readers.conversation_rows import second_or_millisecond
from unlike.readers.formats.value_names import bounded_name

MILLISECOND: Final = 1_000
"""Microseconds in the unit of all times."""

_PERSON: Final = "u"
_LOCAL: Final = "#"
"""First letters of ids: of a person, and of what has only a number of this database."""


NOBODY: Final = f"{_LOCAL}?"
"""In place of the id of a sender that cannot be read."""


class LineMessage(NamedTuple):
    """A message of a database.

    Attributes:
        chat: id of its chat; of a direct one that of the other person.
        ident: the id that LINE's server gave it, the same on every phone; empty where it has none.
        place: its number in the database.
        sender: id of who sent it; None for the owner.
        sent_at: microseconds since 1970.
        kind: one of the table's kinds.
        text: the words, where it is a text.
        reply_to: id of the message that it answers; empty for none.
        is_known: its type is known.
    """

    chat: str
    ident: str
    place: object
    sender: str | None
    sent_at: int | None
    kind: str
    text: str | None = None
    reply_to: str = ""
    is_known: bool = True


@dataclass(slots=True)
class LineChats:
    """All that a database, and those beside it, hold.

    Attributes:
        messages: in the order in which they came, read as they are asked for.
        titles: of chats, by id; a direct chat is called like the person.
        names: of people, by id.
        groups: ids of chats that are told to be groups; others are told by their ids.
        reactions: each person's reaction to a message, by the ids of both.
        has_reactions: the table of reactions is there.
        orphans: messages whose chat is gone; known after the last message.
    """

    messages: Iterable[LineMessage] = ()
    titles: dict[str, str] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    groups: set[str] = field(default_factory=set)
    reactions: dict[str, dict[str, str]] = field(default_factory=dict)
    has_reactions: bool = False
    orphans: int = 0

    def is_group(self, chat: str) -> bool:
        """Whether more than two can write in a chat."""
        return chat in self.groups or chat[:1] not in {_PERSON, _LOCAL}


def line_id(value: object) -> str:
    """An id of a person, chat or message, as both databases write it; empty for none."""
    if isinstance(value, int) and not isinstance(value, bool):
        return f"{value}" if value else ""
    return value.strip().lower() if isinstance(value, str) and value.strip() != "0" else ""


def local_id(number: object) -> str:
    """An id for a chat or person of whom a database has only its own number."""
    return f"{_LOCAL}{number}"


def is_local(ident: str) -> bool:
    """Whether an id is a number of this database alone."""
    return ident.startswith(_LOCAL)


def plain_name(*names: object) -> str:
    """The first of some names that says anything, on one line; empty where none does."""
    shown = (bounded_name(name) for name in names if isinstance(name, str))
    return next((name for name in shown if name), "")


def line_moment(value: object) -> int | None:
    """Milliseconds since 1970, as a number or its digits, as microseconds; None where there is no time."""
    whole = int(value) if isinstance(value, float) and math.isfinite(value) else value
    moment = second_or_millisecond(whole)
    return moment if moment is not None and moment > 0 else None
