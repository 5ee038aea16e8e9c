from __future__ import annotations

import numpy as np

from synthetic_series import message_counts
from unlike.core.spans import IndexSpan
from unlike.detection.volume_history import VolumeHistory, usual_volume, weekly_dispersion


def test_the_usual_volume_is_that_of_the_median_week() -> None:
    counts = np.concatenate([np.full((1, 7), value) for value in (1.0, 50.0, 3.0)], axis=1)
    assert usual_volume(counts).tolist() == [3.0]
    assert usual_volume(np.concatenate([counts, np.full((1, 7), 5.0)], axis=1)).tolist() == [4.0]


def test_days_beyond_whole_weeks_are_left_out() -> None:
    assert usual_volume(np.concatenate([np.ones((2, 14)), np.full((2, 6), 99.0)], axis=1)).tolist() == [1.0, 1.0]


def test_dispersion_is_that_of_chance_at_least() -> None:
    assert weekly_dispersion(np.ones((1, 70))).tolist() == [1.0]
    assert weekly_dispersion(np.zeros((1, 70))).tolist() == [1.0]
    assert (weekly_dispersion(message_counts(1)) > 1.5).all()


def test_a_history_gives_what_its_days_give() -> None:
    counts, span = message_counts(2), IndexSpan(30, 99)
    history = VolumeHistory(counts)
    for _ in range(2):
        np.testing.assert_array_equal(history.usual_volume(span), usual_volume(counts[:, 30:100]))
        np.testing.assert_array_equal(history.dispersion(span), weekly_dispersion(counts[:, 30:100]))
    assert history.size == 400
