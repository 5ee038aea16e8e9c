from __future__ import annotations

import numpy as np

from synthetic_series import build_amount_panel, white_noise
from unlike.core.spans import IndexSpan
from unlike.detection.weekly import WEEK_DAYS, gain_beyond_drift, weekly_means

DAYS = 728


def test_weeks_are_weighted_means() -> None:
    person = build_amount_panel(white_noise(1, days=DAYS))
    weeks, weight = weekly_means(person, IndexSpan(0, DAYS - 1))
    assert weeks.shape == weight.shape == (len(person.names), DAYS // WEEK_DAYS)
    first = np.average(person.values[0, :WEEK_DAYS], weights=person.precision[0, :WEEK_DAYS])
    assert abs(weeks[0, 0] - first) < 3 * weeks[0].std()


def test_a_spell_is_pulled_in_and_a_step_is_not() -> None:
    quietly = white_noise(2, days=DAYS)
    spell, step = quietly.copy(), quietly.copy()
    spell[:, 350:364] -= 1.0
    step[:, 350:] -= 1.0
    plain, with_spell, with_step = (
        weekly_means(build_amount_panel(one), IndexSpan(0, DAYS - 1))[0] for one in (quietly, spell, step)
    )
    assert np.abs(with_spell - plain)[:, 50:52].max() < 0.6
    assert np.abs(with_step[:, 60:].mean(axis=1) - with_step[:, :40].mean(axis=1) + 1.0).max() < 0.1


def test_empty_weeks_stay_empty() -> None:
    person = build_amount_panel(white_noise(3, days=DAYS))
    person.precision[:, 70:140] = 0.0
    weeks, weight = weekly_means(person, IndexSpan(0, DAYS - 1))
    assert not weight[:, 10:20].any()
    assert np.isfinite(weeks).all()


def test_a_step_tells_more_than_a_drift_and_a_drift_does_not() -> None:
    for seed in range(6):
        step, drift = white_noise(seed, days=DAYS), white_noise(seed, days=DAYS) + np.linspace(0, -0.6, DAYS)
        step[:, 364:] -= 0.3
        told = [
            gain_beyond_drift(*weekly_means(build_amount_panel(one), IndexSpan(0, DAYS - 1)), 52)
            for one in (step, drift)
        ]
        assert told[0] > 25
        assert told[1] < 20
