"""Spells: windows of 1 to 60 days unlike this person's other windows, with the rate at which chance gives as much.

A scan statistic (Naus 1965; Glaz, Naus & Wallenstein 2001) over window lengths, each window held against its flanks
and standardised by the person's own windows; its null is dealt from the person's own days.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from math import exp, factorial
from typing import Final

import numpy as np
from numpy.typing import NDArray

from unlike.shifts.base import Episode, Towards
from unlike.shifts.calibration import YEAR, Tail, dealt_anew, peaks
from unlike.shifts.panel import Panel
from unlike.shifts.scan import LENGTHS, contrasts, spread, standard
from unlike.shifts.scores import View, scores
from unlike.shifts.strays import strays

_YEARS: Final = 60  # of dealt history that the chance rests on
_PEAKS: Final = 150
_APART: Final = 4  # days between two spells; nearer ones are one
_AROUND: Final = 45  # days to each side that are given as the usual
_OPEN: Final = 2  # a spell that ends so few days before the history does goes on
_LONGEST: Final = 60
_ALIKE: Final = 1.5  # days are alike, dealt ones are not: measured on histories in which nothing happened
_ROUNDS: Final = 3
_SELDOM: Final = 0.1  # spells a year below which a single window is no part of what chance gives
_LOOKED_AT: Final = 2.0  # and up to which windows are counted
_CLEARLY: Final = 0.005  # chance of so many windows, below which they are too many


@dataclass(frozen=True, slots=True)
class Null:
    """What chance gives this person: tails by view."""

    tails: dict[View, Tail]

    def per_year(self, view: View, score: float) -> float:
        """Spells a year as strong in any view, each view having its share of what is put up with."""
        return _ALIKE * self.tails[view].per_year(score) / view.share

    def score_at(self, view: View, per_year: float) -> float:
        """The score a spell needs to be claimed at that rate."""
        return self.tails[view].score_at(per_year / _ALIKE * view.share)


def null(person: Panel, pool: NDArray[np.bool_], seed: int) -> Null:
    """Deal the person's days anew and see what the scan finds in them.

    Args:
        person: with lasting shifts taken out.
        pool: days to deal from, shape (d,).
        seed: of the dealing.
    """
    rng = np.random.default_rng(seed)
    values, precision = dealt_anew(person, pool, int(_YEARS * YEAR), rng)
    found = scores(contrasts(values, precision), person)
    return Null({view: _tail(score) for view, score in found.items()})


def episodes(person: Panel, per_year: float, seed: int = 0) -> tuple[tuple[Episode, ...], Null | None]:
    """All spells that chance gives at most `per_year` times a year, oldest first, and the null they rest on.

    Args:
        person: with lasting shifts taken out.
        per_year: rate of false spells that is put up with.
        seed: of the dealing.
    """
    if not person.names or person.days.size < LENGTHS[0] + _AROUND:
        return (), None
    pool, chance = np.ones(person.days.size, dtype=bool), None
    for _ in range(_ROUNDS):  # spells are no part of what chance gives: find them, and deal anew without them
        chance = null(person, pool, seed)
        windows = _windows(person, chance, max(per_year, _LOOKED_AT))
        bound = _too_many([rate for *_, rate in windows], person.days.size / YEAR)
        before = np.count_nonzero(pool)
        for first, last, _, rate in windows:
            pool[first : last + 1] &= rate > bound
        if np.count_nonzero(pool) == before:
            break
    kept = sorted(window for window in windows if window[3] <= per_year)
    return tuple(_episode(person, window) for window in kept), chance


_Window = tuple[int, int, Towards, float]


def _too_many(rates: Sequence[float], years: float) -> float:
    """The rate up to which windows are more than chance gives, and so no part of it.

    Spells that come often hide each other: dealt anew with them, chance seems to give as much. They give themselves
    away by their number, by Poisson's law.
    """
    bound = _SELDOM
    for count, rate in enumerate(sorted(rates), start=1):
        expected = rate / _ALIKE * years
        fewer = sum(exp(-expected) * expected**k / factorial(k) for k in range(min(count, 60)))
        if count > 1 and 1 - fewer < _CLEARLY:
            bound = max(bound, rate)
    return bound


def _tail(score: NDArray[np.float64]) -> Tail:
    """The peaks of dealt history, as a tail."""
    heights = np.array([height for _, _, height in peaks(score, LENGTHS, _APART, _PEAKS)])
    return Tail(heights, _YEARS)


def _windows(person: Panel, chance: Null, per_year: float) -> list[_Window]:
    """(first, last, direction, rate) of the windows below a rate, with their edges where the score is highest."""
    found = scores(contrasts(person.values, person.precision), person)
    rough = []
    for view, score in found.items():
        for which, day, height in peaks(score, LENGTHS, _APART, _PEAKS):
            rate = chance.per_year(view, height)
            if rate > per_year:
                break
            rough.append((rate, day, day + LENGTHS[which] - 1, view))
    taken: list[_Window] = []
    for rate, first, last, view in sorted(rough, key=lambda one: one[:3]):
        low, high = _edges(person, view, (first, last))
        if not any(low <= other[1] + _APART and high >= other[0] - _APART for other in taken):
            taken.append((low, high, view.towards, rate))
    return taken


def _edges(person: Panel, view: View, span: tuple[int, int]) -> tuple[int, int]:
    """The first and last day, moved to where the score is highest."""
    length = span[1] - span[0] + 1
    lengths = tuple(range(max(1, length // 2), min(_LONGEST, 2 * length + 1) + 1))
    low, high = max(span[0] - 3 * _LONGEST, 0), span[1] + 3 * _LONGEST
    near = slice(low, high)
    score = scores(contrasts(person.values[:, near], person.precision[:, near], lengths), person)
    days = np.arange(score[view].shape[1]) + low
    touching = (days[None, :] <= span[1]) & (days[None, :] + np.array(lengths)[:, None] > span[0])
    best = np.where(touching, score[view], -np.inf)
    which, day = np.unravel_index(int(np.argmax(best)), best.shape)
    return _trimmed(person, int(days[day]), int(days[day]) + lengths[int(which)] - 1)


def _trimmed(person: Panel, first: int, last: int) -> tuple[int, int]:
    """Without days at its ends on which nothing was written."""
    inside = np.flatnonzero(person.active[first : last + 1])
    return (first + int(inside[0]), first + int(inside[-1])) if inside.size else (first, last)


def _episode(person: Panel, window: _Window) -> Episode:
    """A window as an episode."""
    first, last, towards, rate = window
    days = np.arange(person.days.size)
    inside = ((days >= first) & (days <= last)).astype(np.float64)
    outside = ((days >= first - _AROUND) & (days <= last + _AROUND)).astype(np.float64) - inside
    lengths = tuple(sorted({*LENGTHS, last - first + 1}))
    found = contrasts(person.values, person.precision, lengths)
    z = standard(found, spread(found))[lengths.index(last - first + 1), :, first]
    day: list[date] = person.days.astype("datetime64[D]").tolist()
    return Episode(
        first=day[first],
        last=day[last],
        towards=towards,
        per_year=rate,
        strays=strays(person, inside, outside, z),
        open_end=last >= np.flatnonzero(person.active)[-1] - _OPEN,
    )
