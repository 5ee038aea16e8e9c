from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from synthetic_series import build_amount_panel, white_noise
from unlike.detection import scan
from unlike.detection.calibration import DAYS_PER_YEAR, null_rate_per_year, score_of_null_rate, separate_peaks
from unlike.detection.scan import window_contrasts
from unlike.detection.scores import directional_scores


@given(st.lists(st.floats(-5, 12), min_size=2, max_size=30))
def test_a_higher_score_is_never_commoner(found: list[float]) -> None:
    rates = [null_rate_per_year(score) for score in sorted(found)]
    assert all(before >= after for before, after in pairwise(rates))
    assert all(0 <= rate <= null_rate_per_year(0) for rate in rates)


@given(st.floats(1e-6, 4.6))
def test_the_score_of_a_rate_is_the_inverse(rate: float) -> None:
    assert null_rate_per_year(score_of_null_rate(rate)) == pytest.approx(rate)


def test_what_always_happens_has_the_lowest_score() -> None:
    assert score_of_null_rate(null_rate_per_year(0)) == pytest.approx(score_of_null_rate(1e6)) == pytest.approx(3**0.5)


@pytest.mark.parametrize("signals", [3, 8, 16])
def test_white_noise_peaks_as_often_as_the_law_says(signals: int) -> None:
    years, heights = 0.0, []
    for seed in range(20):
        made = build_amount_panel(white_noise(seed + 700, 730, signals))
        years += 730 / DAYS_PER_YEAR
        score = next(
            iter(directional_scores(window_contrasts(made.values, made.precision, made.baseline_days), made).values())
        )
        heights += [peak.score for peak in separate_peaks(score, scan.WINDOW_DAYS, 4, 40)]
    for rate in (0.5, 1.0, 2.0):  # white noise is the worst case: it peaks half again as often as people do
        count = sum(height >= score_of_null_rate(rate) for height in heights)
        assert rate * years / 2 <= count <= rate * years * 2, (rate, count / years)


LENGTHS = (1, 3, 7, 20)


@pytest.mark.parametrize("apart", [0, 1, 4, 15])
@pytest.mark.parametrize("seed", range(5))
def test_peaks_keep_apart_and_fall(apart: int, seed: int) -> None:
    rng = np.random.default_rng(seed)
    made = rng.standard_normal((4, 400)) * 3
    made[rng.random((4, 400)) < 0.2] = -np.inf
    for k, length in enumerate(LENGTHS):
        made[k, 400 - length + 1 :] = -np.inf
    found = separate_peaks(made, LENGTHS, apart, 30)
    assert 0 < len(found) <= 30
    assert [peak.score for peak in found] == sorted((peak.score for peak in found), reverse=True)
    spans = sorted((peak.day, peak.day + LENGTHS[peak.length_index] - 1) for peak in found)
    assert all(after[0] - before[1] > apart for before, after in pairwise(spans))
    for peak in found:
        assert made[peak.length_index, peak.day] == peak.score > 0
    assert found[0].score == made.max()


def test_no_peaks_where_nothing_rises() -> None:
    assert separate_peaks(np.full((4, 50), -np.inf), LENGTHS, 4, 10) == []
    assert separate_peaks(np.full((4, 50), -1.0), LENGTHS, 4, 10) == []
    assert separate_peaks(np.zeros((4, 50)), LENGTHS, 4, 10) == []


def test_one_plateau_is_one_peak() -> None:
    made = np.full((4, 100), -1.0)
    made[2, 40:44] = 5.0
    assert len(separate_peaks(made, LENGTHS, 4, 10)) == 1
