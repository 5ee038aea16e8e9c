"""The chats in Snapchat's chat history, whichever of its three shapes it has."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import pairwise
from typing import Any, Final

from unlike.core.medium_limits import MediumLimit, MediumLimitKind
from unlike.errors import BrokenExportError
from unlike.i18n import lazy, mark
from unlike.readers.apps.snapchat.saved_messages import (
    OWNER,
    is_unknown,
    lacks_words,
    saved_message,
    sent_at,
)
from unlike.readers.base import Conversation, Progress
from unlike.readers.conversation_rows import ConversationRows, GatheredConversation, gathered_conversation
from unlike.readers.export import ExportFile
from unlike.readers.export_sentences import BREAKS_OFF, unknown_contents
from unlike.readers.formats.json_fields import line_of
from unlike.readers.formats.json_tree import json_tree, skip_damaged

SECTION: Final = re.compile(r"(Received|Sent) (?:Saved|Unsaved) Chat History", re.IGNORECASE)
"""Lists of the older shapes, in which the chats are mixed."""

RECORD: Final = rb'"Media Type"\s*:'
_DEPTH: Final = 2
_CLOCK: Final = timedelta(seconds=1)


@dataclass(slots=True)
class _Chat:
    """A chat so far.

    Attributes:
        key: user name of the friend, or the id of a group.
        entries: place, entry, and whether the list says that the owner sent it.
        records: of those that cannot be read.
        named: what the chat is called in its entries.
        is_cut: the file breaks off in it.
    """

    key: str
    entries: list[tuple[str, dict[str, Any], bool | None]] = field(default_factory=list)
    records: ConversationRows = field(default_factory=ConversationRows)
    named: str = ""
    is_cut: bool = False


def chat_history(file: ExportFile, owner: str, progress: Progress) -> list[GatheredConversation]:
    """The chats in a file, in the order in which they first stand there.

    Args:
        file: chat_history.json.
        owner: user name that the download has for its owner; empty where it does not say.
        progress: called with (bytes read so far, bytes in all).

    Raises:
        BrokenExportError: it is no JSON object.
    """
    tree = json_tree(file, _DEPTH, RECORD, progress)
    if tree is None or not isinstance(tree.value, dict):
        raise BrokenExportError(file.path, file.name, mark("it is damaged, and no message can be read"))
    chats: dict[str, _Chat] = {}
    for name, entries in tree.value.items():
        _add_list(chats, name, entries)
    owner_name = owner or next(filter(None, map(_own_name, chats.values())), OWNER)
    return [_conversation(chat, owner_name) for chat in chats.values()]


def _add_list(chats: dict[str, _Chat], name: str, entries: object) -> None:
    """Add a list: of one chat, or of all that the owner sent or received."""
    section = SECTION.fullmatch(name.strip())
    is_own = section[1].lower() == "sent" if section else None
    last = "" if section else name
    for number, entry in enumerate(entries if isinstance(entries, list) else [entries], 1):
        place = f"{name} {number}"
        if isinstance(entry, dict):
            last = _other_person(entry) or last or OWNER if section else name
            chat = chats.setdefault(last, _Chat(last))
            chat.records.total += 1
            chat.entries.append((place, entry, is_own))
            chat.named = chat.named or line_of(entry.get("Conversation Title"))
        else:
            chat = chats.setdefault(last or OWNER, _Chat(last or OWNER))
            chat.is_cut = skip_damaged(chat.records, place, entry) or chat.is_cut


def _other_person(entry: dict[str, Any]) -> str:
    """The other person of an entry of the older shapes: whom it went to, else who is named as its sender either way."""
    return line_of(entry.get("To")) or line_of(entry.get("From"))


def _own_name(chat: _Chat) -> str:
    """The owner's user name, which stands beside what they sent in the newer shape."""
    own = (line_of(entry.get("From")) for _, entry, section in chat.entries if section is None and _is_own(entry))
    return next((name for name in own if name and name != chat.key), "")


def _is_own(entry: dict[str, Any]) -> bool:
    return entry.get("IsSender", entry.get("isSender")) is True


def _sender(chat: _Chat, entry: dict[str, Any], owner: str, *, is_own: bool | None) -> str:
    if is_own or (is_own is None and _is_own(entry)):
        return owner
    return line_of(entry.get("From")) or chat.key


def _conversation(chat: _Chat, owner: str) -> GatheredConversation:
    is_mixed = any(section is not None for _, _, section in chat.entries)
    entries = _in_order(chat.entries) if is_mixed else chat.entries
    senders = {_sender(chat, entry, owner, is_own=is_own) for _, entry, is_own in entries}
    chat.records.rows = [
        saved_message(entry, place, _sender(chat, entry, owner, is_own=is_own)) for place, entry, is_own in entries
    ]
    conversation = Conversation(
        key=f"snapchat:{chat.key}",
        title=chat.named or chat.key,
        app="snapchat",
        group=bool(chat.named) or len(senders - {owner}) > 1,
        owner=owner,
        clock=_CLOCK,
        notes=tuple(_notes([entry for _, entry, _ in entries], is_cut=chat.is_cut)),
        breaks_off=chat.is_cut,
        medium_limits=(MediumLimit(MediumLimitKind.SAVED_MESSAGES),),
    )
    return gathered_conversation(conversation, chat.records, has_reactions=False)


def _in_order(
    entries: list[tuple[str, dict[str, Any], bool | None]],
) -> list[tuple[str, dict[str, Any], bool | None]]:
    """What was sent and what was received as one list by time; each of the two may stand newest first."""
    received, sent = ([entry for entry in entries if entry[2] is own] for own in (False, True))
    both = _oldest_first(received) + _oldest_first(sent)
    return sorted(both, key=lambda entry: sent_at(entry[1]) or 0)


def _oldest_first(
    entries: list[tuple[str, dict[str, Any], bool | None]],
) -> list[tuple[str, dict[str, Any], bool | None]]:
    times = [at for at in (sent_at(entry) for _, entry, _ in entries) if at is not None]
    falling = sum((later > earlier) - (later < earlier) for earlier, later in pairwise(times)) < 0
    return entries[::-1] if falling else entries


def _notes(entries: list[dict[str, Any]], *, is_cut: bool) -> Iterator[str]:
    wordless, unknown = sum(map(lacks_words, entries)), sum(map(is_unknown, entries))
    if wordless:
        yield lazy("Texts whose words are not in the export, since nobody saved them: {number}.", number=wordless)
    if unknown:
        yield unknown_contents(unknown)
    if is_cut:
        yield BREAKS_OFF
