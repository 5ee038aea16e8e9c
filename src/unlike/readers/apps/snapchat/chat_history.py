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
    person,
    saved_message,
    sent_at,
)
from unlike.readers.base import Conversation, Progress
from unlike.readers.conversation_rows import ConversationRows, GatheredConversation, gathered_conversation
from unlike.readers.export import ExportFile
from unlike.readers.export_sentences import BREAKS_OFF, unknown_contents
from unlike.readers.formats.json_tree import json_tree, skip_damaged
from unlike.readers.unnamed_senders import UNKNOWN_SENDER

SECTION: Final = re.compile(r"(Received|Sent) (?:Saved|Unsaved) Chat History", re.IGNORECASE)
"""Lists of the older shapes, in which the chats are mixed."""

RECORD: Final = rb'"Media Type"\s*:'
_DEPTH: Final = 2
_CLOCK: Final = timedelta(seconds=1)
NOBODY: Final = "?"
"""Stands for whoever wrote or received what names nobody."""

_WITH_NOBODY: Final = 2
_NO_PERSON: Final = mark("it does not say with whom it was exchanged")


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
        _add_list(chats, name, entries, owner)
    _give_to_only_chat(chats)
    if tree.is_cut:
        if not chats:
            raise BrokenExportError(file.path, file.name, mark("it is damaged, and no message can be read"))
        _mark_cut(chats, next(reversed(tree.value)))
    owner_name = owner or next(filter(None, map(_own_name, chats.values())), OWNER)
    return [_conversation(chat, owner_name) for chat in chats.values()]


def _mark_cut(chats: dict[str, _Chat], name: str) -> None:
    """Mark the chats that may lack something, as the file breaks off in a list: all of a mixed one, else the last."""
    *_, last = chats.values()
    for chat in chats.values() if SECTION.fullmatch(name.strip()) else [chats.get(name, last)]:
        chat.is_cut = True


def _add_list(chats: dict[str, _Chat], name: str, entries: object, owner: str) -> None:
    """Add a list: of one chat, or of all that the owner sent or received."""
    section = SECTION.fullmatch(name.strip())
    is_own = section[1].lower() == "sent" if section else None
    listed = entries if isinstance(entries, list) else [entries]
    has_receivers = any(isinstance(entry, dict) and "To" in entry for entry in listed)
    last = NOBODY if section else name or NOBODY
    for number, entry in enumerate(listed, 1):
        place = f"{name} {number}"
        if not isinstance(entry, dict):
            chat = chats.setdefault(last, _Chat(last))
            chat.is_cut = skip_damaged(chat.records, place, entry) or chat.is_cut
            continue
        if section:
            last = person(entry.get("To" if is_own and has_receivers else "From"))
            last = last if last and last != owner else NOBODY
        chat = chats.setdefault(last, _Chat(last))
        chat.records.total += 1
        chat.named = chat.named or person(entry.get("Conversation Title"))
        if section and last == NOBODY:
            chat.records.skip(place, _NO_PERSON)
        else:
            chat.entries.append((place, entry, is_own))


def _give_to_only_chat(chats: dict[str, _Chat]) -> None:
    """Count what does not say with whom it was exchanged in the only chat that it can be from, if there is but one."""
    if len(chats) != _WITH_NOBODY or NOBODY not in chats or chats[NOBODY].entries:
        return
    rest = chats.pop(NOBODY)
    for chat in chats.values():
        chat.records.total += rest.records.total
        chat.records.skipped += rest.records.skipped
        chat.is_cut = chat.is_cut or rest.is_cut


def _own_name(chat: _Chat) -> str:
    """The owner's user name, which stands beside what they sent in the newer shape."""
    own = (person(entry.get("From")) for _, entry, section in chat.entries if section is None and _is_own(entry))
    return next((name for name in own if name and name != chat.key), "")


def _is_own(entry: dict[str, Any]) -> bool:
    return entry.get("IsSender", entry.get("isSender")) is True


def _sender(chat: _Chat, entry: dict[str, Any], owner: str, *, is_own: bool | None) -> str:
    if is_own or (is_own is None and _is_own(entry)):
        return owner
    return person(entry.get("From")) or (UNKNOWN_SENDER if chat.named else chat.key)


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
        has_chat_id=chat.key != NOBODY,
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
