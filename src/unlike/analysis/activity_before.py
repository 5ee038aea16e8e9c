"""How much each of two people wrote in the days before a shift, beside as many days elsewhere in the history."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Final

import numpy as np
import polars as pl

from unlike.analysis.signal_figures import history_days
from unlike.core.series import Floats
from unlike.core.spans import DateSpan
from unlike.explain.look_back import DAYS
from unlike.results.explanations import ActivityBefore, WritingVolume
from unlike.signals import MeasuredConversation

_MIN_BASELINE_SPANS: Final = 30
_BASELINE_QUANTILES: Final = (0.05, 0.95)

Mask = np.ndarray[tuple[int], np.dtype[np.bool_]]


@dataclass(frozen=True, slots=True)
class _Writing:
    """Messages of one sender a day, those of them with words, and their words; each of shape (days,)."""

    messages: Floats
    typed: Floats
    words: Floats


@dataclass(frozen=True, slots=True)
class DailyWriting:
    """How much each sender wrote a day in one conversation.

    Attributes:
        history: first and last day on which anybody wrote.
        by_sender: writing of each sender.
        everybody: messages of all senders a day, shape (days,).
    """

    history: DateSpan
    by_sender: dict[str, _Writing]
    everybody: Floats

    @classmethod
    def of(cls, measured: MeasuredConversation) -> DailyWriting:
        """Count the messages of a conversation, media among them, and the words of those that have any."""
        history, words = history_days(measured), pl.col("value:length").cast(pl.Float64).exp().round()
        counted = measured.messages.group_by(pl.col("sender").cast(pl.String), "day").agg(
            messages=pl.col("value:messages").sum(), typed=words.count(), words=words.sum()
        )
        by_sender = {
            str(sender): _Writing(*(_daily(rows, history, name) for name in ("messages", "typed", "words")))
            for (sender,), rows in counted.group_by("sender")
        }
        everybody = sum((writing.messages for writing in by_sender.values()), np.zeros(history.days))
        return cls(history, by_sender, everybody)

    def before(self, shift: DateSpan, people: tuple[str, str]) -> ActivityBefore | None:
        """Count the days before a shift; None where too few other spans of as many days are there.

        Args:
            shift: days of the shift, which no baseline span touches.
            people: the person, and the owner.
        """
        place = shift.indices(self.history.first)
        start = place.first - DAYS
        baseline = self._baseline_spans(start, place.last)
        if start < 0 or baseline.sum() < _MIN_BASELINE_SPANS:
            return None
        volumes = tuple(self._volume(sender, start, baseline) for sender in people)
        first, last = shift.first - timedelta(DAYS), shift.first - timedelta(1)
        return ActivityBefore(shift.first, first, last, int(baseline.sum()), volumes)

    def _baseline_spans(self, start: int, last: int) -> Mask:
        """Spans in which somebody wrote and which touch neither the days before the shift nor the shift."""
        active = _span_sums(self.everybody) > 0
        position = np.arange(active.size)
        spans: Mask = active & ((position + DAYS <= start) | (position > last))
        return spans

    def _volume(self, sender: str, start: int, baseline: Mask) -> WritingVolume:
        nothing = np.zeros(self.history.days)
        writing = self.by_sender.get(sender, _Writing(nothing, nothing, nothing))
        messages, typed, words = (_span_sums(daily) for daily in (writing.messages, writing.typed, writing.words))
        wrote = baseline & (typed > 0)
        length = float(words[start] / typed[start]) if typed[start] else None
        return WritingVolume(
            sender, int(messages[start]), _range(messages[baseline]), length, _range(words[wrote] / typed[wrote])
        )


def _daily(rows: pl.DataFrame, history: DateSpan, name: str) -> Floats:
    """Count of a column for every day of the history, shape (days,)."""
    counts = np.zeros(history.days)
    counts[(rows["day"] - history.first).dt.total_days().to_numpy()] = rows[name].to_numpy()
    return counts


def _span_sums(daily: Floats) -> Floats:
    """Sum of each run of `DAYS` days, shape (days - DAYS + 1,)."""
    total = np.concatenate([[0.0], np.cumsum(daily)])
    sums: Floats = total[DAYS:] - total[:-DAYS]
    return sums


def _range(values: Floats) -> tuple[float, float]:
    """Where nine values in ten lie; zeros where there is none."""
    if not values.size:
        return 0.0, 0.0
    low, high = np.quantile(values, _BASELINE_QUANTILES)
    return float(low), float(high)
