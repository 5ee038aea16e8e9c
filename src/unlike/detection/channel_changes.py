"""Where the conversation changed and not a person: all sides write far less at once, or nothing of one side is there.

Two tests on daily counts. *Together*: change points of the sides' mean log count (optimal partitioning; Jackson et al.
2005, IEEE Signal Processing Letters 12:105) propose spans; a span is kept where every side falls below `_FAR` of its
usual volume, in the same proportion, within the same week, by more than chance gives (overdispersed counts: McCullagh &
Nelder 1989, ch. 6), and in a step that tells more of the days around it than a steady drift does. Where more than
hardly anything is left, what a message is like must be as before (`as_before`): who cools in words as well is a
person who changed. *Gone*: a run of days without a single message of one
side, far too long for chance, is missing data and no coolness.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

import numpy as np
from numpy.typing import NDArray

from unlike.core.series import Floats, Series, SignalKind
from unlike.detection.panel import SignalPanel

_WEEK: Final = 7
_SHORTEST: Final = 5  # days of a span
_TELLING: Final = 10  # and of one in which what a message is like has to be compared
_AROUND: Final = 60  # days to each side that say what is usual
_FARTHEST: Final = 180  # and for a long span, so that a busy month before it does not
_BEFORE: Final = 28  # of them that are needed before a span
_AFTER: Final = 14  # and after one that ends
_ALONE: Final = 56  # and where the history begins or ends in it, so that there is one side only
_FAR: Final = 0.5  # what is left of the volume, at most
_HARDLY: Final = 1 / 6  # so little that what is left cannot be compared
_ALIKE: Final = 2.5  # between what is left of two sides
_EDGE: Final = 0.65  # of the usual: the two weeks outside an edge are above it, the week inside below
_AT_ONCE: Final = 0.65  # of what is outside, the most of what is inside: a slow fading is no step
_TREND: Final = 42  # days to each side of an edge in which a step must tell more than a drift
_STEPPED: Final = 1.2  # how much more a drift must leave unexplained
_LATELY: Final = 21  # days before somebody is gone, in which they still wrote
_STILL: Final = 0.1  # of their usual, what another side still writes where one is gone
_CLEAR: Final = 3.5  # deviations of each side's number of messages
_NEARLY_ALL: Final = 0.8  # part of a group's people
_BATCH: Final = 64  # ends of segments whose costs are worked out in one step
_PENALTY: Final = 3.0  # of a change point, in units of noise and log days
_STYLE_AROUND: Final = 90
_STYLE: Final = (2.0, 3.0)  # spreads of a week, and standard errors, by which all habits together may stray
_ONE_HABIT: Final = (4.0, 4.0)  # and one habit alone


@dataclass(frozen=True, slots=True)
class ChannelSpan:
    """Days in which the medium changed.

    Attributes:
        first, last: indices of days, both included.
        left: what is left of each side's usual volume, the person first.
        gone: the row of the one side of which nothing is there while others write; None where all write less.
    """

    first: int
    last: int
    left: tuple[float, ...]
    gone: int | None = None

    @property
    def hardly(self) -> bool:
        """Whether too little is left to compare."""
        return self.gone is not None or float(np.median(self.left)) <= _HARDLY


def spans(counts: Floats) -> tuple[ChannelSpan, ...]:
    """Days in which all sides write far less at once, or one is gone; in order, apart from each other.

    Args:
        counts: messages a day, shape (p, d), days consecutive: the person first, then the others who write most.
            With two sides both must fall; with more, nearly all and the person.

    Returns:
        The spans; where not `hardly`, they hold only if `as_before` does for every side that can tell.
    """
    if counts.shape[0] < 2 or counts.shape[1] < _ALONE + _SHORTEST:
        return ()
    found: list[ChannelSpan] = []
    size = counts.shape[1]
    edges = _change_points(np.log1p(counts).mean(axis=0))
    # Most pairs of edges fail at the person's own days around one of them, which is asked once an edge.
    firsts = [edge for edge in edges if edge < size and (edge == 0 or _falls(counts[:1], edge, -1)[0])]
    ends = [edge for edge in edges if edge == size or (edge > 0 and _falls(counts[:1], edge, 1)[0])]
    history = _History(counts)
    together = (_together(history, a, b) for a in firsts for b in ends if b - a >= _SHORTEST)
    known = [one for one in together if one is not None]
    order = sorted(known, key=lambda one: (one.first - one.last, one.first))  # the longest first
    for one in (*order, *_gone(counts)):
        if all(one.last < other.first or one.first > other.last for other in found):
            found.append(one)
    return tuple(sorted(found, key=lambda one: one.first))


def as_before(habits: SignalPanel, span: ChannelSpan) -> bool:
    """Whether what a message is like stayed as it was, or cannot be told.

    All habits of single messages that have a direction are held against those of the weeks around, in spreads of this
    person's own weeks: neither all together nor one alone may stray far.
    """
    inside = np.zeros(habits.days.size, dtype=bool)
    inside[span.first : span.last + 1] = True
    near = np.zeros_like(inside)
    near[max(span.first - _STYLE_AROUND, 0) : span.last + 1 + _STYLE_AROUND] = True
    rows = np.array(
        [
            s
            for s, kind in enumerate(habits.kinds)
            if habits.polarity[s] != 0
            and kind not in {SignalKind.COUNT, SignalKind.DURATION}
            and habits.precision[s, inside].any()
            and np.count_nonzero(habits.precision[s, near & ~inside]) >= _BEFORE
        ],
        dtype=np.int64,
    )
    if rows.size == 0:
        return True
    values, precision, cooler = habits.values[rows], habits.precision[rows], habits.polarity[rows]
    weeks, usual = _weeks(values, precision, near & ~inside)
    spread = np.maximum(np.nanstd(weeks, axis=1), 1e-9)
    weight = precision[:, inside].sum(axis=1)
    stray = ((values * precision)[:, inside].sum(axis=1) / weight - usual) * cooler / spread
    error = 1 / (np.sqrt(weight) * spread)
    index = np.nanmean((weeks - usual[:, None]) * (cooler / spread)[:, None], axis=0)
    alone = np.abs(stray) > np.maximum(_ONE_HABIT[0], _ONE_HABIT[1] * error)
    bound = max(_STYLE[0] * float(np.nanstd(index)), _STYLE[1] * float(np.sqrt((error**2).sum())) / rows.size)
    return not bool(alone.any()) and abs(float(stray.mean())) <= bound


def without(one: Series, found: tuple[ChannelSpan, ...]) -> Series:
    """A series that says nothing on the days of some spans."""
    values, weights = one.values.copy(), one.weights.copy()
    for span in found:
        values[span.first : span.last + 1] = np.nan
        weights[span.first : span.last + 1] = 0.0
    return replace(one, values=values, weights=weights)


def _weeks(values: Floats, precision: Floats, where: NDArray[np.bool_]) -> tuple[Floats, Floats]:
    """Weekly means of some days, shape (s, weeks), NaN where empty, and the mean of them all, shape (s,)."""
    place = np.flatnonzero(where) // _WEEK
    place = place - place[0]
    mass, total = np.zeros((2, values.shape[0], int(place[-1]) + 1))
    for s in range(values.shape[0]):
        mass[s] = np.bincount(place, weights=precision[s, where], minlength=mass.shape[1])
        total[s] = np.bincount(place, weights=(values * precision)[s, where], minlength=mass.shape[1])
    weeks = np.divide(total, mass, out=np.full_like(total, np.nan), where=mass > 0)
    filled = ~np.isnan(weeks).all(axis=0)
    return weeks[:, filled], total.sum(axis=1) / mass.sum(axis=1)


def _change_points(values: Floats) -> list[int]:
    """First days of the segments of a piecewise constant mean, and the number of days."""
    size = values.size
    noise = float(np.median(np.abs(np.diff(values)))) * 1.4826 / np.sqrt(2)
    scaled = values / max(noise, 0.25 * float(np.std(values)), 1e-9)
    run, squares = (np.concatenate([[0.0], np.cumsum(part)]) for part in (scaled, scaled**2))
    penalty = _PENALTY * np.log(size)
    best, came = np.full(size + 1, np.inf), np.zeros(size + 1, dtype=np.int64)
    best[0] = -penalty
    for low in range(_SHORTEST, size + 1, _BATCH):
        ends = np.arange(low, min(low + _BATCH, size + 1))[:, None]
        starts = np.arange(ends[-1, 0] - _SHORTEST + 1)
        apart = np.maximum(ends - starts, 1)  # shorter segments are not looked at below
        costs = squares[ends] - squares[starts] - (run[ends] - run[starts]) ** 2 / apart
        for end, cost in enumerate(costs, low):
            total = best[: end - _SHORTEST + 1] + cost[: end - _SHORTEST + 1] + penalty
            came[end] = at = total.argmin()
            best[end] = total[at]
    edges = [size]
    while edges[-1] > 0:
        edges.append(int(came[edges[-1]]))
    return edges[::-1]


class _History:
    """Daily counts with the volume and dispersion of the days that spans are compared with, each worked out once."""

    def __init__(self, counts: Floats) -> None:
        self.counts = counts
        self._usual: dict[tuple[int, int], Floats] = {}
        self._dispersion: dict[tuple[int, int], Floats] = {}

    def usual(self, low: int, high: int) -> Floats:
        """Messages a day from one day to before another, shape (p,)."""
        if (low, high) not in self._usual:
            self._usual[low, high] = _usual(self.counts[:, low:high])
        return self._usual[low, high]

    def dispersion(self, low: int, high: int) -> Floats:
        """Dispersion of a week's number from one day to before another, shape (p,)."""
        if (low, high) not in self._dispersion:
            self._dispersion[low, high] = _dispersion(self.counts[:, low:high])
        return self._dispersion[low, high]


