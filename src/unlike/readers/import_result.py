"""What an import holds: all that was read, the questions it leaves open, and how to read its times otherwise."""

from __future__ import annotations

import operator
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace
from itertools import count
from typing import Final
from zoneinfo import ZoneInfo

import polars as pl

from unlike.errors import DateOrderError
from unlike.i18n import mark
from unlike.messages import join
from unlike.messages.participants import participants
from unlike.readers.base import Conversation, DateOrderQuestion, Interpretation, ParsedConversation, ReadResult
from unlike.readers.history_joining import joined_histories
from unlike.readers.person_histories import with_people
from unlike.readers.same_people import SamePerson
from unlike.readers.sender_renaming import with_owner_name


@dataclass(frozen=True, slots=True)
class Import:
    """All that was read from the exports.

    Attributes:
        messages: the table, sorted by conversation and `sent_at`; conversations with an open question are not in it.
        conversations: in the order they were given; their keys stand in the table's `conversation` column.
        parts: the conversations with their own rows, in the same order; they share memory with `messages`.
        questions: what only the owner can answer, one a conversation.
        zone: time zone in which wall-clock times were read.
        results: conversations and questions as the readers gave them, under the keys of the readers.
    """

    messages: pl.DataFrame = field(repr=False)
    conversations: tuple[Conversation, ...]
    parts: tuple[ParsedConversation, ...] = field(repr=False)
    questions: tuple[DateOrderQuestion, ...]
    zone: ZoneInfo
    results: tuple[ReadResult, ...] = field(repr=False)

    def interpreted(self, interpretation: Interpretation) -> Import:
        """The same exports under other answers of the owner, as if they were read anew, without opening them.

        Args:
            interpretation: zone and order of day and month.

        Raises:
            InputError: a reader failed.
        """
        if all(result.reinterpret is None for result in self.results):
            return replace(self, zone=interpretation.zone)
        results = [
            result if result.reinterpret is None else result.reinterpret(interpretation) for result in self.results
        ]
        return import_of(results, interpretation.zone)

    def with_owner(self, name: str) -> Import:
        """This import with the owner under one name, in conversations that tell that they bear another there."""
        return self._with_parts([with_owner_name(part, name) for part in self.parts])

    def with_people(self, people: Sequence[SamePerson], owner: str | None = None) -> Import:
        """This import with each person under one name and with one history of their chats of two.

        What is read anew with `interpreted` is not joined.

        Args:
            people: of whom the owner said who they are.
            owner: the owner's name where a conversation does not tell it.
        """
        return self._with_parts(with_people(self.parts, people, self.zone, owner)) if people else self

    def _with_parts(self, parts: Sequence[ParsedConversation]) -> Import:
        """This import with other conversations; itself where they are the same."""
        if len(parts) == len(self.parts) and all(map(operator.is_, parts, self.parts)):
            return self
        conversations = tuple(part.conversation for part in parts)
        return replace(self, messages=join(part.messages for part in parts), conversations=conversations,
                       parts=tuple(parts))  # fmt: skip

    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object:
        """The message table by Arrow's PyCapsule interface, without a copy."""
        return self.messages.__arrow_c_stream__(requested_schema)

    @property
    def owner(self) -> str | None:
        """Owner as the exports tell; None where they do not, and the owner has to say who they are."""
        return export_owner(self.conversations, self.messages)

    @property
    def people(self) -> tuple[str, ...]:
        """Names of all participants, those who wrote most first: candidates for the owner."""
        return tuple(person.name for person in participants(self.messages))

    def require_answers(self) -> Import:
        """This import, where it leaves no question open.

        Raises:
            DateOrderError: the first open question.
        """
        if self.questions:
            raise DateOrderError(self.questions[0].path, self.questions[0].example)
        return self


_TWO_IN_SEVERAL: Final = mark(
    "Another export that was given holds a conversation of this name with other messages; the two are kept apart."
)
_TWO_IN_ONE: Final = mark("The export holds another conversation of this name; the two are kept apart.")
"""What is said of two conversations of one key."""


def import_of(results: Sequence[ReadResult], zone: ZoneInfo) -> Import:
    """Join what the readers gave into one table."""
    histories = joined_histories([result for result in results if isinstance(result, ParsedConversation)])
    return import_of_histories(histories, results, zone)


def import_of_histories(
    histories: Sequence[ParsedConversation], results: Sequence[ReadResult], zone: ZoneInfo
) -> Import:
    """Put conversations that are joined already into one table.

    Args:
        histories: one a conversation.
        results: what the readers gave.
        zone: in which wall-clock times were read.
    """
    parts = with_unique_keys(histories)
    return Import(
        messages=join(part.messages for part in parts),
        conversations=tuple(part.conversation for part in parts),
        parts=tuple(parts),
        questions=tuple(result for result in results if isinstance(result, DateOrderQuestion)),
        zone=zone,
        results=tuple(results),
    )


def export_owner(conversations: Sequence[Conversation], messages: pl.DataFrame) -> str | None:
    """Owner of the exports; None where nothing tells.

    One owner whom the exports themselves name, or the only person who writes in every one of several conversations.

    Args:
        conversations: as the readers described them.
        messages: the message table.
    """
    names = {person.name for person in participants(messages)}
    named = {conversation.owner for conversation in conversations if conversation.owner in names}
    if len(named) == 1:
        return named.pop()
    if len(conversations) < 2:
        return None
    spread = messages.group_by(pl.col("sender").cast(pl.String)).agg(pl.col("conversation").n_unique().alias("in"))
    everywhere = spread.filter(pl.col("in") == len(conversations))["sender"].drop_nulls().to_list()
    return everywhere[0] if len(everywhere) == 1 and everywhere[0] in names else None


def with_unique_keys(parts: Sequence[ParsedConversation]) -> list[ParsedConversation]:
    """Every conversation under a key of its own; two of one name that are no parts of one history say so."""
    keys: set[str] = set()
    origins: set[tuple[str, tuple[str, ...]]] = set()
    unique = []
    for part in parts:
        key, origin = _free_key(part.conversation.key, keys), (part.conversation.key, part.origin)
        keys.add(key)
        note = _TWO_IN_ONE if part.origin and origin in origins else _TWO_IN_SEVERAL
        origins.add(origin)
        unique.append(part if key == part.conversation.key else _with_key(part, key, note))
    return [_without_others(part, keys) for part in unique]


def _without_others(part: ParsedConversation, keys: AbstractSet[str]) -> ParsedConversation:
    """A conversation without former keys under which another one stands now: what is kept there is that one's."""
    conversation = part.conversation
    former = tuple(
        sender for sender in conversation.former_senders if sender.key == conversation.key or sender.key not in keys
    )
    if former == conversation.former_senders:
        return part
    return replace(part, conversation=replace(conversation, former_senders=former))


def _free_key(key: str, keys: set[str]) -> str:
    """The key itself, or with the first number that is free."""
    numbered = (f"{key} ({number})" for number in count(2))
    return key if key not in keys else next(name for name in numbered if name not in keys)


def _with_key(part: ParsedConversation, key: str, note: str) -> ParsedConversation:
    """The conversation under another key, with a note."""
    conversation = replace(part.conversation, key=key, notes=(*part.conversation.notes, note))
    messages = part.messages.with_columns(pl.lit(key).cast(pl.Categorical()).alias("conversation"))
    return replace(part, conversation=conversation, messages=messages)
