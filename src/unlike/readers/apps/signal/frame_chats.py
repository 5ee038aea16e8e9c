"""The chats of Signal's own export as conversations."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from unlike.core.medium_limits import MediumLimit, MediumLimitKind
from unlike.i18n import lazy, mark
from unlike.readers.apps.signal.chat_items import OTHER_SIDE, OWN_SIDE
from unlike.readers.apps.signal.frame_lines import SignalChatRows, SignalFrames
from unlike.readers.apps.signal.recipients import OWNER_NAME, JsonObject, SignalRecipients, stable_key
from unlike.readers.base import Conversation
from unlike.readers.conversation_rows import GatheredConversation, RecordRow, gathered_conversation
from unlike.readers.distinct_names import distinct_names
from unlike.readers.export_sentences import BREAKS_OFF, repaired_records, unknown_contents
from unlike.readers.record_refs import refs_apart

CLOCK: Final = timedelta(milliseconds=1)

_LONGEST_NAME: Final = 40

LEFT_OUT: Final = {
    "self": mark("The notes to yourself were left out, for nobody else writes there (entries: {number})."),
    "releaseNotes": mark("What Signal itself writes was left out (entries: {number})."),
}
"""Chats without another person, by what their recipient is."""


@dataclass(frozen=True, slots=True)
class _Chat:
    """A chat: its id, its items, and with whom it is."""

    number: str
    items: SignalChatRows
    who: str | None
    recipient: JsonObject


@dataclass(frozen=True, slots=True)
class _Names:
    """What people are called, by their ids, and which of those are the owner's."""

    shown: Mapping[str, str]
    owners: tuple[str, ...]

    def of(self, who: str | None, other: str | None) -> str | None:
        """The name of a sender in a chat with `other`."""
        if who == OWN_SIDE:
            return self.own
        return None if who is None else self.shown[(other or "") if who == OTHER_SIDE else who]

    def known(self, who: str, other: str | None) -> str | None:
        """The same, for an id that may be nobody's."""
        return self.of(who, other) if who in self.shown or who in {OWN_SIDE, OTHER_SIDE} else None

    @property
    def own(self) -> str:
        return self.shown[self.owners[0]] if self.owners else OWNER_NAME


def frame_chats(frames: SignalFrames) -> tuple[list[GatheredConversation], list[str]]:
    """The chats with another person, and sentences about those that were left out."""
    recipients = frames.recipients
    names = _Names(recipients.shown_names(_writers(frames)), recipients.owners)
    chats: list[_Chat] = []
    left_out: list[str] = []
    for number, items in frames.chats.items():
        who = recipients.recipient_of(number)
        chat = _Chat(number, items, who, recipients.recipients.get(who or "", {}))
        reason = next((sentence for kind, sentence in LEFT_OUT.items() if kind in chat.recipient), None)
        if reason:
            left_out.append(lazy(reason, number=items.records.total))
        else:
            chats.append(chat)
    titles = _titles(chats, names)
    return [_conversation(chat, titles[chat.number], names, frames) for chat in chats], left_out


def _writers(frames: SignalFrames) -> set[str]:
    """Ids of all who write or react; an empty one where it is not told who."""
    writers: set[str] = set()
    for number, items in frames.chats.items():
        other = _other(frames.recipients, number)
        for row in items.records.rows:
            ids = (row.sender, *(who for _, who in row.reactions))
            writers.update((other or "") if who == OTHER_SIDE else who for who in ids if who is not None)
    return writers - {OWN_SIDE}


def _other(recipients: SignalRecipients, number: str) -> str | None:
    """The other person in a chat of two."""
    who = recipients.recipient_of(number)
    return None if "group" in recipients.recipients.get(who or "", {}) else who


def export_notes(frames: SignalFrames) -> Iterator[str]:
    """What is odd about the whole file."""
    if frames.damaged:
        yield lazy("Damaged lines that hold no message: {number}.", number=frames.damaged)
    if frames.stories:
        yield lazy("Stories were left out, for they stand in no chat (entries: {number}).", number=frames.stories)
    if frames.unknown:
        yield lazy("Records of kinds that unlike does not know, left out: {kinds}.", kinds=_counts(frames.unknown))


