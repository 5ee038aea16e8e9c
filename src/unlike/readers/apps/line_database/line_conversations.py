"""The conversations that the messages of a database of LINE make."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Final

from unlike.readers.apps.line_database.line_stored_chats import (
    MILLISECOND,
    LineChats,
    LineMessage,
    is_local,
)
from unlike.readers.base import Conversation
from unlike.readers.conversation_rows import (
    ConversationRows,
    GatheredConversation,
    RecordRow,
    gathered_conversation,
    named_row,
)
from unlike.readers.distinct_names import distinct_names, people_title
from unlike.readers.export_sentences import unknown_contents
from unlike.readers.unnamed_senders import UNKNOWN_SENDER

_APP: Final = "line_database"
_OWNER: Final = "Me"
"""The owner, whose name no database of LINE holds."""

_UNKNOWN: Final = UNKNOWN_SENDER
_CLOCK: Final = timedelta(milliseconds=1)
_MARK_CHARS: Final = 4


@dataclass(slots=True)
class _LineChat:
    """One chat so far, with ids in place of names; the owner's is empty.

    Attributes:
        unknown: messages of which it is not known what they hold.
        contents: hash of each message that has an id of the server, by that id.
    """

    records: ConversationRows = field(default_factory=ConversationRows)
    unknown: int = 0
    contents: dict[str, int] = field(default_factory=dict)


def line_conversations(stored: LineChats) -> list[GatheredConversation]:
    """The conversations of a database, in the order of their first messages."""
    chats: dict[str, _LineChat] = {}
    for message in stored.messages:
        _add(chats.setdefault(message.chat, _LineChat()), message, stored.reactions.get(message.ident, {}))
    names = _shown_names(chats, stored)
    titles = {chat: (_title(chat, held, stored, names), chat[-_MARK_CHARS:]) for chat, held in chats.items()}
    shown = distinct_names(titles)
    return [_conversation(chat, held, stored, (shown[chat], names)) for chat, held in chats.items()]


def _add(chat: _LineChat, message: LineMessage, reactions: Mapping[str, str]) -> None:
    """Add a message; one that stands there twice with the same content counts once."""
    chat.records.total += 1
    content = hash(message[3:])
    if message.ident and chat.contents.get(message.ident) == content:
        chat.records.repeated += 1
        return
    chat.contents[message.ident] = content
    chat.unknown += not message.is_known
    row = RecordRow(
        _ref(message),
        message.sent_at,
        message.sender or "",
        message.kind,
        message.text,
        f"m{message.reply_to}" if message.reply_to else None,
        reactions=[(emoji, who) for who, emoji in reactions.items()],
    )
    chat.records.rows.append(row)


def _ref(message: LineMessage) -> str:
    """The server's id; a message that never got one is known by its moment, which is alike in a later copy."""
    if message.ident:
        return f"m{message.ident}"
    return f"t{message.sent_at // MILLISECOND}" if message.sent_at else f"r{message.place}"


def _shown_names(chats: Mapping[str, _LineChat], stored: LineChats) -> dict[str, str]:
    """A name for every id, each once, and none that is the owner's."""
    direct = {chat for chat in chats if not stored.is_group(chat) and not is_local(chat)}
    people = direct.union(*(_people(held) for held in chats.values()))
    called = {who: (_name(who, direct, stored), who[-_MARK_CHARS:]) for who in sorted(people)}
    names = distinct_names(called)
    shown = {who: f"{name} ({who[-_MARK_CHARS:]})" if name == _OWNER else name for who, name in names.items()}
    own = _own_ids({chat: chats[chat] for chat in direct}, stored)
    return shown | {"": _OWNER} | (dict.fromkeys(own, _OWNER) if len(own) == 1 else {})


def _own_ids(direct: Mapping[str, _LineChat], stored: LineChats) -> set[str]:
    """Ids without a name of those who react or take back in a direct chat and are not the other person.

    These alone bear the owner's id. Whoever else writes in a direct chat may be the other person under an earlier id.
    """
    others: set[str] = set()
    for chat, held in direct.items():
        rows = held.records.rows
        unsending = {row.sender for row in rows if row.kind == "deleted"}
        reacting = {who for row in rows for _, who in row.reactions}
        others.update(who for who in unsending | reacting if who and who != chat)
    return {who for who in others if not is_local(who) and who not in stored.names}


def _people(chat: _LineChat) -> set[str]:
    """Ids of those who wrote in a chat or reacted in it, but for the owner's empty one."""
    rows = chat.records.rows
    reacting = {who for row in rows for _, who in row.reactions if who}
    return reacting | {row.sender for row in rows if row.sender and row.kind != "system"}


def _name(who: str, direct: set[str], stored: LineChats) -> str:
    return stored.names.get(who) or (stored.titles.get(who) if who in direct else None) or _UNKNOWN


def _title(chat: str, held: _LineChat, stored: LineChats, names: Mapping[str, str]) -> str:
    if not stored.is_group(chat) and not is_local(chat):
        return names[chat]
    others = dict.fromkeys(names[row.sender] for row in held.records.rows if row.sender and row.kind != "system")
    writers = [name for name in others if name != _OWNER]
    return stored.titles.get(chat) or people_title(writers, has_key=True) or _UNKNOWN


def _conversation(
    chat: str, held: _LineChat, stored: LineChats, shown: tuple[str, Mapping[str, str]]
) -> GatheredConversation:
    title, names = shown
    held.records.rows = [_named(row, names) for row in held.records.rows]
    conversation = Conversation(
        key=f"{_APP}:{chat}",
        title=title,
        app=_APP,
        group=stored.is_group(chat),
        owner=_OWNER,
        clock=_CLOCK,
        notes=tuple(_notes(held)),
        has_ids=not is_local(chat),
    )
    return gathered_conversation(conversation, held.records, has_reactions=stored.has_reactions)


def _notes(chat: _LineChat) -> Iterator[str]:
    if chat.unknown:
        yield unknown_contents(chat.unknown)


def _named(row: RecordRow, names: Mapping[str, str]) -> RecordRow:
    """A row with names in place of ids; a line of the app has nobody's."""
    sender = None if row.kind == "system" else names[row.sender or ""]
    return named_row(row, names)._replace(sender=sender)
