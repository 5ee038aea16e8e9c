"""Deviations of each signal in a shift, in the signal's own unit."""

from __future__ import annotations

from math import erfc, sqrt

import numpy as np

from unlike.core.series import LOGARITHMIC, Floats, SignalKind
from unlike.detection.panel import SignalPanel
from unlike.detection.shift_types import SignalDeviation


def signal_deviations(
    person: SignalPanel, in_shift: Floats, around_shift: Floats, z: Floats
) -> tuple[SignalDeviation, ...]:
    """Deviations of every signal observed both in a shift and around it, the most unlikely first.

    Args:
        person: the panel.
        in_shift: 1 on days of the shift, else 0; shape (d,).
        around_shift: 1 on days that the shift is compared with, else 0; shape (d,).
        z: z-scores, shape (s,).
    """
    deviations = [
        SignalDeviation(
            name, *_mean_values(person, row, in_shift, around_shift), z=float(z[row]), chance=_two_sided(float(z[row]))
        )
        for row, name in enumerate(person.names)
        if (person.precision[row] * in_shift).any() and (person.precision[row] * around_shift).any()
    ]
    return tuple(sorted(deviations, key=lambda deviation: deviation.chance))


def _two_sided(z: float) -> float:
    """Two-sided p-value of a z-score."""
    return erfc(abs(z) / sqrt(2))


def _mean_values(person: SignalPanel, row: int, in_shift: Floats, around_shift: Floats) -> tuple[float, float]:
    """Weighted means of a signal outside of a shift and inside, in the signal's unit."""
    baseline, observed = (
        float(np.average(person.values[row], weights=person.precision[row] * days)) for days in (around_shift, in_shift)
    )
    return _in_signal_unit(baseline, person.kinds[row]), _in_signal_unit(observed, person.kinds[row])


def _in_signal_unit(value: float, kind: SignalKind) -> float:
    """Inverse of the scale of `Series.scaled`."""
    if kind in LOGARITHMIC:
        return float(np.exp(value))
    if kind is SignalKind.COUNT:
        return max(float(np.expm1(value)), 0.0)
    return min(max(value, 0.0), 1.0)
