"""What is rare stands out each time it comes: its scores are brought to those of a normal number."""

from __future__ import annotations

import numpy as np
import pytest

from synthetic_series import daily_series
from unlike.core.series import SignalKind
from unlike.detection.skewness import normal_scores, third_cumulants


def poisson_scores(mean: float) -> tuple[np.ndarray, np.ndarray]:
    """Counts of a Poisson law and their scores."""
    counts = np.random.default_rng(4).poisson(mean, 200_000)
    return counts, normal_scores((counts - mean) / np.sqrt(mean), np.full(counts.size, 1 / np.sqrt(mean)))


@pytest.mark.parametrize("mean", [0.05, 0.2, 1.0, 4.0])
def test_high_scores_come_no_oftener_than_half_a_step_beside_those_of_a_normal_number(mean: float) -> None:
    counts, scores = poisson_scores(mean)
    plain = (counts - mean) / np.sqrt(mean)
    assert np.mean(scores > 3.5) <= 1e-3
    assert np.mean(scores > 3.5) <= np.mean(plain > 3.5)


def test_only_the_long_tail_is_drawn_in_and_never_beyond_nought() -> None:
    z = np.linspace(-6, 12, 200)
    right, left = normal_scores(z, np.full(z.size, 2.0)), normal_scores(z, np.full(z.size, -2.0))
    np.testing.assert_array_equal(right[z <= 0], z[z <= 0])
    np.testing.assert_array_equal(left[z >= 0], z[z >= 0])
    assert (right[z > 0] > 0).all()
    assert (right <= z).all()
    assert (np.diff(right) > 0).all()
    np.testing.assert_allclose(normal_scores(-z, np.full(z.size, -2.0)), -right)


def test_where_nothing_is_skewed_nothing_changes() -> None:
    z = np.linspace(-9, 9, 50)
    np.testing.assert_array_equal(normal_scores(z, np.zeros(50)), z)
    np.testing.assert_allclose(normal_scores(z, np.full(50, 2e-3)), z, atol=0.03)


def test_a_rare_share_is_skewed_upwards_a_common_one_downwards() -> None:
    rare = daily_series(np.tile([1.0, *[0.0] * 19], 10), SignalKind.SHARE)
    common = daily_series(np.tile([0.0, *[1.0] * 19], 10), SignalKind.SHARE)
    one = np.ones(200)
    assert (third_cumulants(rare, one) > 0.03).all()
    np.testing.assert_allclose(third_cumulants(common, one), -third_cumulants(rare, one))
    np.testing.assert_allclose(third_cumulants(rare, 3 * one), third_cumulants(rare, one) / 9, rtol=0.1)


def test_amounts_are_taken_as_normal_and_missing_days_have_none() -> None:
    amount, count = daily_series(np.ones(30)), daily_series(np.full(30, 0.1), SignalKind.COUNT)
    messages = np.ones(30)
    messages[3] = 0.0
    assert not third_cumulants(amount, messages).any()
    assert third_cumulants(count, messages)[3] == 0
    assert (third_cumulants(count, messages)[4:] > 0).all()
