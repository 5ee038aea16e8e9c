"""Windows of a whole panel with their standard scores, computed once for everything that asks about the panel."""

from __future__ import annotations

from dataclasses import dataclass

from unlike.core.series import Floats
from unlike.detection.panel import SignalPanel
from unlike.detection.scan import LengthSpreads, WindowContrasts, standard_scores, window_contrasts


@dataclass(frozen=True, slots=True)
class PanelWindows:
    """All windows of `WINDOW_DAYS` of a panel of s signals over d days.

    Attributes:
        contrasts: the windows.
        length_spreads: of each length by itself.
        spread: of each length and signal, shape (k, s).
        scores: standard scores, shape (k, s, d).
    """

    contrasts: WindowContrasts
    length_spreads: LengthSpreads
    spread: Floats
    scores: Floats


def panel_windows(person: SignalPanel) -> PanelWindows:
    """Windows of a panel; baseline, spells and power ask for the same ones."""
    return person.value_of(_panel_windows)


def _panel_windows(person: SignalPanel) -> PanelWindows:
    contrasts = window_contrasts(
        person.values, person.precision, person.baseline_days, third_cumulants=person.third_cumulants
    )
    length_spreads = LengthSpreads.of(contrasts)
    spread = length_spreads.fitted()
    return PanelWindows(contrasts, length_spreads, spread, standard_scores(contrasts, spread))
