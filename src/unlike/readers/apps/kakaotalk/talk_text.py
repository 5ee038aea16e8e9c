"""The lines of a KakaoTalk text as chats."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from unlike.readers.apps.kakaotalk.talk_days import talk_days
from unlike.readers.apps.kakaotalk.talk_headers import (
    HeaderForm,
    TalkHeader,
    TalkTitle,
    is_saved_line,
    is_system_line,
    talk_header,
    talk_title,
)
from unlike.readers.formats.colon_names import colon_names
from unlike.readers.formats.dated_chats import DatedRecord, one_line
from unlike.readers.formats.written_dates import WrittenDate

_APP_ONLY: Final = re.compile("님|관리자|chatroom")
"""What stands in no line that people type about each other, as they do of whom they invited."""

_GAP: Final = 20
"""Lines below one within which it is looked for what ends it."""

COLON: Final = " : "
"""What stands between a name and words."""


@dataclass(slots=True)
class TalkChat:
    """What stands below one title, or in a file without any.

    Attributes:
        title: as the app wrote it; None where no title stands there.
        records: messages and lines of the app.
        left: first line and number of lines of each run that belongs to no message.
        doubtful: lines that look like headers of another form and are words.
        ambiguous: dates that may be words.
        copyable: indices of records whose header is one that is copied along with words, or typed in them.
        named: indices of records whose body still begins with the name.
    """

    title: TalkTitle | None = None
    records: list[DatedRecord] = field(default_factory=list)
    left: list[tuple[int, int]] = field(default_factory=list)
    doubtful: int = 0
    ambiguous: int = 0
    copyable: set[int] = field(default_factory=set)
    named: list[int] = field(default_factory=list)


def talk_chats(lines: Sequence[str]) -> list[TalkChat]:
    """The chats in a text, one a title; several exports may have been put into one file."""
    parser = _Parser(lines)
    while parser.index < len(lines):
        parser.step()
    for chat in parser.chats:
        _part_names(chat)
    return [chat for chat in parser.chats if chat.records or chat.left]


class _Parser:
    """Goes through the lines.

    Attributes:
        days: the lines that head a day.
        index: of the next line.
        chats: those so far; the last one is open.
        date: the last date line of the chat.
        form: of the first header below that date.
        names: of those who wrote in the last chat, where they stand in brackets.
    """

    def __init__(self, lines: Sequence[str]) -> None:
        self.lines = lines
        self.days = talk_days(lines)
        self.index = 0
        self.chats = [TalkChat()]
        self.date: WrittenDate | None = None
        self.form: HeaderForm | None = None
        self.names: set[str] = set()

    def step(self) -> None:
        """Take the next line, and those that belong to it."""
        line = self.lines[self.index]
        if not line.strip():
            self._pass_gap()
            return
        header = talk_header(line)
        if header is None and self._begins_chat(line):
            return
        date = None if header else self.days.dates.get(self.index)
        self.chats[-1].ambiguous += self.index in self.days.ambiguous
        if date is not None:
            self.date, self.form = date, None
        elif header is not None and self._fits(header):
            self._begin(header)
        elif self._is_system(line):
            self.chats[-1].records.append(self._timeless(line))
        else:
            self.chats[-1].doubtful += header is not None and header.form is not HeaderForm.TIMED
            self._go_on(line)
        self.index += 1

    def _begins_chat(self, line: str) -> bool:
        """Begin a chat where a title stands, at the top or beside the day on which it was saved."""
        chat = self.chats[-1]
        if is_saved_line(line) and (not chat.records or talk_title(self._below())):
            if chat.records:
                self._open(talk_title(self._below()), lines=2)
            else:
                self.index += 1
            return True
        title = talk_title(line)
        if title is None:
            return False
        if not chat.records and chat.title is None:
            chat.title = title
            self.index += 1
            return True
        if is_saved_line(self._below()):
            self._open(title, lines=2)
            return True
        return False

    def _open(self, title: TalkTitle | None, lines: int) -> None:
        self.chats.append(TalkChat(title))
        self.date = self.form = None
        self.names = set()
        self.index += lines

    def _below(self) -> str:
        return self.lines[self.index + 1] if self.index + 1 < len(self.lines) else ""

    def _fits(self, header: TalkHeader) -> bool:
        """Whether a header is one here: one that needs a date above stands below one, or where nothing is dated."""
        if header.form is HeaderForm.DATED:
            return True
        if self.date is None:
            return not any(record.date for record in self.chats[-1].records[-1:])
        return self.form in (None, header.form)

    def _begin(self, header: TalkHeader) -> None:
        chat = self.chats[-1]
        is_plain = header.sender is None and not header.is_named and not is_system_line(header.words)
        if header.form is HeaderForm.BRACKETS or self.form not in (None, header.form) or is_plain:
            chat.copyable.add(len(chat.records))
        self.form = self.form or header.form
        if header.sender:
            self.names.add(header.sender)
        if header.is_named:
            chat.named.append(len(chat.records))
        date = header.date if header.form is HeaderForm.DATED else self.date
        chat.records.append(DatedRecord(self.index + 1, date, header.seconds, header.sender, [header.words]))

    def _is_system(self, line: str) -> bool:
        """Whether a line of the app stands here, which in texts of Windows has no time.

        It names somebody of the chat and ends what stands above it; else it is words of the message above.
        """
        if self.date is None or self.form is HeaderForm.DATED or not is_system_line(line):
            return False
        places = range(self.index + 1, min(self.index + _GAP, len(self.lines)))
        place = next((place for place in places if self.lines[place].strip()), -1)
        below = self.lines[place] if place >= 0 else ""
        ends = not below or place in self.days.dates or bool(talk_header(below) or is_system_line(below))
        return ends and (bool(_APP_ONLY.search(line)) or any(name in line for name in self.names))

    def _timeless(self, line: str) -> DatedRecord:
        """A line of the app at the time of the message above it, or at the beginning of its day."""
        above = self.chats[-1].records[-1:]
        same_day = bool(above) and above[0].date == self.date
        return DatedRecord(self.index + 1, self.date, above[0].seconds if same_day else 0, None, [line])

    def _go_on(self, line: str) -> None:
        """A line of the message above; one that belongs to none is left over."""
        chat = self.chats[-1]
        if chat.records:
            chat.records[-1].body.append(line)
        elif chat.left and sum(chat.left[-1]) == self.index + 1:
            chat.left[-1] = (chat.left[-1][0], chat.left[-1][1] + 1)
        else:
            chat.left.append((self.index + 1, 1))

    def _pass_gap(self) -> None:
        """Empty lines: of the message above, unless a date, a title or the end stands below them."""
        start = self.index
        while self.index < len(self.lines) and not self.lines[self.index].strip():
            self.index += 1
        records = self.chats[-1].records
        if not records or self.index == len(self.lines):
            return
        below = self.lines[self.index]
        if not (self.index in self.days.dates or talk_title(below) or is_saved_line(below)):
            records[-1].body += self.lines[start : self.index]


def _part_names(chat: TalkChat) -> None:
    """Part names from words."""
    records = [chat.records[number] for number in chat.named]
    for record, name in zip(records, colon_names([record.body[0] for record in records], COLON), strict=True):
        record.sender = one_line(name) or None
        record.body[0] = record.body[0][len(name) + len(COLON) :]
