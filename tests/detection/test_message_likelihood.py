"""Log-likelihood ratios of windows: what running sums give is what a plain loop over messages gives."""

from __future__ import annotations

import numpy as np
import pytest

from synthetic_series import message_series, ordinal_of
from unlike.core.series import Floats
from unlike.detection import build_panel, detect_change_points, detect_spells, robust_baseline
from unlike.detection.flank_levels import FlankLevels, FlankSums
from unlike.detection.message_likelihood import SHARE_FACTORS, HabitLikelihood, habit_likelihood
from unlike.detection.scan import FLANK_DAYS, WINDOW_DAYS

PRIOR = 8.0


def likelihood_of(left: Floats | None = None, seed: int = 1) -> HabitLikelihood:
    person = build_panel(message_series(seed, 300, left=left))
    return habit_likelihood(person.tallies, person.segments, person.baseline_days)


def plain_share_ratio(likelihood: HabitLikelihood, row: int, first: int, length: int) -> float:
    """Ratio of one window from its definition."""
    days = likelihood.days
    size = days.messages.shape[1]
    inside = range(first, first + length)
    flank = [d for d in range(first - FLANK_DAYS, first + length + FLANK_DAYS) if 0 <= d < size and d not in inside]
    overall = likelihood.overall[row]
    with_habit, messages = (part[row, list(inside)].sum() for part in (days.with_habit, days.messages))
    near_habit, near_messages = (part[row, flank].sum() for part in (days.with_habit, days.messages))
    usual = (near_habit + PRIOR * overall) / (near_messages + PRIOR)
    ratios = [
        (with_habit * np.log(factor) + (messages - with_habit) * np.log((1 - factor * usual) / (1 - usual)))
        / likelihood.share_dispersion[row]
        for factor in SHARE_FACTORS
    ]
    return float(np.log(np.mean(np.exp(ratios)))) * len(flank) / (len(flank) + length)


def plain_size_ratio(likelihood: HabitLikelihood, first: int, length: int) -> float:
    """Ratio of the sizes of one window from its definition."""
    days = likelihood.days
    size = days.sizes.shape[1]
    inside = list(range(first, first + length))
    flank = [d for d in range(first - FLANK_DAYS, first + length + FLANK_DAYS) if 0 <= d < size and d not in inside]
    beside = likelihood.excess[0][:, flank].sum(axis=1) / (days.sizes[0, flank].sum() + PRIOR)
    ratios = days.ratio[0][:, inside].sum(axis=1) - days.sizes[0, inside].sum() * beside
    ratios /= likelihood.size_dispersion[0]
    return float(np.log(np.mean(np.exp(ratios)))) * len(flank) / (len(flank) + length)


@pytest.mark.parametrize(("first", "length"), [(0, 1), (150, 7), (20, 30), (297, 3)])
def test_the_same_as_from_the_definition(first: int, length: int) -> None:
    likelihood = likelihood_of()
    ratios = likelihood.log_ratios(WINDOW_DAYS)[WINDOW_DAYS.index(length), :, first]
    for row in range(2):
        assert ratios[row] == pytest.approx(plain_share_ratio(likelihood, row, first, length), abs=0.02)
    assert ratios[2] == pytest.approx(plain_size_ratio(likelihood, first, length), abs=0.02)


def test_a_part_of_the_days_gives_what_all_of_them_give() -> None:
    likelihood = likelihood_of()
    whole, part = likelihood.log_ratios((7,)), likelihood.log_ratios((7,), slice(50, 250))
    middle = slice(FLANK_DAYS, 200 - FLANK_DAYS - 7)
    assert part[0, :, middle] == pytest.approx(whole[0, :, 50:250][:, middle])


def test_a_drop_speaks_for_itself_in_every_habit_and_a_rise_against_it() -> None:
    left = np.ones(300)
    left[150:164] = 0.4
    left[220:234] = 1.8
    ratios = likelihood_of(left).log_ratios((14,))[0]
    assert (ratios[:, 150] > 1).all()
    assert ratios[:, 150].max() > 10
    assert (ratios[:, 220] < 0).all()
    assert np.median(ratios[:, :130]) < 0, "days on which nothing happens speak against a drop"


def test_a_habit_that_could_tell_nothing_says_nothing() -> None:
    quiet = message_series(3, 300, per_day=0.3)
    person = build_panel(quiet)
    ratios = habit_likelihood(person.tallies, person.segments, person.baseline_days).log_ratios((1,))
    written = person.tallies.messages[0] > 0
    assert (ratios[0, :, ~written] == 0).all()
    assert np.abs(ratios[0, :2]).max() < 2.5


@pytest.mark.parametrize("seed", range(4))
def test_a_lasting_shift_is_no_spell(seed: int) -> None:
    left = np.ones(500)
    left[250:] = 0.5
    person = build_panel(message_series(seed, left=left))
    shifts, offsets = detect_change_points(person)
    assert len(shifts) == 1
    steady = robust_baseline(person.without_offsets(offsets))
    near = [spell for spell in detect_spells(steady, 0.1) if abs(ordinal_of(250) - spell.first.toordinal()) < 75]
    assert near == []
    ratios = habit_likelihood(steady.tallies, steady.segments, steady.baseline_days).log_ratios((30,))[0]
    stepped = habit_likelihood(person.tallies, person.segments, person.baseline_days).log_ratios((30,))[0]
    assert ratios[:, 252].max() < 3, "the days before the step do not make those after it look cooler"
    assert stepped[:, 252].max() > 8, "if they were held against them, they would"


def test_windows_of_some_starts_have_the_ratios_that_they_have_among_all() -> None:
    likelihood, lengths = likelihood_of(), (3, 14, 60)
    some = likelihood.log_ratios(lengths, slice(20, 260), slice(180, 300))
    np.testing.assert_array_equal(some, likelihood.log_ratios(lengths, slice(20, 260))[:, :, 180:])


def test_levels_of_flanks_are_computed_once_for_all_drops(monkeypatch: pytest.MonkeyPatch) -> None:
    likelihood = likelihood_of()
    made: list[tuple[int, int, int]] = []
    original = FlankSums._levels_beside

    def levels_beside(sums: FlankSums, windows: tuple[int, int, int]) -> FlankLevels:
        made.append(windows)
        return original(sums, windows)

    monkeypatch.setattr(FlankSums, "_levels_beside", levels_beside)
    for factor in (0.8, 0.5, 0.2):
        likelihood.log_ratios((3,), window_days=likelihood.after_drop(factor))
    assert made == [(3, 298, 0)]


def test_days_after_a_drop_are_as_a_drop_makes_them() -> None:
    likelihood = likelihood_of(seed=5)
    expected = likelihood.log_ratios((14,), window_days=likelihood.after_drop(0.5))[0, :, 30:250].mean(axis=1)
    planted = []
    for seed in range(8):
        left = np.ones(300)
        left[150:164] = 0.5
        days = message_series(seed + 20, 300, left=left)
        person = build_panel(days)
        planted.append(
            habit_likelihood(person.tallies, person.segments, person.baseline_days).log_ratios((14,))[0, :, 150]
        )
    assert (expected > 0).all()
    assert np.mean(planted, axis=0).max() > expected.max(), "all messages are still there; half are in what is expected"
