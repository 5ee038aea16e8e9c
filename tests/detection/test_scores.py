"""One number for a window in each direction."""

from __future__ import annotations

import numpy as np
import pytest

from synthetic_series import build_amount_panel, white_noise
from unlike.core.types import Direction
from unlike.detection.scan import WINDOW_DAYS, standard_scores, window_contrasts, window_spread
from unlike.detection.scores import (
    DIRECTIONAL_SCORES,
    MIN_OPPOSING_SCORE,
    directional_scores,
    one_sided_score,
    score_of,
)
from unlike.detection.signal_weights import signal_weights

WEEK = WINDOW_DAYS.index(7)


def test_there_is_one_score_for_each_direction_and_their_shares_of_false_spells_are_a_whole() -> None:
    assert {view.direction for view in DIRECTIONAL_SCORES} == set(Direction)
    assert sum(view.false_spell_share for view in DIRECTIONAL_SCORES) == pytest.approx(1.0)
    assert all(score_of(direction).direction is direction for direction in Direction)


@pytest.mark.parametrize(
    ("polarity", "drop", "direction"),
    [([-1] * 4, 0.9, Direction.COOLER), ([-1] * 4, -0.9, Direction.WARMER), ([-1, -1, 0, 0], 0.9, Direction.OTHER)],
)
def test_a_planted_week_is_highest_in_its_direction(polarity: list[int], drop: float, direction: Direction) -> None:
    values = white_noise(1)
    values[-2 if direction is Direction.OTHER else 0 :, 300:307] -= drop
    person = build_amount_panel(values, polarity)
    score = directional_scores(window_contrasts(person.values, person.precision, person.baseline_days), person)
    week = score[score_of(direction)][WEEK]
    assert abs(int(np.argmax(week)) - 300) <= 1
    assert week.max() > 5


def test_where_there_is_no_window_there_is_no_score() -> None:
    values = white_noise(2)
    values[:, 100:140] = np.nan
    person = build_amount_panel(values)
    windows = window_contrasts(person.values, person.precision, person.baseline_days)
    for view, score in directional_scores(windows, person).items():
        assert (score[~windows.valid] == -np.inf).all()
        assert (score[np.array(WINDOW_DAYS) < view.min_days] == -np.inf).all()


def test_without_a_signal_that_has_no_direction_nothing_deviates_aside() -> None:
    person = build_amount_panel(white_noise(3))
    windows = window_contrasts(person.values, person.precision, person.baseline_days)
    assert (directional_scores(windows, person)[score_of(Direction.OTHER)] == -np.inf).all()


def test_a_signal_that_deviates_the_other_way_counts_against_by_little() -> None:
    person = build_amount_panel(white_noise(4))
    weights = signal_weights(person)
    z = np.array([50.0, -3.0, -3.0, -3.0])[None, :, None]  # less is cooler in all four
    score = one_sided_score(z, person, score_of(Direction.COOLER), weights)
    assert score[0, 0] == pytest.approx(weights @ np.array([MIN_OPPOSING_SCORE, 3, 3, 3]))


def test_quiet_days_have_scores_like_standard_normal_numbers() -> None:
    person = build_amount_panel(white_noise(5, days=1500))
    windows = window_contrasts(person.values, person.precision, person.baseline_days)
    z, weights = standard_scores(windows, window_spread(windows)), signal_weights(person)
    day = (weights * person.polarity) @ z[0][:, windows.valid[0]]
    assert np.std(day) == pytest.approx(1.0, abs=0.15)
