"""The period of onsets and its error."""

from __future__ import annotations

import numpy as np
import pytest

from unlike.core.series import Floats
from unlike.detection.period_fit import fit_period, interval_half_width, likely_deviations, vector_strength

EXACT: Floats = np.arange(20.0, 500.0, 60.0)


@pytest.mark.parametrize("guess", [58.0, 60.0, 62.0])
def test_exact_onsets_give_their_period_and_the_next_onset(guess: float) -> None:
    fit = fit_period(EXACT, guess)
    assert fit.period == pytest.approx(60.0)
    assert fit.next_onset == pytest.approx(20 + 60 * 8)
    assert fit.residuals == pytest.approx(0.0, abs=1e-12)


def test_a_missed_cycle_keeps_the_period() -> None:
    fit = fit_period(np.delete(EXACT, 3), 60.0)
    assert fit.period == pytest.approx(60.0)
    assert fit.next_onset == pytest.approx(500.0)


def test_more_onsets_have_smaller_errors() -> None:
    few, many = fit_period(EXACT[:4], 60.0), fit_period(EXACT, 60.0)
    assert many.period_error < few.period_error
    assert many.next_error < few.next_error


def test_vector_strength_is_one_for_the_same_phase_and_nought_for_opposite_ones() -> None:
    assert vector_strength(np.zeros((1, 5, 2))) == pytest.approx(1.0)
    assert vector_strength(np.array([[[0.0], [np.pi]]])) == pytest.approx(0.0, abs=1e-12)


def test_onsets_that_lie_off_have_likely_deviations_of_that_size() -> None:
    draws = []
    for off in (0.01, 0.1):
        onsets: Floats = EXACT + 60 * off * np.random.default_rng(4).standard_normal(8)
        draws.append(np.median(likely_deviations(fit_period(onsets, 60.0), 0.8, np.random.default_rng(5))))
    assert draws[0] < 0.03 < draws[1] < 0.2


def test_the_half_width_of_standard_normal_numbers() -> None:
    assert interval_half_width(np.ones(2000)) == pytest.approx(1.645, abs=0.01)
    assert interval_half_width(np.full(2000, 3.0)) == pytest.approx(3 * 1.645, abs=0.03)
