"""What is open: a question or an invitation of the owner's that waits, and what followed late answers."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

import numpy as np
import polars as pl

from unlike.core.series import Floats
from unlike.detection import SignalPanel, rank_wait, signal_weights
from unlike.messages.queries import sender_is
from unlike.results.finding_types import LateReplies, OpenQuestion
from unlike.signals import MeasuredConversation

_ORDINARY_WAIT: Final = 0.2  # share of earlier questions that waited as long, from which on a wait is ordinary
_MIN_WAIT: Final = timedelta(minutes=10)
_LATE_QUANTILE: Final = 0.9  # part of the answers that came sooner than a late one
_MIN_ANSWERS: Final = 50
_WARM_QUANTILE: Final = 0.9  # part of the person's days that count as of ordinary warmth
_DAYS_AFTER: Final = 2  # days in which warmth came back


def open_question(measured: MeasuredConversation, owner: str, person: str, habits: SignalPanel) -> OpenQuestion | None:
    """The owner's last question or invitation that the person has not answered; None where the wait is an ordinary one.

    The wait runs to the last message that was read: when the export was made is not known.
    """
    questions_asked = questions_to(measured, person, owner)
    if questions_asked.is_empty() or questions_asked["answered"][-1] is not None:
        return None
    end = measured.messages["sent_at"][-1]
    waited: timedelta = end - questions_asked["sent_at"][-1]
    earlier = questions_asked.filter(pl.col("answered").is_not_null())
    questions = pl.concat([earlier, questions_asked.tail(1)])
    seconds = questions.select(pl.col("sent_at", "answered").dt.timestamp("ms") / 1000.0)
    hour = questions["at"].dt.hour().to_numpy().astype(np.float64)
    rank = rank_wait(seconds["sent_at"].to_numpy(), seconds["answered"].to_numpy(), hour, waited.total_seconds())
    if rank is None or waited < _MIN_WAIT or rank.chance > _ORDINARY_WAIT:
        return None
    answered = questions["answered_day"].gather(rank.similar)
    return OpenQuestion(
        since=questions_asked["at"][-1],
        waited=waited,
        similar_waits=rank.similar.size,
        warm_after=_warm_after(habits, answered),
        chance=rank.chance,
        quote=None,
        messages=(questions_asked["ref"][-1],),
        is_invitation=bool(questions_asked["invites"][-1]) and not questions_asked["question"][-1],
        is_of_hour=rank.is_of_hour,
    )


def late_replies(measured: MeasuredConversation, owner: str, person: str, habits: SignalPanel) -> LateReplies | None:
    """What followed the person's late answers to the owner; None where they hardly ever answered."""
    rows = measured.messages.lazy().with_columns(before=pl.col("sender").shift())
    of_person = rows.filter(sender_is(person), pl.col("before") == owner, pl.col("turn"))
    answers = of_person.select("day", "gap").collect()
    if answers.height < _MIN_ANSWERS:
        return None
    # the chat does not follow up later ones
    last_followed_day = measured.messages["day"][-1] - timedelta(days=_DAYS_AFTER - 1)
    slow = answers.filter(pl.col("gap") > answers["gap"].quantile(_LATE_QUANTILE), pl.col("day") <= last_followed_day)
    return LateReplies(slow.height, _warm_after(habits, slow["day"]))


def questions_to(measured: MeasuredConversation, person: str, asker: str) -> pl.DataFrame:
    """One person's questions and invitations to another, the last before each message of the other.

    "Let's do that" right behind the other's own question or invitation agrees and asks nothing.

    Returns:
        `sent_at`, `at`, `day`, `ref`, `question`, `invites`, `answered`, `answered_day`.
    """
    has_questions = "value:questions" in measured.messages.columns
    question = (
        pl.col("value:questions").cast(pl.Boolean).fill_null(value=False) if has_questions else pl.lit(value=False)
    )
    asks = question | pl.col("invites")
    follows_asking = asks.shift().fill_null(value=False) & sender_is(person).shift().fill_null(value=False)
    messages = measured.messages.lazy().with_columns(asks=question | (pl.col("invites") & ~follows_asking))
    answers = messages.filter(sender_is(person)).select("sent_at", answered="sent_at", answered_day="day")
    questions = messages.filter(sender_is(asker), pl.col("asks"))
    return (
        questions.select("sent_at", "at", "day", "ref", "invites", question=question)
        .collect()
        .join_asof(answers.collect(), on="sent_at", strategy="forward", check_sortedness=False)
        .unique("answered", keep="last", maintain_order=True)
    )


def _warm_after(habits: SignalPanel, days: pl.Series) -> int:
    """On how many of some days, or the day after, the habits were within the person's ordinary warmth."""
    if not habits.names or days.is_empty():
        return 0
    cool = _coolness(habits)
    warm_limit = np.nanquantile(cool, _WARM_QUANTILE)
    first = habits.days[0].astype("datetime64[D]")
    index = (days.to_numpy().astype("datetime64[D]") - first).astype(np.int64)
    following_days = np.stack([cool[np.minimum(index + step, cool.size - 1)] for step in range(_DAYS_AFTER)])
    return int((following_days <= warm_limit).any(axis=0).sum())


def _coolness(habits: SignalPanel) -> Floats:
    """How far each day strays towards cooler, all signals together, shape (d,); NaN on empty days."""
    stray = (habits.values - habits.level) * np.sqrt(habits.precision) * habits.polarity[:, None]
    score = (signal_weights(habits)[:, None] * stray).sum(axis=0)
    result: Floats = np.where((habits.precision > 0).any(axis=0), score, np.nan)
    return result
