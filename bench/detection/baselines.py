"""Claims of other methods on the same histories: weekly means, a window scan, change points, collective anomalies.

Run as a script by the Python of an environment that has ruptures and skchange: `baselines.py IN.npz OUT.json`.
Every method returns (first, last, strength) of the windows it would claim; the strength is the largest penalty at
which it still claims them.
"""

from __future__ import annotations

import json
import sys
import warnings
from itertools import pairwise
from multiprocessing import Pool
from pathlib import Path

import numpy as np

BASIC = ("messages", "length", "questions", "emoji", "short")
"""Daily log count, mean log words, share with a question, with a smiley, of at most three words."""
COOLER = np.array([-1.0, -1.0, -1.0, -1.0, 1.0])
LENGTHS = (1, 2, 3, 4, 5, 7, 10, 14, 21, 30, 45, 60)
FLANK, APART = 45, 4
ON_COUNTS = (0.05, 0.1, 0.2, 0.4, 0.7, 1.0, 1.5, 2.0, 3.0)
ON_ALL = (1.0, 1.5, 2.0, 3.0, 4.5, 7.0, 10.0, 15.0, 25.0, 40.0, 70.0, 120.0)
"""Penalties, in units of the usual one, wide enough for 0.1 to 1 claim a person-year."""
Claim = tuple[int, int, float]


def standardised_rows(values: np.ndarray) -> np.ndarray:
    """Robust z of each row; 0 where missing."""
    middle = np.nanmedian(values, axis=1, keepdims=True)
    spread = 1.4826 * np.nanmedian(np.abs(values - middle), axis=1, keepdims=True)
    spread = np.where(spread > 1e-9, spread, np.nanstd(values, axis=1, keepdims=True) + 1e-9)
    return np.nan_to_num(np.clip((values - middle) / spread, -10, 10))


def weekly_z(values: np.ndarray, _: np.ndarray) -> list[Claim]:
    """The week's mean of any row beyond so many deviations of the weeks' means."""
    weeks = values.shape[1] // 7
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", RuntimeWarning)
        means = np.nanmean(values[:, : weeks * 7].reshape(values.shape[0], weeks, 7), axis=2)
        z = (means - np.nanmean(means, axis=1, keepdims=True)) / (np.nanstd(means, axis=1, keepdims=True) + 1e-9)
    height = np.nanmax(np.nan_to_num(np.abs(z)), axis=0)
    return [(7 * week, 7 * week + 6, float(height[week])) for week in range(weeks)]


def window_scan(values: np.ndarray, weights: np.ndarray) -> list[Claim]:
    """Direction cooler, one-sided sum of squares: precision of a day, local level, own windows' spread."""
    rows = [_residual_precision(*row) for row in zip(values, weights, strict=True)]
    value, precision = np.array([row[0] for row in rows]), np.array([row[1] for row in rows])
    size = value.shape[1]
    best = []
    for length in LENGTHS:
        z, is_active = _window_scores(value, precision, length)
        spread = 1.4826 * np.median(np.abs(z[:, is_active]), axis=1) if is_active.any() else np.ones(len(z))
        score = (np.maximum(z / np.maximum(spread, 1.0)[:, None] * COOLER[:, None], 0) ** 2).sum(axis=0)
        score = np.where(is_active, score, -np.inf)
        best += [(float(score[day]), int(day), int(day) + length - 1) for day in np.argsort(-score)[:200]]
    return _separate_claims(best, size)


