"""What a line of a LINE text can be: its title, when it was saved, a date, or the header of a message."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from unlike.readers.formats.dated_chats import one_line
from unlike.readers.formats.day_words import HALF_DAY, hour_of_day
from unlike.readers.formats.written_dates import WrittenDate, written_date

_CLOCK: Final = (
    rf"(?P<before>{HALF_DAY})?\s?(?P<hour>\d{{1,2}}):(?P<minute>\d{{2}})(?::\d{{2}})?\s?(?P<after>{HALF_DAY})?"
)
_HEADER: Final = re.compile(rf"{_CLOCK}\t(?P<rest>.*)", re.DOTALL)
_SPACED: Final = re.compile(rf"{_CLOCK} (?P<rest>\S.*)", re.DOTALL)
_LAST_HOUR: Final = 29
_MINUTES: Final = 60

_MARK: Final = r"\[LINE\]\s?"
_DIRECT: Final = (
    re.compile(rf"(?:{_MARK})?Chat history with (?P<name>.+)"),
    re.compile(rf"(?:{_MARK})(?P<name>.+?)\s?とのトーク履歴"),
    re.compile(rf"(?:{_MARK})[与與]\s?(?P<name>.+?)\s?的聊天[记記紀][录錄]"),
    re.compile(rf"(?:{_MARK})(?P<name>.+?)\s?님과의\s?(?:대화|채팅).*"),
)
_GROUP: Final = (
    re.compile(rf"(?:{_MARK})?Chat history in (?P<name>.+)"),
    re.compile(rf"(?:{_MARK})(?P<name>.+?)\s?のトーク履歴"),
    re.compile(rf"(?:{_MARK})(?P<name>.+?)\s?的聊天[记記紀][录錄]"),
)
_OTHER: Final = re.compile(rf"{_MARK}(?P<name>[^\t]+)")
_SAVED: Final = re.compile(
    r"(?:Saved on|保存日時|保存日期|儲存日期|저장한? ?날짜|[^\W\d_][^\t\d:：]{1,30})\s?[:：]\s?"
    r"\d{1,4}[./\-年]\s?\d{1,2}[./\-月].{0,40}"
)


class LineTitle(NamedTuple):
    """The first line of an export: the chat's name, and whether it is a group, where the wording tells."""

    name: str
    group: bool | None


class LineHeader(NamedTuple):
    """The beginning of a message: seconds since midnight, and what stands behind the time."""

    seconds: int
    rest: str
    has_tab: bool


def line_title(text: str) -> LineTitle | None:
    """The title that a line is; None for any other."""
    if "\t" in text or not ("[LINE]" in text or text.startswith("Chat history ")):
        return None
    for group, forms in ((False, _DIRECT), (True, _GROUP), (None, (_OTHER,))):
        for form in forms:
            match = form.fullmatch(text.strip())
            if match and one_line(match["name"]):
                return LineTitle(one_line(match["name"]), group)
    return None


def is_saved_line(text: str) -> bool:
    """Whether a line may say when the export was saved; it counts below a title alone."""
    return bool(_SAVED.fullmatch(text.strip()))


def line_date(text: str, *, stands_alone: bool) -> WrittenDate | None:
    """The date that a line is.

    Args:
        text: the line.
        stands_alone: an empty line stands above it and a message below, so that it needs no day of the week.
    """
    if not text[:1].isalnum():
        return None
    written = written_date(text.rstrip())
    return written if written and (written.weekday is not None or stands_alone) else None


def line_header(text: str) -> LineHeader | None:
    """The header that a line begins with, a tab behind its time; None where there is none."""
    return _found(_HEADER.match(text), has_tab=True) if "\t" in text else None


def spaced_header(text: str) -> LineHeader | None:
    """The same, with a space behind the time, as the program for computers writes it."""
    return _found(_SPACED.match(text), has_tab=False)


def _found(match: re.Match[str] | None, *, has_tab: bool) -> LineHeader | None:
    if match is None:
        return None
    hour = hour_of_day(int(match["hour"]), match["before"] or match["after"])
    minute = int(match["minute"])
    if hour > _LAST_HOUR or minute >= _MINUTES:
        return None
    return LineHeader((hour * _MINUTES + minute) * 60, match["rest"], has_tab)
