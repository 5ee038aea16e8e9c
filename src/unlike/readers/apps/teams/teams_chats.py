"""The chats and channels of a Teams export, from all files in which their messages stand."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import PurePosixPath
from typing import Final

from unlike.i18n import lazy_plural
from unlike.readers.apps.teams.graph_messages import (
    TeamsPeople,
    conversation_id,
    is_app_message,
    is_of_unknown_type,
    message_thread,
    row_of_message,
    value,
)
from unlike.readers.base import Conversation, Progress
from unlike.readers.conversation_rows import ConversationRows, GatheredConversation, gathered_conversation, named_row
from unlike.readers.distinct_names import distinct_names, people_title
from unlike.readers.export import Export, ExportFile
from unlike.readers.export_sentences import (
    BREAKS_OFF,
    DAMAGED,
    ENDS_INSIDE,
    bot_messages,
    repaired_records,
    unknown_kinds,
)
from unlike.readers.formats.json_fields import JsonObject, fields, identifier, line_of
from unlike.readers.formats.json_items import JsonArray, JsonItem, JsonList
from unlike.readers.formats.json_stream import BYTE_ORDER_MARK

_MESSAGES: Final = re.compile(r"(?:(?:teams|users)/)?(?:[^/]+/)?messages_[^/]+\.json")
_LISTS: Final = re.compile(
    r"(?:teams/|users/)?(?:[^/]+/)?(?:channels_[^/]+|usersList|teamsList|teamMembers_[^/]+)\.json"
)
_USER: Final = re.compile(r"users/([^/]+)/messages_[^/]+\.json")
_MARKS: Final = tuple(
    re.compile(rb'"' + mark + rb'"\s*:') for mark in (rb"[Mm]essageType", rb"[Cc]reatedDateTime", rb"[Bb]ody")
)
_FIRST_KEYS: Final = ("Id", "id", "@odata.type", "@odata.etag", "etag", "Body", "replyToId")
_DIRECT: Final = "@unq.gbl.spaces"
_TRIED_FILES: Final = 8
_NO_CHAT: Final = ""
_FILE: Final = "file "
"""Before the name of a file, in place of the id of a chat."""

_EMPTY_LIST_BYTES: Final = 64
"""Larger files without a message are damaged."""


@dataclass(slots=True)
class _TeamsChat:
    """A chat or channel so far.

    Attributes:
        is_channel: it is one of a team.
        is_file: it is what a file holds that says of no chat, and may be several.
        records: its messages, with ids in place of names.
        seen: what every message says.
        bots: how many of them programs wrote.
        unknown: how many somebody wrote in a type that is not known.
    """

    is_channel: bool = False
    is_file: bool = False
    records: ConversationRows = field(default_factory=ConversationRows)
    seen: set[int] = field(default_factory=set)
    bots: int = 0
    unknown: int = 0


@dataclass(slots=True)
class _TeamsExport:
    """Everything in an export.

    Attributes:
        people: everybody who is named.
        titles: of channels, by id.
        chats: by id, in the order of their first messages.
        latest: the chat of the message before.
        threads: in the file that is read, the chat of each message by its id.
        title: of the export itself.
        names: of people by id, each name once.
        owner: the owner's name, where the export is of one person's chats.
    """

    title: str
    people: TeamsPeople = field(default_factory=TeamsPeople)
    titles: dict[str, str] = field(default_factory=dict)
    chats: dict[str, _TeamsChat] = field(default_factory=dict)
    latest: str = _NO_CHAT
    threads: dict[str, str] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    owner: str | None = None
    repaired: int = 0
    is_cut: bool = False


def is_teams_export(export: Export) -> bool:
    """Whether it is a list of messages, or the folder of an export and nothing around it."""
    if len(export.files) == 1:
        return is_message_list(export.files[0])
    files = message_files(export)
    folders = {PurePosixPath(file.name).parts[0] for file in files}
    others = [file for file in export.files if PurePosixPath(file.name).parts[0] not in folders | {"teams", "users"}]
    is_whole = all(_LISTS.fullmatch(file.name) or file.name.endswith("Settings.json") for file in others)
    return is_whole and any(is_message_list(file) for file in files[:_TRIED_FILES])


def message_files(export: Export) -> list[ExportFile]:
    """The files with messages."""
    if len(export.files) == 1:
        return list(export.files)
    return [file for file in export.files if _MESSAGES.fullmatch(file.name)]


def is_message_list(file: ExportFile) -> bool:
    """Whether a file begins as a list of Graph's messages, by itself or under "value"."""
    head = file.head().removeprefix(BYTE_ORDER_MARK).lstrip()
    is_list = head.startswith(b"[") or (head.startswith(b"{") and b'"value"' in head)
    return is_list and all(mark.search(head) for mark in _MARKS)


def teams_conversations(export: Export, progress: Progress) -> Iterator[GatheredConversation]:
    """Every chat and channel; a message that stands in the files of several people counts once."""
    whole = _TeamsExport(export.title)
    lists = [file for file in export.files if len(export.files) > 1 and _LISTS.fullmatch(file.name)]
    for file in sorted(lists, key=lambda file: not file.name.endswith("teamsList.json")):  # the teams first
        _read_list(whole, file)
    for file in message_files(export):
        _read_messages(whole, file, progress)
    whole.names = distinct_names({who: (name, who) for who, name in whole.people.names.items()}, may_lack_id=True)
    users = {match[1] for file in export.files if (match := _USER.fullmatch(file.name))}
    whole.owner = whole.names.get(next(iter(users))) if len(users) == 1 else None
    for ident, chat in whole.chats.items():
        yield _conversation(whole, ident, chat)


