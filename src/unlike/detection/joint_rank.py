"""Rank of the last sitting and of its day up to there, together, among those of earlier sittings.

The rarer of the two ranks of each sitting is ranked itself, so that the choice costs only what it costs in earlier
sittings: a permutation test on the smallest p-value (Westfall & Young 1993, Resampling-Based Multiple Testing).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from unlike.core.series import Floats
from unlike.detection.sitting_messages import Codes
from unlike.detection.sitting_rank import PRECISION, TARGET_EARLIER_SITTINGS, compared_length
from unlike.detection.sitting_scores import MAX_WINDOW_MESSAGES, SittingScores

_DAY_WEIGHT: Final = 2.0
"""How many times as rare the day must be as the sitting to count in its place."""
_DAY_LENGTHS: Final = np.unique(np.geomspace(1, 500, 40).astype(np.int64))
"""Messages of a day up to a sitting at which days are compared."""


@dataclass(frozen=True, slots=True)
class JointRank:
    """Rank of the last sitting and its day.

    Attributes:
        chance: share of sittings, the last one among them, of which the sitting or its day up to there is as rare.
        bare_chance: what the chance would be, had every message been a single word without any mark.
        by_day: the day is the rarer one.
    """

    chance: float
    bare_chance: float
    by_day: bool


def joint_rank(sittings: SittingScores, days: SittingScores) -> JointRank:
    """Rank the last sitting and its day together.

    Args:
        sittings: scores of all sittings; the last one is looked at as it is.
        days: of the days of the same messages.
    """
    reached = compared_length(sittings)
    units, scores = sittings.after(reached)
    size, end = min(reached, MAX_WINDOW_MESSAGES), sittings.evidence.slowness.size
    ends = np.append(sittings.starts[units[:-1]] + reached, end)
    scores = np.append(scores[:-1], sittings.window_scores(np.array([end - size]), size))
    alone = _tail_shares(scores, scores)
    alone_bare = _tail_shares(sittings.bare_scores(np.array([end - size]), size), scores[:-1], counts_itself=True)
    of_day, of_day_bare = _day_shares(sittings.starts[units], ends, days)
    rarest = np.minimum(alone, _DAY_WEIGHT * of_day)
    bare = min(float(alone_bare[0]), _DAY_WEIGHT * of_day_bare)
    return JointRank(
        chance=_rarity_chance(rarest[:-1], float(rarest[-1])),
        bare_chance=_rarity_chance(rarest[:-1], bare),
        by_day=bool(_DAY_WEIGHT * of_day[-1] < alone[-1]),
    )


def _day_shares(starts: Codes, ends: Codes, days: SittingScores) -> tuple[Floats, float]:
    """Tail shares of the days up to the ends of sittings; and of the last one, had it been bare from first to last.

    A sitting that is the first of its day says nothing else than its day, and has 1.

    Args:
        starts: first messages of sittings, the last one's last.
        ends: messages at which they are looked at, exclusive.
        days: scores of the days.
    """
    day_starts = days.starts[np.searchsorted(days.starts, ends - 1, side="right") - 1]
    shares, bare_share, later = np.ones(ends.size), 1.0, starts > day_starts
    usable = [length for length in _DAY_LENGTHS if np.count_nonzero(days.lengths >= length) > TARGET_EARLIER_SITTINGS]
    lengths = np.array(usable or [1])
    compared = lengths[np.searchsorted(lengths, ends - day_starts, side="right") - 1]
    for length in np.unique(compared[later]):
        rows = np.flatnonzero(later & (compared == length))
        size = min(int(length), MAX_WINDOW_MESSAGES)
        among = days.after(int(length))[1]
        shares[rows] = _tail_shares(days.window_scores(ends[rows] - size, size), among, counts_itself=True)
        if later[-1] and compared[-1] == length:
            bare_share = float(_tail_shares(days.bare_scores(ends[-1:] - size, size), among, counts_itself=True)[0])
    return shares, bare_share


def _tail_shares(scores: Floats, sample: Floats, *, counts_itself: bool = False) -> Floats:
    """Share of some scores that are as large as each; ties count.

    Args:
        scores: shape (n,).
        sample: shape (m,).
        counts_itself: the score itself is not among them and counts as one more.
    """
    smaller = np.searchsorted(np.sort(sample), scores * (1 - PRECISION), side="left")
    shares: Floats = (sample.size - smaller + counts_itself) / (sample.size + counts_itself)
    return shares


def _rarity_chance(earlier: Floats, last: float) -> float:
    """Share of the earlier values, and the last one, that are as rare as the last."""
    return float((1 + np.count_nonzero(earlier <= last * (1 + PRECISION))) / (1 + earlier.size))
