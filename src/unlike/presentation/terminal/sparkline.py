"""One signal as a row of blocks, and the years, spells and lasting changes on the same axis of days."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from unlike.presentation.sentences.formatting.date_format import brief_day, month_name
from unlike.results import PersonFindings, SignalHistory

SPELL = "▔"
STAYED = "┊"
NOW = "●"
_BLOCKS = "▁▂▃▄▅▆▇█"
_BAND_MARGIN = 0.2  # of the usual band is left free below, half as much above: a calm history looks calm, in mid-block


@dataclass(frozen=True, slots=True)
class TimeAxis:
    """Days of a history on columns of a screen."""

    first: date
    last: date
    columns: int

    def column(self, day: date) -> int:
        """Column of a day, 0 to `columns` - 1."""
        total_days = (self.last - self.first).days + 1
        return min(self.columns - 1, max(0, (day - self.first).days * self.columns // total_days))

    def covered(self, first: date, last: date) -> range:
        """Columns of a stretch of days, at least one."""
        return range(self.column(first), self.column(last) + 1)


def fit_axis(first: date, last: date, columns: int) -> TimeAxis:
    """Axis with as many columns as fit, never more than there are days."""
    return TimeAxis(first, last, max(1, min(columns, (last - first).days + 1)))


def resample(values: Sequence[float | None], columns: int) -> tuple[float | None, ...]:
    """Mean of the bins that each column covers, weighted by their parts in it; None where nothing was written."""
    per = len(values) / columns
    return tuple(_mean_value(values, column * per, (column + 1) * per) for column in range(columns)) if values else ()


def block_row(history: SignalHistory, columns: int) -> str:
    """One block for each column, scaled over the values and the usual band; a space where nothing was written."""
    resampled = resample(history.values, columns)
    numbers = [value for value in resampled if value is not None]
    if not numbers:
        return " " * columns
    low, high = history.usual_range
    spare = (high - low) * _BAND_MARGIN
    floor, ceiling = min(*numbers, low - spare), max(*numbers, high + spare / 2)
    return "".join(" " if value is None else _block_character(value, floor, ceiling) for value in resampled)


def calendar_row(on: TimeAxis) -> str:
    """Years above the rows; months where the history is short, its two ends where it is very short."""
    days = (on.last - on.first).days
    if days > 500:
        return _place_labels(on, ((day, str(day.year)) for day in _period_starts(on, months=False)))
    if days > 60:
        return _place_labels(on, ((day, month_name(day.month)) for day in _period_starts(on, months=True)))
    ends = (brief_day(day, day) for day in (on.first, on.last))
    start, end = ends
    return f"{start}{end:>{max(1, on.columns - len(start))}}" if on.columns > len(start + end) else start


def finding_marks(person: PersonFindings, on: TimeAxis) -> str:
    """Marks below the rows: spells, lasting shifts, and at the end what is unusual now."""
    row = [" "] * on.columns
    for spell in person.spells:
        for column in on.covered(spell.first, spell.last):
            row[column] = SPELL
    for shift in person.lasting_shifts:
        row[on.column(shift.day)] = STAYED
    if person.current_state and person.current_state.unlike:
        row[-1] = NOW
    return "".join(row)


def finding_dates(person: PersonFindings, on: TimeAxis) -> str:
    """Dates below the marks, as many as there is room for: what is now first, then the latest spells."""
    is_now = bool(person.current_state and person.current_state.unlike)
    days = ([on.last] if is_now else []) + [spell.first for spell in reversed(person.spells)]
    label_columns: list[tuple[int, str]] = []
    for day in days:
        label = brief_day(day, day)
        start = min(on.column(day), on.columns - len(label))
        apart = all(start > at + len(other_label) or start + len(label) < at for at, other_label in label_columns)
        if start >= 0 and apart:
            label_columns.append((start, label))
    row = ""
    for start, label in sorted(label_columns):
        row += " " * (start - len(row)) + label
    return row


def spell_columns(person: PersonFindings, on: TimeAxis) -> frozenset[int]:
    """Columns of the axis that spells cover."""
    return frozenset(column for spell in person.spells for column in on.covered(spell.first, spell.last))


def _mean_value(values: Sequence[float | None], low: float, high: float) -> float | None:
    """Mean of the bins between two fractional indices; None where nothing was written."""
    total = weight = 0.0
    for index in range(int(low), min(len(values), int(high) + 1)):
        value, part = values[index], min(high, index + 1) - max(low, index)
        if value is not None and part > 1e-9:
            total, weight = total + value * part, weight + part
    return total / weight if weight else None


def _block_character(value: float, floor: float, ceiling: float) -> str:
    if ceiling <= floor:
        return _BLOCKS[len(_BLOCKS) // 2]
    return _BLOCKS[min(len(_BLOCKS) - 1, int((value - floor) / (ceiling - floor) * len(_BLOCKS)))]


def _period_starts(on: TimeAxis, *, months: bool) -> Iterable[date]:
    """The first day of the axis, then the first day of each year or month."""
    days = (on.first + timedelta(days=day) for day in range((on.last - on.first).days + 1))
    yield on.first
    for before, day in pairwise(days):
        if day.month != before.month if months else day.year != before.year:
            yield day


def _place_labels(on: TimeAxis, labels: Iterable[tuple[date, str]]) -> str:
    """Labels at their columns; one without room before the next is left out."""
    placed: list[tuple[int, str]] = []
    for day, label in labels:
        column = on.column(day)
        if placed and column < placed[-1][0] + len(placed[-1][1]) + 1:
            if len(placed) > 1 or placed[-1][0] > 0:
                continue
            placed.pop()
        if column + len(label) <= on.columns:
            placed.append((column, label))
    row = ""
    for column, label in placed:
        row += " " * (column - len(row)) + label
    return row
