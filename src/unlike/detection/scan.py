"""Windows of days held against their flanks, and against this person's other windows of the same length."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from unlike.core.series import Floats
from unlike.detection.medians import row_medians
from unlike.detection.running_sums import RunningSums

LENGTHS: Final = (1, 2, 3, 4, 5, 7, 10, 14, 21, 30, 45, 60)
"""Window lengths that are scanned, days."""
_FLANK: Final = 45  # days to each side that a window is held against
_LEAST_FLANK: Final = 8  # of them with something written
_LEAST_ACTIVE: Final = 0.5  # part of a window's days that must say something
_CLIP: Final = 10.0  # beyond it one signal tells hardly more
_NOTHING: Final = 1e-9  # what rounding leaves of a difference of running sums


@dataclass(frozen=True, slots=True)
class WindowContrasts:
    """Every window of some lengths: how far each signal strays from its flanks.

    Attributes:
        lengths: days, shape (k,).
        z: standard scores, shape (k, s, d): [i, :, a] is the window of `lengths[i]` days from day a on; 0 where a
            signal says nothing there.
        valid: shape (k, d).
        usual: those of them that only have days that say what is usual, shape (k, d).
    """

    lengths: tuple[int, ...]
    z: Floats
    valid: NDArray[np.bool_]
    usual: NDArray[np.bool_]

    def beside(self, other: WindowContrasts) -> WindowContrasts:
        """With the windows of other lengths, in order of length."""
        lengths = (*self.lengths, *other.lengths)
        order = sorted(range(len(lengths)), key=lengths.__getitem__)
        z, valid, usual = (
            np.concatenate([getattr(self, part), getattr(other, part)])[order] for part in ("z", "valid", "usual")
        )
        return WindowContrasts(tuple(lengths[at] for at in order), z, valid, usual)


def contrasts(
    values: Floats, precision: Floats, usual: NDArray[np.bool_], lengths: tuple[int, ...] = LENGTHS
) -> WindowContrasts:
    """Weighted mean of each window minus that of the usual days of its flanks, in standard errors.

    Args:
        values: shape (s, d), see `Panel`; on an open end there is one flank.
        precision: shape (s, d).
        usual: which days say what is usual, shape (d,).
        lengths: days.
    """
    signals, size = values.shape
    sums, weights = _sums(values * precision), _sums(precision)
    usual_sums, usual_weights = _sums(values * precision * usual), _sums(precision * usual)
    written = np.asarray((precision > 0).any(axis=0), dtype=np.bool_)
    active, around_active = _sums(written.astype(np.float64)), _sums((written & usual).astype(np.float64))
    strange = _sums((~usual).astype(np.float64))
    z = np.zeros((len(lengths), signals, size))
    valid = np.zeros((len(lengths), size), dtype=bool)
    plain = np.zeros((len(lengths), size), dtype=bool)
    for i, length in enumerate(lengths):
        count = max(size - length + 1, 0)
        inside, outside = _inside(weights, length, count), _flanks(usual_weights, length, count)
        known = (inside > 0) & (outside > _NOTHING)
        safe_in, safe_out = np.where(known, inside, 1.0), np.where(known, outside, 1.0)
        difference = _inside(sums, length, count) / safe_in - _flanks(usual_sums, length, count) / safe_out
        z[i, :, :count] = np.where(known, difference / np.sqrt(1 / safe_in + 1 / safe_out), 0.0)
        enough = _inside(active, length, count) >= max(_LEAST_ACTIVE * length, 1)
        valid[i, :count] = enough & (_flanks(around_active, length, count) >= _LEAST_FLANK)
        plain[i, :count] = _inside(strange, length, count) == 0
    return WindowContrasts(lengths, z, valid, plain)


def spread(found: WindowContrasts) -> Floats:
    """The robust spread of this person's usual windows, by length and signal, shape (k, s); at least 1.

    Days are alike, so that longer windows stray more than their number of days says; a power law in the length is
    fitted to the median absolute deviations, because there are few long windows.

    Args:
        found: of the person's own days.
    """
    use = found.valid & found.usual
    lengths = np.log(np.array(found.lengths, dtype=np.float64))
    raw = np.ones((len(found.lengths), found.z.shape[1]))
    count = np.ones(len(found.lengths))
    for i, length in enumerate(found.lengths):
        windows = found.z[i][:, use[i]]
        if windows.shape[1] > 3:
            raw[i] = 1.4826 * row_medians(np.abs(windows))
            count[i] = windows.shape[1] / length  # independent ones
    weight = np.sqrt(count)
    centre = np.average(lengths, weights=weight)
    logs = np.log(np.maximum(raw, 0.5))
    middle = np.average(logs, axis=0, weights=weight)
    slope = ((lengths - centre) * weight) @ (logs - middle) / max(float(weight @ (lengths - centre) ** 2), 1e-9)
    fitted = np.exp(middle + np.outer(lengths - centre, np.clip(slope, 0.0, 0.5)))
    result: Floats = np.maximum(fitted, 1.0)
    return result


def standard(found: WindowContrasts, spreads: Floats) -> Floats:
    """The windows' scores in units of this person's own spread, shape (k, s, d); far ones grow as logarithms do."""
    return pulled_in(found.z / spreads[:, :, None])


def pulled_in(scores: Floats) -> Floats:
    """Scores of any shape, of which those beyond `_CLIP` grow as logarithms do."""
    result: Floats = np.clip(scores, -_CLIP, _CLIP) + 0.0  # no negative zeros
    far = np.abs(scores) > _CLIP
    if far.any():  # logarithms of everything would cost more than all else
        beyond = scores[far]
        result[far] += np.sign(beyond) * np.log1p(np.abs(beyond) - _CLIP)
    return result


def _sums(values: Floats) -> RunningSums:
    """Running sums that reach to the flanks of the first and the last window."""
    return RunningSums.of(values, _FLANK)


def _inside(sums: RunningSums, length: int, count: int) -> Floats:
    """Sums of the first `count` windows of a length, shape (..., count)."""
    return sums.before(length, count) - sums.before(0, count)


def _flanks(sums: RunningSums, length: int, count: int) -> Floats:
    """Sums of the days around the first `count` windows of a length, shape (..., count)."""
    after = sums.before(length + _FLANK, count) - sums.before(length, count)
    return after + sums.before(0, count) - sums.before(-_FLANK, count)
