"""What a history could have shown: the smallest drop that would be noticed in four of five cases."""

from __future__ import annotations

from typing import Final

import numpy as np

from unlike.core.types import Direction
from unlike.detection.calibration import score_at
from unlike.detection.panel import SignalPanel
from unlike.detection.scan import LENGTHS, contrasts, pulled_in, spread
from unlike.detection.scores import AGAINST, VIEWS, after_drop, weights

FACTORS: Final = (0.9, 0.8, 0.7, 0.6, 0.5, 0.4, 0.3, 0.2)
_NOTICED: Final = 0.8
_WINDOWS: Final = 120


def detectable_drop(person: SignalPanel, rate: float, length: int) -> float | None:
    """What is left of all cooler-directed habits at the smallest drop that is noticed in four of five windows.

    Args:
        person: with lasting shifts taken out, told by usual days.
        rate: false spells a year that are put up with.
        length: of the spell, one of `LENGTHS`, days.

    Returns:
        A factor of `FACTORS`; None where none of them would be noticed.
    """
    found = contrasts(person.values, person.precision, person.usual)
    which, spreads = LENGTHS.index(length), spread(found)
    starts = np.flatnonzero(found.valid[which])
    if starts.size == 0:
        return None
    starts = starts[:: max(1, starts.size // _WINDOWS)]
    z = pulled_in(found.z[which][:, starts] / spreads[which][:, None]) * person.polarity[:, None]
    (cooler,) = (view for view in VIEWS if view.direction is Direction.COOLER)
    wanted, weight = score_at(rate * cooler.share), weights(person)
    inside = np.lib.stride_tricks.sliding_window_view(person.precision, length, axis=1)[:, starts].sum(axis=-1)
    unit = np.sqrt(inside) / spreads[which][:, None]
    for factor in FACTORS:
        moved = np.array(
            [
                np.abs(
                    after_drop(person.level[s, starts], person.kinds[s], float(person.polarity[s]), factor)
                    - person.level[s, starts]
                )
                for s in range(len(person.names))
            ]
        )
        after = z + moved * unit
        if np.mean(weight @ np.maximum(after, AGAINST) >= wanted) >= _NOTICED:
            return factor
    return None
