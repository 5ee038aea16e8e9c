"""The channels and direct chats of a Slack export: a folder for each, with a file for each day."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import PurePosixPath
from typing import Final

from unlike.i18n import lazy
from unlike.readers.apps.slack.slack_messages import SlackPeople, is_of_unknown_kind, row_of_message
from unlike.readers.base import Conversation, Progress
from unlike.readers.conversation_rows import (
    ConversationRows,
    GatheredConversation,
    RecordRow,
    gathered_conversation,
    named_row,
)
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
from unlike.readers.formats.json_fields import JsonObject, entries, identifier, line_of
from unlike.readers.formats.json_items import JsonArray, JsonItem
from unlike.readers.formats.json_stream import BYTE_ORDER_MARK

INDEXES: Final = ("channels.json", "groups.json", "dms.json", "mpims.json")
USERS: Final = ("users.json", "org_users.json")
_DAY: Final = re.compile(r"(?:(?P<channel>[^/]+)/)?\d{4}-\d\d-\d\d(?: ?\(\d+\))?\.json")
_MESSAGE: Final = re.compile(rb'"type"\s*:\s*"message"')
_TIME: Final = re.compile(rb'"ts"\s*:\s*"\d{1,12}\.\d{1,6}"')
_AUTHOR: Final = re.compile(rb'"(?:user|bot_id|username|subtype)"\s*:')
_FIRST_KEYS: Final = ("client_msg_id", "type", "user", "text", "subtype", "bot_id", "ts", "files", "upload")
_TRIED_FILES: Final = 8


@dataclass(slots=True)
class _Channel:
    """A channel's folder, what the export says about it, and its rows so far.

    Attributes:
        folder: its name; empty where the day's file stands by itself.
        about: its entry in an index.
        names: of all who wrote or are members, by id, as they were known when it was read.
    """

    folder: str
    about: JsonObject
    files: list[ExportFile] = field(default_factory=list)
    records: ConversationRows = field(default_factory=ConversationRows)
    names: dict[str, str] = field(default_factory=dict)
    seen: set[int] = field(default_factory=set)
    repaired: int = 0
    bots: int = 0
    unknown: int = 0
    is_cut: bool = False


def is_workspace(export: Export) -> bool:
    """Whether it is the folder of a workspace, or of one channel, and nothing around it; or a day's file."""
    if len(export.files) == 1:
        return is_day(export.files[0])
    names = {file.name for file in export.files}
    days = [file for file in export.files if _DAY.fullmatch(file.name)]
    inside = [file for file in days if "/" in file.name]
    beside = [file for file in export.files if "/" not in file.name]
    if inside and not (names.intersection((*INDEXES, *USERS)) and all(map(_is_list, beside))):
        return False
    if not inside and len(days) < len(export.files):
        return False
    return any(is_day(file) for file in (inside or days)[:_TRIED_FILES])


def _is_list(file: ExportFile) -> bool:
    """Whether a file is a list, as all are that Slack puts beside the channels; others would be hidden by them."""
    return file.name.endswith(".json") and file.head(64).removeprefix(BYTE_ORDER_MARK).lstrip()[:1] in {b"[", b""}


def is_day(file: ExportFile) -> bool:
    """Whether a file is a list of messages as Slack writes them."""
    head = file.head().removeprefix(BYTE_ORDER_MARK)
    return head.lstrip().startswith(b"[") and all(mark.search(head) for mark in (_MESSAGE, _TIME, _AUTHOR))


def slack_conversations(export: Export, progress: Progress) -> Iterator[GatheredConversation]:
    """Every channel and direct chat.

    A channel is read again where others tell the names of people in it.
    """
    people, index = SlackPeople(), _index(export)
    for name in USERS:
        for user in _items(export, name):
            people.add_user(user)
    channels: dict[str, _Channel] = {}
    for file in export.files:
        match = _DAY.fullmatch(file.name)
        if match or len(export.files) == 1:
            folder = (match["channel"] if match else None) or _folder_on_disk(export, file)
            channels.setdefault(folder, _Channel(folder, index.get(folder, {}))).files.append(file)
    chats = [(channel, _conversation(export, channel, people, progress)) for channel in channels.values()]
    final = distinct_names({who: (name, who) for who, name in people.all_names.items()})
    for channel, chat in chats:
        is_settled = all(final.get(who, name) == name for who, name in channel.names.items())
        anew = _Channel(channel.folder, channel.about, channel.files)
        yield chat if is_settled else _conversation(export, anew, people, progress, final)