def _together(history: _History, first: int, end: int) -> ChannelSpan | None:
    """The span of these days, `end` not included, if all sides write far less in it at once.

    Sides that write so little that even nothing would be chance have no say.
    """
    counts = history.counts
    references = _references(counts.shape[1], first, end)
    if references is None:
        return None
    usual = np.array([history.usual(low, high) for low, high in references])  # (references, sides)
    expected = usual.min(axis=0) * (end - first)
    if expected[0] < _CLEAR**2 or counts[0, first:end].sum() / expected[0] > _FAR:
        return None  # whatever the others do
    spread = np.max([history.dispersion(low, high) for low, high in references], axis=0)
    able = expected >= _CLEAR**2 * spread
    if not able[0] or np.count_nonzero(able) < 2:
        return None
    counts, usual, expected, spread = counts[able], usual[:, able], expected[able], spread[able]
    there = counts[:, first:end].sum(axis=1)
    left = there / expected
    clear = (expected - there) >= _CLEAR * np.sqrt(spread * expected)
    sudden = first == 0 or _sudden(counts, first, usual[0], -1)
    sudden &= end == counts.shape[1] or _sudden(counts, end, usual[-1], 1)
    if not sudden or not _agree((left <= _FAR) & clear) or not _in_proportion(left):
        return None
    inner = [edge for edge in (first, end) if 0 < edge < counts.shape[1]]
    if any(_drifts(counts, edge, first, end) for edge in inner):
        return None
    span = ChannelSpan(first, end - 1, tuple(float(part) for part in left))
    return span if span.hardly or end - first >= _TELLING else None


