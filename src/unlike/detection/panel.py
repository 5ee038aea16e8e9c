"""Panel of all signals of one person side by side, each day weighted by the messages behind it.

A day's value is compared with a local level with the weekday taken out; its precision is 1 / (noise / n + between),
where `between` is the person's own day-to-day variance (random effects: DerSimonian & Laird 1986, Controlled Clinical
Trials 7:177). Outliers are clipped to what heavy tails allow.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Final, TypeVar, cast

import numpy as np
from numpy.typing import NDArray

from unlike.core.series import Days, Floats, Series, SignalKind
from unlike.detection.local_level import clipped_to_level, day_precision, local_level, weekday_effect
from unlike.detection.message_tallies import MessageTallies, message_tallies
from unlike.detection.skewness import third_cumulants

_MIN_SIGNAL_DAYS: Final = 20  # days with a value, below which a signal is left out
_MIN_DEVIATION: Final = 1e-3  # standard deviation of a signal's days, below which it is left out
_MIN_MINORITY_MESSAGES: Final = 2.5  # messages of a history with a habit, and messages without it

_Value = TypeVar("_Value")


@dataclass(frozen=True, slots=True, eq=False)  # a panel is itself alone, with what is computed of it
class SignalPanel:
    """All usable signals of one person, on the scales of `Series.scaled`, s signals by d days.

    Attributes:
        names: names of the signals, shape (s,).
        kinds: how the values of each signal behave, shape (s,).
        polarity: +1, -1 or 0 for each signal, see `Series`, shape (s,).
        weight: relative weight of each signal's z-score in the combined score, shape (s,).
        likelihood_weight: relative weight of each signal's log-likelihood ratio, shape (s,).
        days: datetime64[D], shape (d,).
        values: weekday taken out, outliers clipped; 0 where missing; shape (s, d).
        precision: 1 / variance of each value; 0 where missing; shape (s, d).
        sampling: part of that variance that comes from resting on few messages, shape (s, d).
        level: local level at each day, shape (s, d).
        third_cumulants: of each value around its level, where messages are few, see `skewness`; shape (s, d).
        active: whether any signal has a value that day, shape (d,).
        baseline_days: days that levels, spreads and correlations are estimated from, shape (d,).
        segments: which of the stretches between lasting shifts each day is in, 0 upwards, shape (d,).
        tallies: messages behind the signals.
    """

    names: tuple[str, ...]
    kinds: tuple[SignalKind, ...]
    polarity: Floats
    weight: Floats
    likelihood_weight: Floats
    days: Days
    values: Floats
    precision: Floats
    sampling: Floats
    level: Floats
    third_cumulants: Floats
    active: NDArray[np.bool_]
    baseline_days: NDArray[np.bool_]
    segments: NDArray[np.int64]
    tallies: MessageTallies
    _value_by_function: dict[Callable[[SignalPanel], object], object] = field(
        default_factory=dict, init=False, repr=False
    )

    def value_of(self, function: Callable[[SignalPanel], _Value]) -> _Value:
        """Value that a function computes from this panel; computed once, and dropped with the panel.

        Args:
            function: of the panel alone; what it returns must not hold the panel, which would then outlive its use.
        """
        if function not in self._value_by_function:
            self._value_by_function[function] = function(self)
        return cast("_Value", self._value_by_function[function])

    def without_offsets(self, offsets: Floats) -> SignalPanel:
        """Panel with lasting shifts taken out; `offsets` has the shape of `values`."""
        shifted = np.any(np.diff(offsets, axis=1, prepend=offsets[:, :1]) != 0, axis=0)
        return replace(
            self,
            values=self.values - offsets * (self.precision > 0),
            level=self.level - offsets,
            segments=np.cumsum(shifted),
        )

    def with_baseline_days(self, baseline_days: NDArray[np.bool_]) -> SignalPanel:
        """Panel whose levels and precisions are estimated from some of the days alone, shape (d,)."""
        present = self.precision > 0
        has_enough_days = (present & baseline_days).sum(
            axis=1
        ) >= _MIN_SIGNAL_DAYS  # else all of a signal's days are needed
        estimated_from = present & (baseline_days | ~has_enough_days[:, None])
        precision = day_precision(self.values - self.level, self.sampling, present, estimated_from)
        level = local_level(self.values, precision * baseline_days)
        return replace(self, precision=precision, level=level, baseline_days=baseline_days)


def build_panel(series: Sequence[Series]) -> SignalPanel:
    """Build the panel of a person.

    Args:
        series: all over the same days.

    Returns:
        The panel; signals with too few days, or that never vary, are left out, so that it may have none.
    """
    days = series[0].days if series else np.array([], dtype="datetime64[D]")
    usable = [signal for signal in series if _is_usable(signal)]
    shape = (len(usable), days.size)
    present = np.array([_present_days(signal) for signal in usable], dtype=np.bool_).reshape(shape)
    scaled = np.where(present, np.array([signal.scaled() for signal in usable]).reshape(shape), 0.0)
    messages = np.where(present, np.array([signal.weights for signal in usable]).reshape(shape), 0.0)
    noise = np.array([signal.noise for signal in usable], dtype=np.float64)[:, None]
    sampling = np.where(present, noise / np.where(present, messages, 1.0), 0.0)
    values, precision, level = clipped_to_level(scaled, messages, sampling, present)
    values = values - weekday_effect(values - level, precision, days) * present
    return SignalPanel(
        names=tuple(signal.name for signal in usable),
        kinds=tuple(signal.kind for signal in usable),
        polarity=np.array([signal.polarity for signal in usable], dtype=np.float64),
        weight=np.array([signal.weight for signal in usable], dtype=np.float64),
        likelihood_weight=np.array([signal.likelihood_weight for signal in usable], dtype=np.float64),
        days=days,
        values=values,
        precision=precision,
        sampling=sampling,
        level=local_level(values, precision),
        third_cumulants=np.array([third_cumulants(*of) for of in zip(usable, messages, strict=True)]).reshape(shape),
        active=np.asarray((precision > 0).any(axis=0), dtype=np.bool_),
        baseline_days=np.ones(days.size, dtype=np.bool_),
        segments=np.zeros(days.size, dtype=np.int64),
        tallies=message_tallies(usable, days.size),
    )


def _is_usable(signal: Series) -> bool:
    """Whether a signal has enough days with a value, and varies."""
    present = _present_days(signal)
    if np.count_nonzero(present) < _MIN_SIGNAL_DAYS:
        return False
    return bool(np.std(signal.scaled()[present]) >= _MIN_DEVIATION) and not _is_nearly_constant(signal, present)


def _present_days(signal: Series) -> NDArray[np.bool_]:
    """Days with a value, shape (d,)."""
    present: NDArray[np.bool_] = (signal.weights > 0) & np.isfinite(signal.scaled())
    return present


def _is_nearly_constant(signal: Series, present: NDArray[np.bool_]) -> bool:
    """Whether a share is 0 or 1 but for a message or two: no normal number tells how rare those are."""
    if signal.kind is not SignalKind.SHARE:
        return False
    messages = float(np.sum(signal.weights[present]))
    with_habit = float(np.sum(signal.values[present] * signal.weights[present]))
    return min(with_habit, messages - with_habit) < _MIN_MINORITY_MESSAGES
