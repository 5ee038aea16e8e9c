"""Texts that end in the middle of a message's beginning, and so were cut short."""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import Enum
from itertools import pairwise
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


_NEAR_DAYS: Final = 31
"""Days after the last message on which a next one is as likely as a date that somebody typed."""


class LastLine(Enum):
    """What the last line of a text is, which has no end."""

    WHOLE = "whole"
    MAYBE_BROKEN = "maybe broken"
    BROKEN = "broken"


_CERTAINTY: Final = (LastLine.WHOLE, LastLine.MAYBE_BROKEN, LastLine.BROKEN)


def last_line(last: str, others: Sequence[str]) -> LastLine:
    """Whether a last line, without its end, is how others begin, up to their digits.

    One that is no more than a date or a time may also have been typed: it was where, by the days of the others, no
    message can follow there, and may have been where the next one would come later than any has come before.

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
    is_within_number = any(_DIGIT.match(header, len(last)) for header in headers)
    date = _DATE.search(last)
    if date is None or (is_within_number and date.end() == len(last)):
        is_earlier = date is None and last < headers[-1][: len(last)]
        is_typed = is_earlier and not is_within_number and _TYPED.fullmatch(last)
        return LastLine.MAYBE_BROKEN if is_typed else LastLine.BROKEN
    ends = [end for end in (_by_days(last, headers, order) for order in ("dmy", "mdy")) if end]
    end = max(ends, key=_CERTAINTY.index, default=LastLine.BROKEN)
    return LastLine.BROKEN if end is LastLine.MAYBE_BROKEN and not _TYPED.fullmatch(last) else end


def _by_days(last: str, headers: Sequence[str], order: str) -> LastLine | None:
    """What a last line with a whole date is, where day and month are in an order; None where the others are not."""
    days = [_days(header, order) for header in headers]
    if None in days:
        return None
    header_days = [day for day in days if day is not None]
    day, gaps = _days(last, order), [abs(later - earlier) for earlier, later in pairwise(header_days)]
    if day is None:
        return LastLine.WHOLE
    step = (
        header_days[-1] - day if header_days[-1] < header_days[0] else day - header_days[-1]
    )  # the newest may stand first
    if not 0 <= step <= max(_MOST_DAYS, abs(header_days[-1] - header_days[0])):
        return LastLine.WHOLE
    return LastLine.BROKEN if step <= max(_NEAR_DAYS, 2 * max(gaps, default=0)) else LastLine.MAYBE_BROKEN


def _days(line: str, order: str) -> int | None:
    """The day in a line, in days since 1970; None where there is none."""
    match = _DATE.search(line)
    date = written_date(match[0]) if match else None
    return date.days(order) if date else None


def _shape(line: str) -> str:
    return _DIGIT.sub("0", line)
