"""Days in which all sides write far less at once, and all that is none."""

from __future__ import annotations

import numpy as np
import pytest

from synthetic_series import message_counts, thinned
from unlike.core.series import Floats
from unlike.detection import detect_channel_spans

DAYS, STEP = 400, 250


def fewer(counts: Floats, shares: tuple[float, ...], first: int = STEP, last: int = DAYS - 1) -> Floats:
    """The same with part of the messages gone on some days, by default from the step on."""
    return thinned(counts, shares, first, last)


@pytest.mark.parametrize("seed", range(8))
def test_a_history_like_all_others_has_none(seed: int) -> None:
    assert detect_channel_spans(message_counts(seed)) == ()


@pytest.mark.parametrize("seed", range(8))
def test_both_stopping_at_once_is_the_medium(seed: int) -> None:
    (drop,) = detect_channel_spans(fewer(message_counts(seed), (0.05, 0.05)))
    assert abs(drop.first - STEP) <= 2
    assert drop.last == DAYS - 1
    assert drop.is_near_silence
    assert drop.missing_side is None
    assert max(drop.remaining) < 0.1


@pytest.mark.parametrize("seed", range(8))
def test_a_holiday_of_both_has_two_ends(seed: int) -> None:
    (drop,) = detect_channel_spans(fewer(message_counts(seed), (0.25, 0.25), STEP, STEP + 15))
    assert abs(drop.first - STEP) <= 1
    assert abs(drop.last - STEP - 15) <= 1
    assert not drop.is_near_silence


def test_a_history_that_began_elsewhere_is_found_too() -> None:
    (drop,) = detect_channel_spans(fewer(message_counts(1), (0.05, 0.05), 0, 99))
    assert drop.first == 0
    assert abs(drop.last - 99) <= 1


@pytest.mark.parametrize("left", [(0.3, 1.0), (0.1, 1.0), (1.0, 0.1), (0.15, 0.45)])
@pytest.mark.parametrize("last", [STEP + 11, DAYS - 1])
def test_one_writing_less_alone_is_not_the_medium(left: tuple[float, float], last: int) -> None:
    assert detect_channel_spans(fewer(message_counts(2), left, STEP, last)) == ()


@pytest.mark.parametrize("half", [40, 80])
@pytest.mark.parametrize("seed", range(6))
def test_a_slow_fading_is_not_the_medium(half: int, seed: int) -> None:
    fade = 0.5 ** (np.maximum(np.arange(DAYS) - 100, 0) / half)
    rng = np.random.default_rng(seed)
    drop = detect_channel_spans(rng.poisson(np.array([[20.0], [25.0]]) * fade).astype(np.float64))
    assert [span for span in drop if span.missing_side is None] == []


def test_stopping_weeks_apart_is_not_at_once() -> None:
    counts = fewer(fewer(message_counts(5), (0.2, 1.0)), (1.0, 0.2), STEP + 30)
    assert all(abs(span.first - STEP) > 7 for span in detect_channel_spans(counts))


def test_a_burst_of_both_is_no_lesser_time_around_it() -> None:
    counts = message_counts(6)
    counts[:, STEP : STEP + 21] *= 4
    assert detect_channel_spans(counts) == ()


def test_in_a_group_nearly_everybody_must_fall() -> None:
    counts = message_counts(9, (8.0, 12.0, 9.0, 15.0, 7.0, 11.0))
    (drop,) = detect_channel_spans(fewer(counts, (0.05,) * 5 + (1.0,)))
    assert abs(drop.first - STEP) <= 2
    assert detect_channel_spans(fewer(counts, (0.05,) * 3 + (1.0,) * 3)) == ()
    assert detect_channel_spans(fewer(counts, (1.0,) + (0.05,) * 5)) == ()


@pytest.mark.parametrize("level", [1.0, 0.75, 0.6])
@pytest.mark.parametrize("return_days", [20, 60, 150])
@pytest.mark.parametrize("seed", range(4))
def test_a_drop_ends_where_both_write_again(seed: int, return_days: int, level: float) -> None:
    first, last = 120, DAYS - return_days - 1
    counts = fewer(message_counts(seed), (level, level), last + 1)
    drops = detect_channel_spans(fewer(counts, (0.0, 0.0), first, last))
    assert [(drop.first, drop.last) for drop in drops[:1]] == [(first, last)]


def test_two_drops_are_not_one_with_the_usual_between_them() -> None:
    counts = fewer(fewer(message_counts(3), (0.0, 0.0), 100, 179), (0.0, 0.0), 240, 319)
    assert [(drop.first, drop.last) for drop in detect_channel_spans(counts)] == [(100, 179), (240, 319)]
