from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from example_counts import examples
from synthetic_series import build_amount_panel, daily_series, white_noise
from unlike.core.series import Floats, SignalKind
from unlike.detection import SignalPanel, build_panel, detect_change_points, detect_spells


def holds(person: SignalPanel, names: int, days: int) -> None:
    """What must be true of every panel."""
    shape = (names, days)
    assert person.values.shape == person.precision.shape == person.level.shape == shape
    assert len(person.names) == len(person.kinds) == person.polarity.size == names
    assert person.active.shape == person.days.shape == (days,)
    for part in (person.values, person.precision, person.level):
        assert np.isfinite(part).all()
    assert (person.precision >= 0).all()
    assert (person.values[person.precision == 0] == 0).all()


@pytest.mark.parametrize(
    "values",
    [np.full(200, np.nan), np.full(200, 2.0), np.array([1.0]), np.array([1.0, 2.0, 1.5]), np.full(1, np.nan),
     np.where(np.arange(300) < 5, np.arange(300) * 1.0, np.nan)],
    ids=["missing", "constant", "one day", "three days", "one missing day", "five days"],
)  # fmt: skip
@pytest.mark.parametrize("kind", SignalKind)
def test_what_tells_nothing_is_left_out(values: Floats, kind: SignalKind) -> None:
    scaled = np.clip(values, 0, 1) if kind is SignalKind.SHARE and values.size != 200 else values
    person = build_panel([daily_series(scaled, kind)])
    holds(person, 0, values.size)
    assert not person.active.any()
    assert detect_spells(person, 0.1) == ()
    steps, offsets = detect_change_points(person)
    assert steps == ()
    assert offsets.shape == (0, values.size)


def test_nothing_at_all() -> None:
    holds(build_panel([]), 0, 0)


def test_a_good_signal_stays_beside_a_useless_one() -> None:
    person = build_panel(
        [daily_series(np.full(300, np.nan), name="never"), daily_series(white_noise(1, 300, 1)[0], name="always")]
    )
    holds(person, 1, 300)
    assert person.names == ("always",)
    assert person.active.all()


def test_missing_days_have_no_precision() -> None:
    values = white_noise(2, 300, 1)
    values[0, 100:110] = np.nan
    person = build_amount_panel(values)
    assert (person.precision[0, 100:110] == 0).all()
    assert not person.active[100:110].any()
    assert (np.delete(person.precision[0], np.s_[100:110]) > 0).all()


def test_a_day_is_worth_its_messages() -> None:
    values = white_noise(3, 300, 1)[0]
    made_of = daily_series(values)
    heavy = type(made_of)(
        made_of.name, made_of.kind, made_of.polarity, made_of.days, made_of.values,
        np.where(np.arange(300) == 150, 100.0, 4.0), 1.0,
    )  # fmt: skip
    person = build_panel([heavy])
    assert person.precision[0, 150] > person.precision[0, 149]
    assert person.precision[0, 149] == pytest.approx(person.precision[0, 10])


def test_the_weekday_is_taken_out() -> None:
    values = white_noise(4, 700, 1) * 0.1
    weekly = values + np.where(np.arange(700) % 7 == 2, 1.0, 0.0)
    person = build_amount_panel(weekly)
    wednesdays = person.values[0, 2::7].mean()
    assert abs(wednesdays - person.values[0, 3::7].mean()) < 0.25


def test_one_wild_day_is_pulled_in() -> None:
    values = white_noise(5, 300, 1)
    values[0, 150] += 50
    person = build_amount_panel(values)
    assert person.values[0, 150] - person.level[0, 150] < 5


def test_the_level_is_local_and_goes_along() -> None:
    values = white_noise(6, 600, 1)
    values[0, 300:] += 3
    person = build_amount_panel(values)
    assert person.level[0, 100] == pytest.approx(2.0, abs=0.3)
    assert person.level[0, 500] == pytest.approx(5.0, abs=0.3)


def test_offsets_are_taken_out_where_there_is_a_value() -> None:
    values = white_noise(7, 300, 2)
    values[0, 50] = np.nan
    person = build_amount_panel(values)
    moved = person.without_offsets(np.ones_like(person.values))
    assert moved.values[0, 50] == 0
    assert moved.values[1, 50] == pytest.approx(person.values[1, 50] - 1)
    assert (moved.precision == person.precision).all()


@examples(20)
@given(
    st.lists(st.one_of(st.just(float("nan")), st.floats(0, 1)), min_size=1, max_size=120),
    st.sampled_from(list(SignalKind)),
)
def test_any_series_makes_a_panel(values: list[float], kind: SignalKind) -> None:
    person = build_panel([daily_series(np.array(values), kind)])
    holds(person, len(person.names), len(values))
