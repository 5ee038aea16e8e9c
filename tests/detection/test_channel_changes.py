"""Where the conversation changed and not a person: joint steps and missing sides, and all that is neither."""

from __future__ import annotations

import numpy as np
import pytest

from synthetic_series import daily_series, white_noise
from unlike.core.series import Floats, SignalKind
from unlike.detection import (
    ChannelSpan,
    SignalPanel,
    build_panel,
    detect_channel_spans,
    is_style_unchanged,
    without_channel_spans,
)

DAYS = 400
STEP = 250


def counts(seed: int, rates: tuple[float, ...] = (20.0, 25.0), days: int = DAYS) -> Floats:
    """Messages a day, overdispersed: good and bad days are shared, and each has their own."""
    rng = np.random.default_rng([seed, 9])
    mood = np.exp(0.25 * rng.standard_normal(days))
    own = np.exp(0.2 * rng.standard_normal((len(rates), days)))
    made: Floats = rng.poisson(np.array(rates)[:, None] * mood * own).astype(np.float64)
    return made


def fewer(made: Floats, left: tuple[float, ...], first: int = STEP, last: int = DAYS - 1) -> Floats:
    """The same with part of the messages gone on some days."""
    rng = np.random.default_rng(3)
    result = made.copy()
    for row, share in enumerate(left):
        result[row, first : last + 1] = rng.binomial(made[row, first : last + 1].astype(np.int64), share)
    return result


def habits(shift: float, seed: int = 1) -> SignalPanel:
    """Four habits of a person's messages, which move by `shift` spreads of a day from the step on."""
    values = white_noise(seed, DAYS)
    values[:, STEP:] += 0.3 * shift
    return build_panel([daily_series(row, polarity=-1, name=f"s{at}") for at, row in enumerate(values)])


@pytest.mark.parametrize("seed", range(8))
def test_a_history_like_all_others_has_none(seed: int) -> None:
    assert detect_channel_spans(counts(seed)) == ()


@pytest.mark.parametrize("seed", range(8))
def test_both_stopping_at_once_is_the_medium(seed: int) -> None:
    (found,) = detect_channel_spans(fewer(counts(seed), (0.05, 0.05)))
    assert abs(found.first - STEP) <= 2
    assert found.last == DAYS - 1
    assert found.is_near_silence
    assert found.missing_side is None
    assert max(found.remaining) < 0.1


@pytest.mark.parametrize("seed", range(8))
def test_a_holiday_of_both_has_two_ends(seed: int) -> None:
    (found,) = detect_channel_spans(fewer(counts(seed), (0.25, 0.25), STEP, STEP + 15))
    assert abs(found.first - STEP) <= 1
    assert abs(found.last - STEP - 15) <= 1
    assert not found.is_near_silence


def test_a_history_that_began_elsewhere_is_found_too() -> None:
    (found,) = detect_channel_spans(fewer(counts(1), (0.05, 0.05), 0, 99))
    assert found.first == 0
    assert abs(found.last - 99) <= 1


@pytest.mark.parametrize("left", [(0.3, 1.0), (0.1, 1.0), (1.0, 0.1), (0.15, 0.45)])
@pytest.mark.parametrize("last", [STEP + 11, DAYS - 1])
def test_one_writing_less_alone_is_not_the_medium(left: tuple[float, float], last: int) -> None:
    assert detect_channel_spans(fewer(counts(2), left, STEP, last)) == ()


@pytest.mark.parametrize("half", [40, 80])
@pytest.mark.parametrize("seed", range(6))
def test_a_slow_fading_is_not_the_medium(half: int, seed: int) -> None:
    fade = 0.5 ** (np.maximum(np.arange(DAYS) - 100, 0) / half)
    rng = np.random.default_rng(seed)
    found = detect_channel_spans(rng.poisson(np.array([[20.0], [25.0]]) * fade).astype(np.float64))
    assert [span for span in found if span.missing_side is None] == []


