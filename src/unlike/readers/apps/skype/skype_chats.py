"""The conversations of a Skype export, gathered message by message."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Final

from unlike.i18n import lazy
from unlike.readers.apps.skype.skype_content import skype_content
from unlike.readers.base import Conversation
from unlike.readers.conversation_rows import (
    ConversationRows,
    GatheredConversation,
    RecordRow,
    gathered_conversation,
    named_row,
    second_or_millisecond,
)
from unlike.readers.distinct_names import distinct_names
from unlike.readers.export_sentences import BREAKS_OFF, DAMAGED, ENDS_INSIDE, repaired_records, unknown_contents
from unlike.readers.formats.json_fields import JsonObject, entries, fields, identifier, line_of, objects
from unlike.readers.iso_times import iso_microseconds
from unlike.readers.unnamed_senders import UNKNOWN_SENDER

_SECOND: Final = 1_000_000
NO_CHAT: Final = "?"
"""Stands for the id of messages whose chat is not said."""

_GROUP: Final = "19:"
_PERSON: Final = "8:"
_MOST_REACTIONS: Final = 1_000


@dataclass(slots=True)
class SkypeChat:
    """A conversation so far.

    Attributes:
        ident: its id, such as "8:live:rosa".
        title: what Skype calls it; empty where it has no name.
        people: ids of its members, where they are listed.
        records: its messages, with ids in place of names.
        seen: what every message says, by its id.
        unknown, forwarded: how many messages hold such a thing.
        without_id: how many have no id.
        has_fractions: times have parts of seconds.
        breaks_off: the file ends in it.
    """

    ident: str
    title: str = ""
    people: frozenset[str] = frozenset()
    records: ConversationRows = field(default_factory=ConversationRows)
    seen: set[int] = field(default_factory=set)
    unknown: int = 0
    forwarded: int = 0
    repaired: int = 0
    without_id: int = 0
    has_fractions: bool = False
    breaks_off: bool = False

    def add(self, message: JsonObject) -> None:
        """Add a message; one that stood there before, with its id and words, counts once."""
        self.records.total += 1
        ident = identifier(message.get("id"))
        row = self._row(message, ident)
        content = hash((row.ref, row.sent_at, row.sender, row.kind, row.text))
        if ident and content in self.seen:
            self.records.repeated += 1
            return
        self.seen.add(content)
        self.without_id += not ident
        self.records.rows.append(row)

    def leave(self, *, is_half: bool) -> None:
        """Leave a damaged message over."""
        self.records.total += 1
        self.records.skip(f"entry {self.records.total}", ENDS_INSIDE if is_half else DAMAGED)
        self.breaks_off = self.breaks_off or is_half

    def _row(self, message: JsonObject, ident: str | None) -> RecordRow:
        content = skype_content(message)
        self.unknown += content.kind is None
        self.forwarded += content.is_forwarded
        at, has_offset = iso_microseconds(message.get("originalarrivaltime"))
        self.has_fractions = self.has_fractions or (at or 0) % _SECOND != 0
        return RecordRow(
            ref=f"m{ident}" if ident else f"entry {self.records.total}",
            sent_at=at,
            sender=person(message.get("from")) or UNKNOWN_SENDER,
            kind=content.kind or "media",
            text=content.text,
            reply_to=f"m{content.answered}" if content.answered else None,
            edited_at=_edited(message),
            reactions=tuple(_reactions(message)),
            sent_by_wall_clock=not has_offset,
        )


def person(value: object) -> str:
    """The id of a person: what stands behind the last slash of an address."""
    return (identifier(value) or "").rpartition("/")[2]


def members(conversation: JsonObject) -> frozenset[str]:
    """Ids of the members of a group, which stand in it as a list that is written as text."""
    listed = fields(conversation.get("threadProperties")).get("members")
    if isinstance(listed, str) and len(listed) < 1 << 20:
        try:
            listed = json.loads(listed)
        except (ValueError, RecursionError):
            return frozenset()
    return frozenset(member for member in entries(listed) if isinstance(member, str))


def skype_conversation(chat: SkypeChat, people: dict[str, str], owner: str) -> GatheredConversation:
    """A conversation as rows.

    Args:
        chat: its messages.
        people: names by id, as far as they are known.
        owner: the owner's id; empty where it is not known.
    """
    writers = dict.fromkeys(row.sender for row in chat.records.rows if row.sender)
    names = distinct_names({who: (people.get(who) or _bare(who), _bare(who)) for who in writers})
    named = {who: name for who, name in people.items() if name} | names
    chat.records.rows = [named_row(_with_named_reactions(row, named), named) for row in chat.records.rows]
    senders = {row.sender for row in chat.records.rows if row.kind != "system"}
    is_group = chat.ident.startswith(_GROUP) or (not chat.ident.startswith(_PERSON) and len(senders) > 2)
    conversation = Conversation(
        key=f"skype:{chat.ident}",
        title=chat.title or people.get(chat.ident) or _bare(chat.ident),
        app="skype",
        group=is_group and not (chat.people and len(chat.people) <= 2),
        owner=names.get(owner),
        clock=timedelta(milliseconds=1) if chat.has_fractions else timedelta(seconds=1),
        notes=tuple(_notes(chat)),
        has_ids=chat.ident != NO_CHAT and not chat.without_id,
        has_chat_id=chat.ident != NO_CHAT,
        breaks_off=chat.breaks_off,
    )
    return gathered_conversation(conversation, chat.records)


def _with_named_reactions(row: RecordRow, names: Mapping[str, str]) -> RecordRow:
    """A row in which reactions of people who have no name are nobody's."""
    return row._replace(reactions=tuple((emoji, who if who in names else None) for emoji, who in row.reactions))


def _bare(who: str) -> str:
    """An id without what says of which kind it is."""
    return who.partition(":")[2].removeprefix("live:").removeprefix(".cid.") or who or "?"


def _notes(chat: SkypeChat) -> Iterator[str]:
    if chat.unknown:
        yield unknown_contents(chat.unknown)
    if chat.forwarded:
        yield lazy(
            "Messages that hold only what somebody wrote elsewhere, read as media: {number}.", number=chat.forwarded
        )
    if chat.repaired:
        yield repaired_records(chat.repaired)
    if chat.breaks_off:
        yield BREAKS_OFF


def _edited(message: JsonObject) -> int | None:
    return second_or_millisecond(fields(message.get("properties")).get("edittime"))


def _reactions(message: JsonObject) -> Iterator[tuple[str, str | None]]:
    """Each reaction with the id of who gave it."""
    given = fields(message.get("properties")).get("emotions")
    if isinstance(given, str) and len(given) < 1 << 20:
        try:
            given = json.loads(given)
        except (ValueError, RecursionError):
            return
    left = _MOST_REACTIONS
    for emotion in objects(given):
        name = line_of(emotion.get("key")) or "custom"
        for user in entries(emotion.get("users"))[:left]:
            left -= 1
            yield name, person(fields(user).get("mri")) or None
