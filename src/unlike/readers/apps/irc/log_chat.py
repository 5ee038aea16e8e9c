"""The logs of one channel or talk as a conversation."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Final

from unlike.i18n import lazy, lazy_plural, mark
from unlike.readers.apps.irc.log_lines import LogLine, log_line
from unlike.readers.apps.irc.log_stamps import (
    LogStamp,
    clock_in_day_line,
    day_line,
    days_of_year,
    is_break,
    is_remark,
    log_stamp,
)
from unlike.readers.apps.irc.nick_people import NickNames, NickPeople
from unlike.readers.base import Conversation
from unlike.readers.conversation_rows import ConversationRows, GatheredConversation, RecordRow, gathered_conversation
from unlike.readers.formats.dated_chats import NO_DATE, owner_beside
from unlike.readers.formats.file_pieces import repeated_places

NO_LOG_LINE: Final = mark("it is no line of a log")

_DAY: Final = 86_400_000_000
_MOST_NAMES: Final = 8


@dataclass(slots=True)
class LogChat:
    """The lines of a channel so far, day after day.

    Attributes:
        title: of the channel, or of whom the talk is with, behind the network where it is known.
        person: whom the talk is with, if it is one.
        is_channel: it is no talk of two.
        records: its lines.
        people: who is behind which nick, and when.
        speakers: number of the session in which each row was written; None for those of the program.
        has_seconds: some times have seconds.
        notes: what was odd about the files.
        breaks_off: a file ends in the middle of a character.
        unnamed_days: days that were counted on, since no line says that they begin.
    """

    title: str
    person: str
    is_channel: bool
    records: ConversationRows = field(default_factory=ConversationRows)
    people: NickPeople = field(default_factory=NickPeople)
    speakers: list[int | None] = field(default_factory=list)
    has_seconds: bool = False
    notes: list[str] = field(default_factory=list)
    breaks_off: bool = False
    unnamed_days: int = 0
    _last: int | None = None

    def add(self, lines: Sequence[str], days: int | None, prefix: str) -> None:
        """Add the lines of a file.

        Args:
            lines: in its order.
            days: since 1970, of the day in the file's name; None where none stands there.
            prefix: put before the numbers of the lines.
        """
        numbered = [(number, line) for number, line in enumerate(lines, 1) if line.strip()]
        self._last = None
        has_day = days is not None
        again = repeated_places([line for _, line in numbered])
        for index, (number, line) in enumerate(numbered):
            if index in again:
                self.records.total += not is_remark(line)
                self.records.repeated += not is_remark(line)
                continue
            begun = day_line(line)
            if begun is not None:
                days, self._last = begun, clock_in_day_line(line)
            if is_break(line):
                self.people.restart()
            if not is_remark(line):
                before = self.unnamed_days
                days = self._add_line(line, days, f"{prefix}L{number}")
                self.records.ambiguous += has_day and self.unnamed_days > before  # it should be of one day

    def _add_line(self, line: str, days: int | None, ref: str) -> int | None:
        """Add a line, and return the day that it is of."""
        self.records.total += 1
        stamp = log_stamp(line)
        entry = log_line(line[stamp.end :]) if stamp else None
        if stamp is None or entry is None:
            self.records.skip(ref, NO_LOG_LINE)
            return days
        days = self._day_of(stamp, days)
        if days is None:
            self.records.skip(ref, NO_DATE)
            return None
        self._add_row(ref, days * _DAY + stamp.microseconds, entry, stamp)
        return days

    def _day_of(self, stamp: LogStamp, days: int | None) -> int | None:
        """The day of a line: what it says, else that of the line above or, where time steps far back, the next."""
        if stamp.days is not None:
            return stamp.days
        if stamp.month_day is not None:
            return None if days is None else days_of_year(stamp.month_day, days)
        is_next = days is not None and self._last is not None and self._last - stamp.microseconds > _DAY // 2
        self._last = stamp.microseconds
        self.unnamed_days += is_next
        return days + 1 if is_next and days is not None else days

    def _add_row(self, ref: str, at: int, entry: LogLine, stamp: LogStamp) -> None:
        number = len(self.records.rows)
        if entry.change:
            self.people.change(entry.change, number)
        self.speakers.append(self.people.speak(entry.nick, number) if entry.nick else None)
        self.has_seconds = self.has_seconds or stamp.has_seconds
        moment = at - (stamp.offset or 0)
        kind = "text" if entry.nick else "system"
        row = RecordRow(ref, moment, entry.nick, kind, entry.text, sent_by_wall_clock=stamp.offset is None)
        self.records.rows.append(row)


def log_conversation(chat: LogChat, app: str) -> GatheredConversation:
    """A conversation with people in place of nicks."""
    names = NickNames(chat.people.sessions)
    chat.records.rows = [
        row if session is None else row._replace(sender=names.by_session[session])
        for row, session in zip(chat.records.rows, chat.speakers, strict=True)
    ]
    senders = {row.sender for row in chat.records.rows if row.sender}
    is_group = chat.is_channel or len(senders) > 2
    conversation = Conversation(
        key=f"{app}:{chat.title}",
        title=chat.title,
        app=app,
        group=is_group,
        owner=None if is_group else owner_beside(chat.person, senders),
        clock=timedelta(seconds=1) if chat.has_seconds else timedelta(minutes=1),
        notes=(*dict.fromkeys(chat.notes), *_day_notes(chat.unnamed_days), *_notes(names)),
        breaks_off=chat.breaks_off,
    )
    return gathered_conversation(conversation, chat.records, has_reactions=False)


def _day_notes(number: int) -> Iterator[str]:
    if number:
        yield lazy_plural(
            "{number} day that the log does not name was counted on, because the time steps back to the morning there.",
            "{number} days that the log does not name were counted on, because the time steps back to the morning "
            "there.",
            number,
        )


def _notes(names: NickNames) -> Iterator[str]:
    merged = [f"{name} ({', '.join(others)})" for name, others in names.merged]
    if merged:
        yield lazy("Nicks that were changed count as one person: {names}.", names=_shown(merged))
    if names.shared:
        yield lazy(
            "Nicks that several people had, one after another: {names}. They are told apart by when somebody came, "
            "went, or changed the nick; where the log does not show that, nobody can tell who of them wrote.",
            names=_shown([f"“{nick}”" for nick in names.shared]),
        )


def _shown(names: Sequence[str]) -> str:
    return "; ".join(names[:_MOST_NAMES]) + ("; …" if len(names) > _MOST_NAMES else "")
