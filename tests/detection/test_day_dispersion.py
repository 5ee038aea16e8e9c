"""Dispersion of days: 1 where messages are drawn one by one, and as large as days are alike in themselves."""

from __future__ import annotations

import numpy as np
import pytest

from synthetic_series import message_series
from unlike.core.series import MAX_UNITS, Floats
from unlike.detection import build_panel, detect_spells, robust_baseline
from unlike.detection.day_dispersion import ORDINARY_SIZE_DISPERSION, share_dispersion, size_dispersion
from unlike.detection.message_likelihood import HabitLikelihood, habit_likelihood
from unlike.detection.message_tallies import MessageTallies

DAYS = 300


def daily_moods(seed: int, spread: float = 0.15) -> Floats:
    """Factor of all habits on each day."""
    return np.random.default_rng([seed, 5]).lognormal(0.0, spread, DAYS).clip(max=1.6)


def likelihood_of(per_day: float, left: Floats | None, seed: int = 1) -> HabitLikelihood:
    person = build_panel(message_series(seed, DAYS, per_day, left))
    return habit_likelihood(person.tallies, person.segments, person.baseline_days)


def test_a_share_by_hand() -> None:
    with_habit, messages = np.array([[1.0, 4.0, 0.0, 3.0]]), np.array([[4.0, 4.0, 0.0, 8.0]])
    tallies = MessageTallies(np.ones(1), with_habit, messages, np.ones(0), np.zeros((0, 4, MAX_UNITS)))
    expected = ((1 - 2) ** 2 / 1 + (4 - 2) ** 2 / 1 + (3 - 4) ** 2 / 2) / 3
    assert share_dispersion(tallies, np.full((1, 4), 0.5)) == pytest.approx([expected])


def test_sizes_by_hand() -> None:
    histograms = np.zeros((1, 3, MAX_UNITS))
    histograms[0, 0, 0], histograms[0, 1, 1] = 4, 4  # a day of single words, a day of two, a day without a message
    ratios = np.zeros((1, 1, 3, MAX_UNITS))
    ratios[0, 0, :, 0], ratios[0, 0, :, 1] = 1.0, -1.0
    excess = np.array([[[4.0, -4.0, 0.0]] * 3])
    assert size_dispersion(histograms, excess, ratios, np.zeros(3, np.int64)) == pytest.approx(
        np.full((1, 3), 4.0 / ORDINARY_SIZE_DISPERSION)
    )


@pytest.mark.parametrize("per_day", [3.0, 30.0, 300.0])
def test_messages_drawn_one_by_one_have_none(per_day: float) -> None:
    likelihood = likelihood_of(per_day, None)
    assert likelihood.share_dispersion.max() < 1.35
    assert likelihood.size_dispersion.max() == 1.0


def test_days_that_are_alike_in_themselves_have_more_the_more_is_written() -> None:
    few, many = (likelihood_of(per_day, daily_moods(1)) for per_day in (10.0, 300.0))
    assert few.size_dispersion.max() == 1.0
    assert many.size_dispersion.min() > 2
    assert many.share_dispersion.min() > 2


def test_a_window_of_many_messages_says_no_more_than_its_days() -> None:
    """Ratios of windows of ordinary days do not grow with the number of messages."""
    for per_day in (10.0, 1000.0):
        ratios = likelihood_of(per_day, daily_moods(2)).log_ratios((3,))[0]
        assert ratios[:, : DAYS - 3].max() < 6


@pytest.mark.parametrize("per_day", [20.0, 500.0])
def test_ordinary_days_are_no_spells_however_much_is_written(per_day: float) -> None:
    spells = 0
    for seed in range(6):
        person = build_panel(message_series(seed, DAYS, per_day, daily_moods(seed)))
        spells += len(detect_spells(robust_baseline(person), 0.1))
    assert spells <= 2, "0.5 are stated in these 4.9 years"
