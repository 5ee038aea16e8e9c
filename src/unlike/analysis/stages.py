"""The main path: from exports to findings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import count
from pathlib import Path
from zoneinfo import ZoneInfo

import polars as pl

from unlike import readers
from unlike.analysis.calendar_matches import with_context
from unlike.analysis.cross_chat_comparison import with_elsewhere
from unlike.analysis.note_matches import with_notes
from unlike.analysis.pair_history import relationship
from unlike.analysis.person import POSSIBLE, SHOWN, PersonRequest, person_findings
from unlike.analysis.quotes import local, quotes, with_words
from unlike.analysis.scope import chosen_people, identify_owner, messages_within
from unlike.analysis.shift_explanations import with_reasons
from unlike.annotations import CalendarEntry, context
from unlike.library import Note, fingerprint
from unlike.messages.queries import one_conversation
from unlike.results import ConversationFindings, Findings, PersonFindings, Quote, control_false_discoveries
from unlike.signals import SIGNALS, MeasuredConversation, measure, trimmed


@dataclass(frozen=True, slots=True)
class AnalysisOptions:
    """What the owner asks.

    Attributes:
        zone: the owner's, for days and for exports without one.
        owner: their name; None to take the export's own word.
        person: only this person.
        since, until: only messages of these days, both included.
        date_order: "dmy", "mdy" or "ymd"; None to settle it from the file.
        app: the reader to use; None to let the file tell.
        possible: possible spells too.
        notes: what they noted about earlier days.
        calendars, dates: files of what they know of any days.
        progress: told (bytes read, bytes in all).
        looking: told, after the reading, (people looked at, people in all).
    """

    zone: ZoneInfo
    owner: str | None = None
    person: str | None = None
    since: date | None = None
    until: date | None = None
    date_order: str | None = None
    app: str | None = None
    possible: bool = False
    notes: Sequence[Note] = ()
    calendars: Sequence[Path] = ()
    dates: Sequence[Path] = ()
    progress: readers.Progress = field(default=lambda _done, _all: None)
    looking: readers.Progress = field(default=lambda _done, _all: None)


@dataclass(frozen=True, slots=True)
class Analysis:
    """The answer, and the messages it was found in, to open it at its origin."""

    findings: Findings
    messages: pl.DataFrame = field(repr=False)
    zone: ZoneInfo
    measured: Mapping[str, MeasuredConversation] = field(default_factory=dict, repr=False)
    """By a conversation's key: what its pictures are drawn from."""

    def quotes(self, conversation: str, refs: Sequence[str], around: int = 2) -> tuple[Quote, ...]:
        """The messages of some refs, marked, and their neighbours, in the chat's order."""
        return quotes(self.messages, conversation, refs, around, self.zone)

    def contents(self) -> dict[str, str]:
        """A hash of each conversation's messages, by its key."""
        parts = self.messages.partition_by("conversation", maintain_order=True)
        return {str(rows["conversation"][0]): fingerprint(rows) for rows in parts}


def analyse(paths: Sequence[Path], question: AnalysisOptions) -> Analysis:
    """Read exports and say what is unlike whom.

    Args:
        paths: files or folders, as the apps exported them.
        question: what the owner asks.

    Raises:
        unlike.errors.UnlikeError: the input cannot be used, or only the owner can answer.
    """
    options = readers.ReadOptions(question.zone, question.date_order, question.app, question.progress)
    reading = readers.read(paths, options).require_answers()
    messages = messages_within(reading.messages, question.since, question.until, question.zone)
    owner = identify_owner(reading.conversations, messages, question.owner)
    wanted = chosen_people(messages, owner, question.person)
    counting = replace(question, looking=_counting(question.looking, sum(map(len, wanted.values()))))
    both = [_conversation(one, messages, (owner, wanted[one.key]), counting) for one in reading.conversations]
    measured = {one.key: table for one, table in both if table is not None}
    rate = POSSIBLE if question.possible else SHOWN
    reasoned = with_reasons([one for one, _ in both], messages, owner, question.zone)
    reasoned = with_elsewhere(reasoned, measured, owner)
    noted = with_notes(with_context(reasoned, _known(messages, question)), question.notes)
    answer = Findings(owner, question.zone.key, control_false_discoveries(noted), rate)
    return Analysis(answer, messages, question.zone, _drawn(answer, measured))


def with_annotations(found: Analysis, question: AnalysisOptions) -> Analysis:
    """The same study with other notes, calendars and dates: only what rests on them is made anew.

    Args:
        found: the study.
        question: as it was asked, with what is new.

    Raises:
        unlike.errors.ContextError: a file of dates cannot be used.
    """
    told = with_context(found.findings.conversations, _known(found.messages, question))
    return replace(found, findings=replace(found.findings, conversations=with_notes(told, question.notes)))


def _counting(told: readers.Progress, whole: int) -> readers.Progress:
    """Tells how many of all people were looked at, whoever they are."""
    done = count()
    told(next(done), whole)
    return lambda _done, _all: told(next(done), whole)


def _conversation(
    one: readers.Conversation, messages: pl.DataFrame, who: tuple[str, tuple[str, ...]], question: AnalysisOptions
) -> tuple[ConversationFindings, MeasuredConversation | None]:
    """One conversation: measured, and its people looked at one by one."""
    rows = one_conversation(messages, one.key)
    measured = measure(rows, SIGNALS, question.zone, one.clock) if who[1] else None
    found = list(_found(measured, rows, who, question)) if measured else []
    first, last = (local(moment, question.zone) for moment in (rows["sent_at"].min(), rows["sent_at"].max()))
    system = rows.filter(pl.col("kind") == "system").height
    result = ConversationFindings(
        key=one.key,
        title=one.title,
        app=one.app,
        group=one.group,
        first=first,
        last=last,
        messages=rows.height - system,
        system=system,
        skipped=tuple((skipped.ref, skipped.why) for skipped in one.skipped),
        notes=one.notes,
        people=tuple(replace(person, open_question=with_words(person.open_question, rows)) for person in found),
        writers=rows.filter(pl.col("sender").cast(pl.String) != who[0])["sender"].n_unique(),
    )
    return result, measured


def _found(
    measured: MeasuredConversation, rows: pl.DataFrame, who: tuple[str, tuple[str, ...]], question: AnalysisOptions
) -> Iterator[PersonFindings]:
    """Person by person, with what the two have between them where there is history enough."""
    owner, people = who
    for name in people:
        person = person_findings(measured, PersonRequest(owner, name, question.possible))
        yield replace(person, relationship=relationship(measured, rows, owner, name)) if person.enough else person
        question.looking(1, 1)


def _drawn(answer: Findings, measured: Mapping[str, MeasuredConversation]) -> dict[str, MeasuredConversation]:
    """Of every conversation what its pictures need."""
    names = {
        one.key: {trace.name for person in one.people for trace in person.signal_histories}
        for one in answer.conversations
    }
    return {key: trimmed(table, sorted(names[key])) for key, table in measured.items() if names[key]}


def _known(messages: pl.DataFrame, question: AnalysisOptions) -> tuple[CalendarEntry, ...]:
    """What the owner knows of the days of the messages."""
    moments = messages["sent_at"]
    first, last = (local(moment, question.zone) for moment in (moments.min(), moments.max()))
    if first is None or last is None:
        return ()
    return context(question.calendars, question.dates, (first.date(), last.date()), question.zone)
