"""Weights of a person's signals in a combined score: signals whose days are correlated count together once."""

from __future__ import annotations

from typing import Final

import numpy as np

from unlike.core.series import LOGARITHMIC, Floats, SignalKind
from unlike.detection.medians import row_medians
from unlike.detection.panel import SignalPanel

_DROP_FACTOR: Final = 0.6  # what is left of each habit after the drop that signals are weighted by
COUNT_POWER: Final = 2.0
"""Power of a count's expected score in its weight."""
OTHER_POWER: Final = 0.5
"""Power of any other signal's expected score in its weight."""
_CORRELATION_SHARE: Final = 0.5  # of correlations that weights allow for; all of them are too uncertain
_CORRELATION_SHRINKAGE: Final = 0.1  # of each correlation towards 0
_MAX_DAY_SCORE: Final = 3.0  # standard scores beyond which a day tells no more about correlations
_MIN_SHARED_DAYS: Final = 20  # days with values of two signals, below which they are taken as uncorrelated
_MIN_VARIANCE: Final = 1e-9
_MIN_EIGENVALUE: Final = 0.05  # of correlations; those of days that all signals share have 0.1 and more


def signal_weights(person: SignalPanel) -> Floats:
    """Weight of each signal's z-score in the combined score of this person, shape (s,); 0 without a direction.

    Fisher's discriminant (1936, Annals of Eugenics 7:179): what a drop to six tenths would move here, by the weight of
    the signal in anyone (`Series.weight`), against what the person's days move together anyway; none below 0. The
    expected standard score enters by its root, which keeps signals that tell less from vanishing when they alone
    change; that of counts by its square: volume tells much in those who write as much each day, and hardly anything in
    those who come and go. Scaled so that the weighted sum of a day's standard scores has variance 1.

    Args:
        person: the baseline.
    """
    expected = np.array([expected_day_score(person, row) for row in range(len(person.names))])
    power = np.array([COUNT_POWER if kind is SignalKind.COUNT else OTHER_POWER for kind in person.kinds])
    effect = person.weight * (expected / max(expected.max(initial=0.0), 1e-12)) ** power
    return discriminant_weights(effect, daily_correlations(person))


def discriminant_weights(effect: Floats, correlation: Floats) -> Floats:
    """Weights of correlated signals with expected effects, none below 0, their weighted sum of variance 1.

    Args:
        effect: shape (s,); a signal with effect 0 has no weight.
        correlation: shape (s, s).
    """
    used = effect > 0
    weights = np.zeros(effect.size)
    if not used.any():
        return weights
    among = correlation[np.ix_(used, used)]
    partial = (1 - _CORRELATION_SHARE) * np.eye(len(among)) + _CORRELATION_SHARE * among
    raw = np.maximum(np.linalg.solve(partial, effect[used]), 0.0)
    weights[used] = raw / np.sqrt(raw @ among @ raw)
    return weights


def daily_correlations(person: SignalPanel) -> Floats:
    """Correlations of the signals' deviations on baseline days, cooler as positive, shape (s, s), positive definite."""
    sign = np.where(person.polarity == 0, 1.0, person.polarity)[:, None]
    present = ((person.precision > 0) & person.baseline_days).astype(np.float64)
    scores = (person.values - person.level) * np.sqrt(person.precision)
    scores = np.clip(scores, -_MAX_DAY_SCORE, _MAX_DAY_SCORE) * sign * present
    shared_days = present @ present.T
    correlation = shrunk_correlations(scores @ scores.T / np.maximum(shared_days, 1.0))
    has_enough_days = (shared_days > _MIN_SHARED_DAYS) | np.eye(len(shared_days), dtype=bool)
    return positive_definite(np.where(has_enough_days, correlation, 0.0))


def positive_definite(correlation: Floats) -> Floats:
    """Valid correlations close to pairwise estimates, which need not be positive definite, each pair having other days.

    Eigenvalues are raised to a least one and the variances scaled back to 1 (the spectral method of Rebonato & Jäckel
    1999, Journal of Risk 2(2)); correlations that have no smaller one come back as they are.

    Args:
        correlation: shape (s, s), symmetric, 1 on the diagonal.
    """
    if not correlation.size:
        return correlation
    values, vectors = np.linalg.eigh(correlation)
    if values[0] >= _MIN_EIGENVALUE:
        return correlation
    adjusted = (vectors * np.maximum(values, _MIN_EIGENVALUE)) @ vectors.T
    deviation = np.sqrt(np.diag(adjusted))
    valid: Floats = adjusted / np.outer(deviation, deviation)
    np.fill_diagonal(valid, 1.0)
    return valid


def shrunk_correlations(products: Floats) -> Floats:
    """Correlations from mean products, shape (s, s), each shrunk a little towards 0."""
    deviation = np.sqrt(np.maximum(np.diag(products), _MIN_VARIANCE))
    correlation: Floats = products / np.outer(deviation, deviation) * (1 - _CORRELATION_SHRINKAGE)
    np.fill_diagonal(correlation, 1.0)
    return correlation


def level_after_drop(level: Floats, kind: SignalKind, polarity: float, factor: float) -> Floats:
    """Level after a habit cools to `factor` of itself, on the scale of `Series.scaled`."""
    if kind in LOGARITHMIC:
        shifted: Floats = level - polarity * np.log(factor)
        return shifted
    if kind is SignalKind.COUNT:
        fewer: Floats = np.log1p(factor * np.expm1(np.maximum(level, 0.0)))
        return fewer
    return level * factor if polarity < 0 else 1 - (1 - level) * factor


def expected_day_score(person: SignalPanel, row: int) -> float:
    """Expected standard score of one signal on one day after the drop; 0 for a signal without a direction."""
    present = person.precision[row] > 0
    if person.polarity[row] == 0 or not present.any():
        return 0.0
    level = row_medians(person.level[row][present])[None]
    change = level_after_drop(level, person.kinds[row], float(person.polarity[row]), _DROP_FACTOR) - level
    return float(np.abs(change)[0] * np.sqrt(row_medians(person.precision[row][present])))
