"""Directional scores: how far all signals of a window together deviate towards cooler, warmer, or in another way.

Each score is on the scale of a standard normal number, for anybody: signals whose days are correlated count together
once. That is what lets one null rate serve everyone, see `calibration`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from unlike.core.series import Floats
from unlike.core.types import Direction
from unlike.detection.cooler_score import cooler_score
from unlike.detection.count_likelihood import count_log_ratios
from unlike.detection.message_likelihood import HabitLikelihood, habit_likelihood
from unlike.detection.panel import SignalPanel
from unlike.detection.scan import WindowContrasts, standard_scores, window_spread
from unlike.detection.signal_weights import daily_correlations, signal_weights


@dataclass(frozen=True, slots=True)
class DirectionalScore:
    """Score of windows in one direction.

    Attributes:
        direction: where the signals point.
        false_spell_share: share of the false spells that are put up with.
        null_sd: standard deviation of this score when nothing happened; measured, on real and on invented people.
        min_days: length of its shortest window.
    """

    direction: Direction
    false_spell_share: float
    null_sd: float = 1.0
    min_days: int = 1


DIRECTIONAL_SCORES: Final = (
    DirectionalScore(Direction.COOLER, 0.8),
    # One or two glad days, on which all habits rise at once, are no spell.
    DirectionalScore(Direction.WARMER, 0.15, null_sd=1.15, min_days=3),
    DirectionalScore(Direction.OTHER, 0.05, null_sd=1.25),
)
MIN_OPPOSING_SCORE: Final = -1.0
"""Least standard score of a signal in a combined score: one that deviates the other way counts no lower."""


def score_of(direction: Direction) -> DirectionalScore:
    """Score of a direction."""
    return next(view for view in DIRECTIONAL_SCORES if view.direction is direction)


@dataclass(frozen=True, slots=True)
class ScoreBasis:
    """Basis of the scores of a person's windows.

    Attributes:
        person: the baseline.
        weights: `signal_weights` of the person, shape (s,).
        likelihood: of the messages.
    """

    person: SignalPanel
    weights: Floats
    likelihood: HabitLikelihood

    @classmethod
    def of(cls, person: SignalPanel) -> ScoreBasis:
        """Basis of a person."""
        return cls(person, *person.value_of(_weights_and_likelihood))

    def scores(self, windows: WindowContrasts, day_range: slice = slice(None)) -> dict[DirectionalScore, Floats]:
        """Every window's score in each direction, shape (k, d); -inf where there is no window.

        Args:
            windows: windows over the days of `day_range`.
            day_range: consecutive days.
        """
        z = standard_scores(windows, window_spread(windows))
        return {view: self.score(z, windows, view, day_range) for view in DIRECTIONAL_SCORES}

    def score(
        self,
        z: Floats,
        windows: WindowContrasts,
        view: DirectionalScore,
        day_range: slice = slice(None),
        starts: slice = slice(None),
    ) -> Floats:
        """Score of every window in one direction, from standard scores of shape (k, s, d); see `scores`.

        Args:
            z: standard scores.
            windows: windows over the days of `day_range` that begin on those of `starts`.
            view: the direction.
            day_range: consecutive days.
            starts: consecutive days of these.
        """
        score = directional_score(z, windows, self.person, view, self.weights)
        if view.direction is not Direction.COOLER:
            return score
        cooling = z * self.person.polarity[None, :, None]
        return self.cooler(score, cooling, self.likelihood.weighted_sum(windows.lengths, day_range, starts))

    def cooler(self, day_score: Floats, cooling: Floats, message_ratios: Floats) -> Floats:
        """Score of windows towards cooler, shape (k, d).

        Args:
            day_score: their score by their days alone, shape (k, d).
            cooling: standard scores, cooler as positive, shape (k, s, d).
            message_ratios: `weighted_sum` of the likelihood, shape (k, d).
        """
        if self.likelihood.weight.size == 0:
            return day_score
        counts = count_log_ratios(cooling, self.person, self.weights) / self.likelihood.coherence
        return cooler_score(day_score, message_ratios + counts)


def _weights_and_likelihood(person: SignalPanel) -> tuple[Floats, HabitLikelihood]:
    likelihood = habit_likelihood(person.tallies, person.segments, person.baseline_days)
    return signal_weights(person), likelihood


def directional_scores(windows: WindowContrasts, person: SignalPanel) -> dict[DirectionalScore, Floats]:
    """Every window's score in each direction, shape (k, d); -inf where there is no window.

    Args:
        windows: the windows.
        person: the baseline that signals are weighted by.
    """
    return ScoreBasis.of(person).scores(windows)


def directional_score(
    z: Floats, windows: WindowContrasts, person: SignalPanel, view: DirectionalScore, weights: Floats
) -> Floats:
    """Every window's score in one direction from its days alone, shape (k, d); -inf where there is no window.

    Args:
        z: standard scores of the windows, shape (k, s, d).
        windows: the windows.
        person: the baseline.
        view: the direction.
        weights: `signal_weights` of the person, shape (s,).
    """
    undirected = view.direction is Direction.OTHER
    score = _undirected_score(z, person) if undirected else one_sided_score(z, person, view, weights)
    lengths = np.array(windows.lengths)[:, None]
    return np.where(windows.valid & (lengths >= view.min_days), score / view.null_sd, -np.inf)


def one_sided_score(z: Floats, person: SignalPanel, view: DirectionalScore, weights: Floats) -> Floats:
    """Weighted one-sided sum of standard scores of shape (k, s, d), shape (k, d)."""
    sign = person.polarity if view.direction is Direction.COOLER else -person.polarity
    total: Floats = np.einsum("s,ksd->kd", weights, np.maximum(z * sign[None, :, None], MIN_OPPOSING_SCORE))
    return total


def _undirected_score(z: Floats, person: SignalPanel) -> Floats:
    """Joint deviation of the signals without a direction: their chi-squared as a normal number, shape (k, d).

    Wilson & Hilferty 1931, PNAS 17:684.
    """
    undirected = person.polarity == 0
    size = int(np.count_nonzero(undirected))
    if size == 0:
        return np.full((z.shape[0], z.shape[2]), -np.inf)
    inverse = np.linalg.inv(daily_correlations(person)[np.ix_(undirected, undirected)])
    squared = np.maximum(np.einsum("ksd,st,ktd->kd", z[:, undirected], inverse, z[:, undirected]), 0.0)
    variance = 2 / (9 * size)
    normal: Floats = (np.cbrt(squared / size) - (1 - variance)) / np.sqrt(variance)
    return normal
