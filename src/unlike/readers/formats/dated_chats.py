"""Chats in texts where a header with a time begins each message, and its date stands in it or on a line above."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path
from typing import Final, NamedTuple, TypeAlias

from unlike.errors import BrokenExportError, EmptyExportError, InputError
from unlike.i18n import lazy_plural, mark
from unlike.readers.base import Conversation, DateOrderQuestion, Interpretation, ReadResult, SkippedRecord
from unlike.readers.conversation_rows import ConversationRows, RecordRow, gathered_conversation
from unlike.readers.coverage import ambiguous_notes
from unlike.readers.export import Export
from unlike.readers.export_sentences import left_out_chat
from unlike.readers.formats.value_names import bounded_name
from unlike.readers.formats.written_dates import WrittenDate, date_order

NO_DATE: Final = mark("no date stands above it")
NO_HEADER: Final = mark("it belongs to no message")

_DAY: Final = 86_400
_NOON: Final = 43_200
_SECOND: Final = 1_000_000


@dataclass(slots=True)
class DatedRecord:
    """A header and the lines below it.

    Attributes:
        line: number of the header's line, from 1.
        date: None where none stands in it or above it.
        seconds: since midnight; from 86,400 on where the clock showed 24 hours.
        sender: None for a line of the app.
        body: its words, line by line.
    """

    line: int
    date: WrittenDate | None
    seconds: int
    sender: str | None
    body: list[str]


class Content(NamedTuple):
    """What a record is: a kind of the table, what was typed, and who did it, None for the app itself."""

    kind: str
    text: str | None
    sender: str | None


ContentOf: TypeAlias = Callable[[DatedRecord], Content]
"""Says what a record is."""


@dataclass(slots=True, eq=False)
class DatedChat:
    """A chat before it is known how its dates are written and in which zone its clock ran.

    Attributes:
        path: the file; stands in the question about dates.
        app: the reader's name.
        title: what it is called.
        group: what the title says of it; None where it says nothing.
        records: in the order of the file.
        skipped: lines that belong to no message.
        total: records and runs of lines that belong to none.
        doubtful: lines inside messages that look like headers.
        ambiguous: see `Coverage`.
        clock: the finest step of its times.
        notes: what else should be known.
        breaks_off: the file ends in the middle of something.
        content_of: says what a record is.
        owner: the owner's name, where the export tells; else it is told by the title of a chat of two.
    """

    path: Path
    app: str
    title: str
    group: bool | None = None
    records: list[DatedRecord] = field(default_factory=list)
    skipped: list[SkippedRecord] = field(default_factory=list)
    total: int = 0
    doubtful: int = 0
    ambiguous: int = 0
    clock: timedelta = timedelta(minutes=1)
    notes: tuple[str, ...] = ()
    breaks_off: bool = False
    content_of: ContentOf = field(default=lambda record: Content("text", "\n".join(record.body), record.sender))
    owner: str | None = None
    _contents: list[Content] = field(default_factory=list, init=False, repr=False)

    @property
    def has_date(self) -> bool:
        """Whether it is known of any record of which day it is."""
        return any(record.date for record in self.records)

    def leave(self, line: int, lines: int) -> None:
        """Leave lines over that belong to no message."""
        self.total += 1
        self.skipped.append(SkippedRecord(f"L{line}", NO_HEADER, lines))

    def interpreted(self, interpretation: Interpretation) -> ReadResult:
        """The conversation, or the question how its dates are to be read."""
        dates = [record.date for record in self.records if record.date is not None]
        order = date_order(dates, interpretation.date_order)
        if order is None:
            return DateOrderQuestion(self.path, _example(dates), self.interpreted)
        rows = self._rows(order)
        senders = {row.sender for row in rows.rows if row.sender}
        conversation = Conversation(
            key=f"{self.app}:{self.title}",
            title=self.title,
            app=self.app,
            group=len(senders) > 2 if self.group is None else self.group,
            owner=self.owner or (None if self.group or len(senders) > 2 else owner_beside(self.title, senders)),
            clock=self.clock,
            notes=(*self._undated(rows), *ambiguous_notes(self.ambiguous), *self.notes),
            breaks_off=self.breaks_off,
        )
        gathered = gathered_conversation(conversation, rows, wall_clock=True, has_reactions=False)
        return replace(gathered.interpreted(interpretation), reinterpret=self.interpreted)

    def _rows(self, order: str) -> ConversationRows:
        """The records with their times."""
        rows = ConversationRows()
        rows.total, rows.doubtful, rows.ambiguous = self.total, self.doubtful, self.ambiguous
        rows.skipped = list(self.skipped)
        previous = 0
        self._contents = self._contents or [self.content_of(record) for record in self.records]
        for record, (kind, text, sender) in zip(self.records, self._contents, strict=True):
            if record.date is None:
                rows.skip(f"L{record.line}", NO_DATE)
                continue
            words = without_lines_below(text) if text else text
            rows.rows.append(RecordRow(f"L{record.line}", _moment(record, order, previous), sender, kind, words))
            previous = record.seconds
        return rows

    def _undated(self, rows: ConversationRows) -> tuple[str, ...]:
        number = sum(record.why is NO_DATE for record in rows.skipped)
        if not number:
            return ()
        sentence = lazy_plural(
            "{number} message stands above the first date of the file, so nobody knows of which day it is; it was left "
            "out.",
            "{number} messages stand above the first date of the file, so nobody knows of which day they are; they "
            "were left out.",
            number,
        )
        return (sentence,)


def dated_results(
    chats: Sequence[DatedChat], export: Export, interpretation: Interpretation, other: int = 0
) -> Iterator[ReadResult]:
    """The chats of an export that hold something, the first with a note for each that does not.

    Args:
        chats: in order.
        export: what they are from.
        interpretation: what the owner said.
        other: records of the export that are in none of them.

    Raises:
        BrokenExportError: none of them does.
        EmptyExportError: there is not even a record.
    """
    results = [chat.interpreted(interpretation) for chat in chats]
    whole = [chat for chat, result in zip(chats, results, strict=True) if not _is_empty(result)]
    if not whole and any(chat.records for chat in chats) and not any(chat.has_date for chat in chats):
        why = mark("nothing in it says of which day its messages are")
        raise BrokenExportError(export.path, export.files[0].name, why)
    if not whole:
        raise no_message(export, other + sum(chat.total for chat in chats))
    lost = tuple(left_out_chat(chat.title, chat.total) for chat in chats if chat not in whole)
    whole[0].notes = (*whole[0].notes, *lost)
    for chat, result in zip(chats, results, strict=True):
        if chat in whole:
            yield chat.interpreted(interpretation) if lost and chat is whole[0] else result


def no_message(export: Export, records: int) -> InputError:
    """Why an export without any message that can be read cannot be used."""
    if not records:
        return EmptyExportError(export.path)
    why = lazy_plural("the {number} entry in it cannot be read", "none of its {number} entries can be read", records)
    return BrokenExportError(export.path, export.files[0].name, why)


def owner_beside(title: str, senders: Sequence[str] | set[str]) -> str | None:
    """The owner of a chat of two that is named after the other one; None where that cannot be told."""
    others = [sender for sender in senders if sender != title]
    return others[0] if len(senders) == 2 and len(others) == 1 else None


def one_line(name: str) -> str:
    """A name on one line."""
    return bounded_name(name)


def without_lines_below(text: str) -> str:
    """A text without the blank lines below it: nobody can send them, and an editor writes them."""
    end = text.find("\n", len(text.rstrip()))
    return text if end < 0 else text[:end]


def _moment(record: DatedRecord, order: str, previous: int) -> int | None:
    """Microseconds since 1970; 24:15 is of the day after where it stands behind an afternoon."""
    days = record.date.days(order) if record.date else None
    if days is None:
        return None
    seconds = record.seconds
    if seconds >= _DAY and previous < _NOON:
        seconds -= _DAY
    return (days * _DAY + seconds) * _SECOND


def _example(dates: Sequence[WrittenDate]) -> str:
    """A date that can be read both ways, as it stands there."""
    first = next(written for written in dates if not written.is_settled)
    return "/".join(map(str, first.parts))


def _is_empty(result: ReadResult) -> bool:
    return not isinstance(result, DateOrderQuestion) and result.messages.is_empty()
