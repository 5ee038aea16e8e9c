"""A room in a text that Element exported: a date, seconds and a dash begin each event."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import PurePath
from typing import Final

from unlike.readers.apps.matrix.room_senders import EMOTE, name_senders
from unlike.readers.base import Progress
from unlike.readers.export import Export
from unlike.readers.formats.copied_records import copied_dated
from unlike.readers.formats.dated_chats import Content, DatedChat, DatedRecord, one_line
from unlike.readers.formats.element_marks import element_header
from unlike.readers.formats.file_endings import kind_by_ending
from unlike.readers.formats.whole_texts import whole_text

_FILE_NAME: Final = re.compile(r"(?:matrix|element) - (?P<room>.+) - Chat Export - .*", re.IGNORECASE)
_SENT: Final = re.compile(
    r"(?P<name>.+?) sent (?:an? )(?P<what>image|sticker|video|file|voice message)\.(?: \([^()]*\))?"
)
_SENT_KINDS: Final = {
    "image": "image",
    "sticker": "sticker",
    "video": "video",
    "file": "document",
    "voice message": "audio",
}
_CALL: Final = re.compile(
    r"(?P<name>[^\n]{1,80}?) (?:placed a (?:voice|video) call|started a (?:voice |video )?call)\b.*"
)
_POLL: Final = re.compile(r"(?P<name>[^\n]{1,80}?) has started a poll\b.*", re.DOTALL)
_DELETED: Final = re.compile(r"(?:Message|message) (?:deleted|removed)(?: by .{1,80})?\.?")
_REPLY: Final = re.compile(r'<(?P<name>[^<>\n]{1,100}?)(?: "[^\n]{0,36}")?> (?P<words>\S.*)', re.DOTALL)
_FILE: Final = re.compile(r"(?P<file>[^\n]{1,255}\.(?P<ending>\w{1,5})) \((?P<note>[^()\n]{3,60})\)")
_NOTES: Final = frozenset({"Media omitted", "Media omitted - file size limit exceeded", "File Attached"})
_DOCUMENTS: Final = frozenset(
    ("pdf", "doc", "docx", "xls", "xlsx", "ppt", "pptx", "odt", "ods", "txt", "csv", "json", "md", "html", "zip", "7z")
)
"""Endings by which a name in front of brackets in other languages is a file's, and no sentence."""

_MEDIA: Final = re.compile(
    r"[^\n]{0,255} ?\((?:Media omitted|Media omitted - file size limit exceeded|File Attached)\)"
)
_SLACK: Final = 3_600
"""Seconds by which a clock may go back, as at the end of summer time."""

_ADDRESS: Final = re.compile(r"@[^\s:]+:\S+")


def room_title(export: Export) -> str:
    """The room's name, from the name that Element gave the file or the zip."""
    for name in (PurePath(export.only.name).stem, export.title):
        match = _FILE_NAME.fullmatch(name)
        if match:
            return one_line(match["room"]) or export.title
    return export.title


def room_text(export: Export, app: str, progress: Progress) -> DatedChat:
    """The room in a text.

    Args:
        export: of one file.
        app: the reader's name.
        progress: called with (bytes read so far, bytes in all).
    """
    text = whole_text(export.only, progress)
    chat = DatedChat(
        path=export.path,
        app=app,
        title=room_title(export),
        clock=timedelta(seconds=1),
        notes=text.notes,
        breaks_off=text.is_cut,
    )
    left, headers = 0, {number: header for number, line in enumerate(text.lines, 1) if (header := element_header(line))}
    copied = copied_dated([(each.date, each.seconds, each.style, each.rest) for each in headers.values()], _SLACK)
    own = {number: each for place, (number, each) in enumerate(headers.items()) if place not in copied.places}
    for number, line in enumerate(text.lines, 1):
        header = own.get(number)
        if header is not None:
            chat.records.append(DatedRecord(number, header.date, header.seconds, None, [header.rest]))
        elif chat.records:
            chat.records[-1].body.append(line)
        else:
            left += bool(line.strip())
    if left:
        chat.leave(1, left)
    chat.total += len(chat.records)
    senders = name_senders(chat.records)
    chat.doubtful, chat.ambiguous = len(copied.places), copied.ambiguous + senders.ambiguous
    chat.ambiguous += sum(_is_unknown_emote(record, senders.names) for record in chat.records)
    chat.content_of = lambda record: _content(record, senders.names)
    return chat


def _content(record: DatedRecord, senders: frozenset[str]) -> Content:
    """What a record is."""
    text = "\n".join(record.body).rstrip("\n")
    if record.sender is None:
        return _unnamed(text, senders)
    if _DELETED.fullmatch(text):
        return Content("deleted", None, record.sender)
    file = _FILE.fullmatch(text)
    kind = kind_by_ending(file["file"]) if file else ""
    if file and (kind != "document" or file["note"] in _NOTES or file["ending"].casefold() in _DOCUMENTS):
        return Content(kind, None, record.sender)
    if _MEDIA.fullmatch(text):
        return Content("media", None, record.sender)
    reply = _REPLY.fullmatch(text)
    if reply and (reply["name"] in senders or _ADDRESS.fullmatch(reply["name"])):
        return Content("text", reply["words"], record.sender)
    return Content("text", text, record.sender)


def _unnamed(text: str, senders: frozenset[str]) -> Content:
    """A line without a colon behind a name: what somebody did, in words of Element or their own."""
    sent = _SENT.fullmatch(text)
    if sent:
        return Content(_SENT_KINDS[sent["what"]], None, one_line(sent["name"]))
    for kind, form in (("call", _CALL), ("poll", _POLL)):
        match = form.fullmatch(text)
        if match:
            return Content(kind, None, one_line(match["name"]))
    if text.startswith(EMOTE):
        words = text.removeprefix(EMOTE)
        # Who has written nothing else is named by the first word, so that what they did is not lost.
        name = _emote_name(words, senders) or words.partition(" ")[0]
        if one_line(name):
            return Content("text", words[len(name) + 1 :] or None, one_line(name))
    return Content("system", None, None)


def _emote_name(words: str, senders: frozenset[str]) -> str:
    """The longest name of somebody that words begin with."""
    return max((name for name in senders if words.startswith(f"{name} ")), key=len, default="")


def _is_unknown_emote(record: DatedRecord, senders: frozenset[str]) -> bool:
    """Whether a record says what somebody does whose name is a guess."""
    words = record.body[0].removeprefix(EMOTE)
    return record.sender is None and words != record.body[0] and not _emote_name(words, senders)
