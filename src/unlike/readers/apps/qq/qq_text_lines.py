"""The messages in a text that QQ's desktop client exports, chat by chat."""

from __future__ import annotations

import re
from bisect import bisect
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final, NamedTuple

_SEPARATOR: Final = re.compile(r"={10,}\s*")
_GROUP: Final = re.compile(r"消息分组[:：]\s*+(.*)")
_CHAT: Final = re.compile(r"消息对象[:：]\s*+(.*)")
_HEAD: Final = re.compile(r"消息记录[（(]此消息记录")
_CLOCK: Final = re.compile(
    r"(\d{4})[-/](\d{1,2})[-/](\d{1,2})\s+(?:(上午|下午)\s*)?(\d{1,2}):(\d{2}):(\d{2})(?:\s?(AM|PM|上午|下午)(?=\s))?\s",
    re.IGNORECASE,
)
_NUMBER: Final = re.compile(r"(?<!\s)\s*+(?:\((\d{3,20})\)|<([^<>\s]{3,100})>)\Z")
_HEADER_CHARS: Final = 300
_TITLE: Final = re.compile(r"(?:【[^【】]{0,30}】)+(?=.)")
QQ_NUMBERS: Final = frozenset({"10000", "1000000"})
"""Numbers of QQ itself."""

_EPOCH: Final = datetime(1970, 1, 1)  # noqa: DTZ001 - of a wall clock
_MICROSECOND: Final = timedelta(microseconds=1)
_MORNING: Final = frozenset({"am", "上午"})
_NOON: Final = 12
_GROUPS: Final = ("群", "多人聊天", "讨论组")
"""Words in the names of lists of groups."""
_THREE: Final = 3
_SLACK: Final = 3_600_000_000
"""Microseconds by which a clock may be wrong, as at the end of summer time."""


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


class QqTextContent(NamedTuple):
    """Messages of a chat, the lines before the first one that are none, and how many lines look like first lines."""

    messages: list[QqTextMessage]
    before: list[tuple[int, str]]
    doubtful: int


class _Header(NamedTuple):
    """The first line of a message: the place among the lines, the time's parts, number or address, name, and both."""

    place: int
    clock: re.Match[str]
    number: str
    name: str
    whole: str


@dataclass(slots=True)
class QqTextChat:
    """A chat as it stands in the text.

    Attributes:
        title: whom the messages were exchanged with.
        section: in which of the owner's lists it stands.
        start: number of its first line.
        lines: below its head.
        doubtful: lines inside messages that look like the first one of a message.
    """

    title: str = ""
    section: str = ""
    start: int = 1
    lines: list[str] = field(default_factory=list)

    @property
    def is_group(self) -> bool:
        """Whether it stands in a list of groups."""
        return any(word in self.section for word in _GROUPS)


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


def text_messages(chat: QqTextChat) -> QqTextContent:
    """Everything in a chat."""
    candidates, doubtful = _headers(chat.lines)
    headers = _without_typed(candidates)
    doubtful += len(candidates) - len(headers)
    edges = [*(header.place for header in headers), len(chat.lines)]
    has_accounts = chat.is_group or len({header.number for header in headers} - {"", *QQ_NUMBERS}) > 1
    messages = [
        _message(header, chat, chat.lines[header.place + 1 : edges[number + 1]], has_accounts=has_accounts)
        for number, header in enumerate(headers)
    ]
    before = [
        (chat.start + place, line)
        for place, line in enumerate(chat.lines[: edges[0]])
        if line.strip() and not (_SEPARATOR.fullmatch(line) or _HEAD.match(line) or _GROUP.fullmatch(line))
    ]
    return QqTextContent(messages, before, doubtful)


def is_header(line: str) -> bool:
    """Whether a line may be the first one of a message."""
    return _header(0, line) is not None


def has_group_title(name: str) -> bool:
    """Whether a group's title stands before a name."""
    return _TITLE.match(name) is not None


def without_title(name: str) -> str:
    """A name without the title that its group gave to the person."""
    title = _TITLE.match(name)
    return name[title.end() if title else 0 :].strip()


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


