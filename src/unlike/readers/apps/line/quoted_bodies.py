"""Messages of several lines, which LINE puts in quotation marks, whatever stands in them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from unlike.readers.apps.line.line_headers import line_date, line_header, line_title
from unlike.readers.formats.dated_chats import DatedRecord
from unlike.readers.formats.written_dates import WrittenDate

QUOTE: Final = '"'
_MAX_HEADERS: Final = 5
"""Headers in one pair of quotation marks beyond which these are none."""

_MAX_LINES: Final = 5_000
_MAX_CHARS: Final = 1 << 20


class QuotedBody(NamedTuple):
    """A body in quotation marks: its lines without them, and how many of those might be messages of that day."""

    lines: list[str]
    doubtful: int


def quoted_body(record: DatedRecord, below: Sequence[str], start: int, headings: Collection[int]) -> QuotedBody | None:
    """The body that begins with a quotation mark and ends with one on a later line; None where it has no such end.

    A mark may never be closed, since somebody typed it. So one that is closed only far below, or by a mark that belongs
    to another message, opens nothing. What looks like a message inside stands back in time, for it was copied.

    Args:
        record: a message whose body is the rest of its first line.
        below: all lines of the file.
        start: index of the line below.
        headings: indices of lines that head a day.
    """
    first = record.body[0]
    if not first.startswith(QUOTE):
        return None
    seen = _Seen(record, marks=first.count(QUOTE), chars=len(first))
    for index in range(start, min(len(below), start + _MAX_LINES)):
        line = below[index]
        if not seen.add(line, is_heading=index in headings):
            return None
        if line.endswith(QUOTE) and _ends(below, index + 1) and seen.may_close():
            return QuotedBody(_unquoted([first, *below[start : index + 1]]), seen.later)
    return None


@dataclass(slots=True)
class _Seen:
    """What stands between a quotation mark and the line that may close it.

    Attributes:
        record: the message with the mark.
        marks, chars: so far.
        headers: lines that look like messages.
        later: those that may be messages of the same day, or of a later one.
        is_header: the last line is such a one.
        has_earlier_date: a date line stands there that is not later than the message.
        has_later_date: one that heads a day stands there that is.
    """

    record: DatedRecord
    marks: int
    chars: int
    headers: int = 0
    later: int = 0
    is_header: bool = False
    has_earlier_date: bool = False
    has_later_date: bool = False

    def add(self, line: str, *, is_heading: bool) -> bool:
        """Take a line; False where no quotation can go on so far."""
        self.marks += line.count(QUOTE)
        self.chars += len(line)
        header = line_header(line)
        date = None if header else line_date(line, stands_alone=False)
        if date is not None:
            is_later = _is_later(date, self.record.date)
            self.has_later_date = self.has_later_date or (is_later and is_heading)
            self.has_earlier_date = not is_later
        self.is_header = False
        if header is not None:
            self.headers += 1
            is_later = self.has_later_date or header.seconds >= self.record.seconds
            self.is_header = is_later and not self.has_earlier_date
            self.later += self.is_header
            words = header.rest.partition("\t")[2]
            if words.startswith(QUOTE) and words.count(QUOTE) % 2:
                return False
        return self.headers <= _MAX_HEADERS and self.chars <= _MAX_CHARS and not self.has_later_date

    def may_close(self) -> bool:
        """Whether a mark at the end of the last line may close the first one."""
        return not self.headers or (self.marks % 2 == 0 and not self.is_header)


def _ends(below: Sequence[str], index: int) -> bool:
    """Whether what follows is no line of the same message."""
    while index < len(below) and not below[index].strip():
        index += 1
    if index >= len(below):
        return True
    line = below[index]
    return bool(line_header(line) or line_date(line, stands_alone=True) or line_title(line))


def _is_later(date: WrittenDate, than: WrittenDate | None) -> bool:
    """Whether a date is later than another, however both are to be read."""
    if than is None:
        return True
    pairs = [(date.days(order), than.days(order)) for order in ("dmy", "mdy")]
    return any(later > earlier for later, earlier in pairs if later is not None and earlier is not None)


def _unquoted(lines: list[str]) -> list[str]:
    """The lines without the marks around them; marks that are all doubled inside are single ones."""
    text = "\n".join(lines)[1:-1]
    if text.count(QUOTE) == 2 * text.count(QUOTE * 2):
        text = text.replace(QUOTE * 2, QUOTE)
    return text.split("\n")
