"""Detection stage of one person in one conversation."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from statistics import median
from typing import Final

import polars as pl

from unlike.analysis.analysis_options import AnalysisStep, StepReport, no_steps
from unlike.analysis.app_usage import AppUsage, app_changes
from unlike.analysis.channel_findings import channel_changes, without_channel_changes
from unlike.analysis.current_state import current_state, style_shifts
from unlike.analysis.language_history import language_change
from unlike.analysis.least_history import missing_history
from unlike.analysis.open_message import late_replies, open_question
from unlike.analysis.parts import PersonDetection, SpellPart
from unlike.analysis.quotes import with_words
from unlike.analysis.shift_findings import DetectedShifts, ShiftFindings
from unlike.analysis.signal_figures import SignalFigures
from unlike.analysis.signal_history import signal_histories
from unlike.analysis.unanswered_questions import unanswered_questions, with_questions_words
from unlike.analysis.usual_figures import usual_habits
from unlike.core.spans import DateSpan
from unlike.core.types import Direction
from unlike.detection import (
    SignalPanel,
    build_panel,
    detect_change_points,
    detect_recurrence,
    detect_spells,
    drop_power,
    monthly_drops,
    robust_baseline,
)
from unlike.results.channel_change import ChannelChange
from unlike.results.explanations import UnansweredQuestion
from unlike.results.finding_types import LastingShift, OpenQuestion, Recurrence, SignalChange
from unlike.results.findings import DetectableDrop, MissingHistory, MonthlyReach
from unlike.signals import MeasuredConversation, series, without_group_activity

FALSE_SPELLS_PER_YEAR: Final = 0.1
"""Rate at which chance alone shows spells in a person who has none."""
POSSIBLE_FALSE_SPELLS_PER_YEAR: Final = 1.0
"""The same rate where possible spells are reported too."""
_MAX_LENGTH_RATIO: Final = 3  # times the median length, up to which spells are of one kind
_DROP_DAYS: Final = 3  # days of the spell for which the detectable drop is stated
_CUT_OFF_DAYS: Final = 3  # days after a spell in which a channel change hides how it ended


@dataclass(frozen=True, slots=True)
class PersonRequest:
    """Person to analyse.

    Attributes:
        owner: None where the owner does not write in the conversation.
        person: a sender in it.
        possible: whether possible spells are reported too.
        breaks_off: the end of the export is missing, so that nothing can be said about now.
        seam: days that lie between two parts of the chat, of which nothing is told.
        apps: in which the conversation is written.
        steps: called when a step begins.
    """

    owner: str | None
    person: str
    possible: bool
    breaks_off: bool = False
    seam: DateSpan | None = None
    apps: AppUsage = field(default_factory=AppUsage)
    steps: StepReport = no_steps


def detect_person(measured: MeasuredConversation, rows: pl.DataFrame, request: PersonRequest) -> PersonDetection:
    """Detect what is and was unlike one person in one conversation.

    Args:
        measured: the conversation.
        rows: its rows of the message table, for the words of an open question.
        request: whom to analyse.
    """
    request.steps(AnalysisStep.COMPARE)
    figures = SignalFigures(measured, request.person)
    messages = figures.messages
    active_days = messages["day"].n_unique()
    number = int(messages["value:messages"].sum())
    if missing := missing_history(number, active_days) or _missing_in_apps(messages, request.apps.unobserved):
        return PersonDetection(request.person, number, active_days, missing)
    signals = {signal.name: signal for signal in measured.signals}
    histories = series(measured, request.person)
    unobserved = [*([request.seam] if request.seam else []), *request.apps.unobserved]
    channel = _beside_seam(channel_changes(measured, request.person, histories), request.seam)
    whole = build_panel(without_channel_changes(without_group_activity(measured, histories), [*channel, *unobserved]))
    change_points, offsets = detect_change_points(whole, breaks=_positions(whole, request.apps.breaks))
    level = whole.without_offsets(offsets)
    baseline = robust_baseline(level)
    rate = POSSIBLE_FALSE_SPELLS_PER_YEAR if request.possible else FALSE_SPELLS_PER_YEAR
    spells_found = detect_spells(baseline, rate)
    detected = DetectedShifts(spells_found, change_points, channel, request.apps.breaks, tuple(unobserved))
    made = ShiftFindings(measured, request.person, figures, detected)
    spells = tuple(
        _cut_off(spell, [*channel, *unobserved], breaks_off=request.breaks_off)
        for spell in made.spells(FALSE_SPELLS_PER_YEAR)
    )
    shifts = made.lasting_shifts()
    firsts = [*(shift.day for shift in shifts), *request.apps.breaks]
    apps = tuple(app_changes(measured, request.apps, (whole, firsts), made))
    language, style = language_change(measured, rows, request.person), style_shifts(shifts, signals)
    # the present cannot be compared with the time before, or is not known
    moved = request.breaks_off or request.apps.is_recent or any(change.ongoing for change in channel)
    is_apart = moved or bool(language and language.recent)
    now = None if is_apart else current_state(measured, request.person, signals, style, request.apps.since)
    changed = _changes(spells, shifts)
    changed_now = [*_changes([spell for spell in spells if spell.ongoing]), *(now.changed_signals if now else ())]
    detection = PersonDetection(
        name=request.person,
        messages=number,
        active_days=active_days,
        current_state=now,
        spells=spells,
        lasting_shifts=shifts,
        recurrence=_recurrence(spells, level),
        open_question=None if moved else _open_question(measured, rows, request, level),
        signal_histories=signal_histories(histories, figures, changed, changed_now),
        detectable_drop=_detectable_drop(baseline) if level.names else None,
        late_replies=late_replies(measured, request.owner, request.person, level) if request.owner else None,
        channel_changes=channel,
        usual_habits=usual_habits(measured, figures, request.owner, [*channel, *unobserved]) if request.owner else None,
        app_changes=apps,
        language_change=language,
    )
    return replace(detection, unanswered_questions=_unanswered(measured, rows, request, detection.shift_days))


def _changes(spells: Sequence[SpellPart], shifts: Sequence[LastingShift] = ()) -> list[SignalChange]:
    """What changed in some spells and lasting shifts."""
    of_spells = [change for spell in spells for change in spell.changed_signals]
    return [*of_spells, *(change for shift in shifts for change in shift.changed_signals)]


def _unanswered(
    measured: MeasuredConversation, rows: pl.DataFrame, request: PersonRequest, shifts: Sequence[date]
) -> tuple[UnansweredQuestion, ...]:
    """Questions that waited for the owner around shifts, with their words.

    None in a group, where nobody can tell whom a question is for.
    """
    if request.owner is None or not set(measured.messages["sender"].unique()) <= {request.owner, request.person}:
        return ()
    return with_questions_words(unanswered_questions(measured, request.owner, request.person, shifts), rows)


def _missing_in_apps(messages: pl.DataFrame, unobserved: Sequence[DateSpan]) -> MissingHistory | None:
    """What is missing of the history outside of the days in apps of which too little is there; None where it is enough.

    Without it, "nothing" would be said of days that were never looked at.
    """
    if not unobserved:
        return None
    is_left_out = pl.any_horizontal(pl.col("day").is_between(span.first, span.last) for span in unobserved)
    rest = messages.filter(~is_left_out)
    return missing_history(int(rest["value:messages"].sum()), rest["day"].n_unique(), of_one_app=True)


def _positions(panel: SignalPanel, days: Sequence[date]) -> list[int]:
    """Positions of some days in a panel."""
    if not days or not panel.days.size:
        return []
    start: date = panel.days[0].astype("datetime64[D]").item()
    return [(day - start).days for day in days]


def _open_question(
    measured: MeasuredConversation, rows: pl.DataFrame, request: PersonRequest, level: SignalPanel
) -> OpenQuestion | None:
    """Last question of the owner that waits, with its words."""
    if request.owner is None:
        return None
    return with_words(open_question(measured, request.owner, request.person, level), rows)


def _detectable_drop(baseline: SignalPanel) -> DetectableDrop:
    """Smallest drop that this history would have shown, in all of it and in each month."""
    power = drop_power(baseline, FALSE_SPELLS_PER_YEAR, _DROP_DAYS)
    by_month = tuple(MonthlyReach(drop.month.astype(date), drop.factor) for drop in monthly_drops(baseline, power))
    return DetectableDrop(_DROP_DAYS, power.smallest_drop(), by_month)


def _beside_seam(changes: tuple[ChannelChange, ...], seam: DateSpan | None) -> tuple[ChannelChange, ...]:
    """Channel changes but for the one that a seam between two downloads explains."""
    return tuple(one for one in changes if seam is None or not seam.overlaps(DateSpan(one.first, one.last)))


def _cut_off(spell: SpellPart, changes: Sequence[ChannelChange | DateSpan], *, breaks_off: bool = False) -> SpellPart:
    """Spell without its ending where a channel change or a seam right after it, or the export's end, hides it."""
    if spell.ongoing and breaks_off:
        return replace(spell, ongoing=False)
    after = spell.last + timedelta(days=_CUT_OFF_DAYS)
    cut = any(spell.first <= change.last and change.first <= after for change in changes if change.first > spell.first)
    return replace(spell, ongoing=False, exchange=None) if cut else spell


def _recurrence(spells: tuple[SpellPart, ...], level: SignalPanel) -> Recurrence | None:
    """Recurrence of the certain cooler spells; one far longer than the others does not count."""
    certain = [spell for spell in spells if spell.direction is Direction.COOLER and not spell.possible]
    lengths = [(spell.last - spell.first).days + 1 for spell in certain]
    longest = _MAX_LENGTH_RATIO * median(lengths) if lengths else 0
    alike = [DateSpan(spell.first, spell.last) for spell, days in zip(certain, lengths, strict=True) if days <= longest]
    days: list[date] = level.days.astype("datetime64[D]").tolist()
    detected = detect_recurrence(alike, DateSpan(days[0], days[-1])) if days else None
    if detected is None:
        return None
    return Recurrence(
        detected.period,
        detected.between,
        detected.typical,
        detected.spells,
        detected.upcoming,
        alike[-1].last,
        detected.chance,
    )
