"""Windows of a panel are those of its values; whoever asks about the same panel gets the same ones."""

from __future__ import annotations

import numpy as np

from synthetic_series import build_amount_panel, white_noise
from unlike.detection import SignalPanel
from unlike.detection.panel_windows import panel_windows
from unlike.detection.scan import standard_scores, window_contrasts, window_spread


def is_of(person: SignalPanel) -> bool:
    """Whether the windows of a panel are what its own values give."""
    windows = panel_windows(person)
    contrasts = window_contrasts(
        person.values, person.precision, person.baseline_days, third_cumulants=person.third_cumulants
    )
    spread = window_spread(contrasts)
    assert (windows.contrasts.z == contrasts.z).all()
    assert (windows.spread == spread).all()
    return bool((windows.scores == standard_scores(contrasts, spread)).all())


def test_they_are_computed_once_for_one_panel() -> None:
    person = build_amount_panel(white_noise(31))
    assert is_of(person)
    assert panel_windows(person) is panel_windows(person)


def test_a_panel_with_other_baseline_days_has_windows_of_its_own() -> None:
    person = build_amount_panel(white_noise(32))
    before = panel_windows(person)
    days = np.ones(person.days.size, dtype=np.bool_)
    days[100:160] = False
    other = person.with_baseline_days(days)
    assert is_of(other)
    assert panel_windows(other) is not before
    assert (panel_windows(other).contrasts.baseline != before.contrasts.baseline).any()
    assert is_of(person)
