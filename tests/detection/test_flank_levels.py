from __future__ import annotations

import numpy as np
import pytest

from unlike.detection.flank_levels import PRIOR_MESSAGES, FlankSums
from unlike.detection.scan import FLANK_DAYS

DAYS = 200


@pytest.mark.parametrize(("length", "first"), [(1, 0), (7, 60), (30, 170)])
def test_levels_are_those_of_baseline_days_beside_the_window(length: int, first: int) -> None:
    rng = np.random.default_rng(3)
    expected, sizes = rng.integers(0, 9, (2, DAYS)).astype(np.float64), rng.integers(0, 9, (1, DAYS)).astype(np.float64)
    habit, excess = expected / 2, rng.standard_normal((1, 3, DAYS))
    is_baseline, overall = (rng.random(DAYS) < 0.8).astype(np.float64), np.array([0.2, 0.6])
    levels = FlankSums.of((habit, expected, excess, sizes), is_baseline, overall).levels(length, 1, first)
    days = np.arange(DAYS)
    is_near = (days >= first - FLANK_DAYS) & (days < first + length + FLANK_DAYS)
    flank = is_baseline * (is_near & ((days < first) | (days >= first + length)))
    prior = PRIOR_MESSAGES * overall
    assert levels.shares[:, 0] == pytest.approx((habit @ flank + prior) / (expected @ flank + prior))
    assert levels.amounts[0, :, 0] == pytest.approx(excess[0] @ flank / (sizes[0] @ flank + PRIOR_MESSAGES))
    assert levels.weight[0] == pytest.approx(flank.sum() / (flank.sum() + length))
