"""Which days say what is usual for a person: those of what stands out have no say in it.

A history with many spells would otherwise hide each of them behind the others: they widen the spread, move the level,
and make habits seem to go together (masking; Pearson & Chandra Sekar 1936, Biometrika 28:308).
"""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from unlike.core.types import Direction
from unlike.detection.calibration import peaks
from unlike.detection.panel import SignalPanel
from unlike.detection.scan import LENGTHS, contrasts, spread, standard
from unlike.detection.scores import VIEWS, seen, weights

_OUT: Final = 3.3
"""Score from which the days of a window have no say."""
_LEAST_LEFT: Final = 0.6
"""Part of the days that must be left; more is no exception any more."""
_LONGEST: Final = 45
"""Days of a window beyond which it is a time of its own, and not an exception."""
_MOST: Final = 40
_LEAST_DAYS: Final = 365
"""Days of a history below which all of them are needed to say what is usual."""
_ROUNDS: Final = 3
"""How often what is usual is told anew: without the highest spells, lower ones come to light."""


def robust_baseline(person: SignalPanel) -> SignalPanel:
    """The same, with what is usual told by the days on which nothing stands out.

    Args:
        person: with lasting shifts taken out.
    """
    if person.days.size < _LEAST_DAYS:
        return person
    for _ in range(_ROUNDS):
        usual = _usual(person)
        if usual.mean() < _LEAST_LEFT or (usual == person.usual).all():
            break
        person = person.told_by(usual)
    return person


def _usual(person: SignalPanel) -> NDArray[np.bool_]:
    """Days outside of all windows that stand out as cooler or as warmer, shape (d,)."""
    usual = np.ones(person.days.size, dtype=np.bool_)
    found = contrasts(person.values, person.precision, person.usual)
    u, weight = standard(found, spread(found)), weights(person)
    for view in (view for view in VIEWS if view.direction is not Direction.OTHER):
        for which, day, height in peaks(seen(u, found, person, view, weight), LENGTHS, 0, _MOST):
            if height < _OUT:
                break
            if LENGTHS[which] <= _LONGEST:
                usual[day : day + LENGTHS[which]] = False
    return usual