def test_stopping_weeks_apart_is_not_at_once() -> None:
    made = fewer(fewer(counts(5), (0.2, 1.0)), (1.0, 0.2), STEP + 30)
    assert all(abs(span.first - STEP) > 7 for span in detect_channel_spans(made))


def test_a_burst_of_both_is_no_lesser_time_around_it() -> None:
    made = counts(6)
    made[:, STEP : STEP + 21] *= 4
    assert detect_channel_spans(made) == ()


def test_a_side_without_any_message_is_missing() -> None:
    (found,) = detect_channel_spans(fewer(counts(7), (0.0, 1.0), STEP, STEP + 13))
    assert (found.first, found.last, found.missing_side) == (STEP, STEP + 13, 0)
    (other,) = detect_channel_spans(fewer(counts(7), (1.0, 0.0), STEP, STEP + 13))
    assert other.missing_side == 1


def test_a_few_silent_days_are_the_persons_own() -> None:
    assert detect_channel_spans(fewer(counts(7), (0.0, 1.0), STEP, STEP + 3)) == ()


def test_the_silence_of_somebody_who_seldom_writes_is_no_loss() -> None:
    assert detect_channel_spans(fewer(counts(8, (0.6, 20.0)), (0.0, 1.0), STEP, STEP + 13)) == ()


def test_in_a_group_nearly_everybody_must_fall() -> None:
    made = counts(9, (8.0, 12.0, 9.0, 15.0, 7.0, 11.0))
    (found,) = detect_channel_spans(fewer(made, (0.05,) * 5 + (1.0,)))
    assert abs(found.first - STEP) <= 2
    assert detect_channel_spans(fewer(made, (0.05,) * 3 + (1.0,) * 3)) == ()
    assert detect_channel_spans(fewer(made, (1.0,) + (0.05,) * 5)) == ()


def test_too_short_a_history_says_nothing() -> None:
    assert detect_channel_spans(fewer(counts(1), (0.0, 0.0), 40)[:, :55]) == ()
    assert detect_channel_spans(counts(1)[:1]) == ()


SPAN = ChannelSpan(STEP, DAYS - 1, (0.3, 0.3))


def test_habits_that_stay_are_as_before() -> None:
    assert all(is_style_unchanged(habits(0.0, seed), SPAN) for seed in range(10))


def test_habits_that_cool_are_not() -> None:
    assert not any(is_style_unchanged(habits(-1.5, seed), SPAN) for seed in range(10))


def test_one_habit_alone_can_tell() -> None:
    values = white_noise(3, DAYS)
    values[0, STEP:] -= 0.9
    assert not is_style_unchanged(
        build_panel([daily_series(row, name=f"s{at}") for at, row in enumerate(values)]), SPAN
    )


def test_volume_and_time_are_no_habits_of_a_message() -> None:
    values = white_noise(4, DAYS)
    values[:, STEP:] -= 1.5
    kinds = (SignalKind.COUNT, SignalKind.DURATION)
    assert is_style_unchanged(
        build_panel([daily_series(row, kind, name=kind) for row, kind in zip(values, kinds, strict=False)]), SPAN
    )


def test_what_is_hardly_there_cannot_tell() -> None:
    values = white_noise(5, DAYS)
    values[:, STEP:] = np.nan
    assert is_style_unchanged(build_panel([daily_series(row, name=f"s{at}") for at, row in enumerate(values)]), SPAN)


def test_days_are_taken_out() -> None:
    (series,) = (daily_series(row) for row in white_noise(6, DAYS, 1))
    found = without_channel_spans(series, (ChannelSpan(10, 12, ()),))
    assert np.isnan(found.values[10:13]).all()
    assert (found.weights[10:13] == 0).all()
    assert (found.weights[:10] == series.weights[:10]).all()
    assert np.isfinite(series.values).all()
