"""The chats in TikTok's user_data.json, wherever in it this year's download has them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any, Final

from unlike.errors import BrokenExportError
from unlike.i18n import mark
from unlike.readers.base import Conversation, Progress
from unlike.readers.conversation_rows import ConversationRows, GatheredConversation, RecordRow, gathered_conversation
from unlike.readers.export import ExportFile
from unlike.readers.export_sentences import BREAKS_OFF
from unlike.readers.formats.json_tree import NAMELESS, DamagedValue, json_tree, skip_damaged
from unlike.readers.formats.value_names import bounded_name
from unlike.readers.iso_times import iso_microseconds
from unlike.readers.unnamed_senders import UNKNOWN_SENDER

UTC_TIMES: Final = mark("TikTok does not say in which time zone its times are; they were read as UTC.")
_DEPTH: Final = 5
_RECORD: Final = rb'"Content"\s*:'
_SECTION: Final = re.compile(r"\W*Direct\W*Messages?\W*", re.IGNORECASE)
_PROFILES: Final = ("Profile", "Profile And Settings")
_GROUP: Final = re.compile(r"group", re.IGNORECASE)
_TITLE_START: Final = "Chat History with "
_SHARED: Final = re.compile(r"\s*https?://(?:[a-z]+\.)?(?:tiktok|tiktokv|tiktokcdn)\.com/\S*\s*")
_NO_NAME: Final = "?"
_UNKNOWN: Final = UNKNOWN_SENDER
_CLOCK: Final = timedelta(seconds=1)


@dataclass(frozen=True, slots=True)
class _Chat:
    """A chat as the download has it.

    Attributes:
        name: what it is called; that of the section for one that is damaged as a whole.
        entries: in the order of the file.
        is_group: it stands among the groups.
        is_cut: the file breaks off behind its last entry.
    """

    name: str
    entries: list[Any]
    is_group: bool
    is_cut: bool = False


def direct_messages(file: ExportFile, progress: Progress) -> list[GatheredConversation]:
    """The chats in a file.

    Raises:
        BrokenExportError: it is no JSON object.
    """
    tree = json_tree(file, _DEPTH, _RECORD, progress)
    if tree is None or not isinstance(tree.value, dict):
        raise BrokenExportError(file.path, file.name, mark("it is damaged, and no message can be read"))
    chats = list(_chats(tree.value))
    last = next(reversed(tree.value), "")
    if tree.is_cut and (_SECTION.fullmatch(last) or isinstance(tree.value[last], DamagedValue)):
        if not chats:
            raise BrokenExportError(file.path, file.name, mark("it is damaged, and no message can be read"))
        chats[-1] = replace(chats[-1], is_cut=True)
    owner = _profile_name(tree.value) or _common_name(chats)
    return [_conversation(chat, owner) for chat in chats]


def _chats(document: Mapping[str, Any]) -> Iterator[_Chat]:
    """Every list of entries in the sections of messages, and every part of these that cannot be read."""
    for key, section in document.items():
        if not _SECTION.fullmatch(key):
            is_nameless = isinstance(section, DamagedValue) and key.startswith(NAMELESS)
            yield from _damaged_part(_NO_NAME, section) if is_nameless else ()
            continue
        yield from _damaged_part(key, section)
        for name, part in _fields(section).items():
            yield from _damaged_part(name, part)
            for container_name, container in _fields(part).items():
                yield from _damaged_part(container_name, container)
                for title, entries in _fields(container).items():
                    yield _Chat(_title(title), _list(entries), bool(_GROUP.search(name)))


def _damaged_part(name: str, part: object) -> Iterator[_Chat]:
    """A chat without a message for what should hold chats and does not."""
    if isinstance(part, DamagedValue) or (isinstance(part, list) and part):
        yield _Chat(_line(name).lstrip(NAMELESS) or _NO_NAME, _list(part), is_group=False)


def _title(key: str) -> str:
    name = key.strip().removeprefix(_TITLE_START)
    return _line(name.rstrip(":") or name) or _NO_NAME


def _list(entries: object) -> list[Any]:
    return entries if isinstance(entries, list) else [entries]


def _profile_name(document: Mapping[str, Any]) -> str:
    """The owner's user name by their profile; empty where it is not there."""
    for section in _PROFILES:
        for part in _fields(document.get(section)).values():
            name = _line(_fields(_fields(part).get("ProfileMap")).get("userName"))
            if name:
                return name
    return ""


def _common_name(chats: list[_Chat]) -> str:
    """The one who writes in every chat beside the person whom it is called after; empty where that is not certain."""
    writers = [(chat, {_line(_fields(entry).get("From")) for entry in chat.entries} - {""}) for chat in chats]
    others = [names - {chat.name} for chat, names in writers if names - {chat.name}]
    common = set[str].intersection(*others) if others else set()
    # one who is called otherwise than their chat would be taken for the owner of a single one
    is_certain = len(others) > 1 or any(chat.name in names for chat, names in writers)
    return common.pop() if is_certain and len(common) == 1 else ""


def _conversation(chat: _Chat, owner: str) -> GatheredConversation:
    records = ConversationRows()
    is_cut = chat.is_cut
    for number, entry in enumerate(chat.entries, 1):
        place = f"entry {number}"
        if isinstance(entry, dict):
            records.total += 1
            records.rows.append(_row(entry, place))
        else:
            is_cut = skip_damaged(records, place, entry) or is_cut
    senders = {row.sender for row in records.rows} - {_UNKNOWN}
    conversation = Conversation(
        key=f"tiktok:{chat.name}",
        title=chat.name,
        app="tiktok",
        group=chat.is_group or len(senders) > 2,
        owner=owner or None,
        clock=_CLOCK,
        notes=(BREAKS_OFF,) if is_cut else (),
        breaks_off=is_cut,
        has_chat_id=not chat.is_group and chat.name != _NO_NAME,
    )
    return gathered_conversation(conversation, records, has_reactions=False)


def _row(entry: Mapping[str, Any], place: str) -> RecordRow:
    date, content = entry.get("Date"), entry.get("Content")
    at = iso_microseconds(date.strip().removesuffix("UTC").strip() if isinstance(date, str) else None)[0]
    words = content if isinstance(content, str) and not _SHARED.fullmatch(content) else None
    return RecordRow(place, at, _line(entry.get("From")) or _UNKNOWN, "text" if words else "media", words)


def _fields(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}


def _line(value: object) -> str:
    return bounded_name(value) if isinstance(value, str) else ""
