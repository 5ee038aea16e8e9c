"""The data package that Discord sends its users: a folder for each channel, with the owner's own messages alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import PurePosixPath
from typing import Any, Final

import msgspec

from unlike.core.medium_limits import MediumLimit, MediumLimitKind
from unlike.readers.apps.discord.exporter_messages import file_kind, identifier
from unlike.readers.base import Conversation, Progress, SkippedRecord
from unlike.readers.conversation_rows import ConversationRows, GatheredConversation, RecordRow, gathered_conversation
from unlike.readers.export import Export, ExportFile
from unlike.readers.export_sentences import DAMAGED, REPAIRED_FILE
from unlike.readers.formats.csv_rows import CsvRest, csv_rows_or_rest
from unlike.readers.formats.json_lines import DECODING_ERRORS, json_object
from unlike.readers.formats.json_repair import repair
from unlike.readers.iso_times import iso_microseconds

OWNER: Final = "Me"

_CHANNEL: Final = re.compile(r"(?:[^/]+/)?c?\d{5,20}/messages\.(?:json|csv)")
_USER: Final = re.compile(r"[^/]+/user\.json")
_DIRECT_TYPES: Final = (1, "1", "DM")
_GROUP_TYPES: Final = (3, "3", "GROUP_DM")
_DIRECT_NAME: Final = re.compile(r"Direct Message with (.+?)(?:#\d+)?")
_MAX_FILE_BYTES: Final = 256 << 20


def is_package(export: Export) -> bool:
    """Whether a folder is a package, or the folder of its messages.

    A folder around several exports is none, so that the others in it are not passed over.
    """
    names = [file.name for file in export.files]
    channels = [name for name in names if _CHANNEL.fullmatch(name)]
    inside = [name for name in channels if len(PurePosixPath(name).parts) == 2]
    is_whole = any(_USER.fullmatch(name) for name in names)
    return any(_has_channel(export, name) for name in (channels if is_whole else inside)[:3])


def package_channels(export: Export, progress: Progress) -> Iterator[GatheredConversation]:
    """The channels in which the owner wrote, in the order of their ids."""
    owner = _owner(export)
    names = _names(export)
    for file in export.files:
        if _CHANNEL.fullmatch(file.name):
            yield _conversation(export, file, owner, names, progress)


@dataclass(frozen=True, slots=True)
class _Channel:
    """What `channel.json` says, and the name in `index.json`."""

    number: str
    fields: dict[str, Any]
    name: str | None

    @property
    def title(self) -> str:
        direct = _DIRECT_NAME.fullmatch(self.name or "")
        own = self.fields.get("name")
        return (direct[1] if direct else self.name) or (own if isinstance(own, str) else "") or f"Channel {self.number}"

    @property
    def is_group(self) -> bool:
        return self.fields.get("type") not in _DIRECT_TYPES


def _has_channel(export: Export, name: str) -> bool:
    """Whether a channel's own description lies beside its messages."""
    beside = str(PurePosixPath(name).with_name("channel.json"))
    return any(file.name == beside for file in export.files)


def _conversation(
    export: Export, file: ExportFile, owner: str, names: dict[str, Any], progress: Progress
) -> GatheredConversation:
    fields = _object(export, str(PurePosixPath(file.name).with_name("channel.json")))
    number = identifier(fields.get("id")) or PurePosixPath(file.name).parent.name.removeprefix("c")
    name = names.get(number)
    channel = _Channel(number, fields, " ".join(name.split()) if isinstance(name, str) else None)
    records = (
        _csv_records(file, owner, progress) if file.name.endswith(".csv") else _json_records(file, owner, progress)
    )
    conversation = Conversation(
        key=f"discord:{number}",
        title=channel.title,
        app="discord",
        group=channel.is_group,
        owner=owner,
        clock=timedelta(seconds=1),
        has_ids=True,
        medium_limits=(MediumLimit(MediumLimitKind.OWN_MESSAGES),),
    )
    return gathered_conversation(conversation, records, has_reactions=False)


def _json_records(file: ExportFile, owner: str, progress: Progress) -> ConversationRows:
    records = ConversationRows()
    entries = _decoded(file)
    progress(file.size, file.size)
    if entries is None:
        records.total += 1
        records.skip(file.name, DAMAGED)
        return records
    for number, entry in enumerate(entries, 1):
        records.total += 1
        if isinstance(entry, dict):
            records.rows.append(_row(entry, owner, f"entry {number}"))
        else:
            records.skip(f"entry {number}", DAMAGED)
    return records


def _csv_records(file: ExportFile, owner: str, progress: Progress) -> ConversationRows:
    records = ConversationRows()
    for row in csv_rows_or_rest(file, progress):
        records.total += 1
        if isinstance(row, CsvRest):
            records.skipped.append(SkippedRecord(f"L{row.line}", DAMAGED, row.lines))
        else:
            records.rows.append(_row(dict(row.cells), owner, f"L{row.line}"))
    return records


def _row(entry: dict[str, Any], owner: str, place: str) -> RecordRow:
    ident, text, files = identifier(entry.get("ID")), entry.get("Contents"), entry.get("Attachments")
    at, _ = iso_microseconds(entry.get("Timestamp"))
    has_file = isinstance(files, str) and files.strip()
    kind = file_kind(str(files).split()[0]) if has_file else "text"
    return RecordRow(f"m{ident}" if ident else place, at, owner, kind, text if isinstance(text, str) else None)


def _owner(export: Export) -> str:
    """The name of the owner's account, where it is there."""
    path = next((file.name for file in export.files if _USER.fullmatch(file.name)), None)
    user = _object(export, path) if path else {}
    names = (user.get(key) for key in ("global_name", "username"))
    return next((" ".join(name.split()) for name in names if isinstance(name, str) and name.strip()), OWNER)


def _names(export: Export) -> dict[str, Any]:
    """What the package calls its channels, by their ids."""
    path = next((file.name for file in export.files if re.fullmatch(r"(?:[^/]+/)?index\.json", file.name)), None)
    return _object(export, path) if path else {}


def _object(export: Export, name: str) -> dict[str, Any]:
    """The object in a small file; an empty one where it is missing or damaged."""
    file = next((file for file in export.files if file.name == name), None)
    if file is None or file.size > _MAX_FILE_BYTES:
        return {}
    return json_object(file.head(file.size))[0] or {}


def _decoded(file: ExportFile) -> list[Any] | None:
    """The list in a file; None where it is damaged."""
    content = file.head(min(file.size, _MAX_FILE_BYTES))
    for attempt in (content, repair(content)):
        try:
            value = msgspec.json.decode(attempt.removeprefix(b"\xef\xbb\xbf"))
        except DECODING_ERRORS:
            continue
        if attempt is not content:
            file.remarks.notes[REPAIRED_FILE] = None
        return value if isinstance(value, list) else None
    return None
