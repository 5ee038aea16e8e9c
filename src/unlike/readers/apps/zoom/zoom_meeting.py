"""The chat of a Zoom meeting: which day it was, who wrote to all or to one, and what was reacted to."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import PurePosixPath
from typing import Final

from unlike.core.medium_limits import MediumLimit, MediumLimitKind
from unlike.errors import UndatedExportError
from unlike.i18n import lazy, mark
from unlike.readers.apps.zoom.zoom_blocks import ZoomBlock, ZoomStyle, doubtful_lines, zoom_blocks
from unlike.readers.apps.zoom.zoom_copies import without_copies
from unlike.readers.apps.zoom.zoom_recipients import ZoomRecipients
from unlike.readers.base import Conversation, Progress, SkippedRecord
from unlike.readers.conversation_rows import ConversationRows, GatheredConversation, RecordRow, gathered_conversation
from unlike.readers.coverage import ambiguous_notes
from unlike.readers.export import Export
from unlike.readers.formats.text_lines import text_lines

OWNER: Final = "Me"
"""What older versions of Zoom call whoever saved the chat."""

_CLOUD_NAME: Final = re.compile(r"GMT(\d{4})(\d{2})(\d{2})-(\d{2})(\d{2})(\d{2})[ _-]*+(.*)")
_FOLDER: Final = re.compile(
    r"(?<!\d)(\d{4})-(\d{2})-(\d{2})(?:[ _T](\d{2})[.:_-](\d{2})[.:_-](\d{2}))?(?!\d)[ _-]*+(.*)"
)
_MEETING_NUMBER: Final = re.compile(r"(?<![ _-])[ _-]*+\d{9,11}$")
_SAVED_NAME: Final = re.compile(r"(?:meeting_saved_(?:new_)?chat|chat)?", re.IGNORECASE)
_EMOJI: Final = r"[^\w\s\"'][^\s\"]{0,39}"
_REACTED: Final = re.compile(
    rf'Reacted to (?P<text>.*) with "?(?P<emoji>{_EMOJI})"?'
    rf"|Реакция на (?P<text_ru>.*) с помощью (?P<emoji_ru>{_EMOJI})",
    re.DOTALL,
)
_REMOVED: Final = re.compile(
    rf"Removed an? (?P<emoji>{_EMOJI}) reaction from (?P<text>.*)"
    rf"|Элемент (?P<emoji_ru>{_EMOJI}) удален из (?P<text_ru>.*)",
    re.DOTALL,
)
_ANSWER: Final = re.compile(r"(?:Replying to|Reply to|Ответ на) [\"«“](.*?)[\"»”]:?[^\S\n]*+\n\s*+(.*)", re.DOTALL)
_QUOTES: Final = '"«»“”'
_HALF_DAY: Final = 12 * 3600
_DAY: Final = 24 * 3600
_SECOND: Final = 1_000_000
_EPOCH: Final = datetime(1970, 1, 1)  # noqa: DTZ001 - dates are counted from it, by the clock of the meeting
_MOST_SEARCHED: Final = 2_000
_NO_TARGET: Final = mark("it reacts to a message that does not stand before it")
_UNKNOWN_WORDS: Final = mark("it begins like a message, in a language that is not known")
_NO_MESSAGE: Final = mark("it stands before the first message")


@dataclass(frozen=True, slots=True)
class _Start:
    """When a meeting began, and what it was called.

    Attributes:
        day: midnight of its first day, seconds since 1970.
        seconds: since midnight; None where only the day is known.
        is_utc: in UTC, as of recordings in the cloud, and not by the clock of who saved it.
        topic: its name.
    """

    day: int
    seconds: int | None
    is_utc: bool
    topic: str


@dataclass(slots=True)
class _Chat:
    """The messages to all, or those between two people."""

    title: str
    is_private: bool
    records: ConversationRows = field(default_factory=ConversationRows)
    reactions: int = 0


@dataclass(slots=True)
class _Meeting:
    """A meeting so far.

    Attributes:
        clock: seconds since 1970 by which the latest message was sent.
        days: midnights that passed.
        has_reactions: somebody reacted to something.
    """

    chats: dict[str, _Chat] = field(default_factory=dict)
    latest: int = 0
    days: int = 0
    has_reactions: bool = False


def zoom_conversations(export: Export, style: ZoomStyle, progress: Progress) -> Iterator[GatheredConversation]:
    """The chat of a meeting, and the private ones in it, one for each two people.

    Raises:
        UndatedExportError: nothing says on which day it was.
    """
    file = export.only
    lines = ((line.number, line.text) for line in text_lines(file, progress))
    blocks, ambiguous = without_copies(zoom_blocks(lines, style))
    dated = [block for block in blocks if isinstance(block, ZoomBlock) and block.date]
    start = _start(export, dated[0].date if dated else "")
    is_relative = not style.first and not dated
    if start is None or (is_relative and start.seconds is None):
        raise UndatedExportError(export.path)
    meeting = _Meeting({"": _Chat(start.topic, is_private=False)})
    meeting.chats[""].records.ambiguous = ambiguous
    begun = [block for block in blocks if isinstance(block, ZoomBlock)]
    recipients = ZoomRecipients(begun, OWNER)
    people = {name for block in begun for name in (block.sender, recipients.person(block))}
    for block in blocks:
        if isinstance(block, int):
            main = meeting.chats[""].records
            main.total += 1
            main.skipped.append(SkippedRecord(f"L{block}", _NO_MESSAGE))
        else:
            meeting.chats[""].records.doubtful += doubtful_lines(block)
            _add(meeting, block, recipients.person(block), _sent(meeting, block, start, is_relative=is_relative))
    for key, chat in meeting.chats.items():
        yield _conversation(start, key, chat, has_owner=OWNER in people, has_reactions=meeting.has_reactions)


def _start(export: Export, first_date: str) -> _Start | None:
    """What the names of file and folder say, else the first line."""
    file = export.only
    stem = PurePosixPath(file.name).stem
    on_disk = file.disk_path.absolute().parent.name if file.disk_path else ""
    names = list(dict.fromkeys((stem, export.title, on_disk)))
    topic = next((name for name in names if not _SAVED_NAME.fullmatch(name)), stem)
    for name in names:
        match = _CLOUD_NAME.search(name) or _FOLDER.search(name)
        day = _midnight(match) if match else None
        if match and day is not None:
            clock = [int(part) for part in match.groups()[3:6] if part]
            seconds = clock[0] * 3600 + clock[1] * 60 + clock[2] if clock else None
            title = _MEETING_NUMBER.sub("", match[7]).strip() or name[: match.start()].strip(" _-") or topic
            return _Start(day, seconds, match.re is _CLOUD_NAME, title)
    day = _midnight(_FOLDER.search(first_date))
    return None if day is None else _Start(day, None, is_utc=False, topic=topic)


def _midnight(match: re.Match[str] | None) -> int | None:
    """Seconds since 1970 of the day in a name."""
    try:
        day = datetime(int(match[1]), int(match[2]), int(match[3])) if match else None  # noqa: DTZ001 - a day
    except ValueError:
        return None
    return None if day is None else (day - _EPOCH) // timedelta(seconds=1)


def _sent(meeting: _Meeting, block: ZoomBlock, start: _Start, *, is_relative: bool) -> int | None:
    """Seconds since 1970 of a message; None where its own date is none.

    Without a date on the line, a clock that goes back by half a day has passed midnight.
    """
    if block.date:
        day = _midnight(_FOLDER.search(block.date))
        return None if day is None else day + block.seconds
    if is_relative:
        return start.day + (start.seconds or 0) + block.seconds
    before = meeting.latest or start.day + (start.seconds or 0)
    sent = start.day + meeting.days * _DAY + block.seconds
    if before - sent > _HALF_DAY:
        meeting.days += 1
        sent += _DAY
    elif sent - before > _HALF_DAY and meeting.days:
        sent -= _DAY  # a clock that lags behind, just after midnight
    meeting.latest = max(meeting.latest, sent)
    return sent


def _add(meeting: _Meeting, block: ZoomBlock, recipient: str | None, sent: int | None) -> None:
    """Add a message to the chat that it belongs to, or its reaction to the message that it is about."""
    if not block.sender:
        meeting.chats[""].records.total += 1
        meeting.chats[""].records.skip(f"L{block.line}", _UNKNOWN_WORDS)
        return
    pair = sorted({block.sender, recipient}) if recipient else []
    key = "\n".join(pair)
    others = [name for name in pair if name != OWNER]
    chat = meeting.chats.setdefault(key, _Chat(", ".join(others) or block.sender, is_private=True))
    text = block.text
    change = _REACTED.fullmatch(text) or _REMOVED.fullmatch(text)
    if change:
        target = _target(chat.records.rows, change["text"] or change["text_ru"] or "")
        emoji = change["emoji"] or change["emoji_ru"]
        if target is None:
            chat.records.total += 1
            chat.records.skip(f"L{block.line}", _NO_TARGET)
        else:
            _react(chat.records.rows, target, (emoji, block.sender), is_added=change.re is _REACTED)
            meeting.has_reactions = True
            chat.reactions += 1
        return
    answer = _ANSWER.fullmatch(text)
    answered = _target(chat.records.rows, answer[1]) if answer else None
    reply_to = chat.records.rows[answered].ref if answered is not None else None
    at = None if sent is None else sent * _SECOND
    chat.records.total += 1
    typed = answer[2] if answer else text
    chat.records.rows.append(RecordRow(f"L{block.line}", at, block.sender, "text", typed, reply_to))


def _target(rows: Sequence[RecordRow], quoted: str) -> int | None:
    """Number of the latest message that begins with the words that are quoted, which may be cut."""
    words = " ".join(quoted.strip().strip(_QUOTES).removesuffix("...").removesuffix("…").split())
    for number in range(len(rows) - 1, max(len(rows) - _MOST_SEARCHED, 0) - 1, -1):
        if words and " ".join((rows[number].text or "")[:500].split()).startswith(words):
            return number
    return None


def _react(rows: list[RecordRow], number: int, reaction: tuple[str, str], *, is_added: bool) -> None:
    """Add a reaction to a row, or take it back."""
    others = tuple(given for given in rows[number].reactions if given != reaction)
    rows[number] = rows[number]._replace(reactions=(*others, reaction) if is_added else others)


def _conversation(
    start: _Start, key: str, chat: _Chat, *, has_owner: bool, has_reactions: bool
) -> GatheredConversation:
    senders = {row.sender for row in chat.records.rows if row.sender}
    private = key.replace("\n", ", ")
    conversation = Conversation(
        key=f"zoom:{start.topic}:{private}" if chat.is_private else f"zoom:{start.topic}",
        title=chat.title,
        app="zoom",
        group=not chat.is_private and len(senders) > 2,
        owner=OWNER if has_owner else None,
        clock=timedelta(seconds=1),
        notes=tuple(_notes(chat)),
        medium_limits=(MediumLimit(MediumLimitKind.SAVED_MESSAGES),),
    )
    return gathered_conversation(conversation, chat.records, wall_clock=not start.is_utc, has_reactions=has_reactions)


def _notes(chat: _Chat) -> Iterator[str]:
    yield from ambiguous_notes(chat.records.ambiguous)
    if chat.reactions:
        yield lazy("Lines that only say who reacted to what, read as reactions: {number}.", number=chat.reactions)
