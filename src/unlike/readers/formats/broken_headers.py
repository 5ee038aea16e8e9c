"""Texts that end in the middle of a message's beginning, and so were cut short."""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import Enum
from typing import Final

from unlike.readers.formats.written_dates import written_date

_LENGTHS: Final = range(6, 80)
"""Characters of a last line that may be the beginning of a header; a shorter one may be a typed number or time."""

_MIN_DIGITS: Final = 3
_DIGIT: Final = re.compile(r"\d")
_TYPED: Final = re.compile(r"\d[\d./:-]*\d")
"""A date or a time, which somebody may have typed."""

_DATE: Final = re.compile(r"\d{1,4}[./-]\d{1,2}[./-]\d{1,4}(?!\d)")
_MOST_DAYS: Final = 366
"""Days between two messages, of which there may be as many as the whole text spans before that."""


class LastLine(Enum):
    """What the last line of a text is, which has no end."""

    WHOLE = "whole"
    MAYBE_BROKEN = "maybe broken"
    BROKEN = "broken"


def last_line(last: str, others: Sequence[str]) -> LastLine:
    """Whether a last line, without its end, is how others begin, up to their digits.

    One that is no more than a date or a time may also have been typed; one of a day on which, by those of the others,
    no message can follow there, was.

    Args:
        last: the line.
        others: lines of the same text, in its order, up to the one above.
    """
    if len(last) not in _LENGTHS or len(_DIGIT.findall(last)) < _MIN_DIGITS:
        return LastLine.WHOLE
    shape = _shape(last)
    headers = [other for other in others if len(other) > len(last) and _shape(other[: len(last)]) == shape]
    if not headers:
        return LastLine.WHOLE
    ends_in_number = any(_DIGIT.match(header, len(last)) for header in headers)
    date = _DATE.search(last)
    if date and not (ends_in_number and date.end() == len(last)) and not _may_follow(last, headers):
        return LastLine.WHOLE
    return LastLine.MAYBE_BROKEN if _TYPED.fullmatch(last) and not ends_in_number else LastLine.BROKEN


def _may_follow(last: str, headers: Sequence[str]) -> bool:
    """Whether a message may follow on the day in the last line, in whichever order day and month are written."""
    days = [[_days(line, order) for line in (last, headers[0], headers[-1])] for order in ("dmy", "mdy")]
    orders = [each for each in days if each[1] is not None and each[2] is not None]
    return not orders or any(_is_behind(*each) for each in orders)


def _is_behind(day: int | None, first: int | None, latest: int | None) -> bool:
    if day is None or first is None or latest is None:
        return False
    step, span = day - latest, latest - first
    if span < 0:  # the newest stand first
        step = -step
    return 0 <= step <= max(_MOST_DAYS, abs(span))


def _days(line: str, order: str) -> int | None:
    """The day in a line, in days since 1970; None where there is none."""
    match = _DATE.search(line)
    date = written_date(match[0]) if match else None
    return date.days(order) if date else None


def _shape(line: str) -> str:
    return _DIGIT.sub("0", line)
