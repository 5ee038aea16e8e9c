"""The chats in TikTok's user_data.json, wherever in it this year's download has them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final

from unlike.errors import BrokenExportError
from unlike.i18n import mark
from unlike.readers.base import Conversation, Progress
from unlike.readers.conversation_rows import ConversationRows, GatheredConversation, RecordRow, gathered_conversation
from unlike.readers.export import ExportFile
from unlike.readers.export_sentences import BREAKS_OFF
from unlike.readers.formats.json_fields import fields, line_of
from unlike.readers.formats.json_tree import json_tree, skip_damaged
from unlike.readers.iso_times import iso_microseconds

UTC_TIMES: Final = mark("TikTok does not say in which time zone its times are; they were read as UTC.")
_DEPTH: Final = 5
_RECORD: Final = rb'"Content"\s*:'
_SECTIONS: Final = ("Direct Message", "Direct Messages")
_PROFILES: Final = ("Profile", "Profile And Settings")
_GROUP: Final = re.compile(r"group", re.IGNORECASE)
_TITLE: Final = re.compile(r"(?:Chat History with )?(.+?):*", re.DOTALL)
_SHARED: Final = re.compile(r"\s*https?://(?:[a-z]+\.)?(?:tiktok|tiktokv|tiktokcdn)\.com/\S*\s*")
_CLOCK: Final = timedelta(seconds=1)


@dataclass(frozen=True, slots=True)
class _Chat:
    """A chat as the download has it: what it is called, its entries, and whether it stands among the groups."""

    name: str
    entries: list[Any]
    is_group: bool


def direct_messages(file: ExportFile, progress: Progress) -> list[GatheredConversation]:
    """The chats in a file.

    Raises:
        BrokenExportError: it is no JSON object.
    """
    tree = json_tree(file, _DEPTH, _RECORD, progress)
    if tree is None or not isinstance(tree.value, dict):
        raise BrokenExportError(file.path, file.name, mark("it is damaged, and no message can be read"))
    chats = list(_chats(tree.value))
    owner = _profile_name(tree.value) or _common_name(chats)
    return [_conversation(chat, owner) for chat in chats]


def _chats(document: Mapping[str, Any]) -> Iterator[_Chat]:
    """Every list of entries in the sections of messages."""
    for section in _SECTIONS:
        for name, part in fields(document.get(section)).items():
            for container in fields(part).values():
                for key, entries in fields(container).items():
                    title = _TITLE.fullmatch(key.strip())
                    listed = entries if isinstance(entries, list) else [entries]
                    yield _Chat(line_of(title[1] if title else key) or "?", listed, bool(_GROUP.search(name)))


def _profile_name(document: Mapping[str, Any]) -> str:
    """The owner's user name by their profile; empty where it is not there."""
    for section in _PROFILES:
        for part in fields(document.get(section)).values():
            name = line_of(fields(fields(part).get("ProfileMap")).get("userName"))
            if name:
                return name
    return ""


def _common_name(chats: list[_Chat]) -> str:
    """The one who writes in most chats and is nobody's title; empty where that is not one alone."""
    titles = {chat.name for chat in chats}
    writers = ({line_of(fields(entry).get("From")) for entry in chat.entries} for chat in chats)
    counted = Counter(name for names in writers for name in names - titles - {""})
    first, second = [*counted.most_common(2), ("", 0), ("", 0)][:2]
    return first[0] if first[1] > second[1] else ""


def _conversation(chat: _Chat, owner: str) -> GatheredConversation:
    records = ConversationRows()
    is_cut = False
    for number, entry in enumerate(chat.entries, 1):
        place = f"entry {number}"
        if isinstance(entry, dict):
            records.total += 1
            records.rows.append(_row(entry, place, chat.name))
        else:
            is_cut = skip_damaged(records, place, entry) or is_cut
    senders = {row.sender for row in records.rows}
    conversation = Conversation(
        key=f"tiktok:{chat.name}",
        title=chat.name,
        app="tiktok",
        group=chat.is_group or len(senders) > 2,
        owner=owner or None,
        clock=_CLOCK,
        notes=(BREAKS_OFF,) if is_cut else (),
        breaks_off=is_cut,
    )
    return gathered_conversation(conversation, records, has_reactions=False)


def _row(entry: Mapping[str, Any], place: str, other: str) -> RecordRow:
    date, content = entry.get("Date"), entry.get("Content")
    at = iso_microseconds(date.strip().removesuffix("UTC").strip() if isinstance(date, str) else None)[0]
    words = content if isinstance(content, str) and not _SHARED.fullmatch(content) else None
    return RecordRow(place, at, line_of(entry.get("From")) or other, "text" if words else "media", words)
