"""The logs of one channel or talk as a conversation."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Final

from unlike.i18n import lazy, mark
from unlike.readers.apps.irc.log_lines import LogLine, log_line
from unlike.readers.apps.irc.log_stamps import LogStamp, day_line, days_of_year, is_remark, log_stamp
from unlike.readers.apps.irc.nick_people import NickPeople
from unlike.readers.base import Conversation
from unlike.readers.conversation_rows import ConversationRows, GatheredConversation, RecordRow, gathered_conversation
from unlike.readers.formats.dated_chats import NO_DATE, owner_beside

NO_LOG_LINE: Final = mark("it is no line of a log")

_DAY: Final = 86_400_000_000
_MOST_NAMES: Final = 8


@dataclass(slots=True)
class LogChat:
    """The lines of a channel so far, day after day.

    Attributes:
        title: of the channel, or of whom the talk is with.
        is_channel: it is no talk of two.
        records: its lines.
        people: who is behind which nick.
        offsets: how far each row's zone is from Greenwich, where its line says so.
        has_seconds: some times have seconds.
        notes: what was odd about the files.
        breaks_off: a file ends in the middle of a character.
    """

    title: str
    is_channel: bool
    records: ConversationRows = field(default_factory=ConversationRows)
    people: NickPeople = field(default_factory=NickPeople)
    offsets: list[int | None] = field(default_factory=list)
    has_seconds: bool = False
    notes: list[str] = field(default_factory=list)
    breaks_off: bool = False

    def add(self, lines: Sequence[str], days: int | None, place: str) -> None:
        """Add the lines of a file.

        Args:
            lines: in its order.
            days: since 1970, of the day in the file's name; None where none stands there.
            place: put before the numbers of the lines.
        """
        for number, line in enumerate(lines, 1):
            if not line.strip():
                continue
            begun = day_line(line)
            days = days if begun is None else begun
            if not is_remark(line):
                days = self._add_line(line, days, f"{place}L{number}")

    def _add_line(self, line: str, days: int | None, ref: str) -> int | None:
        """Add a line, and return the day that it is of."""
        self.records.total += 1
        stamp = log_stamp(line)
        said = log_line(line[stamp.end :]) if stamp else None
        if stamp is None or said is None:
            self.records.skip(ref, NO_LOG_LINE)
            return days
        days = _day_of(stamp, days)
        if days is None:
            self.records.skip(ref, NO_DATE)
            return None
        self._add_row(ref, days * _DAY + stamp.microseconds, said, stamp)
        return days

    def _add_row(self, ref: str, at: int, said: LogLine, stamp: LogStamp) -> None:
        if said.renamed:
            self.people.rename(*said.renamed)
        if said.nick:
            self.people.speak(said.nick, len(self.records.rows))
        self.has_seconds = self.has_seconds or stamp.has_seconds
        self.offsets.append(stamp.offset)
        kind = "text" if said.nick else "system"
        self.records.rows.append(RecordRow(ref, at, said.nick, kind, said.text))


def log_conversation(chat: LogChat, app: str) -> GatheredConversation:
    """A conversation with people in place of nicks."""
    names = chat.people.names()
    chat.records.rows = [
        row._replace(
            sender=names.get(row.sender or "", row.sender),
            sent_at=None if row.sent_at is None else row.sent_at - (offset or 0),
            sent_by_wall_clock=offset is None,
        )
        for row, offset in zip(chat.records.rows, chat.offsets, strict=True)
    ]
    senders = {row.sender for row in chat.records.rows if row.sender}
    is_group = chat.is_channel or len(senders) > 2
    conversation = Conversation(
        key=f"{app}:{chat.title}",
        title=chat.title,
        app=app,
        group=is_group,
        owner=None if is_group else owner_beside(chat.title, senders),
        clock=timedelta(seconds=1) if chat.has_seconds else timedelta(minutes=1),
        notes=(*dict.fromkeys(chat.notes), *_notes(chat)),
        breaks_off=chat.breaks_off,
    )
    return gathered_conversation(conversation, chat.records, has_reactions=False)


def _day_of(stamp: LogStamp, days: int | None) -> int | None:
    if stamp.days is not None:
        return stamp.days
    if stamp.month_day is not None:
        return None if days is None else days_of_year(stamp.month_day, days)
    return days


def _notes(chat: LogChat) -> Iterator[str]:
    merged = [f"{name} ({', '.join(others)})" for name, others in chat.people.merged()]
    if merged:
        shown = "; ".join(merged[:_MOST_NAMES]) + ("; …" if len(merged) > _MOST_NAMES else "")
        yield lazy("Nicks that were changed count as one person: {names}.", names=shown)