def _residual_precision(values: np.ndarray, weights: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    present = np.isfinite(values) & (weights > 0)
    value = np.where(present, values, 0.0)
    count = np.convolve(present, np.ones(91), "same")
    level = np.convolve(value, np.ones(91), "same") / np.maximum(count, 1)
    residual = np.where(present, value - level, 0.0)
    size = np.where(present, np.maximum(weights, 1), 1)
    inverse = 1 / size[present]
    slope = np.cov(residual[present] ** 2, inverse)[0, 1] / max(np.var(inverse), 1e-9) if inverse.size > 2 else 0.0
    noise = max(float(slope), 0.0)
    total = float(np.mean(residual[present] ** 2)) if present.any() else 1.0
    between = max(total - noise * float(np.mean(inverse)) if present.any() else 1.0, 0.05 * total, 1e-6)
    return residual, np.where(present, 1 / (noise / size + between), 0.0)


def _window_scores(value: np.ndarray, precision: np.ndarray, length: int) -> tuple[np.ndarray, np.ndarray]:
    size = value.shape[1]
    sums, mass = (np.cumsum(np.pad(part, ((0, 0), (1, 0))), axis=1) for part in (value * precision, precision))
    start = np.arange(size - length + 1)
    low, high = np.maximum(start - FLANK, 0), np.minimum(start + length + FLANK, size)
    inside_mass = mass[:, start + length] - mass[:, start]
    around = mass[:, high] - mass[:, low] - inside_mass
    total = sums[:, start + length] - sums[:, start]
    outside_sum = sums[:, high] - sums[:, low] - total
    comparable = (inside_mass > 0) & (around > 0)
    safe_inside, safe_around = np.where(comparable, inside_mass, 1), np.where(comparable, around, 1)
    z = np.where(
        comparable, (total / safe_inside - outside_sum / safe_around) / np.sqrt(1 / safe_inside + 1 / safe_around), 0.0
    )
    active = np.cumsum(np.pad((precision > 0).any(axis=0).astype(float), (1, 0)))
    return z, active[start + length] - active[start] >= max(1, length / 2)


def _separate_claims(candidates: list[tuple[float, int, int]], size: int) -> list[Claim]:
    claims: list[Claim] = []
    is_free = np.ones(size, bool)
    for height, first, last in sorted(candidates, reverse=True):
        if np.isfinite(height) and is_free[first : last + 1].all():
            claims.append((first, last, height))
            is_free[max(first - APART, 0) : last + APART + 1] = False
    return claims


def pelt_counts(values: np.ndarray, _: np.ndarray) -> list[Claim]:
    """ruptures PELT, L2, on the daily counts; segments of at most 60 days below both neighbours.

    A linear kernel is the same cost, searched in C.
    """
    import ruptures  # noqa: PLC0415 - only where it is installed

    series = standardised_rows(values[:1]).T
    search = ruptures.KernelCPD(kernel="linear", min_size=2).fit(series)
    return _by_penalty(
        lambda factor: _low_segments(search.predict(pen=3 * factor * np.log(len(series))), series), ON_COUNTS
    )


def _low_segments(breaks: list[int], series: np.ndarray) -> list[tuple[int, int]]:
    edges = [0, *breaks]
    means = [float(series[low:high].mean()) for low, high in pairwise(edges)]
    spans = list(pairwise(edges))
    return [
        (spans[index][0], spans[index][1] - 1)
        for index in range(1, len(spans) - 1)
        if spans[index][1] - spans[index][0] <= 60 and means[index] < min(means[index - 1], means[index + 1])
    ]


def capa_claims(values: np.ndarray, _: np.ndarray) -> list[Claim]:
    """skchange CAPA, L2, segments of 2 to 60 days, all five rows."""
    from skchange.detectors import CAPA  # noqa: PLC0415 - only where it is installed

    rows = standardised_rows(values).T

    def claims(factor: float) -> list[tuple[int, int]]:
        detector = CAPA(penalty_scale=factor, min_segment_length=2, max_segment_length=60)
        return [(int(first), int(end) - 1) for first, end in detector.fit(rows).predict_segment_anomalies(rows)]

    return _by_penalty(claims, ON_ALL)


def _by_penalty(claims, factors: tuple[float, ...]) -> list[Claim]:  # type: ignore[no-untyped-def]  # noqa: ANN001
    """Each window with the greatest penalty at which it is still claimed."""
    penalties: dict[tuple[int, int], float] = {}
    for factor in factors:
        for span in claims(factor):
            penalties[span] = factor
    return [(*span, factor) for span, factor in penalties.items()]


OWN = {"weekly mean, z": weekly_z, "plain window scan": window_scan}
INSTALLED = {"ruptures PELT, counts": pelt_counts, "skchange CAPA": capa_claims}


def main() -> None:
    histories = np.load(sys.argv[1])
    keys = sorted({key.rpartition("/")[0] for key in histories.files})
    rows = [(histories[f"{key}/values"], histories[f"{key}/weights"]) for key in keys]
    with Pool(2) as pool:
        claims = {
            name: dict(zip(keys, pool.starmap(method, rows, chunksize=4), strict=True))
            for name, method in INSTALLED.items()
        }
    Path(sys.argv[2]).write_text(json.dumps(claims, default=float), encoding="utf-8")


if __name__ == "__main__":
    main()
