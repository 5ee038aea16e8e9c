"""Questions of a person that the owner left open for unusually long in the days before a shift."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Final

import numpy as np
import polars as pl
from numpy.typing import NDArray

from unlike.analysis.open_message import questions_to
from unlike.core.series import Floats
from unlike.detection import rank_delays
from unlike.explain.look_back import DAYS, MAX_CHANCE, MIN_SPANS
from unlike.results.explanations import UnansweredQuestion
from unlike.signals import MeasuredConversation

_MIN_WAIT: Final = timedelta(hours=1)
_EPOCH: Final = date(1970, 1, 1)
Days = NDArray[np.int64]


def unanswered_questions(
    measured: MeasuredConversation, owner: str, person: str, shifts: Sequence[date]
) -> tuple[UnansweredQuestion, ...]:
    """Find the question that waited longest for the owner in the days before each shift and on its first day.

    Each wait is ranked among those of about the same hour. The rarest of the days before a shift is compared with the
    rarest of every other run of as many days (the maximum statistic of Westfall and Young 1993), so that looking at
    many questions finds no more by chance than looking at one. The last wait runs to the end of what was read.

    Args:
        measured: a conversation of the two alone.
        owner: who left them open.
        person: who asked.
        shifts: first days.
    """
    if not shifts:
        return ()
    questions = questions_to(measured, owner, person)
    if questions.is_empty():
        return ()
    end = measured.messages["sent_at"][-1]
    questions = questions.with_columns(
        waited=pl.col("answered").fill_null(pl.lit(end)) - pl.col("sent_at"),
        is_answered=pl.col("answered").is_not_null(),
    )
    delays = questions["waited"].dt.total_seconds().to_numpy().astype(np.float64)
    chances: Floats = rank_delays(delays, questions["at"].dt.hour().to_numpy())
    days = questions["day"].to_physical().to_numpy().astype(np.int64)
    others = _rarest_elsewhere(chances, days, shifts)
    if others.size < MIN_SPANS:
        return ()
    longest = (_at_shift(questions, chances, days, shift, others) for shift in sorted(set(shifts)))
    return tuple(question for question in longest if question is not None)


def _at_shift(
    questions: pl.DataFrame, chances: Floats, days: Days, shift: date, others: Floats
) -> UnansweredQuestion | None:
    """The question of the rarest wait around a shift, where hardly any other run of days has one as rare."""
    last = (shift - _EPOCH).days
    at = np.flatnonzero((days >= last - DAYS) & (days <= last))
    if not at.size:
        return None
    rarest = int(at[np.argmin(chances[at])])
    waited: timedelta = questions["waited"][rarest]
    if waited < _MIN_WAIT:
        return None
    chance = float((1 + np.count_nonzero(others <= chances[rarest])) / (1 + others.size))
    if chance > MAX_CHANCE:
        return None
    return UnansweredQuestion(
        shift=shift,
        asked_at=questions["at"][rarest],
        waited=waited,
        is_answered=questions["is_answered"][rarest],
        chance=chance,
        quote=None,
        message=questions["ref"][rarest],
    )


def _rarest_elsewhere(chances: Floats, days: Days, shifts: Sequence[date]) -> Floats:
    """Chance of the rarest wait in each other run of as many days that has a question, and touches no shift's."""
    first = int(days.min())
    by_day = np.full(int(days.max()) - first + 1, np.inf)
    np.minimum.at(by_day, days - first, chances)
    padded = np.pad(by_day, (DAYS, 0), constant_values=np.inf)
    rarest = np.lib.stride_tricks.sliding_window_view(padded, DAYS + 1).min(axis=-1)
    shift_days = np.array([(shift - _EPOCH).days - first for shift in shifts])
    is_apart = np.abs(np.arange(by_day.size)[:, None] - shift_days[None, :]).min(axis=1) > DAYS
    result: Floats = rarest[is_apart & np.isfinite(rarest)]
    return result


def with_questions_words(questions: Sequence[UnansweredQuestion], rows: pl.DataFrame) -> tuple[UnansweredQuestion, ...]:
    """Questions with their words, from the conversation's rows of the message table."""
    if not questions:
        return ()
    refs = [question.message for question in questions]
    words = dict(rows.filter(pl.col("ref").is_in(refs)).select("ref", "text").iter_rows())
    return tuple(replace(question, quote=words.get(question.message)) for question in questions)
