from __future__ import annotations

from datetime import date, timedelta
from typing import Final

import numpy as np
import pytest

from unlike.core.spans import DateSpan
from unlike.detection import detect_recurrence

FIRST: Final = date(2022, 1, 3)
HISTORY: Final = DateSpan(FIRST, FIRST + timedelta(days=729))


def spells(onsets: list[int], length: int = 4) -> list[DateSpan]:
    return [DateSpan(FIRST + timedelta(days=at), FIRST + timedelta(days=at + length - 1)) for at in onsets]


@pytest.mark.parametrize(("period", "count"), [(88, 8), (60, 11), (30, 20), (100, 7)])
def test_an_exact_period_is_told(period: int, count: int) -> None:
    recurrence = detect_recurrence(spells([20 + period * k for k in range(count)]), HISTORY)
    assert recurrence is not None
    assert recurrence.period == pytest.approx(period, abs=0.5)
    assert recurrence.between[0] <= period <= recurrence.between[1]
    assert recurrence.spells == count
    assert recurrence.typical == 4
    assert recurrence.chance <= 0.01
    expected = FIRST + timedelta(days=20 + period * count)
    assert recurrence.upcoming[0] <= expected <= recurrence.upcoming[1]


@pytest.mark.parametrize("seed", range(5))
def test_a_little_jitter_is_still_a_rhythm(seed: int) -> None:
    rng = np.random.default_rng(seed)
    onsets = [30 + 88 * k + int(rng.integers(-3, 4)) for k in range(8)]
    recurrence = detect_recurrence(spells(onsets), HISTORY)
    assert recurrence is not None
    assert recurrence.period == pytest.approx(88, rel=0.05)
    assert recurrence.between[0] < recurrence.period < recurrence.between[1]
    assert recurrence.upcoming[0] < recurrence.upcoming[1]


def test_the_next_one_falls_into_its_window_as_often_as_is_said() -> None:
    reported = hits = 0
    for seed in range(30):
        rng = np.random.default_rng([seed, 8])
        onsets = np.round(20 + 60 * np.arange(11) + rng.normal(0, 7, size=11)).astype(int).tolist()
        recurrence = detect_recurrence(spells(onsets[:-1], 3), HISTORY)
        if recurrence is not None:  # only where it happens to look regular
            reported += 1
            hits += recurrence.upcoming[0] <= FIRST + timedelta(days=onsets[-1]) <= recurrence.upcoming[1]
    assert reported >= 10
    assert hits >= 0.8 * reported


def test_one_missed_spell_does_not_hide_the_rhythm() -> None:
    onsets = [20 + 70 * k for k in range(10) if k != 4]
    recurrence = detect_recurrence(spells(onsets), HISTORY)
    assert recurrence is not None
    assert recurrence.period == pytest.approx(70, rel=0.05)


@pytest.mark.parametrize("count", range(4))
def test_fewer_than_four_say_nothing(count: int) -> None:
    assert detect_recurrence(spells([30 + 88 * k for k in range(count)]), HISTORY) is None


def test_random_onsets_are_seldom_called_a_rhythm() -> None:
    rng = np.random.default_rng(7)
    claims = 0
    for _ in range(200):
        onsets = np.sort(rng.choice(720 // 5, size=int(rng.integers(4, 7)), replace=False)) * 5
        claims += detect_recurrence(spells(onsets.tolist(), 3), HISTORY) is not None
    assert claims <= 6, claims  # one in a hundred is stated


@pytest.mark.parametrize("jitter", [0, 8, 25])
def test_how_many_random_ones_are_tried_at_once_changes_nothing(jitter: int, monkeypatch: pytest.MonkeyPatch) -> None:
    rng = np.random.default_rng(3)
    onsets = [spells([30 + 88 * k + int(rng.integers(-jitter, jitter + 1)) for k in range(8)]) for _ in range(8)]
    found = [detect_recurrence(these, HISTORY) for these in onsets]
    monkeypatch.setattr("unlike.detection.recurrence._NULL_DRAWS_AT_ONCE", 2000)
    assert found == [detect_recurrence(these, HISTORY) for these in onsets]
    assert (jitter > 0) == (None in found)


def test_the_typical_length_is_the_middle_one() -> None:
    varied = [DateSpan(spell.first, spell.first + timedelta(days=length)) for spell, length in
             zip(spells([20 + 88 * k for k in range(8)]), (1, 1, 2, 2, 2, 2, 9, 20), strict=True)]  # fmt: skip
    recurrence = detect_recurrence(varied, HISTORY)
    assert recurrence is not None
    assert recurrence.typical == 3


def test_crowded_spells_do_not_break_it() -> None:
    detect_recurrence(spells(list(range(0, 300, 10)), 10), HISTORY)
    detect_recurrence(spells([0, 1, 2, 3], 1), DateSpan(FIRST, FIRST + timedelta(days=3)))
