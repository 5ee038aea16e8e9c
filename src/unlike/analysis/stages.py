"""Stages of an analysis: scope, detect, report early, relate, explain, assemble."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from itertools import count
from zoneinfo import ZoneInfo

import polars as pl

from unlike.analysis.analysis import Analysis
from unlike.analysis.analysis_options import AnalysisOptions, AnalysisStep, Progress
from unlike.analysis.app_usage import AppUsage
from unlike.analysis.assemble import AnalysisParts, Annotations, assemble
from unlike.analysis.checked_calculation import checked_detection
from unlike.analysis.explanation_stage import concerns, explain
from unlike.analysis.least_history import missing_history
from unlike.analysis.measured_conversations import MeasuredConversations
from unlike.analysis.parts import ConversationPart, PersonDetection
from unlike.analysis.person import (
    FALSE_SPELLS_PER_YEAR,
    POSSIBLE_FALSE_SPELLS_PER_YEAR,
    PersonRequest,
    detect_person,
)
from unlike.analysis.quotes import local
from unlike.analysis.relationship_stage import relate
from unlike.analysis.scope import Scope, scope_of
from unlike.analysis.shift_explanations import WrittenMessages
from unlike.analysis.source_limits import is_selection, seam_days
from unlike.analysis.unread_records import unread_records
from unlike.annotations import context
from unlike.library import fingerprint
from unlike.messages import CALL
from unlike.messages.queries import by_conversation, day_in
from unlike.readers import Conversation, Import
from unlike.results import RepeatVisits, UnreadRecords
from unlike.signals import MeasuredConversation, select_signals

Tick = Callable[[], None]


def analyse(imported: Import, options: AnalysisOptions) -> Analysis:
    """Find what is and was unlike whom in what was read.

    Args:
        imported: conversations as read.
        options: what the owner asks.

    Raises:
        unlike.errors.QuestionError: only the owner can answer (who they are, whom they mean, which days, the order
            of day and month).
        unlike.errors.InputError: a calendar or date list cannot be used.
    """
    scope = scope_of(imported.require_answers(), options)
    annotations = _annotations(scope.messages, options, scope.zone)
    detection = DetectionStage(scope, options)
    conversations = tuple(map(detection.conversation, imported.conversations))
    written = WrittenMessages(conversations, scope.messages, scope.owner, scope.zone)
    parts = AnalysisParts(
        owner=scope.owner,
        zone=scope.zone,
        false_spells_per_year=POSSIBLE_FALSE_SPELLS_PER_YEAR if options.possible else FALSE_SPELLS_PER_YEAR,
        conversations=conversations,
        explanations={},
        repeat_visits=_repeat_visits(conversations, options, scope.owner),
    )
    if options.early_findings is not None:
        options.early_findings(assemble(replace(parts, explanations=concerns(conversations, written)), Annotations()))
    conversations = relate(conversations, detection.measured, scope.owner, options)
    options.steps(AnalysisStep.EXPLAIN)
    explanations = explain(conversations, detection.measured, written)
    parts = replace(parts, conversations=conversations, explanations=explanations)
    return Analysis(assemble(parts, annotations), scope.messages, parts, _drawn(conversations, detection.measured))


def with_annotations(analysis: Analysis, options: AnalysisOptions) -> Analysis:
    """Assemble an analysis anew with other notes, calendars and dates; no stage is run again.

    Raises:
        unlike.errors.InputError: a calendar or date list cannot be used.
    """
    annotations = _annotations(analysis.messages, options, analysis.zone)
    return replace(analysis, findings=assemble(analysis.parts, annotations))


class DetectionStage:
    """Measures conversations and detects what is unlike their people, one by one.

    A scope with an empty owner is about everybody: nothing is compared with an owner then.

    Attributes:
        measured: signals of the conversations done so far, by key; none where nobody is analysed.
    """

    def __init__(self, scope: Scope, options: AnalysisOptions) -> None:
        self.scope = scope
        self.options = options
        self.measured = MeasuredConversations(scope.zone)
        self._rows = by_conversation(scope.messages)
        self._active_days = _active_days(scope.messages, scope.zone)
        self._tick = _ticker(options.progress, sum(map(len, scope.people.values())))

    def conversation(self, conversation: Conversation) -> ConversationPart:
        """Detect what is unlike the people of one conversation."""
        rows = self._rows.get(conversation.key, self.scope.messages.clear())
        unread = unread_records(conversation, settled=self.options.despite_unread)
        people = self._people(conversation, rows, unread)
        is_system, is_call = (rows["kind"] == kind for kind in ("system", CALL))
        by_people = rows["sent_at"].filter(rows["sender"].is_not_null() & ~is_system)
        sent = rows["sent_at"] if by_people.is_empty() else by_people
        first, last = (local(moment, self.scope.zone) for moment in (sent.min(), sent.max()))
        system, calls = int(is_system.sum()), int(is_call.sum())
        return ConversationPart(
            conversation=conversation,
            span=(first, last) if first and last else None,
            messages=rows.height - system - calls,
            system=system,
            calls=calls,
            writers=len({*rows["sender"].unique().drop_nulls().cast(pl.String)} - {self.scope.owner}),
            rows=rows,
            people=people,
            unread=unread,
        )

    def _people(
        self, conversation: Conversation, rows: pl.DataFrame, unread: UnreadRecords
    ) -> tuple[PersonDetection, ...]:
        names = () if is_selection(conversation) else self.scope.people.get(conversation.key, ())
        if names and not unread.withholds:
            self.options.steps(AnalysisStep.MEASURE)
            self.measured.add(conversation.key, rows, conversation.clock)
        apps = AppUsage.of(rows, self.scope.zone) if names else AppUsage()
        people = []
        for name in names:
            messages, days = self._active_days[conversation.key, name]
            if unread.withholds:
                people.append(PersonDetection(name, messages, days, unread))
            elif missing := missing_history(messages, days):
                people.append(PersonDetection(name, messages, days, missing))
            else:
                request = PersonRequest(
                    self.scope.owner or None,
                    name,
                    self.options.possible,
                    unread.breaks_off,
                    seam_days(conversation, self.scope.zone),
                    apps,
                    self.options.steps,
                )
                detect = partial(detect_person, self.measured[conversation.key], rows, request)
                people.append(checked_detection(detect, name, messages, days))
            self._tick()
        return tuple(people)


def _active_days(messages: pl.DataFrame, zone: ZoneInfo) -> dict[tuple[str, str], tuple[int, int]]:
    """Messages and days with messages of every sender, by conversation key and name; one query for all of them."""
    counted = (
        messages.lazy()
        .filter(pl.col("sender").is_not_null(), pl.col("kind") != "system")
        .group_by("conversation", "sender")
        .agg((pl.col("kind") != CALL).sum().alias("messages"), day_in(zone).n_unique().alias("days"))
        .collect()
    )
    return {(key, name): (number, days) for key, name, number, days in counted.iter_rows()}


def _ticker(progress: Progress, total: int) -> Tick:
    """Report how many of all people are analysed: none yet, then one more at each call."""
    done = count()
    progress(next(done), total)
    return lambda: progress(next(done), total)


def _drawn(
    parts: tuple[ConversationPart, ...], measured: Mapping[str, MeasuredConversation]
) -> dict[str, MeasuredConversation]:
    """Signals that the pictures of each conversation need, by its key."""
    names = {
        part.key: {history.name for person in part.people for history in person.signal_histories} for part in parts
    }
    return {key: select_signals(measured[key], sorted(signals)) for key, signals in names.items() if signals}


def _annotations(messages: pl.DataFrame, options: AnalysisOptions, zone: ZoneInfo) -> Annotations:
    """Notes, and the entries of calendars and date lists on the days of the messages."""
    first, last = (local(moment, zone) for moment in (messages["sent_at"].min(), messages["sent_at"].max()))
    if first is None or last is None:
        return Annotations(options.notes)
    span = (first.date(), last.date())
    return Annotations(options.notes, context(options.calendars, options.dates, span, zone))


def _repeat_visits(
    parts: tuple[ConversationPart, ...], options: AnalysisOptions, owner: str
) -> Mapping[str, RepeatVisits]:
    """Earlier visits to the same conversations, by conversation key."""
    if options.visits is None:
        return {}
    return options.visits({part.key: fingerprint(part.rows, owner) for part in parts})
