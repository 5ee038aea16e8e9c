"""How much each of two people wrote in the days before a shift, beside as many days elsewhere in the history."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

import numpy as np
import polars as pl

from unlike.core.series import Floats
from unlike.core.spans import DateSpan
from unlike.explain.look_back import DAYS
from unlike.results.explanations import ActivityBefore, WritingVolume

_MIN_BASELINE_SPANS: Final = 30
_BASELINE_QUANTILES: Final = (0.05, 0.95)

Mask = np.ndarray[tuple[int], np.dtype[np.bool_]]


@dataclass(frozen=True, slots=True)
class DailyWriting:
    """Messages with words and their words, a day and sender, in one conversation.

    Attributes:
        history: first and last day on which anybody wrote.
        by_sender: sender to messages and words a day, each of shape (days,).
        everybody: messages of all senders a day, shape (days,).
    """

    history: DateSpan
    by_sender: dict[str, tuple[Floats, Floats]]
    everybody: Floats

    @classmethod
    def of(cls, typed: pl.DataFrame) -> DailyWriting | None:
        """Count the typed messages of one conversation; None where there are none.

        Args:
            typed: `sender`, `day` and `text`, as `explain.topic_table.with_day` makes them.
        """
        first, last = typed["day"].min(), typed["day"].max()
        if not (isinstance(first, date) and isinstance(last, date)):
            return None
        history = DateSpan(first, last)
        counted = typed.group_by("sender", "day").agg(
            messages=pl.len(), words=pl.col("text").str.count_matches(r"\S+").sum()
        )
        by_sender = {
            str(sender): (_daily(rows, history, "messages"), _daily(rows, history, "words"))
            for (sender,), rows in counted.group_by("sender")
        }
        everybody = np.zeros(history.days)
        for messages, _ in by_sender.values():
            everybody += messages
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
        messages, words = (_span_sums(daily) for daily in self.by_sender.get(sender, (nothing, nothing)))
        wrote = baseline & (messages > 0)
        length = float(words[start] / messages[start]) if messages[start] else None
        return WritingVolume(
            sender, int(messages[start]), _range(messages[baseline]), length, _range(words[wrote] / messages[wrote])
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
