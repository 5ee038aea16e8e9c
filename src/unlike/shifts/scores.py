"""One number for a window: how far all its signals together stray towards cooler, towards warmer, or aside."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from unlike.series import LOGARITHMIC, Floats, Kind
from unlike.shifts.base import Towards
from unlike.shifts.panel import Panel
from unlike.shifts.scan import Contrasts, spread, standard


@dataclass(frozen=True, slots=True)
class View:
    """One way of summing the signals of a window.

    Attributes:
        towards: the direction.
        learnt: whether signals count for what they tell in anyone (`Series.tells`), else for what they do here alone.
        share: of the false spells that are put up with.
        against: a signal that strays the other way counts against by no more than this.
    """

    towards: Towards
    learnt: bool
    share: float
    against: float


VIEWS: Final = (
    View(Towards.COOLER, learnt=True, share=0.42, against=-1.0),
    View(Towards.COOLER, learnt=False, share=0.18, against=-0.5),
    View(Towards.WARMER, learnt=True, share=0.15, against=-1.0),
    View(Towards.WARMER, learnt=False, share=0.15, against=-0.5),
    View(Towards.OTHER, learnt=False, share=0.1, against=0.0),
)
"""What people have in common comes out best with what was learnt on many; what only this pair has, without it."""
_DROP: Final = 0.6  # the drop that signals are weighed by: to six tenths of the usual


def weights(person: Panel, *, learnt: bool = False) -> Floats:
    """What a standard score of each signal counts for in this person, shape (s,).

    How much a day of it can tell of a drop to six tenths here, relative to the best: a signal that is seldom there has
    little to lose. A matched filter would weigh by the expected standard score itself; its root keeps signals that
    tell less from vanishing when they alone change.

    Args:
        person: the baseline.
        learnt: weigh by what each tells in anyone as well, and by the person only as a fourth root.
    """
    told = np.array([_expected(person, row) for row in range(len(person.names))])
    best = told.max(initial=0.0)
    here: Floats = np.sqrt(told / best) if best > 0 else np.ones_like(told)
    return person.tells * np.sqrt(here) if learnt else here


def scores(found: Contrasts, person: Panel) -> dict[View, Floats]:
    """Every window's score in each view, shape (k, d); -inf where there is no window.

    Towards cooler and warmer it is a one-sided weighted sum of standard scores; aside, a sum of squares over the
    signals without a direction.

    Args:
        found: the windows.
        person: the baseline that signals are weighed by.
    """
    u = standard(found, spread(found))
    aside = (u[:, person.cooler == 0] ** 2).sum(axis=1)
    raw = {view: aside if view.towards is Towards.OTHER else directed(u, person, view) for view in VIEWS}
    return {view: np.where(found.valid, score, -np.inf) for view, score in raw.items()}


def directed(u: Floats, person: Panel, view: View) -> Floats:
    """The one-sided weighted sum of standard scores of shape (k, s, d)."""
    sign = person.cooler if view.towards is Towards.COOLER else -person.cooler
    weight = weights(person, learnt=view.learnt) * (sign != 0)
    total: Floats = np.einsum("s,ksd->kd", weight, np.maximum(u * sign[None, :, None], view.against))
    return total


def after_drop(level: Floats, kind: Kind, cooler: float, factor: float) -> Floats:
    """What a level becomes when the habit cools to `factor` of itself, on the scale of `Series.scaled`."""
    if kind in LOGARITHMIC:
        moved: Floats = level - cooler * np.log(factor)
        return moved
    if kind is Kind.COUNT:
        fewer: Floats = np.log1p(factor * np.expm1(np.maximum(level, 0.0)))
        return fewer
    return level * factor if cooler < 0 else 1 - (1 - level) * factor


def _expected(person: Panel, row: int) -> float:
    """Expected standard score of one day after the drop; 0 for a signal without a direction."""
    there = person.precision[row] > 0
    if person.cooler[row] == 0 or not there.any():
        return 0.0
    level = np.array([np.median(person.level[row][there])])
    change = after_drop(level, person.kinds[row], float(person.cooler[row]), _DROP) - level
    return float(np.abs(change)[0] * np.sqrt(np.median(person.precision[row][there])))
