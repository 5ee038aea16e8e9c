"""Message tallies behind the signals of a panel."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from synthetic_series import message_series
from unlike.core.series import MAX_UNITS
from unlike.detection.message_tallies import message_tallies


def test_shares_and_amounts_with_a_weight_are_counted() -> None:
    signals = message_series(1, 60)
    tallies = message_tallies(signals, 60)
    assert tallies.share_weight.tolist() == [1.0, 1.0]
    assert tallies.amount_weight.tolist() == [0.4]
    assert tallies.histograms.shape == (1, 60, MAX_UNITS)
    assert tallies.messages[0] == pytest.approx(signals[0].weights)
    assert tallies.with_habit == pytest.approx(np.round(tallies.with_habit)), "whole messages"
    assert tallies.histograms[0].sum(axis=1) == pytest.approx(signals[2].weights)


def test_what_has_no_weight_or_is_no_less_when_cooler_is_left_out() -> None:
    signals = message_series(2, 60)
    left_out = [replace(signals[0], likelihood_weight=0.0), replace(signals[1], polarity=1)]
    assert message_tallies(left_out, 60).messages.shape == (0, 60)
    assert message_tallies([replace(signals[2], histogram=None)], 60).histograms.shape == (0, 60, MAX_UNITS)


def test_days_without_an_observation_count_for_nothing() -> None:
    signals = message_series(3, 60)
    values, weights = signals[0].values.copy(), signals[0].weights.copy()
    values[10], weights[20] = np.nan, 0.0
    tallies = message_tallies([replace(signals[0], values=values, weights=weights)], 60)
    assert tallies.messages[0, [10, 20]].tolist() == [0, 0]
    assert np.isfinite(tallies.with_habit).all()
