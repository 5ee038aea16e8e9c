"""The conversations of a Skype export, gathered message by message."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any, Final, TypeAlias

from unlike.i18n import lazy
from unlike.readers.apps.skype.skype_content import skype_content
from unlike.readers.base import Conversation
from unlike.readers.conversation_rows import (
    ConversationRows,
    GatheredConversation,
    RecordRow,
    gathered_conversation,
    microseconds,
)
from unlike.readers.distinct_names import distinct_names
from unlike.readers.export_sentences import BREAKS_OFF, DAMAGED, ENDS_INSIDE, repaired_records, unknown_contents
from unlike.readers.iso_times import iso_microseconds

JsonObject: TypeAlias = dict[str, Any]

_MILLISECOND: Final = 1_000
_SECOND: Final = 1_000_000
_NAME_CHARS: Final = 200
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
            sender=person(message.get("from")) or "?",
            kind=content.kind or "media",
            text=content.text,
            reply_to=f"m{content.answered}" if content.answered else None,
            edited_at=_edited(message),
            reactions=tuple(_reactions(message)),
            sent_by_wall_clock=not has_offset,
        )


def identifier(value: object) -> str | None:
    """An id as text; None where it is none."""
    if isinstance(value, str):
        return value[:_NAME_CHARS] or None
    return str(value) if isinstance(value, int) and not isinstance(value, bool) and abs(value) < 1 << 64 else None


def person(value: object) -> str:
    """The id of a person: what stands behind the last slash of an address."""
    return (identifier(value) or "").rpartition("/")[2]


def shown_name(value: object) -> str:
    """A name on one line; empty where it is none."""
    return " ".join(value[: 10 * _NAME_CHARS].split())[:_NAME_CHARS] if isinstance(value, str) else ""


def members(conversation: JsonObject) -> frozenset[str]:
    """Ids of the members of a group, which stand in it as a list that is written as text."""
    properties = conversation.get("threadProperties")
    listed = properties.get("members") if isinstance(properties, dict) else None
    if isinstance(listed, str) and len(listed) < 1 << 20:
        try:
            listed = json.loads(listed)
        except (ValueError, RecursionError):
            return frozenset()
    return frozenset(one for one in listed if isinstance(one, str)) if isinstance(listed, list) else frozenset()


def skype_conversation(
    chat: SkypeChat, people: dict[str, str], owner: str, notes: tuple[str, ...]
) -> GatheredConversation:
    """A conversation as rows.

    Args:
        chat: its messages.
        people: names by id, as far as they are known.
        owner: the owner's id; empty where it is not known.
        notes: what else should be known.
    """
    writers = dict.fromkeys(row.sender for row in chat.records.rows if row.sender)
    names = distinct_names({who: (people.get(who) or _bare(who), _bare(who)) for who in writers})
    chat.records.rows = [
        row._replace(
            sender=names.get(row.sender or "", row.sender),
            reactions=tuple((emoji, names.get(who or "") or people.get(who or "")) for emoji, who in row.reactions),
        )
        for row in chat.records.rows
    ]
    senders = {row.sender for row in chat.records.rows if row.kind != "system"}
    is_group = chat.ident.startswith(_GROUP) or (not chat.ident.startswith(_PERSON) and len(senders) > 2)
    conversation = Conversation(
        key=f"skype:{chat.ident}",
        title=chat.title or people.get(chat.ident) or _bare(chat.ident),
        app="skype",
        group=is_group and not (chat.people and len(chat.people) <= 2),
        owner=names.get(owner),
        clock=timedelta(milliseconds=1) if chat.has_fractions else timedelta(seconds=1),
        notes=(*notes, *_notes(chat)),
        has_ids=not chat.without_id,
        breaks_off=chat.breaks_off,
    )
    return gathered_conversation(conversation, chat.records)


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
    properties = message.get("properties")
    return microseconds(properties.get("edittime"), _MILLISECOND) if isinstance(properties, dict) else None


def _reactions(message: JsonObject) -> Iterator[tuple[str, str | None]]:
    """Each reaction with the id of who gave it."""
    properties = message.get("properties")
    given = properties.get("emotions") if isinstance(properties, dict) else None
    if isinstance(given, str) and len(given) < 1 << 20:
        try:
            given = json.loads(given)
        except (ValueError, RecursionError):
            return
    left = _MOST_REACTIONS
    for emotion in given if isinstance(given, list) else ():
        if not isinstance(emotion, dict):
            continue
        users, name = emotion.get("users"), shown_name(emotion.get("key")) or "custom"
        for user in (users if isinstance(users, list) else [])[:left]:
            left -= 1
            yield name, person(user.get("mri")) if isinstance(user, dict) else None
