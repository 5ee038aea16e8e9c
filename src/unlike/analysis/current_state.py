"""Now: the last messages of a person among their own earlier sittings."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final

import numpy as np
import polars as pl

from unlike.analysis.signal_changes import figures_agree, own_figures, signal_change
from unlike.analysis.sittings import sitting_messages, with_contexts
from unlike.core.series import SignalKind
from unlike.detection import (
    MIN_EARLIER_SITTINGS,
    TARGET_EARLIER_SITTINGS,
    Codes,
    SittingDeviation,
    SittingMessages,
    SittingRank,
    SittingScores,
    daily_evidence,
    joint_rank,
    message_evidence,
    rank_last_unit,
    sitting_deviations,
)
from unlike.results.finding_types import CurrentState, LastingShift, SignalChange
from unlike.results.grade import GRADES, Grade, grade_of
from unlike.signals import MeasuredConversation, Signal

MAX_AGE: Final = timedelta(days=731)
"""Age of the oldest sittings that the last one is compared with."""
_MIN_SINCE_SHIFT: Final = 2 * TARGET_EARLIER_SITTINGS  # sittings since a lasting shift that make older ones needless
_MIN_MARK_RATIO: Final = 1.5  # of a mark after a lasting shift to before, or the other way round
_NAMED: Final = 0.25  # chance up to which a signal is named as changed
_AS_USUAL: Final = 1.0  # normal scores within which a signal is as usual
_MAX_NAMED: Final = 6
_MONTH_DAYS: Final = 30


@dataclass(frozen=True, slots=True)
class _UnitRank:
    """Rank of the last sitting or of the whole last day, with its chance in both comparisons together."""

    rank: SittingRank
    chance: float
    bare_chance: float
    day: bool

    @classmethod
    def alone(cls, rank: SittingRank, *, day: bool) -> _UnitRank:
        """Rank of a unit beside which there is no other."""
        return cls(rank, rank.chance, rank.bare_chance, day)


def style_shifts(shifts: Iterable[LastingShift], signals: Mapping[str, Signal]) -> list[date]:
    """First days of the lasting shifts that changed how the person writes, and not only how much or how soon."""
    return [
        shift.day
        for shift in shifts
        if any(_is_other_style(change, signals[change.name]) for change in shift.changed_signals)
    ]


def _is_other_style(change: SignalChange, signal: Signal) -> bool:
    """Whether a change is of the length of messages, or of a mark that came or went by half."""
    if signal.is_volume or signal.kind is SignalKind.DURATION:
        return False
    low, high = sorted((change.baseline, change.observed))
    return signal.kind is SignalKind.AMOUNT or high > _MIN_MARK_RATIO * low


def current_state(
    measured: MeasuredConversation,
    person: str,
    signals: Mapping[str, Signal],
    shifts: Sequence[date] = (),
    since: date | None = None,
) -> CurrentState | None:
    """The person's last sitting among their earlier ones.

    Where the last day had several sittings, the day up to there is compared, too, and the rarer of both counts, at the
    chance that the rarer of both has in earlier sittings.

    Args:
        measured: the conversation.
        person: a sender in it.
        signals: by name.
        shifts: first days of lasting shifts in how the person writes; where sittings since the last one are enough,
            older ones do not count.
        since: first day from which on sittings can be compared; None for all.

    Returns:
        None where the person wrote nothing.
    """
    theirs = _recent(with_contexts(measured, person), shifts)
    theirs = _from(theirs, since) if since else theirs
    if theirs.is_empty():
        return None
    messages = sitting_messages(theirs, signals)
    evidence = message_evidence(messages)
    sittings = SittingScores.of(evidence, messages.sitting)
    best = _rarest_unit(messages, sittings, SittingScores.of(evidence, messages.day))
    if best is None:
        return _untold(theirs, sittings)
    state = _state(theirs, best)
    daily = daily_evidence(sittings, messages.day[sittings.starts])
    state = replace(state, daily_evidence=float(daily[-1]) if daily.size else 0.0)
    return _with_signals(state, sitting_deviations(messages, best.rank), signals)


def _recent(theirs: pl.DataFrame, shifts: Sequence[date]) -> pl.DataFrame:
    """Messages of the sittings that the last one is compared with, and its own."""
    if theirs.is_empty():
        return theirs
    theirs = _from(theirs, theirs["day"][-1] - MAX_AGE)
    since = _from(theirs, max(shifts)) if shifts else theirs
    return since if since["sitting"].n_unique() >= _MIN_SINCE_SHIFT else theirs


def _from(theirs: pl.DataFrame, day: date) -> pl.DataFrame:
    """Messages from a day on; they are in order."""
    return theirs.slice(int(theirs["day"].search_sorted(day, side="left")))


def _rarest_unit(messages: SittingMessages, sittings: SittingScores, days: SittingScores) -> _UnitRank | None:
    """Rank of the last sitting, or of the last day where it had several and is rarer."""
    several = int(messages.sitting[-1]) != int(messages.sitting[days.starts[-1]])
    of_sitting, of_day = rank_last_unit(sittings), rank_last_unit(days) if several else None
    if of_sitting is None or of_day is None:
        rank = of_sitting or of_day
        return _UnitRank.alone(rank, day=of_sitting is None) if rank else None
    joint = joint_rank(sittings, days)
    rank = of_day if joint.by_day else of_sitting
    return _UnitRank(rank, joint.chance, joint.bare_chance, joint.by_day)


def _untold(theirs: pl.DataFrame, sittings: SittingScores) -> CurrentState:
    """State where too few sittings reached as many messages."""
    rows = theirs.tail(int(sittings.lengths[-1]))
    return CurrentState(
        grade=Grade.CANNOT_TELL,
        chance=1.0,
        windows=int(np.count_nonzero(sittings.lengths[:-1] >= sittings.lengths[-1])),
        as_far=0,
        since=rows["at"][0],
        until=rows["at"][-1],
        day=False,
        messages=tuple(rows["ref"].to_list()),
        bare_chance=1.0,
        wanted_windows=MIN_EARLIER_SITTINGS,
    )


def _state(theirs: pl.DataFrame, unit: _UnitRank) -> CurrentState:
    """State without its signals."""
    rank, chance = unit.rank, unit.chance
    rows = theirs.slice(rank.first, rank.size)
    return CurrentState(
        grade=_grade(chance, unit.bare_chance, rank.earlier.size),
        chance=chance,
        windows=rank.earlier.size,
        as_far=rank.as_far,
        since=rows["at"][0],
        until=rows["at"][-1],
        day=unit.day,
        messages=tuple(rows["ref"].to_list()),
        bare_chance=unit.bare_chance,
        wanted_windows=MIN_EARLIER_SITTINGS,
        looks_a_month=_MONTH_DAYS * _active_share(theirs),
        direction=rank.direction,
    )


def _grade(chance: float, bare_chance: float, sittings: int) -> Grade:
    """Grade of a chance; below `TARGET_EARLIER_SITTINGS` never rarer than one in 20."""
    least = GRADES[-1][1] if sittings < TARGET_EARLIER_SITTINGS else 0.0
    grade = grade_of(max(chance, least))
    if grade is Grade.WITHIN_USUAL and bare_chance > GRADES[-1][1]:
        return Grade.CANNOT_TELL  # a dry reply would not have been seen either
    return grade


def _active_share(theirs: pl.DataFrame) -> float:
    """Share of the days on which the person wrote."""
    days: Codes = theirs["day"].unique().to_numpy().astype("datetime64[D]").astype(np.int64)
    return float(days.size / (days.max() - days.min() + 1))


def _with_signals(
    state: CurrentState, deviations: Sequence[SittingDeviation], signals: Mapping[str, Signal]
) -> CurrentState:
    """State with the signals that changed, those as usual, and those of which so few messages say nothing."""
    countable = [signal for signal in deviations if figures_agree(signal.deviation, own_figures(signal.deviation))]
    far = [signal for signal in countable if signal.deviation.chance <= _NAMED] or countable[:1]
    changed = far[:_MAX_NAMED] if state.grade.is_noteworthy else []
    rest = [signal for signal in deviations if signal not in changed]
    blind = [signal for signal in rest if signal.floor_chance > _NAMED and signal.deviation.chance > _NAMED]
    usual = [signal for signal in rest if signal not in blind and abs(signal.deviation.z) < _AS_USUAL]
    changes, unchanged, undecided = (
        tuple(
            replace(  # of a habit of days, too, the share is one of these messages
                signal_change(each.deviation, signals[each.deviation.name], own_figures(each.deviation), named=named),
                share_of="messages",
            )
            for each in group
        )
        for group, named in ((changed, True), (usual, False), (blind, False))
    )
    return replace(state, changed_signals=changes, unchanged_signals=unchanged, undecided_signals=undecided)
