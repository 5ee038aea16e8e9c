"""By what a text that Element exported is told from one that WhatsApp did: both begin lines with a date and a dash."""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import Enum
from typing import Final, NamedTuple

from unlike.readers.formats.copied_records import header_style
from unlike.readers.formats.day_words import HALF_DAY, hour_of_day
from unlike.readers.formats.written_dates import WrittenDate, written_date

_SPACE: Final = r"[ \u00a0\u202f]"
_HALF: Final = rf"(?:{HALF_DAY})"
_HEADER: Final = re.compile(
    rf"(?P<date>[^\n]{{6,40}}?),?{_SPACE}(?:(?P<before>{_HALF}){_SPACE}?)?"
    rf"(?P<hour>\d{{1,2}})[:.](?P<minute>\d{{2}})[:.](?P<second>\d{{2}})(?:{_SPACE}?(?P<after>{_HALF}))?"
    r" - (?P<rest>.*)",
    re.DOTALL,
)
_LONGEST_HEADER: Final = 80
_FILE_NAME: Final = re.compile(r"(?:matrix|element)(?: - .+ - Chat Export - |-export-)", re.IGNORECASE)
_WHATSAPP_NAME: Final = re.compile(r"whats?app|واتساب", re.IGNORECASE)
_OWN: Final = (
    re.compile(r"@[^\s:]+:[\w.\-]+\.\w+: "),  # an address as a sender
    re.compile(r'[^\n]{1,80}: <[^<>\n]{1,100}(?: "[^\n]{0,36}")?> \S'),  # a reply
    re.compile(r"[^\n]{1,400}\((?:Media omitted|Media omitted - file size limit exceeded|File Attached)\)\Z"),
    re.compile(r"[^\n]{1,80} (?:joined the room|left the room|sent an image|sent a sticker|created this room)\b"),
    re.compile(
        r"[^\n]{1,80} (?:changed their (?:display name|profile picture)|made (?:the room|future room history))\b"
    ),
)
_OF_WHATSAPP: Final = (
    re.compile(r"[^\n]*<[^<>\n]{4,60}>\Z"),
    re.compile(r"[^\n]*\(file attached\)"),
    re.compile(r"[^\n]*\bend-to-end encrypted\. (?:No one|Only)"),
)
_SIXTY: Final = 60
_DAY_HOURS: Final = 24


class ElementLikelihood(Enum):
    """Whether a text is one of Element's."""

    NO = "no"
    OPEN = "open"  # nothing but dates, seconds and dashes, which either app may have written
    YES = "yes"


class ElementHeader(NamedTuple):
    """The beginning of a line: its date, seconds since midnight, what stands behind the dash, and how it is written."""

    date: WrittenDate
    seconds: int
    rest: str
    style: str


def element_header(line: str) -> ElementHeader | None:
    """The header that a line begins with; None where there is none."""
    if " - " not in line[:_LONGEST_HEADER]:
        return None
    match = _HEADER.match(line)
    date = written_date(match["date"].rstrip(",")) if match else None
    if match is None or date is None:
        return None
    hour = hour_of_day(int(match["hour"]), match["before"] or match["after"])
    minute, second = int(match["minute"]), int(match["second"])
    if hour >= _DAY_HOURS or minute >= _SIXTY or second >= _SIXTY:
        return None
    style = header_style(line[: match.start("rest")])
    return ElementHeader(date, (hour * _SIXTY + minute) * _SIXTY + second, match["rest"], style)


def element_likelihood(lines: Sequence[str], names: Sequence[str]) -> ElementLikelihood:
    """Whether lines are Element's, by more than one mark: seconds and a dash, and one that WhatsApp never has.

    Args:
        lines: the first of a text.
        names: of the file, and of the folder or zip around it.
    """
    headers = [header for header in map(element_header, lines) if header]
    if not headers:
        return ElementLikelihood.NO
    rests = [header.rest for header in headers]
    has_weekday = any(
        header.date.is_settled and "," in line[:6] for header, line in zip(headers, _begun(lines), strict=True)
    )
    is_own = has_weekday or any(_FILE_NAME.match(name) for name in names)
    is_own = is_own or any(form.match(rest) for rest in rests for form in _OWN)
    is_other = any(_WHATSAPP_NAME.search(name) for name in names)
    is_other = is_other or any(form.match(rest) for rest in rests for form in _OF_WHATSAPP)
    if is_own != is_other:
        return ElementLikelihood.YES if is_own else ElementLikelihood.NO
    return ElementLikelihood.OPEN


def _begun(lines: Sequence[str]) -> list[str]:
    """The lines that begin with a header."""
    return [line for line in lines if element_header(line)]
