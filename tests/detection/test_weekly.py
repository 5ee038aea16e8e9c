from __future__ import annotations

from dataclasses import replace

import numpy as np

from synthetic_series import build_amount_panel, daily_series, white_noise
from unlike.core.series import SignalKind
from unlike.core.spans import IndexSpan
from unlike.detection.panel import build_panel
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
        weekly_means(build_amount_panel(values), IndexSpan(0, DAYS - 1))[0] for values in (quietly, spell, step)
    )
    assert np.abs(with_spell - plain)[:, 50:52].max() < 0.6
    assert np.abs(with_step[:, 60:].mean(axis=1) - with_step[:, :40].mean(axis=1) + 1.0).max() < 0.1


def test_a_week_with_what_most_weeks_lack_is_no_spell() -> None:
    rare = (np.random.default_rng(4).random(DAYS) < 0.04).astype(np.float64)
    share = replace(daily_series(rare, SignalKind.SHARE), noise=0.04 * 0.96)
    weeks, _ = weekly_means(build_panel([share]), IndexSpan(0, DAYS - 1))
    assert np.median(weeks) < 0.02
    assert weeks.mean() > 0.75 * rare.mean()


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
        gains = [
            gain_beyond_drift(*weekly_means(build_amount_panel(values), IndexSpan(0, DAYS - 1)), 52)
            for values in (step, drift)
        ]
        assert gains[0] > 25
        assert gains[1] < 20
