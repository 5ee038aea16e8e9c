"""Rank of the last sitting (or day) among a person's earlier ones that reached as many messages.

A conformal p-value (Vovk, Gammerman & Shafer 2005): ties count against us, and the score may be any.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from unlike.core.series import Floats
from unlike.core.types import Direction
from unlike.detection.signal_codes import WARMER
from unlike.detection.sitting_messages import Codes
from unlike.detection.sitting_scores import (
    CHANGE_PRIOR,
    MAX_WINDOW_MESSAGES,
    SittingScores,
    bayes_factors,
    onset_factors,
    onset_prior,
)

MIN_EARLIER_SITTINGS: Final = 19
"""Earlier sittings below which nothing can be said: the chance would be above one in twenty whatever was written."""
TARGET_EARLIER_SITTINGS: Final = 99
"""Earlier sittings from which on one in a hundred can be said."""
_MIN_SHORTENED: Final = 3  # messages to which a long sitting is cut where fewer than wanted were as long
_SHORTENING: Final = 0.8
PRECISION: Final = 1e-9
"""Relative difference within which two scores are equal."""


@dataclass(frozen=True, slots=True)
class SittingRank:
    """Rank of the messages of the last unit among those of earlier ones.

    Attributes:
        first: index of the first message that is compared.
        size: messages that are compared, the last ones of the unit.
        chance: share of units, the last one among them, that deviate as far.
        earlier: first message of the compared window in each earlier unit, shape (r,).
        as_far: earlier units that deviate as far.
        bare_chance: what the chance would be, had every one of the messages been a single word without any mark.
        direction: cooler or warmer.
    """

    first: int
    size: int
    chance: float
    earlier: Codes
    as_far: int
    bare_chance: float
    direction: Direction


def rank_last_unit(scores: SittingScores) -> SittingRank | None:
    """Rank the last unit's messages so far; None where there are fewer than `MIN_EARLIER_SITTINGS` to compare with."""
    last, end = scores.lengths.size - 1, int(scores.starts[-1] + scores.lengths[-1])
    reached = compared_length(scores)
    units, earlier_scores = scores.after(reached)
    earlier = units != last
    units, earlier_scores = units[earlier], earlier_scores[earlier]
    if units.size < MIN_EARLIER_SITTINGS:
        return None
    size = min(reached, MAX_WINDOW_MESSAGES)
    rows = slice(end - size, end)
    style, slowness = scores.evidence.style[rows][None], scores.evidence.slowness[rows][None]
    score = float(bayes_factors(style, slowness)[0])
    bare = float(bayes_factors(scores.evidence.bare[rows][None], slowness)[0])
    as_far = _as_far(earlier_scores, score)
    return SittingRank(
        first=end - size,
        size=size,
        chance=(1 + as_far) / (1 + units.size),
        earlier=scores.starts[units] + reached - size,
        as_far=as_far,
        bare_chance=(1 + _as_far(earlier_scores, bare)) / (1 + units.size),
        direction=_change_direction(style, slowness),
    )


def compared_length(scores: SittingScores) -> int:
    """Messages after which units are compared: the last unit's, or fewer where too few earlier ones were as long.

    Then the last messages of this one stand against the first ones of others: what a place and an answered message
    make of them is in the score.
    """
    length = int(scores.lengths[-1])
    earlier = scores.lengths[:-1]
    while length > _MIN_SHORTENED and np.count_nonzero(earlier >= length) < TARGET_EARLIER_SITTINGS:
        length = max(int(length * _SHORTENING), _MIN_SHORTENED)
    return length


def _as_far(scores: Floats, score: float) -> int:
    return int(np.count_nonzero(scores >= score * (1 - PRECISION)))


def _change_direction(style: Floats, slowness: Floats) -> Direction:
    """Direction of the kind of change that explains the messages best."""
    weight = onset_prior(style.shape[1])[:, None] * onset_factors(style, slowness)[0] * CHANGE_PRIOR
    by_change = weight.sum(axis=0)
    return Direction.WARMER if 2 * by_change[WARMER] > by_change.sum() else Direction.COOLER
