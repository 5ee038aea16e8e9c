"""Rank of the last messages of a person among comparable earlier ones of their own.

A conformal p-value (Vovk, Gammerman & Shafer 2005): the last run of messages and the earlier runs are scored alike, by
their ranks signal by signal, weighted as in `signal_weights.discriminant_weights`; the chance is the last run's place
among all. Runs do not overlap, lie within the last year where there are enough, and stand at the same hour and pace; a
run that opens a day is compared with others that do.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from unlike.core.series import LOGARITHMIC, Floats
from unlike.core.types import Direction
from unlike.detection.earlier_runs import MessageMatrix, earlier_runs
from unlike.detection.medians import row_medians
from unlike.detection.shift_types import SignalDeviation
from unlike.detection.signal_weights import discriminant_weights, shrunk_correlations

MIN_RUN_MESSAGES: Final = 3
"""Messages of a run, at least."""
MAX_RUN_MESSAGES: Final = 20
"""Messages of a run, at most."""
MIN_EARLIER_RUNS: Final = 19
"""Earlier runs below which nothing is said."""
_WARM_SCORE_FACTOR: Final = 0.6  # of a warm run's score beside a cool one's
_SCORE_PRECISION: Final = 1e-9


@dataclass(frozen=True, slots=True)
class LastMessagesRank:
    """Rank of the last run among the earlier ones.

    Attributes:
        size: messages in the run.
        chance: share of runs, the last one among them, that deviate as far; at least 1 / (runs + 1).
        runs: number of earlier runs.
        direction: cooler or warmer.
        deviations: every signal with a value, the furthest first; baseline and observed values are run means.
    """

    size: int
    chance: float
    runs: int
    direction: Direction
    deviations: tuple[SignalDeviation, ...]


def rank_last_messages(messages: MessageMatrix, size: int) -> LastMessagesRank | None:
    """Rank the last `size` messages among earlier runs of as many.

    Returns:
        None where there are fewer than `MIN_EARLIER_RUNS` earlier runs of the same kind.
    """
    ends = earlier_runs(messages, size)
    if ends.size < MIN_EARLIER_RUNS:
        return None
    ends = np.concatenate([ends, [messages.seconds.size - 1]])
    means = _run_means(messages.values, ends, size)
    present = np.isfinite(means)
    varies = np.where(present, means, 0.0).std(axis=0) > 0
    columns = np.flatnonzero(present[-1] & varies & (present.sum(axis=0) > MIN_EARLIER_RUNS))
    z = _normal_scores(means[:, columns])
    score, direction = _run_scores(z, messages, columns)
    as_far = int(np.count_nonzero(score >= score[-1] - _SCORE_PRECISION))
    return LastMessagesRank(
        size=size,
        chance=as_far / score.size,
        runs=score.size - 1,
        direction=direction,
        deviations=_deviations(means[:, columns], z[-1], messages, columns),
    )


def _run_means(values: Floats, ends: NDArray[np.int64], size: int) -> Floats:
    """Means of runs, shape (runs, s); NaN where a run has no value."""
    runs = values[ends[:, None] - np.arange(size)[None, :]]
    present = np.isfinite(runs)
    count = present.sum(axis=1)
    total = np.where(present, runs, 0.0).sum(axis=1)
    means: Floats = np.divide(total, count, out=np.full_like(total, np.nan), where=count > 0)
    return means


def _run_scores(z: Floats, messages: MessageMatrix, columns: NDArray[np.int64]) -> tuple[Floats, Direction]:
    """One score for each run from its normal scores, shape (runs,), and the direction of the last run."""
    polarity = messages.polarity[columns]
    cooler = z * polarity
    correlation = shrunk_correlations(cooler.T @ cooler / len(cooler))
    cool = cooler @ discriminant_weights(messages.weight[columns] * (polarity != 0), correlation)
    warm = -cool * _WARM_SCORE_FACTOR
    return np.maximum(cool, warm), Direction.COOLER if cool[-1] >= warm[-1] else Direction.WARMER


def _normal_scores(means: Floats) -> Floats:
    """Mid-ranks as normal scores, column by column, shape (runs, s); 0 where a run has no value."""
    scores = np.zeros_like(means)
    for s in range(means.shape[1]):
        present = np.isfinite(means[:, s])
        column = means[present, s]
        ordered = np.sort(column)
        middle = (np.searchsorted(ordered, column) + np.searchsorted(ordered, column, side="right")) / 2
        scores[present, s] = _normal_quantile(middle / ordered.size)
    return scores


def _normal_quantile(share: Floats) -> Floats:
    """Normal quantiles by Tukey's lambda approximation, good to 0.02 within ±3."""
    safe = np.clip(share, 1e-4, 1 - 1e-4)
    quantile: Floats = 4.91 * (safe**0.14 - (1 - safe) ** 0.14)
    return quantile


def _deviations(
    means: Floats, z: Floats, messages: MessageMatrix, columns: NDArray[np.int64]
) -> tuple[SignalDeviation, ...]:
    """Deviation of each signal in the last run, the furthest first.

    Args:
        means: of the runs, shape (runs, s).
        z: normal scores of the last run, shape (s,).
        messages: the messages.
        columns: indices of the s signals among those of the messages.
    """
    deviations = []
    for s, column in enumerate(columns):
        present = means[np.isfinite(means[:, s]), s]
        last = present[-1]
        share = min(np.count_nonzero(present <= last), np.count_nonzero(present >= last)) / present.size
        if messages.kinds[column] in LOGARITHMIC:
            baseline, observed = float(np.exp(row_medians(present))), float(np.exp(last))
        else:
            baseline, observed = float(present.mean()), float(last)
        chance = min(1.0, 2 * float(share))
        deviations.append(SignalDeviation(messages.names[column], baseline, observed, float(z[s]), chance))
    return tuple(sorted(deviations, key=lambda deviation: -abs(deviation.z)))
