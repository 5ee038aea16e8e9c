"""What the program signal-export makes of Signal Desktop: a `data.json` for each chat, one message a line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import PurePosixPath
from typing import Any, Final

from unlike.i18n import lazy
from unlike.readers.base import Conversation, Progress
from unlike.readers.conversation_rows import ConversationRows, GatheredConversation, RecordRow, gathered_conversation
from unlike.readers.export import ExportFile
from unlike.readers.export_sentences import BREAKS_OFF, DAMAGED, ENDS_INSIDE
from unlike.readers.formats.json_lines import JsonLine, json_lines
from unlike.readers.iso_times import iso_microseconds
from unlike.readers.unnamed_senders import UNKNOWN_SENDER

OWNER: Final = "Me"
"""What signal-export calls the owner, in every language."""

KEYS: Final = frozenset({"date", "sender", "body", "quote", "sticker", "reactions", "attachments"})
"""What every line has."""

_NOBODY: Final = "No-Sender"
"""What signal-export writes where a message has no sender."""

_CALL: Final = re.compile(r"(?:Incoming|Outgoing|Missed) (?:\w+ )?call(?: \([^()]*\))?")
_ENDINGS: Final = {
    "image": frozenset({"png", "jpg", "jpeg", "tif", "tiff", "webp", "apng", "svg", "heic"}),
    "audio": frozenset({"m4a", "aac", "mp3", "ogg", "opus", "wav", "flac"}),
    "video": frozenset({"mp4", "mov", "mkv", "mpeg", "webm", "qt", "3gp"}),
    "gif": frozenset({"gif"}),
}


@dataclass(slots=True)
class _DesktopChat:
    """One chat so far."""

    records: ConversationRows = field(default_factory=ConversationRows)
    seen: set[int] = field(default_factory=set)
    wordless: int = 0
    breaks_off: bool = False


def desktop_chat(file: ExportFile, around: str, progress: Progress) -> GatheredConversation:
    """The one chat in a `data.json`; its times are those of the exporting computer, unless they have an offset.

    Args:
        file: `data.json`.
        around: name of the folder or zip that was given.
        progress: called with (bytes read so far, bytes in all).
    """
    chat = _DesktopChat()
    for line in json_lines(file, progress):
        _add(chat, line)
    senders = {row.sender for row in chat.records.rows if row.sender} - {OWNER}
    title = _title(file, around)
    conversation = Conversation(
        key=f"signal:desktop:{title}",
        title=title,
        app="signal",
        group=len(senders) > 1,
        owner=OWNER,
        clock=timedelta(milliseconds=1),
        notes=tuple(_notes(chat)),
        breaks_off=chat.breaks_off,
    )
    return gathered_conversation(conversation, chat.records)


def _title(file: ExportFile, around: str) -> str:
    """The name of the folder around the file, which is the chat's."""
    inside = PurePosixPath(file.name).parent.name
    on_disk = file.disk_path.absolute().parent.name if file.disk_path else ""
    return inside or on_disk or around


def _add(chat: _DesktopChat, line: JsonLine) -> None:
    chat.records.total += 1
    ref = f"L{line.number}"
    content = hash(line.text.strip())
    if line.value is None:
        chat.breaks_off = chat.breaks_off or line.is_last
        chat.records.skip(ref, ENDS_INSIDE if line.is_last else DAMAGED)
    elif content in chat.seen:
        chat.records.repeated += 1
    else:
        chat.seen.add(content)
        at, has_offset = iso_microseconds(line.value.get("date"))
        row = _row(line.value, ref, at)._replace(sent_by_wall_clock=not has_offset)
        chat.wordless += row.kind == "system"
        chat.records.rows.append(row)


def _row(value: dict[str, Any], ref: str, at: int | None) -> RecordRow:
    sender = value.get("sender")
    name = " ".join(sender.split()) if isinstance(sender, str) else ""
    name = UNKNOWN_SENDER if name in ("", _NOBODY) else name
    body = value.get("body")
    text = body.strip() if isinstance(body, str) else ""
    kind = _kind(value, text)
    return RecordRow(ref, at, None if kind == "system" else name, kind, text, reactions=_reactions(value))


def _kind(value: dict[str, Any], text: str) -> str:
    if value.get("deleted") is True:
        return "deleted"
    if value.get("call", _CALL.fullmatch(text) is not None) is True:
        return "call"
    if value.get("sticker"):
        return "sticker"
    attachments = value.get("attachments")
    if isinstance(attachments, list) and attachments:
        return _attachment_kind(attachments[0])
    if text:
        return "text"
    return "media" if value.get("quote") or value.get("reactions") else "system"  # the app's own lines have neither


def _attachment_kind(attachment: object) -> str:
    path = attachment.get("path") if isinstance(attachment, dict) else None
    ending = path.rpartition(".")[2].lower() if isinstance(path, str) else ""
    return next((kind for kind, endings in _ENDINGS.items() if ending in endings), "document")


def _reactions(value: dict[str, Any]) -> list[tuple[str, str | None]]:
    """Pairs of a name and an emoji."""
    reactions = value.get("reactions")
    pairs = (
        [pair for pair in reactions if isinstance(pair, list) and len(pair) == 2] if isinstance(reactions, list) else []
    )
    return [
        (emoji, name if isinstance(name, str) else None) for name, emoji in pairs if isinstance(emoji, str) and emoji
    ]


def _notes(chat: _DesktopChat) -> Iterator[str]:
    if chat.wordless:
        yield lazy(
            "Records without words or files, which are lines of the app or deleted messages: {number}. They were read "
            "as lines of the app.",
            number=chat.wordless,
        )
    if chat.breaks_off:
        yield BREAKS_OFF
