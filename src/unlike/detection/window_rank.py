"""Rank of one window of days among a person's other windows of the same length, and the power of that rank."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from unlike.core.series import Floats
from unlike.core.spans import IndexSpan
from unlike.core.types import Direction
from unlike.detection.message_likelihood import DayRatios
from unlike.detection.panel import SignalPanel
from unlike.detection.scan import WindowContrasts, standard_scores, window_contrasts, window_spread
from unlike.detection.scores import ScoreBasis, one_sided_score, score_of
from unlike.detection.signal_weights import level_after_drop

UNUSUAL_CHANCE: Final = 0.05
"""Chance up to which a window counts as unusual."""
_DROP_FACTOR: Final = 0.5  # what is left of each habit after the drop whose visibility is asked for
_MIN_WINDOWS: Final = 40  # other windows, below which nothing can be ranked


@dataclass(frozen=True, slots=True)
class WindowRank:
    """Rank of a window among all others of its length.

    Attributes:
        chance: share of windows, this one among them, that deviate as far in the same direction.
        visible_share: share of other windows in which a drop to half would have a chance of at most `UNUSUAL_CHANCE`.
    """

    chance: float
    visible_share: float


def rank_window(person: SignalPanel, span: IndexSpan, direction: Direction) -> WindowRank | None:
    """Rank a window of days among the person's other windows (conformal, as in `last_messages`).

    Args:
        person: panel without lasting shifts.
        span: the window.
        direction: cooler or warmer.

    Returns:
        None where the direction is neither, or too little was written on the days or on the others.
    """
    if direction is Direction.OTHER or not person.names or span.first < 0 or span.last >= person.days.size:
        return None
    windows = window_contrasts(
        person.values, person.precision, person.baseline_days, (span.days,), person.third_cumulants
    )
    starts = np.flatnonzero(windows.valid[0])
    others = starts[(starts > span.last) | (starts + span.days <= span.first)]
    if not windows.valid[0, span.first] or others.size < _MIN_WINDOWS:
        return None
    basis = ScoreBasis.of(person)
    score = _direction_scores(basis, windows, windows.z, direction)
    shifted_scores = windows.z + _drop_scores(person, span.days) * (1 if direction is Direction.COOLER else -1)
    dropped = _direction_scores(basis, windows, shifted_scores, direction, basis.likelihood.after_drop(_DROP_FACTOR))
    chance = (1 + np.count_nonzero(score[others] >= score[span.first])) / (1 + others.size)
    visible = np.mean(dropped[others] >= np.quantile(score[others], 1 - UNUSUAL_CHANCE))
    return WindowRank(float(chance), float(visible))


def _direction_scores(
    basis: ScoreBasis, windows: WindowContrasts, z: Floats, direction: Direction, window_days: DayRatios | None = None
) -> Floats:
    """Score of windows of one length towards cooler or warmer, shape (d,).

    Args:
        basis: of the person.
        windows: of one length, for their spread.
        z: the standard scores of the windows, shape (1, s, d).
        direction: cooler or warmer.
        window_days: the days as they are in the windows, where these are not as they are.
    """
    standard = standard_scores(replace(windows, z=z), window_spread(windows))
    score: Floats = one_sided_score(standard, basis.person, score_of(direction), basis.weights)[0]
    if direction is not Direction.COOLER:
        return score
    cooling = standard * basis.person.polarity[None, :, None]
    ratios = basis.likelihood.weighted_sum(windows.lengths, window_days=window_days)
    cooler: Floats = basis.cooler(score[None], cooling, ratios)[0]
    return cooler


def _drop_scores(person: SignalPanel, length: int) -> Floats:
    """Change of each window's standard scores by a drop, by first day, in standard errors, shape (s, d)."""
    sums = np.concatenate([np.zeros((len(person.names), 1)), np.cumsum(person.precision, axis=1)], axis=1)
    size = person.days.size
    window_precision = sums[:, np.minimum(np.arange(size) + length, size)] - sums[:, np.arange(size)]
    changes = [
        np.abs(level_after_drop(level, kind, float(polarity), _DROP_FACTOR) - level) * polarity
        if polarity
        else np.zeros(size)
        for level, kind, polarity in zip(person.level, person.kinds, person.polarity, strict=True)
    ]
    scores: Floats = np.array(changes) * np.sqrt(window_precision)
    return scores
