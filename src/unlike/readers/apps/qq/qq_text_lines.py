"""The messages in a text that QQ's desktop client exports, chat by chat."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final, NamedTuple

_SEPARATOR: Final = re.compile(r"={10,}\s*")
_GROUP: Final = re.compile(r"消息分组[:：]\s*(.*)")
_CHAT: Final = re.compile(r"消息对象[:：]\s*(.*)")
_HEAD: Final = re.compile(r"消息记录[（(]此消息记录")
_CLOCK: Final = re.compile(
    r"(\d{4})[-/](\d{1,2})[-/](\d{1,2})\s+(?:(上午|下午)\s*)?(\d{1,2}):(\d{2}):(\d{2})(?:\s?(AM|PM|上午|下午)(?=\s))?\s",
    re.IGNORECASE,
)
_NUMBER: Final = re.compile(r"(?<!\s)\s*+(?:\((\d{3,20})\)|<([^<>\s]{3,100})>)\Z")
_HEADER_CHARS: Final = 300
_TITLE: Final = re.compile(r"(?:【[^【】]{0,30}】)+(?=.)")
_EPOCH: Final = datetime(1970, 1, 1)  # noqa: DTZ001 - of a wall clock
_MICROSECOND: Final = timedelta(microseconds=1)
_MORNING: Final = frozenset({"am", "上午"})
_NOON: Final = 12


@dataclass(frozen=True, slots=True)
class QqTextMessage:
    """A message.

    Attributes:
        line: number of its first line.
        at: microseconds since 1970 by a wall clock; None where the clock never shows it.
        ident: QQ number or mail address of the sender, else their name.
        name: of the sender; empty where there is none.
        text: below the first line.
    """

    line: int
    at: int | None
    ident: str
    name: str
    text: str


class _Header(NamedTuple):
    """The first line of a message: the place among the lines, the time's parts, number or address, and name."""

    place: int
    clock: re.Match[str]
    number: str
    name: str


@dataclass(slots=True)
class QqTextChat:
    """A chat as it stands in the text.

    Attributes:
        title: whom the messages were exchanged with.
        section: in which of the owner's lists it stands.
        start: number of its first line.
        lines: below its head.
    """

    title: str = ""
    section: str = ""
    start: int = 1
    lines: list[str] = field(default_factory=list)


def text_chats(lines: Sequence[str]) -> list[QqTextChat]:
    """The chats in a text; several where everything was exported at once."""
    chats, section = [QqTextChat()], ""
    for number, line in enumerate(lines, 1):
        chat, group = _CHAT.fullmatch(line), _GROUP.fullmatch(line)
        if not (chat or group) or not _is_head(chats[-1]):
            chats[-1].lines.append(line)
        elif group:
            section = group[1].strip()
            chats[-1].lines.append(line)
        elif chat:
            _cut_head(chats[-1])
            chats.append(QqTextChat(chat[1].strip(), section, number + 1))
    return [chat for chat in chats if chat.title or any(map(str.strip, chat.lines))]


def text_messages(chat: QqTextChat) -> tuple[list[QqTextMessage], list[tuple[int, str]]]:
    """The messages of a chat, and the lines before the first one that are none."""
    headers = _headers(chat.lines)
    edges = [*(header.place for header in headers), len(chat.lines)]
    messages = [
        _message(header, chat.start, chat.lines[header.place + 1 : edges[number + 1]])
        for number, header in enumerate(headers)
    ]
    before = [
        (chat.start + place, line)
        for place, line in enumerate(chat.lines[: edges[0]])
        if line.strip() and not (_SEPARATOR.fullmatch(line) or _HEAD.match(line) or _GROUP.fullmatch(line))
    ]
    return messages, before


def is_header(line: str) -> bool:
    """Whether a line may be the first one of a message."""
    return _header(0, line) is not None


def has_group_title(name: str) -> bool:
    """Whether a group's title stands before a name."""
    return _TITLE.match(name) is not None


def without_title(name: str) -> str:
    """A name without the title that its group gave to the person."""
    return _TITLE.sub("", name, count=1).strip()


def _is_head(chat: QqTextChat) -> bool:
    """Whether what stands last is a line of equals signs, or the head of the text."""
    last = next((line for line in reversed(chat.lines) if line.strip()), "")
    return bool(_SEPARATOR.fullmatch(last) or _HEAD.match(last) or (not last and not chat.title))


def _cut_head(chat: QqTextChat) -> None:
    """Take the head of the next chat from the lines of the one before it."""
    while chat.lines and (not chat.lines[-1].strip() or _SEPARATOR.fullmatch(chat.lines[-1]) or _is_label(chat)):
        chat.lines.pop()


def _is_label(chat: QqTextChat) -> bool:
    before = chat.lines[-2] if len(chat.lines) > 1 else ""
    return bool(_GROUP.fullmatch(chat.lines[-1]) and _SEPARATOR.fullmatch(before)) or bool(_HEAD.match(chat.lines[-1]))


def _headers(lines: Sequence[str]) -> list[_Header]:
    """First lines of messages: of those that may be, the ones that are like most.

    A header has a number or mail address, but for chats in which none has; it stands below a blank line, but in texts
    in which hardly any does.
    """
    found = [header for header in (_header(place, line) for place, line in enumerate(lines)) if header is not None]
    numbered = [header for header in found if header.number]
    chosen = numbered if 2 * len(numbered) >= len(found) else found
    apart = [header for header in chosen if header.place == 0 or not lines[header.place - 1].strip()]
    if 2 * len(apart) <= len(chosen) + 1:
        return chosen
    return apart if apart[0] is chosen[0] else [chosen[0], *apart]


def _header(place: int, line: str) -> _Header | None:
    """A line as the first one of a message; None where it is none."""
    clock = _CLOCK.match(line) if line[:4].isdecimal() and len(line) <= _HEADER_CHARS else None
    if clock is None:
        return None
    rest = line[clock.end() :].strip()
    ends = _NUMBER.search(rest)
    name, number = (rest[: ends.start()], ends[1] or ends[2]) if ends else (rest, "")
    return _Header(place, clock, number, name) if name or number else None


def _message(header: _Header, start: int, body: Sequence[str]) -> QqTextMessage:
    at = _wall_clock(header.clock)
    text = "\n".join(body).strip("\n")
    return QqTextMessage(start + header.place, at, header.number or header.name, header.name, text)


def _wall_clock(match: re.Match[str]) -> int | None:
    year, month, day, hour, minute, second = (int(match[number]) for number in (1, 2, 3, 5, 6, 7))
    half = (match[4] or match[8] or "").lower()
    if half:
        hour = hour % _NOON + (0 if half in _MORNING else _NOON)
    try:
        at = datetime(year, month, day, hour, minute, second)  # noqa: DTZ001 - a wall clock
    except ValueError:
        return None
    return (at - _EPOCH) // _MICROSECOND
