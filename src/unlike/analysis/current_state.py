"""Now: the last messages, and a question that waits."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Final

import numpy as np
import polars as pl

from unlike.analysis.signal_changes import partition_changes
from unlike.core.series import Floats
from unlike.detection import MessageMatrix, SignalPanel, rank_last_messages, rank_wait, signal_weights
from unlike.detection.last_messages import MAX_RUN_MESSAGES, MIN_RUN_MESSAGES
from unlike.messages.queries import by_sender
from unlike.results.finding_types import CurrentState, LateReplies, OpenQuestion
from unlike.signals import MeasuredConversation, Signal

_UNLIKE: Final = 0.01  # chance up to which the last messages are called unlike the person
_RARE: Final = 0.2  # share of earlier questions that waited as long, from which on a wait is ordinary
_A_DAY: Final = timedelta(hours=6)
"""From which on the messages of a day are more than a morning's or an evening's."""
_SHORTEST: Final = timedelta(minutes=10)
_LATE: Final = 0.9  # part of the answers that came sooner
_FEWEST_ANSWERS: Final = 50
_WARM: Final = 0.9  # part of the person's days that count as of ordinary warmth
_AFTER: Final = 2  # days in which warmth came back


def current_state(measured: MeasuredConversation, person: str, signals: Mapping[str, Signal]) -> CurrentState | None:
    """The person's last day, or as few as three messages, among their earlier ones; None where that is too little."""
    theirs = by_sender(measured.messages, person)
    if theirs.height < MIN_RUN_MESSAGES:
        return None
    today = int((theirs["day"] == theirs["day"][-1]).sum())
    rank = rank_last_messages(moments_of(theirs, signals), min(max(today, MIN_RUN_MESSAGES), MAX_RUN_MESSAGES))
    if rank is None:
        return None
    unlike = rank.chance <= max(_UNLIKE, 1 / (rank.runs + 1) if rank.runs >= 1 / (2.5 * _UNLIKE) else 0.0)
    changed, unchanged = partition_changes(rank.deviations, signals, few=True)
    return CurrentState(
        unlike=unlike,
        chance=rank.chance,
        windows=rank.runs,
        since=theirs["at"][-rank.size],
        day=MIN_RUN_MESSAGES <= today <= MAX_RUN_MESSAGES and theirs["at"][-1] - theirs["at"][-rank.size] >= _A_DAY,
        messages=tuple(theirs["ref"].tail(rank.size).to_list()),
        changed_signals=changed if unlike else (),
        unchanged_signals=unchanged,
    )


def moments_of(theirs: pl.DataFrame, signals: Mapping[str, Signal]) -> MessageMatrix:
    """One person's messages as numbers: how they write, since as many messages say nothing of how much."""
    named = (name for name, signal in signals.items() if not signal.is_volume)
    names = tuple(name for name in named if f"value:{name}" in theirs.columns)
    values = theirs.select(pl.col(f"value:{name}").fill_null(float("nan")) for name in names)
    return MessageMatrix(
        seconds=theirs["sent_at"].dt.timestamp("ms").to_numpy() / 1000.0,
        hour=theirs["at"].dt.hour().to_numpy() + theirs["at"].dt.minute().to_numpy() / 60.0,
        values=values.to_numpy().astype(np.float64),
        names=names,
        kinds=tuple(signals[name].kind for name in names),
        polarity=np.array([signals[name].polarity for name in names], dtype=np.float64),
        weight=np.array([_tells_at_once(signals[name]) for name in names], dtype=np.float64),
    )


def _tells_at_once(signal: Signal) -> float:
    return signal.weight if signal.short_run_weight is None else signal.short_run_weight


def open_question(measured: MeasuredConversation, owner: str, person: str, habits: SignalPanel) -> OpenQuestion | None:
    """The owner's last question, where the person has not written since; None where the wait is an ordinary one.

    The wait runs to the last message that was read: when the export was made is not known.
    """
    asked = _questions(measured, owner, person)
    if asked.is_empty() or asked["answered"][-1] is not None:
        return None
    end = measured.messages["sent_at"][-1]
    waited: timedelta = end - asked["sent_at"][-1]
    earlier = asked.filter(pl.col("answered").is_not_null())
    questions = pl.concat([earlier, asked.tail(1)])
    seconds = questions.select(pl.col("sent_at", "answered").dt.timestamp("ms") / 1000.0)
    hour = questions["at"].dt.hour().to_numpy().astype(np.float64)
    rank = rank_wait(seconds["sent_at"].to_numpy(), seconds["answered"].to_numpy(), hour, waited.total_seconds())
    if rank is None or waited < _SHORTEST or rank.chance > _RARE:
        return None
    answered = questions["answered_day"].gather(rank.similar)
    return OpenQuestion(
        since=asked["at"][-1],
        waited=waited,
        similar_waits=rank.similar.size,
        warm_after=_warm_after(habits, answered),
        chance=rank.chance,
        quote=None,
        messages=(asked["ref"][-1],),
    )


def late_replies(measured: MeasuredConversation, owner: str, person: str, habits: SignalPanel) -> LateReplies | None:
    """What followed the person's late answers to the owner; None where they hardly ever answered."""
    rows = measured.messages.with_columns(
        pl.col("sender").cast(pl.String), before=pl.col("sender").shift().cast(pl.String)
    )
    answers = rows.filter(pl.col("sender") == person, pl.col("before") == owner, pl.col("turn"))
    if answers.height < _FEWEST_ANSWERS:
        return None
    slow = answers.filter(pl.col("gap") > answers["gap"].quantile(_LATE))
    return LateReplies(slow.height, _warm_after(habits, slow["day"]))


def _questions(measured: MeasuredConversation, owner: str, person: str) -> pl.DataFrame:
    """The owner's questions, the last before each answer: `sent_at`, `at`, `ref`, `answered`, `answered_day`."""
    sender = pl.col("sender").cast(pl.String)
    if "value:questions" not in measured.messages.columns:
        return pl.DataFrame(schema={"answered": pl.Datetime})
    answers = measured.messages.filter(sender == person).select("sent_at", answered="sent_at", answered_day="day")
    return (
        measured.messages.filter(sender == owner, pl.col("value:questions") == 1)
        .select("sent_at", "at", "ref")
        .join_asof(answers, on="sent_at", strategy="forward", check_sortedness=False)
        .unique("answered", keep="last", maintain_order=True)
    )


def _warm_after(habits: SignalPanel, days: pl.Series) -> int:
    """On how many of some days, or the day after, the habits were within the person's ordinary warmth."""
    if not habits.names or days.is_empty():
        return 0
    cool = _coolness(habits)
    usual = np.nanquantile(cool, _WARM)
    first = habits.days[0].astype("datetime64[D]")
    index = (days.to_numpy().astype("datetime64[D]") - first).astype(np.int64)
    near = np.stack([cool[np.minimum(index + step, cool.size - 1)] for step in range(_AFTER)])
    return int((near <= usual).any(axis=0).sum())


def _coolness(habits: SignalPanel) -> Floats:
    """How far each day strays towards cooler, all signals together, shape (d,); NaN on empty days."""
    stray = (habits.values - habits.level) * np.sqrt(habits.precision) * habits.polarity[:, None]
    score = (signal_weights(habits)[:, None] * stray).sum(axis=0)
    result: Floats = np.where((habits.precision > 0).any(axis=0), score, np.nan)
    return result