def _headers(lines: Sequence[str]) -> tuple[list[_Header], int]:
    """First lines of messages, and how many other lines look like them.

    Most headers of a chat are of one style, with a number or mail address or without, and stand below a blank line
    but in texts in which hardly any does. One of the other style, as of a nickname that ends in brackets, is read
    where its time lies between those around it.
    """
    candidates = [header for header in (_header(place, line) for place, line in enumerate(lines)) if header is not None]
    numbered = [header for header in candidates if header.number]
    plain = [header for header in candidates if not header.number]
    usual, other = (numbered, plain) if len(numbered) >= len(plain) else (plain, numbered)
    apart = [header for header in usual if _is_apart(header.place, lines)]
    if 2 * len(apart) > len(usual) + 1:
        other = [header for header in other if _is_apart(header.place, lines)]
        usual = apart if apart[0] is usual[0] else [usual[0], *apart]
    chosen = sorted([*usual, *(header for header in other if _is_in_order(header, usual))], key=_place)
    nameless = sum(
        _is_nameless(line) and (place == 0 or not lines[place - 1].strip()) for place, line in enumerate(lines)
    )
    return chosen, len(candidates) - len(chosen) + nameless


def _is_nameless(line: str) -> bool:
    """Whether a line is a time and nothing else, as above a message of somebody whose name is blank."""
    clock = _CLOCK.match(f"{line} ") if line[:4].isdecimal() and len(line) <= _HEADER_CHARS else None
    return clock is not None and not line[clock.end() :].strip()


def _place(header: _Header) -> int:
    return header.place


def _is_apart(place: int, lines: Sequence[str]) -> bool:
    """Whether a line stands below a blank one, or first."""
    return place == 0 or not lines[place - 1].strip()


def _is_in_order(header: _Header, others: Sequence[_Header]) -> bool:
    """Whether the time of a header lies between those before and behind it; what was copied is older."""
    at, behind = _wall_clock(header.clock), bisect(others, header.place, key=_place)
    around = (_wall_clock(other.clock) for other in others[max(behind - 1, 0) : behind + 1])
    first, last = (next(around, None) if behind else None), next(around, None)
    return at is not None and (first is None or first <= at) and (last is None or at <= last)


def _without_typed(headers: list[_Header]) -> list[_Header]:
    """The headers without moments that somebody typed: in a chat without numbers, out of the order of time.

    What stands behind such a moment is no name that stands anywhere else.
    """
    if any(header.number for header in headers):
        return headers
    times = [_wall_clock(header.clock) for header in headers]
    names = Counter(header.name for header in headers)
    return [
        header
        for number, header in enumerate(headers)
        if names[header.name] > 1 or not _is_out_of_order(times[max(number - 1, 0) : number + 2], is_first=not number)
    ]


def _is_out_of_order(times: Sequence[int | None], *, is_first: bool) -> bool:
    """Whether the middle one of three times is far from between the others, which are in order themselves."""
    if is_first or len(times) < _THREE or None in times:
        return False
    before, at, after = (time or 0 for time in times)
    return before <= after and not before - _SLACK <= at <= after + _SLACK


def _header(place: int, line: str) -> _Header | None:
    """A line as the first one of a message; None where it is none."""
    clock = _CLOCK.match(line) if line[:4].isdecimal() and len(line) <= _HEADER_CHARS else None
    if clock is None:
        return None
    rest = line[clock.end() :].strip()
    ends = _NUMBER.search(rest)
    name, number = (rest[: ends.start()], ends[1] or ends[2]) if ends else (rest, "")
    return _Header(place, clock, number, name, rest) if rest else None


def _message(header: _Header, chat: QqTextChat, body: Sequence[str], *, has_accounts: bool) -> QqTextMessage:
    """A message; brackets behind a name are part of it where the chat has no accounts' numbers."""
    at, line = _wall_clock(header.clock), chat.start + header.place
    text = "\n".join(body).strip("\n")
    if header.number in QQ_NUMBERS or (has_accounts and header.number):
        return QqTextMessage(line, at, header.number, header.name, text)
    return QqTextMessage(line, at, header.whole, header.whole, text)


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
