"""Messages of either database in one shape, and the conversations that they make."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Final, NamedTuple

from unlike.core.medium_limits import MediumLimit, MediumLimitKind
from unlike.i18n import lazy
from unlike.readers.apps.whatsapp_database.jid_names import (
    OWNER,
    UNKNOWN,
    is_chat,
    is_group,
    number_of,
    shown_names,
)
from unlike.readers.base import Conversation
from unlike.readers.conversation_rows import ConversationRows, GatheredConversation, RecordRow, gathered_conversation
from unlike.readers.distinct_names import distinct_names
from unlike.readers.export_sentences import unknown_contents

CLOCK: Final = timedelta(seconds=1)


class StoredMessage(NamedTuple):
    """A message of a database.

    Attributes:
        chat: address of its chat, one for each person whatever ids they have.
        ident: the id that WhatsApp gave it, the same on every phone; else its place.
        sender: address of who sent it; None for the owner.
        sent_at: microseconds since 1970.
        kind: one of the table's kinds.
        text: words and captions.
        reply_to: id of the message that it answers.
        edited_at: microseconds since 1970.
        reactions: emoji and address; None for the owner.
        is_known: its type is known.
        is_forwarded: somebody else wrote the words.
        is_transcribed: WhatsApp made words of its sound, which nobody typed.
    """

    chat: str
    ident: str
    sender: str | None
    sent_at: int | None
    kind: str
    text: str | None = None
    reply_to: str | None = None
    edited_at: int | None = None
    reactions: tuple[tuple[str, str | None], ...] = ()
    is_known: bool = True
    is_forwarded: bool = False
    is_transcribed: bool = False


@dataclass(slots=True)
class StoredChats:
    """All that a database holds.

    Attributes:
        messages: in the order in which they came, read as they are asked for.
        titles: of chats, by address; a direct chat is called like the person.
        names: of people, by address; empty where none is known.
        timers: chats with disappearing messages.
        merged: chats that stood there under two ids.
        orphans: messages whose chat is gone; known after the last message.
        has_reactions: the database keeps reactions where this program finds them.
    """

    messages: Iterable[StoredMessage]
    titles: dict[str, str] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    timers: set[str] = field(default_factory=set)
    merged: set[str] = field(default_factory=set)
    orphans: int = 0
    has_reactions: bool = False


@dataclass(slots=True)
class _Chat:
    """One chat so far, with addresses in place of names."""

    records: ConversationRows = field(default_factory=ConversationRows)
    unknown: int = 0
    forwarded: int = 0
    transcribed: int = 0


def stored_conversations(stored: StoredChats) -> tuple[list[GatheredConversation], int]:
    """The conversations, and how many messages of statuses, broadcasts and channels were left out."""
    chats: dict[str, _Chat] = {}
    left_out: Counter[str] = Counter()
    people = set(stored.names)
    for message in stored.messages:
        chat = chats.get(message.chat)
        if chat is None:
            if not is_chat(message.chat):
                left_out[message.chat] += 1
                continue
            chat = chats[message.chat] = _Chat()
        _add(chat, message)
        if message.sender:
            people.add(message.sender)
        if message.reactions:
            people.update(who for _, who in message.reactions if who)
    names = shown_names({who: stored.names.get(who, "") for who in people | set(chats)})
    titles = _titles(chats, stored, names)
    conversations = [_conversation(jid, chat, stored, (titles[jid], names)) for jid, chat in chats.items()]
    return conversations, left_out.total()


def _add(chat: _Chat, message: StoredMessage) -> None:
    _, ident, sender, sent_at, kind, text, reply_to, edited_at, reactions, is_known, is_forwarded, transcribed = message
    records = chat.records
    records.total += 1
    chat.unknown += not is_known
    chat.transcribed += transcribed
    if is_forwarded:
        chat.forwarded += 1
        kind, text = "media" if kind == "text" else kind, None
    answered = None if reply_to is None else f"m{reply_to}"
    who = OWNER if sender is None else sender
    records.rows.append(RecordRow(f"m{ident}", sent_at, who, kind, text, answered, edited_at, reactions))


def _titles(chats: Mapping[str, _Chat], stored: StoredChats, names: Mapping[str, str]) -> dict[str, str]:
    titles = {
        jid: (
            stored.titles.get(jid) or (names.get(jid, UNKNOWN) if not is_group(jid) else UNKNOWN),
            number_of(jid)[-4:],
        )
        for jid in chats
    }
    return distinct_names(titles)


def _conversation(
    jid: str, chat: _Chat, stored: StoredChats, shown: tuple[str, Mapping[str, str]]
) -> GatheredConversation:
    title, names = shown
    chat.records.rows = [_named(row, names) for row in chat.records.rows]
    conversation = Conversation(
        key=f"whatsapp_database:{jid}",
        title=title,
        app="whatsapp_database",
        group=is_group(jid),
        owner=OWNER,
        clock=CLOCK,
        notes=tuple(_notes(jid, chat, stored)),
        has_ids=True,
        medium_limits=(MediumLimit(MediumLimitKind.DISAPPEARING),) if jid in stored.timers else (),
    )
    return gathered_conversation(conversation, chat.records, has_reactions=stored.has_reactions)


def _named(row: RecordRow, names: Mapping[str, str]) -> RecordRow:
    ref, sent_at, sender, kind, text, reply_to, edited_at, reactions, *_ = row
    named = [(emoji, OWNER if who is None else names.get(who, who)) for emoji, who in reactions] if reactions else ()
    return RecordRow(ref, sent_at, names.get(sender or "", sender), kind, text, reply_to, edited_at, named)


def _notes(jid: str, chat: _Chat, stored: StoredChats) -> Iterator[str]:
    if jid in stored.merged:
        yield lazy("WhatsApp keeps this chat under two ids, with and without the number; they were joined.")
    if chat.forwarded:
        yield lazy("Forwarded messages count as messages, but their words do not: {number}.", number=chat.forwarded)
    if chat.transcribed:
        yield lazy(
            "Voice messages of which WhatsApp made a transcript: {number}. They count as voice messages; the words of "
            "the transcripts are left aside, for nobody typed them.",
            number=chat.transcribed,
        )
    if chat.unknown:
        yield unknown_contents(chat.unknown)