def _references(size: int, first: int, end: int) -> list[tuple[int, int]] | None:
    """The days before and after a span that say what is usual; None where they are too few."""
    reach = min(max(end - first, _AROUND), _FARTHEST)
    before, after = min(first, reach), min(size - end, reach)
    if end - first < _SHORTEST or (first == 0 and end == size):
        return None
    if first == 0:
        return [(end, end + after)] if after >= _ALONE else None
    if end == size:
        return [(first - before, first)] if before >= min(_ALONE, 42) else None
    return [(first - before, first), (end, end + after)] if before >= _BEFORE and after >= _AFTER else None


def _usual(counts: Floats) -> Floats:
    """Messages a day in the middle one of some weeks, shape (p,)."""
    weeks = np.sort(_by_week(counts), axis=1)
    size = weeks.shape[1]
    usual: Floats = (weeks[:, (size - 1) // 2] + weeks[:, size // 2]) / 2 / _WEEK
    return usual


def _dispersion(counts: Floats) -> Floats:
    """Variance of a week's number over its mean, at least that of chance, shape (p,)."""
    weeks = _by_week(counts)
    mean = np.maximum(weeks.mean(axis=1), 1e-9)
    spread: Floats = np.maximum(weeks.var(axis=1, ddof=1) / mean, 1.0)
    return spread


def _by_week(counts: Floats) -> Floats:
    """Sums of whole weeks, shape (p, weeks)."""
    weeks = counts.shape[1] // _WEEK
    sums: Floats = counts[:, : weeks * _WEEK].reshape(counts.shape[0], weeks, _WEEK).sum(axis=2)
    return sums


def _sudden(counts: Floats, edge: int, usual: Floats, outwards: int) -> bool:
    """Whether nearly all sides are still at their usual just outside an edge, and far below it the week inside."""
    outer, inner = _beside(counts, edge, outwards)
    return _agree((outer >= _EDGE * usual) & (inner <= np.minimum(_EDGE * usual, _AT_ONCE * outer)))


def _falls(counts: Floats, edge: int, outwards: int) -> NDArray[np.bool_]:
    """Which sides write far less the week inside an edge than just outside it; no edge is sudden where they do not."""
    outer, inner = _beside(counts, edge, outwards)
    falls: NDArray[np.bool_] = inner <= _AT_ONCE * outer
    return falls


def _beside(counts: Floats, edge: int, outwards: int) -> tuple[Floats, Floats]:
    """Messages a day in the two weeks outside an edge and in the week inside it, shapes (p,)."""
    before, after = (2 * _WEEK, _WEEK) if outwards < 0 else (_WEEK, 2 * _WEEK)
    parts = (counts[:, max(edge - before, 0) : edge], counts[:, edge : edge + after])
    outer, inner = (part.mean(axis=1) for part in (parts if outwards < 0 else parts[::-1]))
    return outer, inner


def _drifts(counts: Floats, edge: int, first: int, end: int) -> bool:
    """Whether a steady drift tells the days around an edge better than a step does, all sides together."""
    low, high = (0, end) if edge == first else (first, counts.shape[1])
    days = np.arange(max(edge - _TREND, low), min(edge + _TREND, high))
    values = np.log1p(counts[:, days])
    line = np.stack([np.ones(days.size), days - days.mean()])
    step = np.stack([days < edge, days >= edge]).astype(np.float64)
    return _unexplained(values, line) < _STEPPED * _unexplained(values, step)


def _unexplained(values: Floats, model: Floats) -> float:
    """Squares that are left of values, shape (p, n), by orthogonal regressors, shape (k, n); each side in its own."""
    fitted = (values @ model.T / (model**2).sum(axis=1)) @ model
    spread = np.maximum(values.var(axis=1, keepdims=True), 1e-9)
    return float((((values - fitted) ** 2) / spread).sum())


def _agree(sides: NDArray[np.bool_]) -> bool:
    """Both of a pair; of a group nearly all, the person among them."""
    return bool(sides[0]) and bool(sides.mean() >= (1.0 if sides.size == 2 else _NEARLY_ALL))


def _in_proportion(left: Floats) -> bool:
    """Whether the person falls as far as the others do, or hardly anything of anybody is left."""
    other = float(np.median(left[1:]))
    if max(float(left[0]), other) <= _HARDLY:
        return True
    return bool(abs(np.log((float(left[0]) + 0.01) / (other + 0.01))) <= np.log(_ALIKE))


def _gone(counts: Floats) -> Iterator[ChannelSpan]:
    """Runs of days without a message of the person or, of a pair, of the other one, too long for chance."""
    for row in range(2 if counts.shape[0] == 2 else 1):
        wrote = np.flatnonzero(counts[row])
        for before, after in pairwise([*wrote.tolist(), counts.shape[1]]):
            first, days = before + 1, after - before - 1
            if days < _SHORTEST or first < _BEFORE:
                continue
            around = counts[:, max(first - _AROUND, 0) : first]
            if around[row, -_LATELY:].mean() * days < _CLEAR**2:
                continue  # too short for somebody who writes so little, whatever the weeks before say
            usual = np.minimum(_usual(around), around[:, -_LATELY:].mean(axis=1))
            write = np.delete(counts[:, first:after].sum(axis=1) > _STILL * usual * days, row)
            if usual[row] * days >= _CLEAR**2 * _dispersion(around)[row] and write.any():
                left = np.ones(counts.shape[0])
                left[row] = 0.0
                yield ChannelSpan(first, after - 1, tuple(left.tolist()), row)
