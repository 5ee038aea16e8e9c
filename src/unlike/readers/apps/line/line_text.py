"""The lines of a LINE text as chats: a title begins one, a date line a day, a time a message."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from unlike.readers.apps.line.line_days import begins_chat, line_days
from unlike.readers.apps.line.line_headers import (
    LineHeader,
    LineTitle,
    is_saved_line,
    line_header,
    line_title,
    spaced_header,
)
from unlike.readers.apps.line.quoted_bodies import quoted_body
from unlike.readers.formats.dated_chats import DatedRecord, one_line
from unlike.readers.formats.written_dates import WrittenDate

_FIRST_LINES: Final = 50


@dataclass(slots=True)
class LineChat:
    """What stands below one title, or in a file without any.

    Attributes:
        title: as the app wrote it; None where no title stands there.
        records: messages and lines of the app.
        left: first line and number of lines of each run that belongs to no message.
        doubtful: lines in messages that look like messages.
        ambiguous: dates that may be words, and lines that may be of the app or of a person.
        spaced: indices of the records whose name and words are parted by nothing but a space.
    """

    title: LineTitle | None = None
    records: list[DatedRecord] = field(default_factory=list)
    left: list[tuple[int, int]] = field(default_factory=list)
    doubtful: int = 0
    ambiguous: int = 0
    spaced: list[int] = field(default_factory=list)


def line_chats(lines: Sequence[str]) -> list[LineChat]:
    """The chats in a text, one a title; several exports may have been put into one file.

    Args:
        lines: of the file.
    """
    parser = _Parser(lines)
    while parser.index < len(lines):
        parser.step()
    return [chat for chat in parser.chats if chat.records or chat.left]


class _Parser:
    """Goes through the lines.

    Attributes:
        days: the lines that head a day.
        index: of the next line.
        chats: those so far; the last one is open.
        date: of the messages that follow.
        is_spaced: below the last date, no tab stands behind the times.
    """

    def __init__(self, lines: Sequence[str]) -> None:
        self.lines = lines
        self.days = line_days(lines)
        self.index = 0
        self.chats = [LineChat()]
        self.date: WrittenDate | None = None
        self.is_spaced = self._goes_on_spaced(0)

    def step(self) -> None:
        """Take the next line, and those that belong to it."""
        line = self.lines[self.index]
        header = line_header(line)
        if header is not None:
            self._begin(header)
            return
        if self._begins_chat(line):
            return
        self.chats[-1].ambiguous += self.index in self.days.ambiguous
        date = self.days.dates.get(self.index)
        if date is not None:
            self.date = date
            self.index += 1
            self.is_spaced = self._goes_on_spaced(self.index)
            return
        header = spaced_header(line) if self.is_spaced else None
        if header is not None:
            self._begin(header)
        else:
            self._go_on(line)

    def _begins_chat(self, line: str) -> bool:
        """Begin a chat where a title stands, at the top or above the day on which it was saved."""
        if not begins_chat(self.lines, self.index):
            return False
        below = self.lines[self.index + 1] if self.index + 1 < len(self.lines) else ""
        self.chats.append(LineChat(line_title(line)))
        self.date = None
        self.index += 1 + is_saved_line(below)
        return True

    def _goes_on_spaced(self, start: int) -> bool:
        """Whether no tab stands behind the time of the next header; below a date that is the next line with words."""
        for index, line in enumerate(self.lines[start : start + _FIRST_LINES], start):
            if line_header(line) or index in self.days.dates:
                return False
            if spaced_header(line):
                return True
            if line.strip() and start:
                return False
        return False

    def _begin(self, header: LineHeader) -> None:
        """Add the message that begins in this line."""
        sender, tab, words = header.rest.partition("\t") if header.has_tab else ("", "\t", header.rest)
        name = one_line(sender) if tab else ""
        body = words if tab else sender
        chat = self.chats[-1]
        number = self.index + 1
        self.index += 1
        record = DatedRecord(number, self.date, header.seconds, name or None, [body])
        quoted = quoted_body(record, self.lines, self.index, self.days.dates) if header.has_tab and tab else None
        if quoted is not None:
            self.index += len(quoted.lines) - 1
            chat.doubtful += quoted.doubtful
            record.body = quoted.lines
        if not header.has_tab:
            chat.spaced.append(len(chat.records))
        chat.records.append(record)

    def _go_on(self, line: str) -> None:
        """A line of the message above; one that belongs to none is left over."""
        chat = self.chats[-1]
        if not line.strip():
            self._pass_gap(chat)
            return
        if chat.records:
            chat.records[-1].body.append(line)
        elif chat.left and sum(chat.left[-1]) == self.index + 1:
            chat.left[-1] = (chat.left[-1][0], chat.left[-1][1] + 1)
        else:
            chat.left.append((self.index + 1, 1))
        self.index += 1

    def _pass_gap(self, chat: LineChat) -> None:
        """Empty lines: of the message above, unless a date, a title or the end stands below them."""
        lines, start = self.lines, self.index
        end = start
        while end < len(lines) and (not lines[end] or lines[end].isspace()):
            end += 1
        self.index = end
        if not chat.records or end == len(lines):
            return
        if end not in self.days.dates and line_title(lines[end]) is None:
            chat.records[-1].body += lines[start:end]
