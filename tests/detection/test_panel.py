from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from synthetic_series import build_amount_panel, daily_series, white_noise
from unlike.core.series import Floats, SignalKind
from unlike.detection import SignalPanel, build_panel, detect_change_points, detect_spells, signal_weights


def holds(made: SignalPanel, names: int, days: int) -> None:
    """What must be true of every panel."""
    shape = (names, days)
    assert made.values.shape == made.precision.shape == made.level.shape == shape
    assert len(made.names) == len(made.kinds) == made.polarity.size == names
    assert made.active.shape == made.days.shape == (days,)
    for part in (made.values, made.precision, made.level):
        assert np.isfinite(part).all()
    assert (made.precision >= 0).all()
    assert (made.values[made.precision == 0] == 0).all()


@pytest.mark.parametrize(
    "values",
    [np.full(200, np.nan), np.full(200, 2.0), np.array([1.0]), np.array([1.0, 2.0, 1.5]), np.full(1, np.nan),
     np.where(np.arange(300) < 5, np.arange(300) * 1.0, np.nan)],
    ids=["missing", "constant", "one day", "three days", "one missing day", "five days"],
)  # fmt: skip
@pytest.mark.parametrize("kind", SignalKind)
def test_what_tells_nothing_is_left_out(values: Floats, kind: SignalKind) -> None:
    scaled = np.clip(values, 0, 1) if kind is SignalKind.SHARE and values.size != 200 else values
    made = build_panel([daily_series(scaled, kind)])
    holds(made, 0, values.size)
    assert not made.active.any()
    assert detect_spells(made, 0.1) == ()
    found, offsets = detect_change_points(made)
    assert found == ()
    assert offsets.shape == (0, values.size)


def test_nothing_at_all() -> None:
    holds(build_panel([]), 0, 0)


def test_a_good_signal_stays_beside_a_useless_one() -> None:
    made = build_panel(
        [daily_series(np.full(300, np.nan), name="never"), daily_series(white_noise(1, 300, 1)[0], name="always")]
    )
    holds(made, 1, 300)
    assert made.names == ("always",)
    assert made.active.all()


def test_missing_days_have_no_precision() -> None:
    values = white_noise(2, 300, 1)
    values[0, 100:110] = np.nan
    made = build_amount_panel(values)
    assert (made.precision[0, 100:110] == 0).all()
    assert not made.active[100:110].any()
    assert (np.delete(made.precision[0], np.s_[100:110]) > 0).all()


def test_a_day_is_worth_its_messages() -> None:
    values = white_noise(3, 300, 1)[0]
    made_of = daily_series(values)
    heavy = type(made_of)(
        made_of.name, made_of.kind, made_of.polarity, made_of.days, made_of.values,
        np.where(np.arange(300) == 150, 100.0, 4.0), 1.0,
    )  # fmt: skip
    made = build_panel([heavy])
    assert made.precision[0, 150] > made.precision[0, 149]
    assert made.precision[0, 149] == pytest.approx(made.precision[0, 10])


def test_the_weekday_is_taken_out() -> None:
    values = white_noise(4, 700, 1) * 0.1
    weekly = values + np.where(np.arange(700) % 7 == 2, 1.0, 0.0)
    made = build_amount_panel(weekly)
    wednesdays = made.values[0, 2::7].mean()
    assert abs(wednesdays - made.values[0, 3::7].mean()) < 0.25


def test_one_wild_day_is_pulled_in() -> None:
    values = white_noise(5, 300, 1)
    values[0, 150] += 50
    made = build_amount_panel(values)
    assert made.values[0, 150] - made.level[0, 150] < 5


def test_the_level_is_local_and_goes_along() -> None:
    values = white_noise(6, 600, 1)
    values[0, 300:] += 3
    made = build_amount_panel(values)
    assert made.level[0, 100] == pytest.approx(2.0, abs=0.3)
    assert made.level[0, 500] == pytest.approx(5.0, abs=0.3)


def test_offsets_are_taken_out_where_there_is_a_value() -> None:
    values = white_noise(7, 300, 2)
    values[0, 50] = np.nan
    made = build_amount_panel(values)
    moved = made.without_offsets(np.ones_like(made.values))
    assert moved.values[0, 50] == 0
    assert moved.values[1, 50] == pytest.approx(made.values[1, 50] - 1)
    assert (moved.precision == made.precision).all()


def test_weighted_days_have_a_variance_of_one_whatever_they_share() -> None:
    noise, shared = white_noise(8, 1500, 4), white_noise(9, 1500, 1)
    for part in (0.0, 0.5, 1.0):
        made = build_amount_panel(noise + part * (shared - 2.0), polarity=[-1, 1, 0, -1])
        told = signal_weights(made)
        assert (told >= 0).all()
        assert told[2] == 0, "a signal without a direction has no say"
        summed = (told * made.polarity) @ ((made.values - made.level) * np.sqrt(made.precision))
        assert np.var(summed) == pytest.approx(1.0, abs=0.25)


@settings(max_examples=50, deadline=None)
@given(
    st.lists(st.one_of(st.just(float("nan")), st.floats(0, 1)), min_size=1, max_size=120),
    st.sampled_from(list(SignalKind)),
)
def test_any_series_makes_a_panel(values: list[float], kind: SignalKind) -> None:
    made = build_panel([daily_series(np.array(values), kind)])
    holds(made, len(made.names), len(values))
