"""One scale for likelihoods and standard scores."""

from __future__ import annotations

import numpy as np
import pytest

from unlike.detection.calibration import null_rate_per_year
from unlike.detection.cooler_score import DAY_SCORE_WEIGHT, LOG_RATE, LOG_RATE_SLOPE, cooler_score, normal_score


@pytest.mark.parametrize("rate", [2.0, 1.0, 0.1, 1e-3, 1e-9])
def test_a_sum_has_the_null_rate_of_its_line(rate: float) -> None:
    total = (LOG_RATE - np.log(rate)) / LOG_RATE_SLOPE
    assert null_rate_per_year(float(normal_score(np.array([total]))[0])) == pytest.approx(rate, rel=0.01)


def test_a_higher_sum_has_a_higher_score() -> None:
    score = normal_score(np.linspace(-20, 200, 2001))
    assert (np.diff(score) > 0).all()


def test_days_and_messages_add_up() -> None:
    alone = cooler_score(np.array([3.0]), np.array([2.0]))
    assert alone == pytest.approx(normal_score(np.array([DAY_SCORE_WEIGHT * 3.0 + 2.0])))


def test_where_there_is_no_window_there_is_no_score() -> None:
    assert cooler_score(np.array([-np.inf, 1.0]), np.array([9.0, 9.0]))[0] == -np.inf
