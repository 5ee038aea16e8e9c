from __future__ import annotations

from itertools import pairwise
from math import comb

import numpy as np
import pytest

from synthetic_series import build_amount_panel, ordinal_of, white_noise
from unlike.core.series import Floats
from unlike.core.types import Direction
from unlike.detection import DetectedSpell, detect_spells, detectable_drop, robust_baseline
from unlike.detection.power import DROP_FACTORS


def found(values: Floats, rate: float = 0.1, polarity: list[int] | None = None) -> tuple[DetectedSpell, ...]:
    return detect_spells(robust_baseline(build_amount_panel(values, polarity)), rate)


def planted(seed: int, first: int, length: int, drop: float = 3.0) -> Floats:
    """White noise of four signals, and days on which all of them drop by so many of its deviations."""
    values = white_noise(seed)
    values[:, first : first + length] -= drop * 0.3
    return values


@pytest.mark.parametrize("length", [2, 3, 5, 7, 14, 30])
def test_a_planted_window_is_found_on_its_days(length: int) -> None:
    rate = 0.1 if length > 2 else 1.0  # dealt anew, two days of a short history come up once in it
    spells = found(planted(length, 300, length), rate)
    (spell,) = [
        one for one in spells if one.first.toordinal() < ordinal_of(330) and one.last.toordinal() > ordinal_of(299)
    ]
    assert abs(spell.first.toordinal() - ordinal_of(300)) <= 1
    assert abs(spell.last.toordinal() - ordinal_of(300 + length - 1)) <= 1
    assert spell.direction is Direction.COOLER
    assert not spell.open_end
    assert spell.per_year <= rate


@pytest.mark.parametrize("seed", [2, 3, 4, 5])
def test_what_took_part_comes_with_its_own_values(seed: int) -> None:
    values = planted(seed, 300, 14)
    values[3, 300:314] += 0.9  # the fourth did not
    spell = min(found(values), key=lambda one: one.per_year)
    by_name = {stray.name: stray for stray in spell.deviations}
    for name in ("s0", "s1", "s2"):
        assert by_name[name].z < -2.5
        assert by_name[name].chance < 0.01
        assert by_name[name].baseline == pytest.approx(np.exp(2.0), rel=0.15)
        assert by_name[name].observed == pytest.approx(np.exp(1.1), rel=0.25)
    assert abs(by_name["s3"].z) < 2.5
    assert spell.deviations[-1].name == "s3"
    chances = [stray.chance for stray in spell.deviations]
    assert chances == sorted(chances)


def test_several_spells_are_all_found_and_keep_apart() -> None:
    values = white_noise(3)
    for first in (100, 250, 400, 600):
        values[:, first : first + 6] -= 0.75
    spells = found(values)
    starts = [one.first.toordinal() for one in spells]
    assert starts == sorted(starts)
    assert all(before.last < after.first for before, after in pairwise(spells))
    for first in (100, 250, 400, 600):
        assert any(abs(start - ordinal_of(first)) <= 1 for start in starts)


def test_many_spells_do_not_hide_each_other() -> None:
    values = white_noise(12, days=1000)
    starts = range(60, 940, 30)
    for first in starts:
        values[:, first : first + 6] -= 0.6
    spells = found(values)
    met = [any(abs(one.first.toordinal() - ordinal_of(first)) <= 2 for one in spells) for first in starts]
    assert np.mean(met) >= 0.9  # a third of it where all days say what is usual


def test_warmer_and_aside_have_their_own_names() -> None:
    warmer = planted(4, 300, 7, drop=-2.5)
    assert [one.direction for one in found(warmer)] == [Direction.WARMER]
    aside = white_noise(5, signals=4)
    aside[2:, 300:307] -= 0.9
    assert Direction.OTHER in {one.direction for one in found(aside, polarity=[-1, -1, 0, 0])}


def test_more_is_cooler_where_so_declared() -> None:
    values = planted(6, 300, 7, drop=-2.5)
    assert [one.direction for one in found(values, polarity=[1, 1, 1, 1])] == [Direction.COOLER]


def test_a_spell_at_the_end_goes_on() -> None:
    (spell,) = found(planted(7, 723, 7))
    assert spell.open_end
    assert spell.last.toordinal() == ordinal_of(729)


def test_days_of_silence_are_no_spell_of_their_own() -> None:
    values = white_noise(8)
    values[:, 300:320] = np.nan
    assert found(values) == ()


def test_a_higher_rate_only_adds() -> None:
    values = planted(9, 300, 5, drop=1.5)
    few, more = found(values, 0.1), found(values, 1.0)
    assert len(more) >= len(few)
    assert all(one.per_year <= 1.0 for one in more)


def test_the_same_history_gives_the_same_spells() -> None:
    values = planted(10, 300, 5)
    assert found(values) == found(values)


def upper(draws: int, chance: float, tail: float = 0.001) -> int:
    """The count that a binomial law exceeds once in a thousand times."""
    total, count = 0.0, -1
    while total < 1 - tail:
        count += 1
        total += comb(draws, count) * chance**count * (1 - chance) ** (draws - count)
    return count


def test_white_noise_shows_no_more_than_the_stated_rate() -> None:
    claims = [len(found(white_noise(seed, signals=3))) for seed in range(100, 120)]
    years = 20 * 730 / 365.25
    assert sum(claims) <= upper(round(years * 10), 0.1 / 10), claims


def test_possible_ones_keep_their_rate_too() -> None:
    claims = [len(found(white_noise(seed, signals=3), 1.0)) for seed in range(200, 205)]
    years = 5 * 730 / 365.25
    assert sum(claims) <= upper(round(years * 100), 1.0 / 100), claims


def test_reach_is_monotone() -> None:
    steady = robust_baseline(build_amount_panel(white_noise(11, days=900, signals=5)))

    def factor(rate: float, length: int) -> float:
        told = detectable_drop(steady, rate, length)
        assert told is None or told in DROP_FACTORS
        return 0.0 if told is None else told

    by_rate = [factor(rate, 3) for rate in (0.01, 0.1, 1.0)]
    assert by_rate == sorted(by_rate), "who puts up with more false spells sees smaller drops"
    by_length = [factor(0.1, length) for length in (1, 2, 3, 5, 7, 10, 14)]
    assert by_length == sorted(by_length), "a longer drop may be smaller"
    assert by_length[-1] > by_length[0]


def test_reach_needs_a_bigger_drop_where_days_differ_more() -> None:
    told = []
    for noise in (0.5, 1.0, 2.0):
        steady = robust_baseline(build_amount_panel((white_noise(12, days=600) - 2.0) * noise + 2.0))
        told.append(detectable_drop(steady, 0.1, 3) or 0.0)
    assert told == sorted(told, reverse=True)
    assert told[0] > told[-1]


def test_a_drop_to_the_reach_is_found() -> None:
    hits = 0
    for seed in range(8):
        values = white_noise(300 + seed, days=600)
        steady = robust_baseline(build_amount_panel(values))
        factor = detectable_drop(steady, 0.1, 7)
        assert factor is not None
        values[:, 300:307] += np.log(factor)
        hits += any(
            one.first.toordinal() <= ordinal_of(306) and one.last.toordinal() >= ordinal_of(300)
            for one in found(values)
        )
    assert hits >= 5, "four of five are promised"


def test_no_drop_can_be_seen_where_no_window_is_long_enough() -> None:
    assert detectable_drop(build_amount_panel(white_noise(13, days=40)), 0.1, 60) is None
