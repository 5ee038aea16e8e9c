"""Stability of the style of messages across a drop in volume: who also cools in words is a person who changed."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from unlike.core.series import Floats, SignalKind
from unlike.detection.panel import SignalPanel
from unlike.detection.shift_types import ChannelSpan
from unlike.detection.weekly import WEEK_DAYS

_REFERENCE_DAYS: Final = 90  # to each side of a span that its style is compared with
_MIN_REFERENCE_DAYS: Final = 28  # of them with a value
_MAX_JOINT_SPREADS, _MAX_JOINT_ERRORS = 2.0, 3.0  # spreads of a week and standard errors, of all signals together
_MAX_SINGLE_SPREADS, _MAX_SINGLE_ERRORS = 4.0, 4.0  # spreads of a week and standard errors, of one signal alone


def is_style_unchanged(person: SignalPanel, span: ChannelSpan) -> bool:
    """Whether the style of messages in a span is that of the weeks around it, or there is too little to compare.

    Compares all signals of single messages that have a direction with those of the weeks around, in spreads of this
    person's own weeks: neither all together nor one alone may deviate far.
    """
    in_span = np.zeros(person.days.size, dtype=bool)
    in_span[span.days.as_slice] = True
    around = np.zeros_like(in_span)
    around[max(span.first - _REFERENCE_DAYS, 0) : span.last + 1 + _REFERENCE_DAYS] = True
    around &= ~in_span
    rows = np.array(
        [row for row in range(len(person.names)) if _is_comparable(person, row, in_span, around)], dtype=int
    )
    if rows.size == 0:
        return True
    values, precision, polarity = person.values[rows], person.precision[rows], person.polarity[rows]
    weeks, mean = _weekly_means(values, precision, around)
    spread = np.maximum(np.nanstd(weeks, axis=1), 1e-9)
    weight = precision[:, in_span].sum(axis=1)
    deviation = ((values * precision)[:, in_span].sum(axis=1) / weight - mean) * polarity / spread
    error = 1 / (np.sqrt(weight) * spread)
    single_changed = np.abs(deviation) > np.maximum(_MAX_SINGLE_SPREADS, _MAX_SINGLE_ERRORS * error)
    joint_weeks = np.nanmean((weeks - mean[:, None]) * (polarity / spread)[:, None], axis=0)
    joint_error = float(np.sqrt((error**2).sum())) / rows.size
    bound = max(_MAX_JOINT_SPREADS * float(np.nanstd(joint_weeks)), _MAX_JOINT_ERRORS * joint_error)
    return not bool(single_changed.any()) and abs(float(deviation.mean())) <= bound


def _is_comparable(person: SignalPanel, row: int, in_span: NDArray[np.bool_], around: NDArray[np.bool_]) -> bool:
    """Whether a signal tells the style of single messages and has values in a span and around it."""
    tells_style = person.polarity[row] != 0 and person.kinds[row] not in {SignalKind.COUNT, SignalKind.DURATION}
    if not tells_style or not person.precision[row, in_span].any():
        return False
    return bool(np.count_nonzero(person.precision[row, around]) >= _MIN_REFERENCE_DAYS)


def _weekly_means(values: Floats, precision: Floats, days: NDArray[np.bool_]) -> tuple[Floats, Floats]:
    """Weekly means of some days, shape (s, weeks), NaN where a signal has none, and the mean of all, shape (s,)."""
    week = np.flatnonzero(days) // WEEK_DAYS
    week = week - week[0]
    mass, total = np.zeros((2, values.shape[0], int(week[-1]) + 1))
    for row in range(values.shape[0]):
        mass[row] = np.bincount(week, weights=precision[row, days], minlength=mass.shape[1])
        total[row] = np.bincount(week, weights=(values * precision)[row, days], minlength=mass.shape[1])
    weeks = np.divide(total, mass, out=np.full_like(total, np.nan), where=mass > 0)
    has_value = ~np.isnan(weeks).all(axis=0)
    return weeks[:, has_value], total.sum(axis=1) / mass.sum(axis=1)
