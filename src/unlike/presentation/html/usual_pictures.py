"""Pictures of what is usual: hours of the week as a heat map, and the years as a calendar with the spells outlined."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from unlike.presentation.sentences import Subject, concern
from unlike.presentation.sentences.formatting.date_format import clock_time, format_day, month_name, short_weekday
from unlike.presentation.sentences.formatting.label_format import with_label
from unlike.presentation.sentences.formatting.number_format import format_count
from unlike.results import UsualHabits

LEVELS: Final = 4
"""Shades of a cell, beside none."""
_MAX_YEARS: Final = 12
_STEP: Final = 11  # units from cell to cell
_QUANTILES: Final = (0.25, 0.5, 0.75)


@dataclass(frozen=True, slots=True)
class HeatCell:
    """A cell: its place in units, its shade (0 to `LEVELS`), what it says, and whether it lies in a spell."""

    x: int
    y: int
    level: int
    label: str
    outlined: bool = False


@dataclass(frozen=True, slots=True)
class HeatMap:
    """Cells with labels at the left and above, each as (place, words).

    Attributes:
        title: what it shows.
        wide, high: in units.
    """

    title: str
    wide: int
    high: int
    cells: tuple[HeatCell, ...]
    row_labels: tuple[tuple[int, str], ...]
    column_labels: tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True)
class UsualPictures:
    """The hours of a week, and a calendar for each year, the latest first."""

    week: HeatMap
    years: tuple[HeatMap, ...]


def usual_pictures(subject: Subject) -> UsualPictures | None:
    """Pictures of a person's usual hours and days; None where these were not counted, or words of harm come first."""
    habits = subject.person.usual_habits
    if habits is None or concern(subject):
        return None
    last = habits.first + timedelta(days=len(habits.days) - 1)
    years = range(last.year, max(habits.first.year, last.year - _MAX_YEARS + 1) - 1, -1)
    bounds = _level_bounds(habits.days)
    return UsualPictures(_week_picture(habits), tuple(_year_picture(year, habits, bounds, subject) for year in years))


def _week_picture(habits: UsualHabits) -> HeatMap:
    """Weekdays below each other, from four in the morning on."""
    hours = [(hour + 4) % 24 for hour in range(24)]
    bounds = _level_bounds([number for row in habits.hours for number in row])
    cells = tuple(
        HeatCell(
            x=column * _STEP,
            y=weekday * _STEP,
            level=_shade_level(habits.hours[weekday][hour], bounds),
            label=with_label(
                f"{short_weekday(weekday)} {clock_time(hour, 0)}", format_count(habits.hours[weekday][hour], "message")
            ),
        )
        for weekday in range(7)
        for column, hour in enumerate(hours)
    )
    row_labels = tuple((weekday * _STEP, short_weekday(weekday)) for weekday in range(7))
    above = tuple((column * _STEP, clock_time(hour, 0)) for column, hour in enumerate(hours) if hour % 6 == 0)
    return HeatMap("", 24 * _STEP, 7 * _STEP, cells, row_labels, above)


def _year_picture(year: int, habits: UsualHabits, bounds: Sequence[float], subject: Subject) -> HeatMap:
    """Weeks beside each other, from Monday down to Sunday."""
    start = date(year, 1, 1)
    offset = start.weekday()
    cells = tuple(_days_of_year(year, habits, bounds, subject))
    months = tuple(((date(year, number, 1) - start).days + offset, month_name(number)) for number in range(1, 13))
    above = tuple((place // 7 * _STEP, words) for place, words in months)
    row_labels = tuple((weekday * _STEP, short_weekday(weekday)) for weekday in (0, 2, 4, 6))
    return HeatMap(str(year), 54 * _STEP, 7 * _STEP, cells, row_labels, above)


def _days_of_year(year: int, habits: UsualHabits, bounds: Sequence[float], subject: Subject) -> Iterator[HeatCell]:
    start = date(year, 1, 1)
    spells = [(spell.first, spell.last) for spell in subject.person.spells]
    for at, number in enumerate(habits.days):
        when = habits.first + timedelta(days=at)
        if when.year == year:
            place = (when - start).days + start.weekday()
            yield HeatCell(
                x=place // 7 * _STEP,
                y=place % 7 * _STEP,
                level=_shade_level(number, bounds),
                label=with_label(format_day(when), format_count(number, "message")),
                outlined=any(first <= when <= last for first, last in spells),
            )


def _level_bounds(numbers: Sequence[int]) -> tuple[float, ...]:
    """Quartiles of the numbers that are not zero."""
    positive_numbers = sorted(number for number in numbers if number)
    return (
        tuple(positive_numbers[int(len(positive_numbers) * part)] for part in _QUANTILES)
        if positive_numbers
        else (1.0, 1.0, 1.0)
    )


def _shade_level(number: int, bounds: Sequence[float]) -> int:
    """The shade of a number."""
    return 0 if not number else 1 + sum(number > bound for bound in bounds)
