from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import pytest

from unlike.annotations import CalendarEntry
from unlike.explain.calendar_association import against, known

START, END = date(2024, 1, 1), date(2025, 12, 30)  # 730 days
SPAN = (START, END)


def day(number: int) -> date:
    return START + timedelta(days=number)


def entry(label: str, first: int, size: int = 1) -> CalendarEntry:
    return CalendarEntry(label, day(first), day(first + size - 1))


def spells(*firsts: int, size: int = 3) -> list[tuple[date, date]]:
    return [(day(first), day(first + size - 1)) for first in firsts]


def test_a_shift_on_a_known_day_is_named_with_its_rate() -> None:
    (one,) = known([entry("exam", 100)], (day(99), day(101)), SPAN)
    assert (one.label, one.first, one.last) == ("exam", day(100), day(100))
    assert one.chance == pytest.approx(3 / 728)


@pytest.mark.parametrize("first", [96, 101, 500])
def test_a_day_beside_it_is_not_on_it(first: int) -> None:
    assert known([entry("exam", 100)], (day(first), day(first + 2)), SPAN) == ()


def test_what_is_on_every_day_explains_nothing() -> None:
    (one,) = known([entry("work", number) for number in range(730)], (day(10), day(12)), SPAN)
    assert one.chance == 1.0


def test_the_rarest_comes_first_and_a_full_calendar_makes_it_likely() -> None:
    dated = [entry("work", number) for number in range(0, 730, 2)]
    alone = known([*dated, entry("exam", 100)], (day(99), day(101)), SPAN)
    assert [one.label for one in alone] == ["exam", "work"]
    assert alone[0].chance < 0.01
    full = [*dated, *(entry(f"thing {number}", number) for number in range(0, 730, 5))]
    crowded = known([*full, entry("exam", 101)], (day(101), day(101)), SPAN)
    assert crowded[0].label == "exam"
    assert crowded[0].chance > 0.15


def test_case_does_not_matter_and_what_lies_outside_does_not_count() -> None:
    dated = [entry("Exam", -40), entry("Exam", 100), entry("exam", 300)]
    (one,) = known(dated, (day(300), day(300)), SPAN)
    assert one.chance == pytest.approx(2 / 730)
    assert known([entry("exam", -40)], (day(0), day(2)), SPAN) == ()
    assert known([], (day(0), day(2)), SPAN) == ()
    assert known(dated, (day(-2), day(1)), SPAN) == ()


def test_an_entry_that_reaches_into_the_history_is_on() -> None:
    (one,) = known([entry("holiday", -5, 8)], (day(0), day(2)), SPAN)
    assert one.first == day(-5)


def test_spells_that_share_days_with_a_label_are_found() -> None:
    shifts = [30, 95, 150, 260, 333, 410, 505, 640]
    dated = [entry("night shift", first, 2) for first in (*shifts, 60, 200, 470)]
    (one,) = against(dated, spells(*shifts), SPAN)
    assert (one.label, one.after, one.spells, one.of) == ("night shift", None, 8, 8)
    assert one.chance <= 0.001
    assert 0.2 < one.expected_spells < 1.0


@pytest.mark.parametrize("off", [-4, 9])
def test_spells_at_the_same_distance_of_a_cycle_are_found(off: int) -> None:
    dice = np.random.default_rng(3)
    starts = np.cumsum(dice.integers(27, 31, 25)).tolist()
    dated = [entry("period", first, 2) for first in starts]
    chosen = [starts[number] + off + int(dice.integers(-1, 2)) for number in (2, 5, 8, 11, 14, 18, 21)]
    (one,) = against(dated, spells(*chosen), SPAN)
    assert one.after is not None
    assert abs(one.after - off) <= 1
    assert (one.spells, one.of) == (7, 7)
    assert one.chance <= 0.005


def test_too_few_spells_or_entries_say_nothing() -> None:
    dated = [entry("shift", first) for first in (30, 95, 150)]
    assert against(dated, spells(30, 95, 150), SPAN) == ()
    assert against(dated[:2], spells(30, 95, 150, 400), SPAN) == ()
    assert against([], spells(30, 95, 150, 400), SPAN) == ()


def test_a_spell_that_fills_the_history_breaks_nothing() -> None:
    dated = [entry("shift", first) for first in (1, 3, 5, 7, 9)]
    against(dated, [(day(3 * at), day(3 * at + 2)) for at in range(4)], (START, day(11)))
    assert known(dated, (START, day(11)), (START, day(11)))[0].chance == 1.0


def test_the_same_question_has_the_same_answer() -> None:
    dated = [entry("shift", first, 2) for first in range(10, 700, 40)]
    assert against(dated, spells(51, 130, 212, 290), SPAN) == against(dated, spells(51, 130, 212, 290), SPAN)


def random_world(seed: int) -> tuple[list[CalendarEntry], list[tuple[date, date]]]:
    """Five labels and six spells that have nothing to do with each other."""
    dice = np.random.default_rng(seed)
    dated = []
    for label in range(5):
        gap = int(dice.integers(5, 60))
        firsts = np.cumsum(dice.integers(max(1, gap - 2), gap + 3, 140))
        dated += [entry(f"label {label}", int(first)) for first in firsts if first < 725]
    firsts = np.sort(dice.choice(np.arange(0, 720, 9), 6, replace=False))
    return dated, spells(*firsts.tolist())


def test_where_nothing_goes_together_hardly_anything_is_said() -> None:
    """At most one world in twenty; of a hundred, more than eleven would be rarer than 1 in 200."""
    assert sum(bool(against(*random_world(seed), SPAN)) for seed in range(100)) <= 11
