"""Cumulants of the logarithm of counts that are due to chance."""

from __future__ import annotations

import numpy as np
import pytest

from unlike.core.log_counts import log_count_cumulants


@pytest.mark.parametrize("mean", [0.05, 0.5, 3.0, 30.0])
def test_the_same_as_drawn_counts(mean: float) -> None:
    values = np.log1p(np.random.default_rng(3).poisson(mean, 400_000))
    variance, third = log_count_cumulants(mean)
    assert variance == pytest.approx(float(values.var()), rel=0.03)
    assert third == pytest.approx(float(np.mean((values - values.mean()) ** 3)), rel=0.15)


def test_large_means_go_on_where_small_ones_end() -> None:
    assert log_count_cumulants(50.1)[0] == pytest.approx(log_count_cumulants(49.9)[0], rel=0.05)
    assert log_count_cumulants(0.0) == (0.0, 0.0)
