"""The chats of Signal's own export as conversations."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from unlike.core.medium_limits import MediumLimit, MediumLimitKind
from unlike.i18n import lazy, mark
from unlike.readers.apps.signal.chat_items import OTHER_SIDE, OWN_SIDE, place_of
from unlike.readers.apps.signal.frame_lines import SignalChatRows, SignalFrames
from unlike.readers.apps.signal.recipients import OWNER_NAME, JsonObject, stable_key
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
    """What people are called, by their ids, and who the owner is."""

    shown: Mapping[str, str]
    owner: str | None

    def of(self, who: str | None, other: str | None) -> str | None:
        """The name of a sender in a chat with `other`."""
        if who == OWN_SIDE:
            return self.own
        place = other if who == OTHER_SIDE else who
        if who is None:
            return None
        return self.shown.get(place or "", f"Unknown {place}" if place else "Unknown")

    @property
    def own(self) -> str:
        return self.shown.get(self.owner or "", OWNER_NAME)


def frame_chats(frames: SignalFrames) -> tuple[list[GatheredConversation], list[str]]:
    """The chats with another person, and sentences about those that were left out."""
    recipients = frames.recipients
    names = _Names(recipients.shown_names(), recipients.owner)
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
    people = {chat.number: (names.shown.get(chat.who or "", "Unknown chat"), f"chat {chat.number}") for chat in chats}
    return distinct_names(people)


def _conversation(chat: _Chat, title: str, names: _Names, frames: SignalFrames) -> GatheredConversation:
    records, key = chat.items.records, stable_key(chat.recipient)
    is_group = "group" in chat.recipient
    records.rows = refs_apart(records.rows, lambda row: _account(row.sender, chat, frames))
    records.rows = _named(records.rows, names, None if is_group else chat.who)
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
    who = chat.who if sender == OTHER_SIDE else OWN_SIDE if sender == recipients.owner else sender
    return stable_key(recipients.recipients.get(who or "", {})) or who or ""


def _named(rows: Sequence[RecordRow], names: _Names, other: str | None) -> list[RecordRow]:
    """The rows with names in place of ids, and replies that name rows."""
    has_replies = any(row.reply_to for row in rows)
    places = {place_of(row.sender, row.sent_at): row.ref for row in rows if has_replies and row.sent_at is not None}
    shown = {who: names.of(who, other) for who in {row.sender for row in rows}}
    return [
        RecordRow(
            ref,
            sent_at,
            shown[sender],
            kind,
            text,
            places.get(reply_to) if reply_to else None,
            edited_at,
            [(emoji, names.of(who, other)) for emoji, who in reactions] if reactions else (),
        )
        for ref, sent_at, sender, kind, text, reply_to, edited_at, reactions, *_ in rows
    ]


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