def _folder_on_disk(export: Export, file: ExportFile) -> str:
    """The name of the folder around a day's file that was given by itself."""
    return file.disk_path.absolute().parent.name if len(export.files) == 1 and file.disk_path else ""


def _conversation(
    export: Export, channel: _Channel, people: SlackPeople, progress: Progress, names: Mapping[str, str] | None = None
) -> GatheredConversation:
    """A channel with names in place of ids, as far as they are known when they are not given."""
    for file in channel.files:
        _read(channel, file, people, progress)
    listed = list(map(str, entries(channel.about.get("members"))))
    rows = channel.records.rows
    present = dict.fromkeys(who for who in (*listed, *(row.sender for row in rows), *_reacting(rows)) if who)
    known = people.names_so_far(present) if names is None else names
    channel.names = {who: known.get(who, who) for who in present}
    channel.records.rows = [named_row(row, channel.names) for row in rows]
    members = [channel.names[member] for member in listed if member]
    ident = identifier(channel.about.get("id"))
    is_direct = (ident or channel.folder).startswith("D") and len(members) <= 2
    senders = {row.sender for row in channel.records.rows if row.sender}
    conversation = Conversation(
        key=f"slack:{ident or _title(export, channel, members)}",
        title=_title(export, channel, members),
        app="slack",
        group=not is_direct if members or channel.about else len(senders) > 2,
        owner=None,
        clock=timedelta(milliseconds=1),
        notes=tuple(_notes(channel)),
        has_ids=ident is not None,
        breaks_off=channel.is_cut,
    )
    return gathered_conversation(conversation, channel.records)


def _reacting(rows: Iterable[RecordRow]) -> Iterator[str | None]:
    return (who for row in rows for _, who in row.reactions)


def _read(channel: _Channel, file: ExportFile, people: SlackPeople, progress: Progress) -> None:
    """Add the messages of a day."""
    day = PurePosixPath(file.name).name.removesuffix(".json")
    if not file.head(64).removeprefix(BYTE_ORDER_MARK).lstrip().startswith(b"["):
        channel.records.total += 1
        channel.records.skip(day, DAMAGED)
        return
    messages = JsonArray(file, *_FIRST_KEYS)
    for item in messages.items(progress):
        _add(channel, item, f"{day}, entry {item.number}", people)
    channel.is_cut = channel.is_cut or messages.is_cut


def _add(channel: _Channel, item: JsonItem, place: str, people: SlackPeople) -> None:
    channel.records.total += 1
    if item.value is None:
        channel.records.skip(place, ENDS_INSIDE if item.is_half else DAMAGED)
        return
    row = row_of_message(item.value, place, people)
    content = hash((row.ref, row.sent_at, row.sender, row.text))
    if content in channel.seen:
        channel.records.repeated += 1
        return
    channel.seen.add(content)
    channel.repaired += item.repaired
    channel.bots += row.kind == "system" and people.is_bot(item.value)
    channel.unknown += is_of_unknown_kind(item.value, people)
    channel.records.rows.append(row)


def _index(export: Export) -> dict[str, JsonObject]:
    """What the export says about channels, by the names of their folders."""
    index: dict[str, JsonObject] = {}
    for name in INDEXES:
        for about in _items(export, name):
            keys = (line_of(about.get("name")), identifier(about.get("id")))
            index |= {key: about for key in keys if key}
    return index


def _items(export: Export, name: str) -> Iterator[JsonObject]:
    """The objects of a list in a file, as far as they can be read; none where it is missing."""
    file = next((file for file in export.files if file.name == name), None)
    if file is not None and file.head(64).removeprefix(BYTE_ORDER_MARK).lstrip().startswith(b"["):
        items = JsonArray(file, "id").items(lambda _done, _all: None)
        yield from (item.value for item in items if item.value is not None)


def _title(export: Export, channel: _Channel, members: list[str]) -> str:
    """The channel's name; of a direct chat the names of all in it, for nothing tells whose export it is."""
    name = line_of(channel.about.get("name"))
    if members and (not name or name.startswith("mpdm-")):
        return people_title(members, has_key=identifier(channel.about.get("id")) is not None)
    return name or channel.folder or export.title


def _notes(channel: _Channel) -> Iterator[str]:
    strangers = sum(ident == name for ident, name in channel.names.items())
    if strangers:
        yield lazy("People who are not in the export's list and are named by their ids: {number}.", number=strangers)
    if channel.bots:
        yield bot_messages(channel.bots)
    if channel.unknown:
        yield unknown_kinds(channel.unknown)
    if channel.repaired:
        yield repaired_records(channel.repaired)
    if channel.is_cut:
        yield BREAKS_OFF
