"""All findings about one person in one conversation."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from math import exp
from statistics import median
from typing import Final

from unlike.analysis.channel_findings import channel_changes, without_channel_changes
from unlike.analysis.current_state import current_state, late_replies, open_question
from unlike.analysis.evidence import between, ended
from unlike.analysis.signal_changes import partition_changes
from unlike.analysis.signal_history import signal_histories
from unlike.core.spans import DateSpan
from unlike.core.types import Direction
from unlike.detection import (
    ChangePoint,
    DetectedSpell,
    SignalPanel,
    build_panel,
    detect_change_points,
    detect_recurrence,
    detect_spells,
    detectable_drop,
    robust_baseline,
)
from unlike.messages.queries import by_sender
from unlike.results.finding_types import ChannelChange, LastingShift, Recurrence, Spell
from unlike.results.findings import DetectableDrop, MissingHistory, PersonFindings
from unlike.signals import MeasuredConversation, Signal, series, telling

WANTED: Final = 45
"""Days with messages that a person's history needs before anything is said."""
SHOWN: Final = 0.1
"""False spells a year that are put up with."""
POSSIBLE: Final = 1.0
"""And with possible ones."""
_ALIKE: Final = 3  # times the median length, up to which spells are of one kind
_LENGTH: Final = 3  # days of the spell that a quiet history is asked about
_NEAR: Final = 3  # days after a spell in which the conversation itself changed
_FIRST_DAYS: Final = 3  # of a lasting shift, whose messages are its evidence


@dataclass(frozen=True, slots=True)
class PersonRequest:
    """Whom to look at.

    Attributes:
        owner: None where the owner does not write in the conversation.
        person: a sender in it.
        possible: possible spells too.
    """

    owner: str | None
    person: str
    possible: bool


def person_findings(measured: MeasuredConversation, asked: PersonRequest) -> PersonFindings:
    """What one person's history in one conversation shows.

    Args:
        measured: the conversation.
        asked: whom to look at.
    """
    theirs = by_sender(measured.messages, asked.person)
    active = theirs["day"].n_unique()
    if active < WANTED:
        return _too_little(asked.person, theirs.height, active)
    signals = {signal.name: signal for signal in measured.signals}
    habits = series(measured, asked.person)
    elsewhere = channel_changes(measured, asked.person, habits)
    whole = build_panel(without_channel_changes(telling(measured, habits), elsewhere))
    lasting, offsets = detect_change_points(whole)
    steady = whole.without_offsets(offsets)
    told = robust_baseline(steady)
    found = detect_spells(told, POSSIBLE if asked.possible else SHOWN)
    spells = tuple(_cut_off(_spell(measured, asked.person, one, signals), elsewhere) for one in found)
    shifts = tuple(_lasting(measured, asked.person, one, signals) for one in lasting)
    moved = any(one.ongoing for one in elsewhere)  # what is now cannot be held against what was
    current = None if moved else current_state(measured, asked.person, signals)
    changed = [habit for one in spells for habit in one.changed_signals] + [
        habit for one in shifts for habit in one.changed_signals
    ]
    return PersonFindings(
        name=asked.person,
        messages=theirs.height,
        active_days=active,
        enough=True,
        missing_history=None,
        current_state=current,
        spells=spells,
        lasting_shifts=shifts,
        recurrence=_recurrence(spells, steady),
        open_question=open_question(measured, asked.owner, asked.person, steady) if asked.owner and not moved else None,
        signal_histories=signal_histories(habits, signals, changed),
        detectable_drop=DetectableDrop(_LENGTH, detectable_drop(told, SHOWN, _LENGTH)) if steady.names else None,
        late_replies=late_replies(measured, asked.owner, asked.person, steady) if asked.owner else None,
        channel_changes=elsewhere,
    )


def _too_little(person: str, messages: int, active: int) -> PersonFindings:
    """A person with too little history: what is there, and how much would do."""
    return PersonFindings(
        name=person,
        messages=messages,
        active_days=active,
        enough=False,
        missing_history=MissingHistory(active, WANTED),
        current_state=None,
        spells=(),
        lasting_shifts=(),
        recurrence=None,
        open_question=None,
        signal_histories=(),
        detectable_drop=None,
    )


def _spell(measured: MeasuredConversation, person: str, one: DetectedSpell, signals: dict[str, Signal]) -> Spell:
    """An episode as a spell."""
    changed, unchanged = partition_changes(one.deviations, signals)
    after = None if one.open_end else ended(measured, person, one.last)
    return Spell(
        first=one.first,
        last=one.last,
        ongoing=after is None,
        direction=one.direction,
        chance=1 - exp(-one.per_year),
        possible=one.per_year > SHOWN,
        changed_signals=changed,
        unchanged_signals=unchanged,
        messages=between(measured, person, one.first, one.last),
        ending=after,
    )


def _cut_off(spell: Spell, elsewhere: tuple[ChannelChange, ...]) -> Spell:
    """A spell that runs into days of which nothing is said: how it ended is not known."""
    after = spell.last + timedelta(days=_NEAR)
    cut = any(spell.first <= one.last and one.first <= after for one in elsewhere if one.first > spell.first)
    return replace(spell, ongoing=False, ending=None) if cut else spell


def _lasting(measured: MeasuredConversation, person: str, one: ChangePoint, signals: dict[str, Signal]) -> LastingShift:
    """A step as a lasting shift."""
    changed, unchanged = partition_changes(one.deviations, signals)
    until = date.fromordinal(one.day.toordinal() + _FIRST_DAYS - 1)
    return LastingShift(
        day=one.day,
        between=one.between,
        direction=one.direction,
        chance=one.chance,
        changed_signals=changed,
        unchanged_signals=unchanged,
        messages=between(measured, person, one.day, until),
    )


def _recurrence(spells: tuple[Spell, ...], habits: SignalPanel) -> Recurrence | None:
    """Whether the cooler spells come back in a rhythm; one far longer than the others is a thing of its own."""
    sure = [one for one in spells if one.direction is Direction.COOLER and not one.possible]
    typical = median((one.last - one.first).days + 1 for one in sure) if sure else 0
    cooler = [DateSpan(one.first, one.last) for one in sure if (one.last - one.first).days + 1 <= _ALIKE * typical]
    days: list[date] = habits.days.astype("datetime64[D]").tolist()
    found = detect_recurrence(cooler, DateSpan(days[0], days[-1])) if days else None
    if found is None:
        return None
    return Recurrence(found.period, found.between, found.typical, found.spells, found.upcoming, found.chance)
