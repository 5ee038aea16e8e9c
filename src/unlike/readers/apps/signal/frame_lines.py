"""Signal's own export read line by line: recipients and chats, and the items of every chat."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import Final

from unlike.readers.apps.signal.chat_items import has_long_text, is_known, row_of_item
from unlike.readers.apps.signal.recipients import JsonObject, SignalRecipients, as_object, as_objects, identifier
from unlike.readers.base import Progress
from unlike.readers.conversation_rows import ConversationRows, whole_number
from unlike.readers.export import ExportFile
from unlike.readers.export_sentences import DAMAGED, ENDS_INSIDE
from unlike.readers.formats.json_lines import JsonLine, json_lines

_OTHER_FRAMES: Final = frozenset({"stickerPack", "adHocCall", "notificationProfile", "chatFolder"})
_HEADER: Final = frozenset(
    {"version", "backupTimeMs", "mediaRootBackupKey", "currentAppVersion", "firstAppVersion", "debugInfo"}
)
"""Frames and a first line that hold no messages."""

FRAMES: Final = frozenset({"account", "recipient", "chat", "chatItem"}) | _OTHER_FRAMES
_CHAT_ID: Final = re.compile(rb'"chatId"\s*:\s*"?(\d{1,20})')
_NO_ITEM: Final = re.compile(
    rb'\s*\{\s*"(?:' + b"|".join(sorted(name.encode() for name in (FRAMES - {"chatItem"}) | _HEADER)) + rb')"\s*:'
)

_NOWHERE: Final = ""
"""Chat of a damaged record that no chat stands before."""


@dataclass(slots=True)
class SignalChatRows:
    """The items of one chat so far.

    Attributes:
        records: its rows, with ids in place of names, and what was left over.
        seen: hashes of its lines.
        timed: items that were to disappear, or say that others shall.
        long_texts: items whose words go on in a file beside the export.
        unknown: items that hold what is not known.
        failed: items that Signal itself could not read.
        repaired: items that were written wrongly.
    """

    records: ConversationRows = field(default_factory=ConversationRows)
    seen: set[int] = field(default_factory=set)
    timed: int = 0
    long_texts: int = 0
    unknown: int = 0
    failed: int = 0
    repaired: int = 0

    def add(self, line: JsonLine, item: JsonObject) -> None:
        """Add an item; one that stood there before counts once."""
        self.records.total += 1
        content = hash(line.text.strip())
        if content in self.seen:
            self.records.repeated += 1
            return
        self.seen.add(content)
        self.records.rows.append(row_of_item(item, line.number))
        self.timed += _is_timed(item)
        self.long_texts += has_long_text(item)
        self.unknown += not is_known(item)
        self.failed += _is_unreadable(item)
        self.repaired += line.repaired

    def leave(self, line: JsonLine) -> None:
        """Leave a damaged item over."""
        self.records.total += 1
        self.records.skip(f"L{line.number}", ENDS_INSIDE if line.is_last else DAMAGED)


@dataclass(slots=True)
class SignalFrames:
    """All that stands in an export.

    Attributes:
        recipients: who is who, and the chats.
        chats: items by the id of their chat, in the order in which the chats first have one.
        unknown: how many lines hold which kind of record that is not known.
        damaged: damaged lines that hold no item.
        stories: stories, and answers to those of groups, which stand in no chat.
        breaks_off: the file ends in the middle of a line.
    """

    recipients: SignalRecipients = field(default_factory=SignalRecipients)
    chats: dict[str, SignalChatRows] = field(default_factory=dict)
    unknown: Counter[str] = field(default_factory=Counter)
    damaged: int = 0
    stories: int = 0
    breaks_off: bool = False


def read_frames(file: ExportFile, progress: Progress) -> SignalFrames:
    """Everything in a `main.jsonl`."""
    frames, last = SignalFrames(), _NOWHERE
    for line in json_lines(file, progress):
        if line.value is None:
            _leave(frames, line, last)
        elif isinstance(line.value.get("chatItem"), dict):
            item = line.value["chatItem"]
            last = identifier(item.get("chatId")) or last
            frames.chats.setdefault(last, SignalChatRows()).add(line, item)
        elif "chatItem" in line.value:
            _leave(frames, line, last)
        else:
            _add_frame(frames, line.value)
    return frames


def _leave(frames: SignalFrames, line: JsonLine, last: str) -> None:
    """Count a damaged line to the chat that it names, else to the one whose item stands before it."""
    frames.breaks_off = frames.breaks_off or (line.is_last and line.value is None)
    if _NO_ITEM.match(line.text):
        frames.damaged += 1
        return
    named = _CHAT_ID.search(line.text)
    chat = named[1].decode() if named else last
    frames.chats.setdefault(chat, SignalChatRows()).leave(line)


def _add_frame(frames: SignalFrames, value: JsonObject) -> None:
    recipients = frames.recipients
    for name, content in value.items():
        number = identifier(as_object(content).get("id"))
        if name == "account":
            recipients.account = as_object(content)
        elif name in {"recipient", "chat"} and number is not None:
            (recipients.recipients if name == "recipient" else recipients.chats)[number] = content
        elif name not in _OTHER_FRAMES | _HEADER:
            frames.unknown[name] += 1


def _is_timed(item: JsonObject) -> bool:
    """Whether it was to disappear, or says that messages shall, all of which Signal may leave out of its export."""
    update = as_object(item.get("updateMessage"))
    changes = as_objects(as_object(update.get("groupChange")).get("updates"))
    timers = (update.get("expirationTimerChange"), *(change.get("groupExpirationTimerUpdate") for change in changes))
    times = (item.get("expiresInMs"), *(as_object(timer).get("expiresInMs") for timer in timers))
    return any(whole_number(time) for time in times)


def _is_unreadable(item: JsonObject) -> bool:
    """Whether it says that a message came that Signal could not read."""
    update = as_object(as_object(item.get("updateMessage")).get("simpleUpdate"))
    return update.get("type") in ("BAD_DECRYPT", "UNSUPPORTED_PROTOCOL_MESSAGE", "CHAT_SESSION_REFRESH")
