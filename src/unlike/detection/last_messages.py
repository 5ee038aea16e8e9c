"""Now: the last messages of a person among their own earlier ones of the same kind.

A conformal p-value (Vovk, Gammerman & Shafer 2005): the last run of messages and the earlier runs are scored alike,
by their ranks signal by signal, each counted for what it tells beside the others (`scores.discriminant`); the chance
is the last one's place among all. Runs do not overlap, lie within the last year where there are enough, and stand at
the same hour and pace; a run that opens a day is held against others that do.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from unlike.core.series import LOGARITHMIC, Floats, SignalKind
from unlike.core.types import Direction
from unlike.detection.medians import row_medians
from unlike.detection.scores import correlations, discriminant
from unlike.detection.shift_types import SignalDeviation

LEAST: Final = 3
"""Messages in a run."""
MOST: Final = 20
ENOUGH: Final = 99
"""Earlier runs wanted: below that no chance of 1 % can be told."""
FEWEST: Final = 19
"""Earlier runs below which nothing is said."""
_YEAR: Final = 365.25 * 86_400
_LIKE: Final = ((2.0, 4.0), (2.0, 12.0), (4.0, 12.0), (24.0, 1e9))  # hours apart, factor of the pace; ever looser
_MOST_RUNS: Final = 400
_WARM_COUNTS: Final = 0.6  # of a warm run's score beside a cool one's


@dataclass(frozen=True, slots=True)
class MessageMatrix:
    """One person's messages in a conversation, in order.

    Attributes:
        seconds: since the epoch, shape (n,).
        hour: 0-24 in the owner's zone, shape (n,).
        values: what each says by signal, shape (n, s); NaN where nothing; logarithms of amounts and durations.
        names, kinds, polarity: of the signals, shape (s,).
        weight: what a standard score of each counts for, shape (s,).
    """

    seconds: Floats
    hour: Floats
    values: Floats
    names: tuple[str, ...]
    kinds: tuple[SignalKind, ...]
    polarity: Floats
    weight: Floats


@dataclass(frozen=True, slots=True)
class LastMessagesRank:
    """The last run among the earlier ones.

    Attributes:
        size: messages in it.
        chance: its place among all, at least 1 / (runs + 1).
        runs: earlier ones it was compared with.
        direction: which way it strays.
        deviations: every signal that says something, the furthest first; `usual` and `then` are run means.
    """

    size: int
    chance: float
    runs: int
    direction: Direction
    deviations: tuple[SignalDeviation, ...]


def latest(moments: MessageMatrix, size: int) -> LastMessagesRank | None:
    """Rank the last `size` messages among earlier runs of as many.

    Returns:
        None where there are fewer than `FEWEST` earlier runs of the same kind.
    """
    ends = earlier_runs(moments, size)
    if ends.size < FEWEST:
        return None
    ends = np.concatenate([ends, [moments.seconds.size - 1]])
    means = _means(moments.values, ends, size)
    there = np.isfinite(means)
    told = there[-1] & (np.where(there, means, 0.0).std(axis=0) > 0) & (there.sum(axis=0) > FEWEST)
    z = _normal_scores(means[:, told])
    score, direction = _scores(z, moments, told)
    at_least = int(np.count_nonzero(score >= score[-1] - 1e-9))
    return LastMessagesRank(
        size=size,
        chance=at_least / score.size,
        runs=score.size - 1,
        direction=direction,
        deviations=_strays(means[:, told], z[-1], moments, np.flatnonzero(told)),
    )


def earlier_runs(moments: MessageMatrix, size: int) -> NDArray[np.int64]:
    """Last indices of the earlier runs of the same kind, the nearest kind that has enough."""
    likeness = _likeness(moments, size)
    best = np.array([], dtype=np.int64)
    for within in (_YEAR, np.inf):
        for hours, pace in _LIKE:
            like = likeness.opens & (likeness.hours <= hours) & (likeness.pace <= np.log(pace))
            like &= likeness.seconds >= likeness.seconds[-1] - within
            ends = _apart(np.flatnonzero(like) + size - 1, size, moments.seconds.size)
            if ends.size >= ENOUGH:
                return ends[:_MOST_RUNS]
            best = ends if ends.size > best.size else best
    return best


@dataclass(frozen=True, slots=True)
class _Likeness:
    """How like the last run each run is, by its end; all of shape (runs,), the last run being the last.

    Attributes:
        hours: between their hours of the day.
        pace: log factor between their paces.
        opens: whether both open a day, or neither does.
        seconds: of its end, since the epoch.
    """

    hours: Floats
    pace: Floats
    opens: NDArray[np.bool_]
    seconds: Floats


def _likeness(moments: MessageMatrix, size: int) -> _Likeness:
    """How like the last run each run of as many messages is."""
    seconds, runs = moments.seconds, moments.seconds.size - size + 1
    took = seconds[size - 1 :] - seconds[:runs] + 60.0
    apart = np.abs(moments.hour[size - 1 :] - moments.hour[-1])
    opens = _opens(moments)[:runs]  # a day's first message is no message like the others
    return _Likeness(
        hours=np.minimum(apart, 24 - apart),
        pace=np.abs(np.log(took / took[-1])),
        opens=opens == opens[-1],
        seconds=seconds[size - 1 :],
    )


def _apart(candidates: NDArray[np.int64], size: int, messages: int) -> NDArray[np.int64]:
    """Ends of runs that do not overlap each other nor the last one, latest first."""
    ends: list[int] = []
    limit = messages - 1 - size
    for end in candidates[::-1].tolist():
        if end <= limit:
            ends.append(end)
            limit = end - size
            if len(ends) == _MOST_RUNS:
                break
    return np.array(ends, dtype=np.int64)


def _opens(moments: MessageMatrix) -> NDArray[np.bool_]:
    """Which messages are the first of their day, shape (n,)."""
    day = np.round((moments.seconds - moments.hour * 3600.0) / 86_400.0)
    opens: NDArray[np.bool_] = np.diff(day, prepend=-1.0) != 0
    return opens


def _means(values: Floats, ends: NDArray[np.int64], size: int) -> Floats:
    """Run means, shape (runs, s); NaN where a run says nothing."""
    runs = values[ends[:, None] - np.arange(size)[None, :]]
    there = np.isfinite(runs)
    count = there.sum(axis=1)
    total = np.where(there, runs, 0.0).sum(axis=1)
    means: Floats = np.divide(total, count, out=np.full_like(total, np.nan), where=count > 0)
    return means


def _scores(normal: Floats, moments: MessageMatrix, told: NDArray[np.bool_]) -> tuple[Floats, Direction]:
    """One number a run from its normal scores, alike for all runs, and which way the last one strays."""
    z = normal * moments.polarity[told]
    cool = z @ discriminant(moments.weight[told] * (moments.polarity[told] != 0), correlations(z.T @ z / len(z)))
    warm = -cool * _WARM_COUNTS
    return np.maximum(cool, warm), Direction.COOLER if cool[-1] >= warm[-1] else Direction.WARMER


def _normal_scores(means: Floats) -> Floats:
    """Mid-ranks as normal scores, column by column; 0 where a run says nothing."""
    result = np.zeros_like(means)
    for s in range(means.shape[1]):
        there = np.isfinite(means[:, s])
        ordered = np.sort(means[there, s])
        column = means[there, s]
        middle = (np.searchsorted(ordered, column) + np.searchsorted(ordered, column, side="right")) / 2
        result[there, s] = _quantile(middle / ordered.size)
    return result


def _quantile(share: Floats) -> Floats:
    """Normal quantiles by Tukey's lambda approximation, good to 0.02 within ±3."""
    safe = np.clip(share, 1e-4, 1 - 1e-4)
    result: Floats = 4.91 * (safe**0.14 - (1 - safe) ** 0.14)
    return result


def _strays(
    means: Floats, z: Floats, moments: MessageMatrix, columns: NDArray[np.int64]
) -> tuple[SignalDeviation, ...]:
    """Every signal's own place, the furthest first; `z` are the last run's normal scores, shape (s,)."""
    found = []
    for s, column in enumerate(columns):
        there = means[np.isfinite(means[:, s]), s]
        last = there[-1]
        share = min(np.count_nonzero(there <= last), np.count_nonzero(there >= last)) / there.size
        if moments.kinds[column] in LOGARITHMIC:
            usual, then = float(np.exp(row_medians(there))), float(np.exp(last))
        else:
            usual, then = float(there.mean()), float(last)
        found.append(SignalDeviation(moments.names[column], usual, then, float(z[s]), min(1.0, 2 * share)))
    return tuple(sorted(found, key=lambda stray: -abs(stray.z)))
