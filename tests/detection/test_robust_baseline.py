from __future__ import annotations

import numpy as np

from synthetic_series import build_amount_panel, white_noise
from unlike.detection.robust_baseline import robust_baseline
from unlike.detection.scan import window_contrasts, window_spread


def test_a_quiet_history_is_told_by_nearly_all_its_days() -> None:
    usual = robust_baseline(build_amount_panel(white_noise(21))).baseline_days
    assert usual.mean() > 0.97


def test_the_days_of_a_spell_have_no_say() -> None:
    values = white_noise(22)
    values[:, 300:307] -= 0.9
    person = build_amount_panel(values)
    told = robust_baseline(person)
    assert not told.baseline_days[300:307].any()
    assert told.baseline_days.mean() > 0.95
    assert (told.values == person.values).all()
    assert np.median(told.precision) > np.median(person.precision)
    assert abs(told.level[:, 310] - 2.0).mean() < abs(person.level[:, 310] - 2.0).mean()


def test_flanks_and_spread_rest_on_usual_days() -> None:
    rng = np.random.default_rng(23)
    values, precision = rng.standard_normal((2, 300)), np.ones((2, 300))
    usual = np.ones(300, dtype=bool)
    usual[150:170] = False
    values[:, 150:170] -= 8
    found = window_contrasts(values, precision, usual, (5,))
    flank = np.zeros(300, dtype=bool)
    flank[75:170] = True  # 45 days to each side
    flank[120:125] = flank[150:170] = False
    by_hand = values[:, 120:125].mean(axis=1) - values[:, flank].mean(axis=1)
    error = np.sqrt(1 / 5 + 1 / np.count_nonzero(flank))
    np.testing.assert_allclose(found.z[0, :, 120], by_hand / error)
    assert found.baseline[0, 145]
    assert not found.baseline[0, 146]
    every = window_contrasts(values, precision, np.ones(300, dtype=bool), (5,))
    assert (window_spread(found) < window_spread(every)).all()


def test_what_is_often_so_is_no_exception() -> None:
    values = white_noise(24)
    for first in range(20, 700, 14):
        values[:, first : first + 7] -= 1.5
    assert robust_baseline(build_amount_panel(values)).baseline_days.mean() >= 0.6


def test_a_short_history_needs_all_its_days() -> None:
    values = white_noise(25, days=360)
    values[:, 60:65] -= 1.5
    assert robust_baseline(build_amount_panel(values)).baseline_days.all()
