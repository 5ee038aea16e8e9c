"""Daily series from blocks of hours: one `Series` a signal and person, with the hour of day taken out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final

import numpy as np
import polars as pl
from numpy.typing import NDArray

from unlike.core.log_counts import log_count_cumulants
from unlike.core.series import LOGARITHMIC, MAX_UNITS, Days, Floats, Series, SignalKind
from unlike.signals.base import DailyAggregation, Signal
from unlike.signals.measure import BLOCK, MeasuredConversation
from unlike.signals.message_variance import message_variance

_MIN_GROUP_PEOPLE: Final = 3  # people
_PRIOR_MESSAGES: Final = 30.0  # messages' worth of pull of an hour's mean towards the day's
_WINDOW_DAYS: Final = 30  # days to each side that say how much the others usually write
_MIN_ACTIVITY_SHARE: Final = 0.2  # below this part of it, the others were not there: nothing to be missed


def series(measured: MeasuredConversation, person: str) -> tuple[Series, ...]:
    """Series of one person's signals, a value a day from the conversation's first day to its last.

    Counts are missing on days when the others hardly wrote (a holiday together is no silence of one), and on the
    first and the last day, which are seldom whole.

    Args:
        measured: one conversation.
        person: a sender in it.

    Returns:
        One `Series` a signal, all over the same consecutive days.
    """
    blocks = measured.blocks
    calendar_day = blocks["day"].to_numpy().astype("datetime64[D]")
    day = (calendar_day - calendar_day.min()).astype(np.int64)
    days: Days = calendar_day.min() + np.arange(int(day.max()) + 1).astype("timedelta64[D]")
    is_own = (blocks["sender"] == person).to_numpy()
    others_active = _others_active(day[~is_own], blocks["messages"].to_numpy()[~is_own], days.size)
    own_blocks, day = blocks[np.flatnonzero(is_own)], day[is_own]
    all_series = (_signal_series(signal, own_blocks, day, days, others_active) for signal in measured.signals)
    return tuple(
        replace(signal_series, histogram=_size_histogram(measured, person, signal_series))
        if signal_series.kind is SignalKind.AMOUNT
        else signal_series
        for signal_series in all_series
    )


def without_group_activity(measured: MeasuredConversation, habits: Sequence[Series]) -> tuple[Series, ...]:
    """Leave out series that follow the activity of everybody, where the conversation is a group.

    In a group of three or more, how much and how soon somebody writes goes with how much is going on there.

    Args:
        measured: the conversation.
        habits: of a person in it.
    """
    if measured.blocks["sender"].n_unique() < _MIN_GROUP_PEOPLE:
        return tuple(habits)
    return _with_names(habits, (signal for signal in measured.signals if not signal.follows_group_activity))


def without_volume(measured: MeasuredConversation, habits: Sequence[Series]) -> tuple[Series, ...]:
    """Leave out series of volume: those of the manner of writing remain; arguments as of `without_group_activity`."""
    return _with_names(habits, (signal for signal in measured.signals if not signal.is_volume))


def _with_names(candidates: Sequence[Series], signals: Iterable[Signal]) -> tuple[Series, ...]:
    names = {signal.name for signal in signals}
    return tuple(signal_series for signal_series in candidates if signal_series.name in names)


def _others_active(day: NDArray[np.int64], counts: Floats, size: int) -> Floats:
    """Mark days on which the others wrote at least a fifth of the mean around it: 1, else 0; shape (size,)."""
    messages_per_day = np.bincount(day, weights=counts, minlength=size).astype(np.float64)
    window = np.ones(2 * _WINDOW_DAYS + 1)
    usual_messages = np.convolve(messages_per_day, window)[_WINDOW_DAYS:-_WINDOW_DAYS] / np.maximum(
        np.convolve(messages_per_day > 0, window)[_WINDOW_DAYS:-_WINDOW_DAYS], 1
    )
    is_active = (messages_per_day > 0) & (messages_per_day >= _MIN_ACTIVITY_SHARE * usual_messages)
    is_active[[0, -1]] = False
    activity: Floats = is_active.astype(np.float64)
    return activity


def _signal_series(
    signal: Signal, blocks: pl.DataFrame, day: NDArray[np.int64], days: Days, others_active: Floats
) -> Series:
    """Series of one signal from the person's blocks."""
    counts = blocks[f"n:{signal.name}"].to_numpy()
    sums = blocks[f"sum:{signal.name}"].to_numpy()
    if signal.day is DailyAggregation.TOTAL:
        values = np.bincount(day, weights=sums, minlength=days.size).astype(np.float64)
        values[others_active == 0] = np.nan
        weights, noise = (
            others_active,
            log_count_cumulants(float(np.mean(values[others_active > 0])))[0] if others_active.any() else 0.0,
        )
    elif signal.day is DailyAggregation.ANY:
        has_observation = np.bincount(day, weights=counts, minlength=days.size) > 0
        has_observation[[0, -1]] = False
        values = np.where(has_observation, np.bincount(day, weights=sums, minlength=days.size) > 0, np.nan)
        share = float(np.nanmean(values)) if has_observation.any() else 0.0
        weights, noise = has_observation.astype(np.float64), share * (1 - share)
    else:
        values, weights, noise = _daily_means(signal, blocks, day, days.size)
    return Series(
        signal.name,
        signal.kind,
        signal.polarity,
        days,
        values,
        weights,
        noise,
        signal.weight,
        likelihood_weight=signal.likelihood_weight,
    )


def _size_histogram(measured: MeasuredConversation, person: str, signal_series: Series) -> Floats:
    """Numbers of messages of each size on each day, shape (days, MAX_UNITS)."""
    sizes = measured.histograms.filter(
        pl.col("signal") == signal_series.name, pl.col("sender").cast(pl.String) == person
    )
    day = (sizes["day"].to_numpy().astype("datetime64[D]") - signal_series.days[0]).astype(np.int64)
    counts: Floats = np.zeros((signal_series.days.size, MAX_UNITS))
    counts[day, sizes["units"].to_numpy().astype(np.int64) - 1] = sizes["messages"].to_numpy()
    return counts


def _daily_means(
    signal: Signal, blocks: pl.DataFrame, day: NDArray[np.int64], size: int
) -> tuple[Floats, Floats, float]:
    """Daily means with the hour taken out, the number of messages of each, and the variance of one message."""
    counts, totals, squares = (blocks[f"{part}:{signal.name}"].to_numpy() for part in ("n", "sum", "squares"))
    block = blocks["block"].to_numpy()
    mean = totals.sum() / max(counts.sum(), 1.0)
    by_hour = np.bincount(block, weights=totals - mean * counts, minlength=24 // BLOCK)
    hour_offsets = by_hour / (np.bincount(block, weights=counts, minlength=24 // BLOCK) + _PRIOR_MESSAGES)
    weights = np.bincount(day, weights=counts, minlength=size).astype(np.float64)
    sums = np.bincount(day, weights=totals, minlength=size).astype(np.float64)
    with np.errstate(invalid="ignore", divide="ignore"):
        values = np.bincount(day, weights=totals - hour_offsets[block] * counts, minlength=size) / weights
    noise = message_variance(weights, sums, float(squares.sum()), is_share=signal.kind is SignalKind.SHARE)
    values = np.exp(values) if signal.kind in LOGARITHMIC else np.clip(values, 0.0, 1.0)
    return values, weights, noise
