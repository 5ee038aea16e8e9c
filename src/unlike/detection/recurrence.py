"""Recurrence of spells: whether they come back more regularly than chance, and when the next one is due.

The onsets' vector strength at the best period (Rayleigh; Mardia & Jupp 2000) is compared with that of as many spells of
the same lengths placed at random, for which the best period is sought too.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

import numpy as np

from unlike.core.series import Floats
from unlike.core.spans import DateSpan
from unlike.detection.period_fit import fit_period, interval_half_width, likely_deviations, vector_strength

MIN_SPELLS: Final = 4
"""Spells below which nothing is said."""
_MAX_CHANCE: Final = 0.01
_NULL_DRAWS: Final = 2000
_NULL_DRAWS_AT_ONCE: Final = 250
_PERIOD_COUNT: Final = 160  # periods that are tried
_MIN_PERIOD_GAPS, _MAX_PERIOD_GAPS = 0.55, 1.6  # shortest and longest of them, in median gaps between onsets
_MIN_GAP_DAYS: Final = 2.0


@dataclass(frozen=True, slots=True)
class DetectedRecurrence:
    """Spells that come back.

    Attributes:
        period: days from onset to onset.
        between: 90 % interval of `period`.
        typical: median length of a spell, days.
        spells: number of spells.
        upcoming: 90 % prediction interval of the next onset.
        chance: p-value: how often spells placed at random are as regular.
    """

    period: float
    between: tuple[float, float]
    typical: int
    spells: int
    upcoming: tuple[date, date]
    chance: float


def detect_recurrence(spells: Sequence[DateSpan], history: DateSpan, seed: int = 0) -> DetectedRecurrence | None:
    """Recurrence of spells, or None where there are too few or chance would do.

    Args:
        spells: oldest first, not overlapping.
        history: all days that were read.
        seed: seed of the random placement.
    """
    if len(spells) < MIN_SPELLS:
        return None
    onsets = np.array([(spell.first - history.first).days for spell in spells], dtype=np.float64)
    lengths = np.array([spell.days for spell in spells], dtype=np.float64)
    rng = np.random.default_rng(seed)
    random_onsets = _random_onsets(lengths, float(history.days), rng)
    strength, period = (part[0] for part in _best_period(onsets[None, :]))
    null_strength = _null_strength(random_onsets, float(strength))
    chance = float((1 + np.count_nonzero(null_strength >= strength)) / (1 + _NULL_DRAWS))
    if chance > _MAX_CHANCE:
        return None
    fit = fit_period(onsets, float(period))
    deviations = likely_deviations(fit, float(null_strength[round(_NULL_DRAWS * (1 - _MAX_CHANCE))]), rng)
    period_error, next_error = (
        interval_half_width(deviations * error * fit.period) for error in (fit.period_error, fit.next_error)
    )
    upcoming, reach = history.first + timedelta(days=round(fit.next_onset)), max(1, math.ceil(next_error))
    return DetectedRecurrence(
        period=fit.period,
        between=(fit.period - period_error, fit.period + period_error),
        typical=int(np.median(lengths)),
        spells=len(spells),
        upcoming=(upcoming - timedelta(days=reach), upcoming + timedelta(days=reach)),
        chance=chance,
    )


def _random_onsets(lengths: Floats, days: float, rng: np.random.Generator) -> Floats:
    """Onsets of the same spells placed at random without overlap, shape (_NULL_DRAWS, n), rising."""
    free_days = max(days - lengths.sum(), 0.0)
    gaps = np.sort(rng.uniform(0, free_days, size=(_NULL_DRAWS, lengths.size)), axis=1)
    permuted = rng.permuted(np.tile(lengths, (_NULL_DRAWS, 1)), axis=1)
    onsets: Floats = np.floor(gaps) + np.cumsum(permuted, axis=1) - permuted
    return onsets


def _null_strength(random_onsets: Floats, strength: float) -> Floats:
    """Highest vector strengths of spells placed at random, rising; of the first of them where these say enough.

    Args:
        random_onsets: shape (_NULL_DRAWS, n), rising.
        strength: that of the spells; where chance reaches it too often, no more of them are tried.
    """
    strengths = np.empty(0)
    for first in range(0, _NULL_DRAWS, _NULL_DRAWS_AT_ONCE):
        strengths = np.append(strengths, _best_period(random_onsets[first : first + _NULL_DRAWS_AT_ONCE])[0])
        if 1 + np.count_nonzero(strengths >= strength) > _MAX_CHANCE * (1 + _NULL_DRAWS):
            break
    null_strength: Floats = np.sort(strengths)
    return null_strength


def _best_period(onsets: Floats) -> tuple[Floats, Floats]:
    """Highest vector strength and its period, days, for each row of onsets, shapes (rows,)."""
    gap = np.median(np.diff(onsets, axis=1), axis=1)
    factors = np.geomspace(_MIN_PERIOD_GAPS, _MAX_PERIOD_GAPS, _PERIOD_COUNT)
    periods = np.maximum(gap, _MIN_GAP_DAYS)[:, None] * factors[None, :]
    phase = 2 * np.pi * (onsets - onsets[:, :1])[:, :, None] / periods[:, None, :]
    strength = vector_strength(phase)
    best = np.argmax(strength, axis=1)
    rows = np.arange(onsets.shape[0])
    return strength[rows, best], periods[rows, best]
