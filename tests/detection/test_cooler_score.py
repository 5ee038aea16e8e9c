"""One scale for likelihoods and standard scores."""

from __future__ import annotations

import numpy as np
import pytest

from unlike.detection.calibration import null_rate_per_year
from unlike.detection.cooler_score import (
    DAY_SCORE_WEIGHT,
    LOG_RATE,
    MESSAGE_SHARE,
    SUM_WEIGHT,
    cooler_score,
    ratio_of_score,
    score_of_ratio,
)


@pytest.mark.parametrize("rate", [2.0, 1.0, 0.1, 1e-3, 1e-9])
def test_a_ratio_has_the_null_rate_of_its_line(rate: float) -> None:
    score = score_of_ratio(np.array([LOG_RATE - np.log(rate)]))
    assert null_rate_per_year(float(score[0])) == pytest.approx(rate, rel=0.01)


def test_scores_and_ratios_are_each_others_inverse() -> None:
    scores = np.linspace(-5, 30, 200)
    assert score_of_ratio(ratio_of_score(scores)) == pytest.approx(scores)
    assert (np.diff(score_of_ratio(np.linspace(-20, 200, 2001))) > 0).all()


@pytest.mark.parametrize(("day", "ratio"), [(3.0, 8.0), (6.0, -5.0), (2.0, 30.0)])
def test_either_test_speaks_with_its_share_of_the_false_spells(day: float, ratio: float) -> None:
    score = float(cooler_score(np.array([day]), np.array([ratio]))[0])
    tests = (
        SUM_WEIGHT * (DAY_SCORE_WEIGHT * day + ratio) + np.log(MESSAGE_SHARE),
        ratio_of_score(np.array(day)) + np.log(1 - MESSAGE_SHARE),
    )
    alone = max(float(score_of_ratio(np.array(one))) for one in tests)
    both = max(float(score_of_ratio(np.array(one + np.log(2)))) for one in tests)
    assert alone <= score <= both


def test_where_there_is_no_window_there_is_no_score() -> None:
    assert cooler_score(np.array([-np.inf, 1.0]), np.array([9.0, 9.0]))[0] == -np.inf