def _counts(numbers: Counter[str]) -> str:
    names = {name: " ".join(name.split())[:_LONGEST_NAME] or "?" for name in numbers}
    return ", ".join(f"{names[name]} ({number})" for name, number in sorted(numbers.items()))


def _titles(chats: Sequence[_Chat], names: _Names) -> dict[str, str]:
    """The title of every chat, each once."""
    people = {
        chat.number: (names.shown[chat.who or ""] if chat.recipient else "Unknown chat", f"chat {chat.number}")
        for chat in chats
    }
    return distinct_names(people)


def _conversation(chat: _Chat, title: str, names: _Names, frames: SignalFrames) -> GatheredConversation:
    records, key = chat.items.records, stable_key(chat.recipient)
    is_group = "group" in chat.recipient
    records.rows = refs_apart(records.rows, lambda row: _account(row.sender, chat, frames))
    records.rows = _named(records.rows, names, _other(frames.recipients, chat.number))
    senders = {row.sender for row in records.rows if row.sender}
    conversation = Conversation(
        key=key or f"signal:chat:{chat.number}",
        title=title,
        app="signal",
        group=is_group or len(senders) > 2,
        owner=names.own,
        clock=CLOCK,
        notes=tuple(_notes(chat, frames)),
        has_ids=key is not None,
        breaks_off=frames.breaks_off,
        medium_limits=_limits(chat, frames),
    )
    return gathered_conversation(conversation, records)


def _account(sender: str | None, chat: _Chat, frames: SignalFrames) -> str:
    """What tells a sender from others in every export of a chat."""
    recipients = frames.recipients
    who = chat.who if sender == OTHER_SIDE else OWN_SIDE if sender in recipients.owners else sender
    return stable_key(recipients.recipients.get(who or "", {})) or who or ""


def _named(rows: Sequence[RecordRow], names: _Names, other: str | None) -> list[RecordRow]:
    """The rows with names in place of ids, and replies that name rows."""
    replies = _Replies(rows, names, other) if any(row.reply_to for row in rows) else None
    shown = {who: names.of(who, other) for who in {row.sender for row in rows}}
    return [
        RecordRow(
            ref,
            sent_at,
            shown[sender],
            kind,
            text,
            replies.ref_of(reply_to) if replies and reply_to else None,
            edited_at,
            [(emoji, names.of(who, other)) for emoji, who in reactions] if reactions else (),
        )
        for ref, sent_at, sender, kind, text, reply_to, edited_at, reactions, *_ in rows
    ]


class _Replies:
    """The rows of a chat by whose they are and when they were sent, which is all that a quotation tells."""

    def __init__(self, rows: Sequence[RecordRow], names: _Names, other: str | None) -> None:
        self._names, self._other = names, other
        self._by_place: dict[tuple[str | None, str], str] = {}
        self._by_moment: dict[str, set[str]] = {}
        for row in rows:
            if row.sent_at is not None:
                moment = str(row.sent_at)
                self._by_place[names.of(row.sender, other), moment] = row.ref
                self._by_moment.setdefault(moment, set()).add(row.ref)

    def ref_of(self, place: str) -> str | None:
        """The row that a quotation names; of a former id of somebody's, the only one of its moment."""
        who, _, moment = place.rpartition("@")
        refs = self._by_moment.get(moment, set())
        return self._by_place.get((self._names.known(who, self._other), moment)) or (
            next(iter(refs)) if len(refs) == 1 else None
        )


def _limits(chat: _Chat, frames: SignalFrames) -> tuple[MediumLimit, ...]:
    """What cannot be told where messages disappear."""
    has_timer = chat.items.timed or frames.recipients.chats.get(chat.number, {}).get("expirationTimerMs")
    return (MediumLimit(MediumLimitKind.DISAPPEARING),) if has_timer else ()


def _notes(chat: _Chat, frames: SignalFrames) -> Iterator[str]:
    """What a reader of the findings should know about one chat."""
    items = chat.items
    if items.long_texts:
        yield lazy("Long messages of which only the beginning was read: {number}.", number=items.long_texts)
    if items.failed:
        yield lazy("Messages that Signal itself could not read: {number}.", number=items.failed)
    if items.unknown:
        yield unknown_contents(items.unknown)
    if items.repaired:
        yield repaired_records(items.repaired)
    if frames.breaks_off:
        yield BREAKS_OFF
