from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from unlike.shifts.calibration import Tail, peaks

HEIGHTS = st.lists(st.floats(0.1, 50), min_size=0, max_size=200)


def tail(heights: list[float], years: float = 100.0) -> Tail:
    return Tail(np.sort(np.array(heights, dtype=np.float64))[::-1], years)


@given(HEIGHTS, st.lists(st.floats(0, 200), min_size=2, max_size=30))
def test_a_higher_score_is_never_commoner(heights: list[float], scores: list[float]) -> None:
    made = tail(heights)
    rates = [made.per_year(score) for score in sorted(scores)]
    assert all(before >= after - 1e-12 for before, after in pairwise(rates))
    assert all(rate >= 0 and np.isfinite(rate) for rate in rates)


def test_within_what_was_drawn_it_counts() -> None:
    made = tail([float(height) for height in range(1, 151)], years=50.0)
    assert made.per_year(60) == pytest.approx(91 / 50)
    assert made.per_year(1) == pytest.approx(3.0)


def test_beyond_what_was_drawn_it_falls_on() -> None:
    rng = np.random.default_rng(1)
    made = tail((5 + rng.exponential(2.0, 4000)).tolist(), years=100.0)
    for height in (15.0, 20.0, 25.0):
        true = 40 * np.exp(-(height - 5) / 2)
        assert made.per_year(height) == pytest.approx(true, rel=0.8)
        assert made.per_year(height) > 0


@pytest.mark.parametrize("rate", [0.001, 0.01, 0.03, 0.1, 0.3])
@pytest.mark.parametrize("seed", range(5))
def test_the_score_of_a_rate_is_the_inverse(rate: float, seed: int) -> None:
    made = tail(np.random.default_rng(seed).exponential(2.0, 150).tolist())
    score = made.score_at(rate)
    assert made.per_year(score) == pytest.approx(rate, rel=0.02)
    assert made.per_year(score - 0.01) >= rate


@given(HEIGHTS)
def test_a_rarer_rate_needs_a_higher_score(heights: list[float]) -> None:
    made = tail(heights)
    scores = [made.score_at(rate) for rate in (0.01, 0.1, 1.0)]
    assert scores == sorted(scores, reverse=True)


LENGTHS = (1, 3, 7, 20)


@pytest.mark.parametrize("apart", [0, 1, 4, 15])
@pytest.mark.parametrize("seed", range(5))
def test_peaks_keep_apart_and_fall(apart: int, seed: int) -> None:
    rng = np.random.default_rng(seed)
    scores = rng.standard_normal((4, 400)) * 3
    scores[rng.random((4, 400)) < 0.2] = -np.inf
    for k, length in enumerate(LENGTHS):
        scores[k, 400 - length + 1 :] = -np.inf
    found = peaks(scores, LENGTHS, apart, 30)
    assert 0 < len(found) <= 30
    assert [height for *_, height in found] == sorted((height for *_, height in found), reverse=True)
    spans = sorted((day, day + LENGTHS[k] - 1) for k, day, _ in found)
    assert all(after[0] - before[1] > apart for before, after in pairwise(spans))
    for k, day, height in found:
        assert scores[k, day] == height > 0
    assert found[0][2] == scores.max()


def test_no_peaks_where_nothing_rises() -> None:
    assert peaks(np.full((4, 50), -np.inf), LENGTHS, 4, 10) == []
    assert peaks(np.full((4, 50), -1.0), LENGTHS, 4, 10) == []
    assert peaks(np.zeros((4, 50)), LENGTHS, 4, 10) == []


def test_one_plateau_is_one_peak() -> None:
    scores = np.full((4, 100), -1.0)
    scores[2, 40:44] = 5.0
    assert len(peaks(scores, LENGTHS, 4, 10)) == 1
