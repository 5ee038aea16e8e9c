"""The folders of Google Chat in a Takeout: one for each conversation, and one for the account."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import PurePosixPath
from typing import Final

from unlike.i18n import lazy
from unlike.readers.apps.google_chat.chat_entries import DELETED, ChatEntries, person_key
from unlike.readers.base import Conversation, Progress
from unlike.readers.conversation_rows import ConversationRows, GatheredConversation, gathered_conversation, named_row
from unlike.readers.distinct_names import distinct_names, people_title
from unlike.readers.export import Export, ExportFile
from unlike.readers.export_sentences import BREAKS_OFF, DAMAGED, ENDS_INSIDE, bot_messages, repaired_records
from unlike.readers.formats.json_fields import JsonObject, fields, line_of, objects
from unlike.readers.formats.json_items import JsonItem, JsonList
from unlike.readers.formats.json_lines import json_object
from unlike.readers.formats.written_moments import WrittenDates

MESSAGES: Final = re.compile(r"messages(?: ?\(\d+\))?\.json")
_GROUP: Final = re.compile(r"(?P<kind>DM|Space) (?P<id>\S.*)")
_PLACE: Final = re.compile(rf"(?:Groups/)?(?:DM|Space) [^/]+/{MESSAGES.pattern}")
_BELOW: Final = re.compile(r"(?:Groups|Users|(?:DM|Space) [^/]+)/")
"""Where all files lie in the folder of Google Chat, or that of its groups."""

_USER: Final = re.compile(r"Users/[^/]+/user_info\.json")
_EMPTY_FILE_BYTES: Final = 64
"""Larger files without a message are damaged."""

_MOST_INFO_BYTES: Final = 16 << 20


@dataclass(frozen=True, slots=True)
class _Group:
    """A conversation's folder.

    Attributes:
        folder: its name, such as "DM AbC"; empty where it is not known.
        members: names by person.
        name: of a space.
    """

    folder: str
    members: dict[str, str]
    name: str

    @property
    def number(self) -> str | None:
        """The id in the folder's name."""
        match = _GROUP.fullmatch(self.folder)
        return match["id"] if match else None


@dataclass(slots=True)
class _Chat:
    """What was gathered of a conversation."""

    entries: ChatEntries
    records: ConversationRows = field(default_factory=ConversationRows)
    seen: set[int] = field(default_factory=set)
    repaired: int = 0


def message_files(export: Export) -> list[ExportFile]:
    """The files with messages: of all groups in the folder of Google Chat, or the one of a group's folder."""
    if len(export.files) == 1:
        return list(export.files)
    own = [file for file in export.files if MESSAGES.fullmatch(file.name)]
    return own or [file for file in export.files if _PLACE.fullmatch(file.name)]


def is_takeout_folder(export: Export) -> bool:
    """Whether a folder is a group's, that of all groups, or that of Google Chat, and nothing around it."""
    names = {file.name for file in export.files}
    if any(MESSAGES.fullmatch(name) for name in names):
        is_flat = not any("/" in name for name in names)
        return is_flat and ("group_info.json" in names or bool(_GROUP.fullmatch(export.title)))
    return any(_PLACE.fullmatch(name) for name in names) and all(map(_BELOW.match, names))


def takeout_conversations(export: Export, progress: Progress) -> Iterator[GatheredConversation]:
    """The conversation of every group."""
    dates, owner = WrittenDates(), _owner(export)
    for file in message_files(export):
        yield _conversation(export, file, dates, owner, progress)


def _conversation(
    export: Export, file: ExportFile, dates: WrittenDates, owner: JsonObject, progress: Progress
) -> GatheredConversation:
    group = _group(export, file)
    messages, chat = JsonList(file, "messages", "creator", "message_state", "created_date"), _Chat(ChatEntries(dates))
    chat.entries.names |= group.members
    for item in messages.items(progress):
        _add(chat, item)
    if not chat.records.total and file.size > _EMPTY_FILE_BYTES:
        chat.records.total += 1
        chat.records.skip(file.name, DAMAGED)
    mine = person_key(owner) if owner else None
    if mine:
        chat.entries.names.setdefault(mine, line_of(owner.get("name")) or mine)
    names = distinct_names({who: (name, who) for who, name in chat.entries.names.items()}, may_lack_id=True)
    chat.records.rows = [named_row(row, names) for row in chat.records.rows]
    people = group.members.keys() | {who for who in chat.entries.names if who != mine}
    conversation = Conversation(
        key=f"google_chat:{group.number or export.title}",
        title=_title(group, names, mine) or export.title,
        app="google_chat",
        group=group.folder.startswith("Space ") or len({names.get(who, who) for who in people | {mine or ""}}) > 2,
        owner=names.get(mine) if mine else None,
        clock=timedelta(seconds=1),
        notes=tuple(_notes(chat, is_cut=messages.is_cut)),
        has_ids=group.number is not None and not chat.entries.without_id,
        has_chat_id=group.number is not None,
        breaks_off=messages.is_cut,
    )
    return gathered_conversation(conversation, chat.records)


def _add(chat: _Chat, item: JsonItem) -> None:
    chat.records.total += 1
    place = f"entry {item.number}"
    if item.value is None:
        chat.records.skip(place, ENDS_INSIDE if item.is_half else DAMAGED)
        return
    row = chat.entries.row(item.value, item.number)
    if row is None:
        chat.records.skip(place, DELETED)
        return
    content = hash((row.ref, row.sent_at, row.kind, row.text))
    if content in chat.seen:
        chat.records.repeated += 1
        return
    chat.seen.add(content)
    chat.repaired += item.repaired
    chat.records.rows.append(row)


def _group(export: Export, file: ExportFile) -> _Group:
    """What the folder of a group says about it."""
    place = PurePosixPath(file.name)
    on_disk = file.disk_path.absolute().parent.name if file.disk_path else ""
    folder = place.parent.name or (export.title if _GROUP.fullmatch(export.title) else on_disk)
    info = _object(export, str(place.with_name("group_info.json")))
    members = {person_key(person): line_of(person.get("name")) for person in objects(info.get("members"))}
    known = {who: name or who for who, name in members.items()}
    return _Group(folder if _GROUP.fullmatch(folder) else "", known, line_of(info.get("name")))


def _title(group: _Group, names: dict[str, str], mine: str | None) -> str:
    """The name of a space, else those of the others."""
    if group.name:
        return group.name
    others = [names[who] for who in group.members if who != mine]
    if mine is None and len(others) > 1:
        return ""
    return people_title(others, has_key=group.number is not None)


def _owner(export: Export) -> JsonObject:
    """The account, where the folder has one; an empty object where it has none, or several."""
    users = [_object(export, file.name) for file in export.files if _USER.fullmatch(file.name)]
    return fields(users[0].get("user")) if len(users) == 1 else {}


def _object(export: Export, name: str) -> JsonObject:
    """The object in a small file; an empty one where it is missing or damaged."""
    file = next((file for file in export.files if file.name == name), None)
    if file is None or file.size > _MOST_INFO_BYTES:
        return {}
    return json_object(file.head(file.size).removeprefix(b"\xef\xbb\xbf"))[0] or {}


def _notes(chat: _Chat, *, is_cut: bool) -> Iterator[str]:
    deleted = sum(record.why == DELETED for record in chat.records.skipped)
    if deleted:
        yield lazy("Deleted messages of which the export names neither sender nor time: {number}.", number=deleted)
    if chat.entries.bots:
        yield bot_messages(chat.entries.bots)
    if chat.repaired:
        yield repaired_records(chat.repaired)
    if is_cut:
        yield BREAKS_OFF