def _read_list(whole: _TeamsExport, file: ExportFile) -> None:
    """Names of people, and of channels with their team."""
    place = PurePosixPath(file.name)
    for item in JsonArray(file, "Id", "id", "Name").items(lambda _done, _all: None):
        about = item.value or {}
        if place.name.startswith("channels_"):
            team = whole.titles.get(place.parent.name, "")
            title = line_of(value(about, "displayName"))
            whole.titles[identifier(value(about, "id")) or ""] = " · ".join(filter(None, (team, title)))
        elif place.name == "teamsList.json":
            whole.titles[identifier(value(about, "groupsId")) or ""] = line_of(value(about, "name"))
        elif place.name == "usersList.json":
            whole.people.remember(about)


def _read_messages(whole: _TeamsExport, file: ExportFile, progress: Progress) -> None:
    start = file.head(64).removeprefix(BYTE_ORDER_MARK).lstrip()
    messages = JsonArray(file, *_FIRST_KEYS) if start.startswith(b"[") else JsonList(file, "value", *_FIRST_KEYS)
    whole.latest, number = f"{_FILE}{file.name}", 0
    whole.threads = {}
    late: list[JsonItem] = []
    for item in messages.items(progress):
        number = item.number
        if _waits(whole, item.value):
            late.append(item)
        else:
            _add(whole, item, file.name)
    for item in late:
        _add(whole, item, file.name)
    if not number and file.size > _EMPTY_LIST_BYTES:
        chat = whole.chats.setdefault(_NO_CHAT, _TeamsChat())
        chat.records.total += 1
        chat.records.skip(file.name, DAMAGED)
    whole.is_cut = whole.is_cut or messages.is_cut


def _waits(whole: _TeamsExport, message: JsonObject | None) -> bool:
    """Whether only the first message of its thread, which may stand behind it, can tell the chat of an answer."""
    if message is None or conversation_id(message):
        return False
    ident, root = message_thread(message)
    return ident != root and root not in whole.threads


def _chat_id(whole: _TeamsExport, message: JsonObject, file_name: str) -> str:
    """The chat of a message: its own word, else that of its thread, else nothing but its file."""
    ident, root = message_thread(message)
    chat = conversation_id(message) or whole.threads.get(root) or f"{_FILE}{file_name}"
    whole.threads |= {ident: chat, root: chat}
    return chat


def _add(whole: _TeamsExport, item: JsonItem, file_name: str) -> None:
    message, place = item.value, f"{PurePosixPath(file_name).stem}, entry {item.number}"
    whole.latest = _chat_id(whole, message, file_name) if message else whole.latest
    chat = whole.chats.setdefault(whole.latest, _TeamsChat(is_file=whole.latest.startswith(_FILE)))
    chat.records.total += 1
    if message is None:
        chat.records.skip(place, ENDS_INSIDE if item.is_half else DAMAGED)
        return
    row = row_of_message(message, place, whole.people)
    content = hash((row.ref, row.sent_at, row.kind, row.text))
    if content in chat.seen and row.ref != place:
        chat.records.repeated += 1
        return
    chat.seen.add(content)
    whole.repaired += item.repaired
    chat.bots += is_app_message(message)
    chat.unknown += is_of_unknown_type(message)
    chat.is_channel = chat.is_channel or bool(fields(value(message, "channelIdentity")))
    chat.records.rows.append(row)


def _conversation(whole: _TeamsExport, ident: str, chat: _TeamsChat) -> GatheredConversation:
    rows = [named_row(row, whole.names) for row in chat.records.rows]
    chat.records.rows = sorted(rows, key=lambda row: row.sent_at or 0)
    senders = list(dict.fromkeys(row.sender for row in rows if row.sender))
    others = [sender for sender in senders if sender != whole.owner]
    has_id = bool(ident) and not chat.is_file
    title = whole.titles.get(ident) or people_title(others, has_key=has_id) or whole.title
    conversation = Conversation(
        key=f"teams:{ident if has_id else title}",
        title=title,
        app="teams",
        group=not ident.endswith(_DIRECT) if has_id else len(senders) > 2,
        owner=whole.owner,
        clock=timedelta(milliseconds=1),
        notes=tuple(_notes(whole, chat)),
        has_ids=has_id,
        breaks_off=whole.is_cut,
    )
    return gathered_conversation(conversation, chat.records)


def _notes(whole: _TeamsExport, chat: _TeamsChat) -> Iterator[str]:
    if chat.is_file and chat.seen:
        yield lazy_plural(
            "{number} message does not say in which chat it was written, nor does its thread; those of its file count "
            "as one chat.",
            "{number} messages do not say in which chat they were written, nor do their threads; those of one file "
            "count as one chat, and may be of several.",
            len(chat.seen),
        )
    if chat.bots:
        yield bot_messages(chat.bots)
    if chat.unknown:
        yield unknown_kinds(chat.unknown)
    if whole.repaired:
        yield repaired_records(whole.repaired)
    if whole.is_cut:
        yield BREAKS_OFF
