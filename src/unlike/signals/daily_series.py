"""From a conversation's blocks of hours to one `Series` a signal and person, with the hour of day taken out."""

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

_GROUP: Final = 3  # people
_SHRINK: Final = 30.0  # messages' worth of pull of an hour's mean towards the day's
_AROUND: Final = 30  # days to each side that say how much the others usually write
_QUIET: Final = 0.2  # below this part of it, the others were not there: nothing to be missed


def series(measured: MeasuredConversation, person: str) -> tuple[Series, ...]:
    """One person's habits, a value a day from the conversation's first day to its last.

    Counts are missing on days when the others hardly wrote (a holiday together is no silence of one), and on the
    first and the last day, which are seldom whole.

    Args:
        measured: one conversation.
        person: a sender in it.

    Returns:
        One `Series` a signal, all over the same consecutive days.
    """
    blocks = measured.blocks
    first = blocks["day"].min()
    day = (blocks["day"] - first).dt.total_days().to_numpy().astype(np.int64)
    days: Days = np.array([first], dtype="datetime64[D]") + np.arange(int(day.max()) + 1).astype("timedelta64[D]")
    own = (blocks["sender"].cast(pl.String) == person).to_numpy()
    there = _others_there(day[~own], blocks["messages"].to_numpy()[~own], days.size)
    theirs, day = blocks.filter(pl.lit(own)), day[own]
    made = (_one(signal, theirs, day, days, there) for signal in measured.signals)
    return tuple(
        replace(one, histogram=_histogram(measured, person, one)) if one.kind is SignalKind.AMOUNT else one
        for one in made
    )


def telling(measured: MeasuredConversation, habits: Sequence[Series]) -> tuple[Series, ...]:
    """Those of somebody's habits that tell of them and of nobody else.

    In a group of three or more, how much and how soon somebody writes goes with how much is going on there.

    Args:
        measured: the conversation.
        habits: of a person in it.
    """
    if measured.blocks["sender"].n_unique() < _GROUP:
        return tuple(habits)
    return _among(habits, (signal for signal in measured.signals if not signal.follows_group_activity))


def manner(measured: MeasuredConversation, habits: Sequence[Series]) -> tuple[Series, ...]:
    """Those of somebody's habits that say how they write, however much; arguments as of `telling`."""
    return _among(habits, (signal for signal in measured.signals if not signal.is_volume))


def _among(habits: Sequence[Series], signals: Iterable[Signal]) -> tuple[Series, ...]:
    names = {signal.name for signal in signals}
    return tuple(one for one in habits if one.name in names)


def _others_there(day: NDArray[np.int64], messages: Floats, size: int) -> Floats:
    """1 on days on which the others wrote at least a little of what is usual around it, else 0; shape (size,)."""
    written = np.bincount(day, weights=messages, minlength=size).astype(np.float64)
    window = np.ones(2 * _AROUND + 1)
    usual = np.convolve(written, window)[_AROUND:-_AROUND] / np.maximum(
        np.convolve(written > 0, window)[_AROUND:-_AROUND], 1
    )
    there = (written > 0) & (written >= _QUIET * usual)
    there[[0, -1]] = False
    result: Floats = there.astype(np.float64)
    return result


def _one(signal: Signal, blocks: pl.DataFrame, day: NDArray[np.int64], days: Days, there: Floats) -> Series:
    """The series of one signal."""
    n = blocks[f"n:{signal.name}"].to_numpy()
    total = blocks[f"sum:{signal.name}"].to_numpy()
    if signal.day is DailyAggregation.TOTAL:
        values = np.bincount(day, weights=total, minlength=days.size).astype(np.float64)
        values[there == 0] = np.nan
        weights, noise = there, log_count_cumulants(float(np.mean(values[there > 0])))[0] if there.any() else 0.0
    elif signal.day is DailyAggregation.ANY:
        told = np.bincount(day, weights=n, minlength=days.size) > 0
        told[[0, -1]] = False
        values = np.where(told, np.bincount(day, weights=total, minlength=days.size) > 0, np.nan)
        share = float(np.nanmean(values)) if told.any() else 0.0
        weights, noise = told.astype(np.float64), share * (1 - share)
    else:
        values, weights, noise = _means(signal, blocks, day, days.size)
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


def _histogram(measured: MeasuredConversation, person: str, one: Series) -> Floats:
    """Messages of each size on each day, shape (days, MAX_UNITS)."""
    sizes = measured.histograms.filter(pl.col("signal") == one.name, pl.col("sender").cast(pl.String) == person)
    day = (sizes["day"].to_numpy().astype("datetime64[D]") - one.days[0]).astype(np.int64)
    counts: Floats = np.zeros((one.days.size, MAX_UNITS))
    counts[day, sizes["units"].to_numpy().astype(np.int64) - 1] = sizes["messages"].to_numpy()
    return counts


def _means(signal: Signal, blocks: pl.DataFrame, day: NDArray[np.int64], size: int) -> tuple[Floats, Floats, float]:
    """Daily means with the hour taken out, how many messages each rests on, and the variance of one message."""
    n, total, squares = (blocks[f"{part}:{signal.name}"].to_numpy() for part in ("n", "sum", "squares"))
    block = blocks["block"].to_numpy()
    mean = total.sum() / max(n.sum(), 1.0)
    by_hour = np.bincount(block, weights=total - mean * n, minlength=24 // BLOCK)
    stray = by_hour / (np.bincount(block, weights=n, minlength=24 // BLOCK) + _SHRINK)
    weights = np.bincount(day, weights=n, minlength=size).astype(np.float64)
    sums = np.bincount(day, weights=total, minlength=size).astype(np.float64)
    with np.errstate(invalid="ignore", divide="ignore"):
        values = np.bincount(day, weights=total - stray[block] * n, minlength=size) / weights
    noise = message_variance(weights, sums, float(squares.sum()), is_share=signal.kind is SignalKind.SHARE)
    values = np.exp(values) if signal.kind in LOGARITHMIC else np.clip(values, 0.0, 1.0)
    return values, weights, noise
