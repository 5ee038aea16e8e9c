"""Rank of an unanswered question's wait among the person's earlier reply times."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

FloatArray = NDArray[np.floating[Any]]
_MAX_HOURS_APART: Final = 3.0  # between the hours of day of two questions that are compared
_MIN_QUESTIONS: Final = 30  # earlier questions, answered


@dataclass(frozen=True, slots=True)
class ReplyWait:
    """Wait for a reply, ranked among earlier ones.

    Attributes:
        waited: seconds.
        chance: share of earlier questions that waited at least as long; of those at about the same hour if enough.
        is_of_hour: whether there are enough earlier ones of about the same hour to compare with these alone.
        similar: indices of the earlier questions, at any hour, that waited at least as long.
    """

    waited: float
    chance: float
    similar: NDArray[np.int64]
    is_of_hour: bool


def rank_wait(
    question_times: FloatArray, answer_times: FloatArray, hour: FloatArray, waited: float
) -> ReplyWait | None:
    """Rank the wait of the last question among those of the earlier questions.

    Args:
        question_times: times of the questions, seconds, the open question last.
        answer_times: times at which the other person next wrote, seconds; the last entry is not read.
        hour: hours of day of the questions, 0-24.
        waited: wait of the open question so far, seconds.

    Returns:
        None where there are too few earlier questions.
    """
    delays = (answer_times - question_times)[:-1]
    if delays.size < _MIN_QUESTIONS:
        return None
    hours_apart = np.abs(hour[:-1] - hour[-1])
    same_hour = np.minimum(hours_apart, 24 - hours_apart) <= _MAX_HOURS_APART
    is_of_hour = bool(np.count_nonzero(same_hour) >= _MIN_QUESTIONS)
    compared = delays[same_hour] if is_of_hour else delays
    chance = (1 + np.count_nonzero(compared >= waited)) / (1 + compared.size)
    return ReplyWait(waited, float(chance), np.flatnonzero(delays >= waited), is_of_hour)


def rank_delays(delays: FloatArray, hours: NDArray[np.integer[Any]]) -> NDArray[np.float64]:
    """Rank each wait among all others of about the same hour of day, or of any hour where these are too few.

    Args:
        delays: seconds that each question waited.
        hours: whole hours of day of the questions.

    Returns:
        Share of waits, the own one among them, that were at least as long.
    """
    chances = np.ones(delays.size)
    for hour in np.unique(hours).tolist():
        apart = np.abs(hours - hour)
        same_hour = np.minimum(apart, 24 - apart) <= _MAX_HOURS_APART
        compared = np.sort(delays[same_hour] if np.count_nonzero(same_hour) > _MIN_QUESTIONS else delays)
        here = hours == hour
        chances[here] = (compared.size - np.searchsorted(compared, delays[here], side="left")) / compared.size
    return chances
