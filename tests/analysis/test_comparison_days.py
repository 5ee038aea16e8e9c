"""Which days a finding is compared with."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np

from unlike.analysis.comparison_days import ComparisonDays, Mask
from unlike.core.spans import DateSpan

FIRST = date(2024, 1, 1)
HISTORY = DateSpan(FIRST, FIRST + timedelta(days=999))


def day(place: int) -> date:
    return FIRST + timedelta(days=place)


def places(mask: Mask) -> set[int]:
    return set(np.flatnonzero(mask).tolist())


def comparison(
    shifts: tuple[int, ...] = (), spells: tuple[tuple[int, int], ...] = (), channel: tuple[tuple[int, int], ...] = ()
) -> ComparisonDays:
    return ComparisonDays.of(
        HISTORY,
        map(day, shifts),
        [DateSpan(day(first), day(last)) for first, last in spells],
        [DateSpan(day(first), day(last)) for first, last in channel],
    )


def spell(days: ComparisonDays, first: int, last: int, *, open_end: bool = False) -> tuple[set[int], set[int]]:
    compared = days.of_spell(DateSpan(day(first), day(last)), open_end=open_end)
    return places(compared.inside), places(compared.usual)


def test_a_spell_is_compared_with_the_weeks_around_it_but_with_no_other_spell() -> None:
    days = comparison(spells=((500, 502), (520, 524)), channel=((480, 483),))
    assert spell(days, 500, 502) == (
        {500, 501, 502},
        set(range(455, 548)) - {500, 501, 502} - set(range(520, 525)) - set(range(480, 484)),
    )


def test_a_lasting_shift_ends_the_weeks_around_a_spell() -> None:
    days = comparison(shifts=(490, 530), spells=((500, 502),))
    assert spell(days, 500, 502)[1] == {*range(490, 500), *range(503, 530)}
    begins_with_it = comparison(shifts=(500,), spells=((500, 502),))
    assert spell(begins_with_it, 500, 502)[1] == set(range(503, 548))


def test_a_spell_at_the_end_is_compared_with_the_days_before() -> None:
    days = comparison(spells=((995, 997),))
    assert spell(days, 995, 997, open_end=True)[1] == set(range(950, 995))


def test_with_hardly_an_ordinary_day_in_reach_all_days_count() -> None:
    days = comparison(shifts=(498, 505), spells=((500, 502),))
    assert spell(days, 500, 502)[1] == set(range(455, 548)) - {500, 501, 502}


def test_a_lasting_shift_is_compared_up_to_a_year_back_and_to_the_next_shift() -> None:
    days = comparison(shifts=(500, 600), spells=((300, 309), (550, 552)))
    compared = days.of_shift(day(500))
    assert places(compared.usual) == set(range(135, 500)) - set(range(300, 310))
    assert places(compared.inside) == set(range(500, 600)) - {550, 551, 552}
    later = days.of_shift(day(600))
    assert places(later.usual) == set(range(500, 600)) - {550, 551, 552}
    assert places(later.inside) == set(range(600, 965))
