"""One number for a window: how far all its signals together stray towards cooler, towards warmer, or aside."""

from __future__ import annotations

from typing import Final

import numpy as np

from unlike.series import LOGARITHMIC, Floats, Kind
from unlike.shifts.base import Towards
from unlike.shifts.panel import Panel
from unlike.shifts.scan import Contrasts, spread, standard

BUDGET: Final = {Towards.COOLER: 0.6, Towards.WARMER: 0.3, Towards.OTHER: 0.1}
"""How the false spells that are put up with are shared out."""
_DROP: Final = 0.6  # the drop that signals are weighed by: to six tenths of the usual
_AGAINST: Final = -0.5  # a signal that strays the other way counts against by no more than this


def weights(person: Panel) -> Floats:
    """How much a day of each signal can tell of a drop to six tenths, as a root and relative to the best; shape (s,).

    A signal that is seldom there has little to lose: a matched filter would weigh by the expected standard score;
    its root keeps signals that tell less from vanishing when they alone change.
    """
    told = np.array([_expected(person, row) for row in range(len(person.names))])
    best = told.max(initial=0.0)
    return np.sqrt(told / best) if best > 0 else np.ones_like(told)


def scores(found: Contrasts, cooler: Floats, weight: Floats) -> dict[Towards, Floats]:
    """Every window's score in each direction, shape (k, d); -inf where there is no window.

    Towards cooler and warmer it is a one-sided weighted sum of standard scores; aside, a sum of squares over the
    signals without a direction.
    """
    u = standard(found, spread(found))
    signed = u * cooler[None, :, None]
    weight = weight * (cooler != 0)
    raw = {
        Towards.COOLER: np.einsum("s,ksd->kd", weight, np.maximum(signed, _AGAINST)),
        Towards.WARMER: np.einsum("s,ksd->kd", weight, np.maximum(-signed, _AGAINST)),
        Towards.OTHER: (u[:, cooler == 0] ** 2).sum(axis=1),
    }
    return {towards: np.where(found.valid, score, -np.inf) for towards, score in raw.items()}


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
