"""Spells: windows of 1 to 60 days unlike this person's other windows, with the rate at which chance gives as much.

A scan statistic (Naus 1965; Glaz, Naus & Wallenstein 2001) over window lengths, each window held against its flanks
and standardised by the person's own windows and by what their days share. What is usual is told by the usual days.
"""

from __future__ import annotations

from datetime import date
from typing import Final

import numpy as np

from unlike.core.series import Floats
from unlike.core.types import Direction
from unlike.detection.calibration import peaks, per_year
from unlike.detection.panel import SignalPanel
from unlike.detection.scan import LENGTHS, WindowContrasts, contrasts, pulled_in, spread, standard
from unlike.detection.scores import DirectionalScore, scores, seen, weights
from unlike.detection.shift_types import DetectedSpell
from unlike.detection.signal_deviations import signal_deviations

_PEAKS: Final = 150
_APART: Final = 4  # days between two spells; nearer ones are one
_AROUND: Final = 45  # days to each side that are given as the usual
_OPEN: Final = 2  # a spell that ends so few days before the history does goes on
_LONGEST: Final = 60

_Window = tuple[int, int, Direction, float]


def detect_spells(person: SignalPanel, rate: float) -> tuple[DetectedSpell, ...]:
    """All spells that chance gives at most `rate` times a year, in all directions together, oldest first.

    Args:
        person: with lasting shifts taken out, told by usual days.
        rate: false spells a year that are put up with.
    """
    if not person.names or person.days.size < LENGTHS[0] + _AROUND:
        return ()
    found = contrasts(person.values, person.precision, person.usual)
    return tuple(_episode(person, window, found) for window in sorted(_windows(person, rate, found)))


def _windows(person: SignalPanel, bound: float, found: WindowContrasts) -> list[_Window]:
    """(first, last, direction, rate) of the windows below a rate, with their edges where the score is highest."""
    rough, weight = [], weights(person)
    for view, score in scores(found, person).items():
        for which, day, height in peaks(score, LENGTHS, _APART, _PEAKS):
            rate = per_year(height) / view.share
            if rate > bound:
                break
            rough.append((rate, day, day + LENGTHS[which] - 1, view))
    taken: list[_Window] = []
    for rate, first, last, view in sorted(rough, key=lambda one: one[:3]):
        low, high = _edges(person, view, weight, (first, last))
        if not any(low <= other[1] + _APART and high >= other[0] - _APART for other in taken):
            taken.append((low, high, view.direction, rate))
    return taken


def _edges(person: SignalPanel, view: DirectionalScore, weight: Floats, span: tuple[int, int]) -> tuple[int, int]:
    """The first and last day, moved to where the score is highest."""
    length = span[1] - span[0] + 1
    lengths = tuple(range(max(1, length // 2), min(_LONGEST, 2 * length + 1) + 1))
    low, high = max(span[0] - 3 * _LONGEST, 0), span[1] + 3 * _LONGEST
    near = slice(low, high)
    found = contrasts(person.values[:, near], person.precision[:, near], person.usual[near], lengths)
    score = seen(standard(found, spread(found)), found, person, view, weight)
    days = np.arange(score.shape[1]) + low
    touching = (days[None, :] <= span[1]) & (days[None, :] + np.array(lengths)[:, None] > span[0])
    best = np.where(touching, score, -np.inf)
    which, day = np.unravel_index(int(np.argmax(best)), best.shape)
    return _trimmed(person, int(days[day]), int(days[day]) + lengths[int(which)] - 1)


def _trimmed(person: SignalPanel, first: int, last: int) -> tuple[int, int]:
    """Without days at its ends on which nothing was written."""
    inside = np.flatnonzero(person.active[first : last + 1])
    return (first + int(inside[0]), first + int(inside[-1])) if inside.size else (first, last)


def _episode(person: SignalPanel, window: _Window, usual: WindowContrasts) -> DetectedSpell:
    """A window as an episode."""
    first, last, direction, rate = window
    days = np.arange(person.days.size)
    inside = ((days >= first) & (days <= last)).astype(np.float64)
    outside = ((days >= first - _AROUND) & (days <= last + _AROUND)).astype(np.float64) - inside
    length = last - first + 1
    found = usual
    if length not in usual.lengths:
        found = usual.beside(contrasts(person.values, person.precision, person.usual, (length,)))
    which = found.lengths.index(length)
    z = pulled_in(found.z[which, :, first] / spread(found)[which])
    day: list[date] = person.days.astype("datetime64[D]").tolist()
    return DetectedSpell(
        first=day[first],
        last=day[last],
        direction=direction,
        per_year=rate,
        deviations=signal_deviations(person, inside, outside, z),
        open_end=last >= np.flatnonzero(person.active)[-1] - _OPEN,
    )
