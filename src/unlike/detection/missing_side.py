"""Missing sides: runs of days without a single message of one side, far too long for chance.

They are missing data and no coolness.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Final

import numpy as np

from unlike.core.series import Floats
from unlike.detection.joint_drops import MIN_CLEAR_DEVIATIONS
from unlike.detection.shift_types import ChannelSpan
from unlike.detection.volume_history import usual_volume, weekly_dispersion

_MIN_RUN_DAYS: Final = 5
_MIN_DAYS_BEFORE: Final = 28
_REFERENCE_DAYS: Final = 60  # before a run, that the usual volume is estimated from
_RECENT_DAYS: Final = 21  # before a run, in which the side still wrote
_MIN_OTHER_SHARE: Final = 0.1  # of their usual volume that another side writes meanwhile


def missing_sides(counts: Floats) -> Iterator[ChannelSpan]:
    """Runs of days without a message of the person or, in a pair, of the other side.

    Args:
        counts: messages a day, shape (p, d), the person first.
    """
    sides, size = counts.shape
    for side in range(2 if sides == 2 else 1):
        writing_days = np.flatnonzero(counts[side])
        for before, after in pairwise([*writing_days.tolist(), size]):
            first, days = before + 1, after - before - 1
            if days >= _MIN_RUN_DAYS and first >= _MIN_DAYS_BEFORE and _is_missing(counts, side, first, after):
                remaining = np.ones(sides)
                remaining[side] = 0.0
                yield ChannelSpan(first, after - 1, tuple(remaining.tolist()), side)


def _is_missing(counts: Floats, side: int, first: int, end: int) -> bool:
    """Whether no message of a side from one day to before another is no chance, while another side writes."""
    days = end - first
    reference = counts[:, max(first - _REFERENCE_DAYS, 0) : first]
    recent = reference[:, -_RECENT_DAYS:].mean(axis=1)
    if recent[side] * days < MIN_CLEAR_DEVIATIONS**2:
        return False  # too short for somebody who writes so little, whatever the weeks before say
    usual_messages = np.minimum(usual_volume(reference), recent)
    others_write = np.delete(counts[:, first:end].sum(axis=1) > _MIN_OTHER_SHARE * usual_messages * days, side)
    is_clear = usual_messages[side] * days >= MIN_CLEAR_DEVIATIONS**2 * weekly_dispersion(reference)[side]
    return bool(is_clear and others_write.any())
