"""People who write under several names: which senders of which conversations the owner says are one person."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain

from unlike.core.phone_spellings import phone_number
from unlike.errors import PersonUnknownError, UsageError
from unlike.i18n import lazy
from unlike.readers.base import ParsedConversation
from unlike.readers.sender_renaming import senders_of

Sender = tuple[str, str]
"""Key of a conversation, and a name in it."""


@dataclass(frozen=True, slots=True)
class SamePerson:
    """One person, wherever they write.

    Attributes:
        name: that they bear in all their chats.
        senders: keys of conversations, and the person's name in each.
    """

    name: str
    senders: frozenset[Sender]

    def name_in(self, part: ParsedConversation) -> str | None:
        """The person's name in a conversation; None where they do not write in it."""
        names = (name for name in sorted(senders_of(part)) if (part.conversation.key, name) in self.senders)
        return next(names, None)


def same_people(parts: Sequence[ParsedConversation], pairs: Iterable[tuple[str, str]]) -> list[SamePerson]:
    """People of whom the owner says that they are one, two names at a time; the first name is then the person's.

    Args:
        parts: all conversations.
        pairs: names in any case, or phone numbers in any spelling.

    Raises:
        PersonUnknownError: nobody bears one of the names.
        UsageError: two of them write in one conversation.
    """
    together: list[dict[Sender, None]] = []
    for pair in pairs:
        senders = dict.fromkeys(chain.from_iterable(_bearers(parts, name) for name in pair))
        same = [other for other in together if other.keys() & senders.keys()]
        for other in reversed(same):
            senders = other | senders
        together = [*(other for other in together if other not in same), senders]
    people = [SamePerson(next(iter(senders))[1], frozenset(senders)) for senders in together]
    for person in people:
        _require_one_name(parts, person)
    return people


def _bearers(parts: Sequence[ParsedConversation], name: str) -> list[Sender]:
    """Senders of a name.

    Raises:
        PersonUnknownError: nobody bears it.
    """
    wanted, number = name.strip().casefold(), phone_number(name)
    senders = [(part.conversation.key, sender) for part in parts for sender in sorted(senders_of(part))]
    bearers = []
    for key, sender in senders:
        theirs = phone_number(sender) if number else None
        if sender.casefold() == wanted or (number and theirs and number.is_same(theirs)):
            bearers.append((key, sender))
    if not bearers:
        raise PersonUnknownError(name, list(dict.fromkeys(sender for _, sender in senders)))
    return bearers


def _require_one_name(parts: Sequence[ParsedConversation], person: SamePerson) -> None:
    """Whether a person bears one name in each conversation.

    Raises:
        UsageError: two names in one conversation are two people's.
    """
    for part in parts:
        names = sorted(name for name in senders_of(part) if (part.conversation.key, name) in person.senders)
        if len(names) > 1:
            raise two_people_error(names[0], names[1], part.conversation.title)


def two_people_error(first: str, second: str, chat: str) -> UsageError:
    """What is said where two who are to be one write in one conversation."""
    return UsageError(
        lazy(
            "“{first}” and “{second}” both write in “{chat}”, so they are two people.",
            first=first,
            second=second,
            chat=chat,
        )
    )
