"""Which signals take part in a shift, in their own units."""

from __future__ import annotations

from math import erfc, sqrt

import numpy as np

from unlike.core.series import LOGARITHMIC, Floats, SignalKind
from unlike.detection.panel import SignalPanel
from unlike.detection.shift_types import SignalDeviation


def signal_deviations(person: SignalPanel, inside: Floats, outside: Floats, z: Floats) -> tuple[SignalDeviation, ...]:
    """Every signal that says something there, the furthest first.

    Args:
        person: the panel.
        inside: 1 for the shift's days, else 0; shape (d,).
        outside: the same for the days it is held against.
        z: standard scores, shape (s,).
    """
    found = [
        SignalDeviation(
            name, *_levels(person, row, inside, outside), z=float(z[row]), chance=erfc(abs(float(z[row])) / sqrt(2))
        )
        for row, name in enumerate(person.names)
        if (person.precision[row] * inside).any() and (person.precision[row] * outside).any()
    ]
    return tuple(sorted(found, key=lambda stray: stray.chance))


def _levels(person: SignalPanel, row: int, inside: Floats, outside: Floats) -> tuple[float, float]:
    """Usual and then, in the signal's unit."""
    usual, then = (
        float(np.average(person.values[row], weights=person.precision[row] * days)) for days in (outside, inside)
    )
    return _unscaled(usual, person.kinds[row]), _unscaled(then, person.kinds[row])


def _unscaled(value: float, kind: SignalKind) -> float:
    """Back from the scale of `Series.scaled`."""
    if kind in LOGARITHMIC:
        return float(np.exp(value))
    if kind is SignalKind.COUNT:
        return max(float(np.expm1(value)), 0.0)
    return min(max(value, 0.0), 1.0)
