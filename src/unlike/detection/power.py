"""Power of a history: the smallest drop that would be noticed in four of five cases, in all of it and by month."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from unlike.core.series import Floats, SignalKind
from unlike.core.types import Direction
from unlike.detection.calibration import score_of_null_rate
from unlike.detection.panel import SignalPanel
from unlike.detection.panel_windows import panel_windows
from unlike.detection.scan import WINDOW_DAYS, soft_clip
from unlike.detection.scores import MIN_OPPOSING_SCORE, ScoreBasis, score_of
from unlike.detection.signal_weights import level_after_drop

DROP_FACTORS: Final = (0.9, 0.8, 0.7, 0.6, 0.5, 0.4, 0.3, 0.2)
"""Drops that are tried: what is left of each habit."""
_MIN_POWER: Final = 0.8  # share of windows in which a drop must be noticed
_SCORE_SD: Final = 1.0  # of a window's score, by which messages are left
_LOGISTIC_SLOPE: Final = 1.702
_MAX_DROPPING_SHARE: Final = 0.9  # of messages, above which a habit does not go with how much is written
SHORT_HISTORY_DAYS: Final = 365
"""Days below which a drop one step larger is stated: it is itself a part of the few days that it is compared with.

Of planted drops as large as reckoned .4 to .8 are found in 56 to 150 days instead of .8, of those one step larger .75–1
(`bench/detection/short_reach.py`).
"""
_MIN_MONTH_WINDOWS: Final = 5  # in which a spell could begin, for a month to be judged


@dataclass(frozen=True, slots=True)
class MonthlyDrop:
    """The smallest drop that would be noticed in the spells beginning in one calendar month.

    Attributes:
        month: datetime64[M].
        factor: one of `DROP_FACTORS`; None where none of them would be noticed, or too little was written.
    """

    month: np.datetime64
    factor: float | None


@dataclass(frozen=True, slots=True)
class DropPower:
    """Whether drops of all habits with a direction would be noticed, by the day on which they begin: w windows.

    Attributes:
        starts: first days of the windows, as indices of the panel's days, shape (w,).
        noticed: chance of being noticed, by factor of `DROP_FACTORS` and window, shape (8, w).
        history_days: days of the panel.
    """

    starts: NDArray[np.int64]
    noticed: Floats
    history_days: int

    def smallest_drop(self, windows: NDArray[np.bool_] | slice = slice(None)) -> float | None:
        """Factor of the smallest drop that is noticed in four of five of some windows; None where none is.

        In a history of fewer than `SHORT_HISTORY_DAYS` it is the next larger drop.
        """
        noticed = self.noticed[:, windows]
        if noticed.shape[1] == 0:
            return None
        sufficient = np.flatnonzero(noticed.mean(axis=1) >= _MIN_POWER)
        if not sufficient.size:
            return None
        stated = DROP_FACTORS[sufficient[0] + (self.history_days < SHORT_HISTORY_DAYS) :]
        return stated[0] if stated else None


def detectable_drop(person: SignalPanel, rate: float, length: int) -> float | None:
    """Factor that remains of all habits with a direction at the smallest drop noticed in four of five windows.

    Arguments as for `drop_power`.

    Returns:
        A factor of `DROP_FACTORS`; None where none of them would be noticed, or no window is long enough.
    """
    return drop_power(person, rate, length).smallest_drop()


def monthly_drops(person: SignalPanel, power: DropPower) -> tuple[MonthlyDrop, ...]:
    """Smallest drop that would be noticed in each month of the history, oldest first.

    Args:
        person: the panel.
        power: of the same panel.
    """
    months = person.days.astype("datetime64[M]")
    window_months = months[power.starts]
    drops = []
    for month in np.unique(months):
        in_month = window_months == month
        has_enough_windows = np.count_nonzero(in_month) >= _MIN_MONTH_WINDOWS
        drops.append(MonthlyDrop(month, power.smallest_drop(in_month) if has_enough_windows else None))
    return tuple(drops)


def drop_power(person: SignalPanel, rate: float, length: int) -> DropPower:
    """Whether a drop that begins on any of the days would be noticed.

    Args:
        person: panel without lasting shifts, with a robust baseline.
        rate: false spells a year that are put up with.
        length: length of the spell, one of `WINDOW_DAYS`.
    """
    windows, row = panel_windows(person), WINDOW_DAYS.index(length)
    spread = windows.spread[row][:, None]
    starts = np.flatnonzero(windows.contrasts.valid[row])
    z = soft_clip(windows.contrasts.z[row][:, starts] / spread) * person.polarity[:, None]
    required_score = score_of_null_rate(rate * score_of(Direction.COOLER).false_spell_share)
    basis = ScoreBasis.of(person)
    likelihood, level = basis.likelihood, person.level[:, starts]
    noticed = np.zeros((len(DROP_FACTORS), starts.size))
    for index, factor in enumerate(DROP_FACTORS if starts.size else ()):
        unit = np.sqrt(_precision_inside(person, starts, length, factor)) / spread
        dropped = z + _level_changes(level, person.kinds, person.polarity, factor) * unit
        day_score = basis.weights @ np.maximum(dropped, MIN_OPPOSING_SCORE)
        ratios = likelihood.weighted_sum((length,), window_days=likelihood.after_drop(factor))[:, starts]
        noticed[index] = _chance_above(basis.cooler(day_score[None], dropped[None], ratios)[0], required_score)
    return DropPower(starts, noticed, person.days.size)


def _chance_above(expected_scores: Floats, required_score: float) -> Floats:
    """Chance that scores are at least `required_score`, for which messages are left decides, and not only how many.

    A logistic curve as near to the normal one as one can be (Bowling et al. 2009, JIEM 2:114).
    """
    chances: Floats = 0.5 * (
        1 + np.tanh(_LOGISTIC_SLOPE * (expected_scores - required_score) / (2 * _SCORE_SD))
    )  # never overflows
    return chances


def _precision_inside(person: SignalPanel, starts: NDArray[np.int64], length: int, factor: float) -> Floats:
    """Sum of the precisions of the days of each window where `factor` of the messages are left, shape (s, starts)."""
    variance = 1 / np.where(person.precision > 0, person.precision, 1.0) + (1 / factor - 1) * person.sampling
    precision = np.where(person.precision > 0, 1 / variance, 0.0)
    window_precision: Floats = sum((precision[:, starts + day] for day in range(length)), np.zeros(()))
    return window_precision


def _level_changes(level: Floats, kinds: Sequence[SignalKind], polarity: Floats, factor: float) -> Floats:
    """Absolute change of each signal's level at some days by a drop, shape (s, starts).

    What nearly every message is or has, such as the pictures of somebody who sends nothing else, stays as it is where
    less is written.
    """
    changes = np.empty_like(level)
    habits = list(zip(kinds, polarity.tolist(), strict=True))
    for kind, sign in set(habits):
        rows = [row for row, habit in enumerate(habits) if habit == (kind, sign)]
        change = np.abs(level_after_drop(level[rows], kind, sign, factor) - level[rows])
        if kind is SignalKind.SHARE:
            change[level[rows] > _MAX_DROPPING_SHARE] = 0.0
        changes[rows] = change
    return changes
