"""Selection of baseline days. Days inside a strong anomaly are left out, so that anomalies do not mask each other.

In a history with many spells each one would otherwise be hidden by the others: they widen the spread, move the level,
and raise the correlations between signals (masking; Pearson & Chandra Sekar 1936, Biometrika 28:308).
"""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from unlike.core.types import Direction
from unlike.detection.calibration import separate_peaks
from unlike.detection.panel import SignalPanel
from unlike.detection.panel_windows import panel_windows
from unlike.detection.scan import WINDOW_DAYS
from unlike.detection.scores import DIRECTIONAL_SCORES, directional_score
from unlike.detection.signal_weights import signal_weights

_MIN_ANOMALY_SCORE: Final = 3.3
"""Score from which the days of a window are left out."""
_MIN_BASELINE_SHARE: Final = 0.6
"""Share of days that must be left; what fills more of a history is no anomaly."""
_MAX_ANOMALY_DAYS: Final = 45
"""Days of a window that is left out; longer ones are a period of their own."""
_MAX_ANOMALIES: Final = 40
"""Windows that are left out, in each direction."""
_MIN_HISTORY_DAYS: Final = 365
"""Days of a history below which all of them are needed for the baseline."""
_MAX_ROUNDS: Final = 3
"""Rounds of selection: without the highest spells, lower ones come to light."""


def robust_baseline(person: SignalPanel) -> SignalPanel:
    """Panel with a baseline of the days on which nothing stands out; unchanged where the history is short.

    Args:
        person: panel without lasting shifts.
    """
    if person.days.size < _MIN_HISTORY_DAYS:
        return person
    for _ in range(_MAX_ROUNDS):
        days = _baseline_days(person)
        if days.mean() < _MIN_BASELINE_SHARE or (days == person.baseline_days).all():
            break
        person = person.with_baseline_days(days)
    return person


def _baseline_days(person: SignalPanel) -> NDArray[np.bool_]:
    """Days outside of all windows that stand out as cooler or as warmer, shape (d,)."""
    selected = np.ones(person.days.size, dtype=np.bool_)
    windows, weights = panel_windows(person), signal_weights(person)
    for view in DIRECTIONAL_SCORES:
        if view.direction is Direction.OTHER:
            continue
        score = directional_score(windows.scores, windows.contrasts, person, view, weights)
        for peak in separate_peaks(score, WINDOW_DAYS, 0, _MAX_ANOMALIES):
            if peak.score < _MIN_ANOMALY_SCORE:
                break
            if WINDOW_DAYS[peak.length_index] <= _MAX_ANOMALY_DAYS:
                selected[peak.day : peak.day + WINDOW_DAYS[peak.length_index]] = False
    return selected
