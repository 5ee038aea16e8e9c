from __future__ import annotations

import numpy as np
import pytest

from synthetic_series import build_amount_panel, ordinal_of, white_noise
from unlike.core.series import Floats
from unlike.core.types import Direction
from unlike.detection import ChangePoint, detect_change_points, span_around, step_deviations


def detected(values: Floats, polarity: list[int] | None = None) -> tuple[ChangePoint, ...]:
    return detect_change_points(build_amount_panel(values, polarity))[0]


def stepped(seed: int, at: int = 400, by: float = -0.3) -> Floats:
    values = white_noise(seed)
    values[:, at:] += by
    return values


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("at", [200, 400, 550])
def test_a_planted_step_is_found_within_five_days(seed: int, at: int) -> None:
    (step,) = detected(stepped(seed, at))
    assert abs(step.day.toordinal() - ordinal_of(at)) <= 5
    assert step.between[0] <= step.day <= step.between[1]
    assert step.direction is Direction.COOLER
    assert step.chance <= 0.01


def test_its_interval_holds_the_day() -> None:
    inside = 0
    for seed in range(20):
        (step,) = detected(stepped(50 + seed, 400, -0.25))
        inside += step.between[0].toordinal() <= ordinal_of(400) <= step.between[1].toordinal()
    assert inside >= 15, "nine in ten are promised"


def test_a_step_to_warmer() -> None:
    (step,) = detected(stepped(1, by=0.3))
    assert step.direction is Direction.WARMER


def test_the_values_before_and_after() -> None:
    (step,) = detected(stepped(2, by=-0.4))
    for deviation in step.deviations:
        assert deviation.z < 0
        assert deviation.baseline == pytest.approx(np.exp(2.0), rel=0.1)
        assert deviation.observed == pytest.approx(np.exp(1.6), rel=0.1)


def test_two_steps() -> None:
    values = white_noise(3, days=900)
    values[:, 300:] -= 0.4
    values[:, 600:] -= 0.4
    first, second = detected(values)
    assert abs(first.day.toordinal() - ordinal_of(300)) <= 5
    assert abs(second.day.toordinal() - ordinal_of(600)) <= 5


def test_taken_out_the_step_is_gone() -> None:
    values = stepped(4, by=-0.5)
    whole = build_amount_panel(values)
    _, offsets = detect_change_points(whole)
    assert offsets.shape == whole.values.shape
    steady = whole.without_offsets(offsets)
    assert abs(steady.values[:, :390].mean() - steady.values[:, 410:].mean()) < 0.06
    assert not offsets[:, -1].any(), "the last level is the one that stays"
    assert detect_change_points(steady)[0] == ()


def test_nothing_is_taken_out_where_there_is_no_step() -> None:
    _, offsets = detect_change_points(build_amount_panel(white_noise(5)))
    assert not offsets.any()


@pytest.mark.parametrize("seed", range(5))
def test_a_long_spell_is_not_lasting(seed: int) -> None:
    values = white_noise(20 + seed)
    values[:, 340:380] -= 0.5
    assert detected(values) == ()


def test_a_spell_at_the_end_is_not_lasting_yet() -> None:
    values = white_noise(30)
    values[:, -30:] -= 0.6
    assert detected(values) == ()


def test_white_noise_has_none() -> None:
    claims = sum(len(detected(white_noise(seed))) for seed in range(100, 140))
    assert claims <= 3, "one in a hundred histories is put up with"


def test_a_slow_drift_is_no_step() -> None:
    claims = 0
    for seed in range(12):
        values = white_noise(60 + seed) + np.linspace(0, -0.3, 730)
        claims += bool(detected(values))
    assert claims <= 4


def test_too_short_a_history_has_none() -> None:
    values = white_noise(6, days=100)
    values[:, 50:] -= 1
    assert detected(values) == ()


def test_the_same_history_gives_the_same_steps() -> None:
    assert detected(stepped(7)) == detected(stepped(7))


def test_a_step_at_a_break_is_nobodys_and_is_taken_out() -> None:
    panel = build_amount_panel(stepped(1, 400))
    steps, offsets = detect_change_points(panel, breaks=[400])
    assert steps == ()
    assert offsets[:, 0] == pytest.approx(0.3, abs=0.1)
    assert (offsets[:, 400:] == 0).all()


@pytest.mark.parametrize("at", [150, 600])
def test_a_step_beside_a_break_is_found(at: int) -> None:
    values = stepped(2, at)
    values[:, 400:] += 0.6
    (step,) = detect_change_points(build_amount_panel(values), breaks=[400])[0]
    assert abs(step.day.toordinal() - ordinal_of(at)) <= 5
    assert step.direction is Direction.COOLER
    assert all(deviation.baseline > deviation.observed for deviation in step.deviations)


def test_what_differs_at_a_break_can_be_said() -> None:
    panel = build_amount_panel(stepped(3, 400))
    deviations = step_deviations(panel, span_around(400, [0, 400, panel.days.size]), 400)
    assert len(deviations) == 4
    assert all(deviation.z < -3 for deviation in deviations)
