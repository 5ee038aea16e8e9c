"""Geometry of a history's picture: days as parts of the width, values as parts of the height."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise

from unlike.core.axis_values import axis_values
from unlike.core.spans import DateSpan
from unlike.i18n import translate, translate_lazy
from unlike.presentation.sanitise import sanitise
from unlike.presentation.sentences import Subject
from unlike.presentation.sentences.formatting.date_format import brief_day, format_days, month_name
from unlike.presentation.sentences.formatting.number_format import format_value
from unlike.presentation.sentences.interface.report_text import NOTHING, row_description, usual_range
from unlike.results import ChannelChange, CurrentState, Finding, LastingShift, SignalHistory, Spell, ordered_findings

WIDE, HIGH = 1000.0, 60.0
_MIN_SHADE_UNITS = 3.0  # units of a spell's shade: one day of ten years can still be seen
_MARGIN_UNITS = 6.0  # units left free above and below a line
_BAND_MARGIN = 0.25  # of the usual band is left free on either side: a calm history looks calm
_MAX_LABELS = 12
_WIDE_PIXELS, _NARROW_PIXELS = 720, 340  # of a strip on a desk and on a phone
_LETTER_PIXELS, _GAP_PIXELS = 7.0, 6.0  # of a date below it


@dataclass(frozen=True, slots=True)
class ShadedDays:
    """A shaded stretch of days: `kind` is "spell", "stayed", "now" or "elsewhere"; `number` opens its finding."""

    days: DateSpan
    kind: str
    start: float
    width: float
    label: str
    number: int

    @property
    def middle(self) -> float:
        """The middle of the shade, in units of the width."""
        return self.start + self.width / 2


@dataclass(frozen=True, slots=True)
class BlindDays:
    """A stretch of days in which a change would not have shown; `start` and `width` as of `ShadedDays`."""

    days: DateSpan
    start: float
    width: float


@dataclass(frozen=True, slots=True)
class DateLabel:
    """A date below the strip of findings.

    Attributes:
        at: its place, 0 to 1000.
        text: e.g. "16 Aug".
        at_end: it ends at its place rather than begin there.
        narrow: there is room for it on a phone, too.
    """

    at: float
    text: str
    at_end: bool
    narrow: bool


@dataclass(frozen=True, slots=True)
class ChartRow:
    """One signal: its line, the band of its usual values, labels of its axis, and the same as a table."""

    label: str
    baseline_label: str
    described: str
    line: str
    band: tuple[float, float]
    axis: tuple[tuple[float, str], ...]
    table: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class TimelinePicture:
    """The rows of one person on one axis, from the first to the last day.

    Attributes:
        labels: of the axis, as (place, words).
        blind: months in which even a large drop would not have been noticed.
    """

    days: DateSpan
    labels: tuple[tuple[float, str], ...]
    dates: tuple[DateLabel, ...]
    blind: tuple[BlindDays, ...]
    shades: tuple[ShadedDays, ...]
    rows: tuple[ChartRow, ...]
    years: bool

    def kinds(self) -> tuple[str, ...]:
        """The kinds of shades there are, for the legend."""
        return tuple(dict.fromkeys(shade.kind for shade in self.shades))


def timeline_picture(subject: Subject) -> TimelinePicture | None:
    """The picture of a person's history; None where there is nothing to draw."""
    histories = [history for history in subject.person.signal_histories if history.values]
    if subject.first is None or subject.last is None or not histories:
        return None
    axis = DateSpan(subject.first, subject.last)
    years = (subject.last - subject.first).days > 500
    spells = len(subject.person.spells)
    days_of_bins = {bins: tuple(_bin_days(axis, bins)) for bins in {len(history.values) for history in histories}}
    rows = tuple(_chart_row(history, axis, spells, days_of_bins[len(history.values)]) for history in histories)
    shades = tuple(_shade_marks(subject, axis))
    return TimelinePicture(
        days=axis,
        labels=_axis_labels(axis, years=years),
        dates=_date_labels(shades),
        blind=tuple(_blind_gaps(subject, axis)),
        shades=shades,
        rows=rows,
        years=years,
    )


def day_position(day: date, axis: DateSpan) -> float:
    """Position at which a day begins, 0 to 1000."""
    total_days = axis.days
    return round(min(1.0, max(0.0, (day - axis.first).days / total_days)) * WIDE, 1)


def _shade_marks(subject: Subject, axis: DateSpan) -> Iterator[ShadedDays]:
    """Shades of all findings that have days."""
    for number, finding in enumerate(ordered_findings(subject.person), start=subject.finding_offset + 1):
        shade = _shade_mark(finding, axis)
        if shade:
            kind, span = shade
            start = day_position(span.first, axis)
            width = max(_MIN_SHADE_UNITS, day_position(span.last + timedelta(days=1), axis) - start)
            start = min(start, WIDE - width)
            yield ShadedDays(span, kind, round(start, 1), round(width, 1), format_days(span.first, span.last), number)


def _blind_gaps(subject: Subject, axis: DateSpan) -> Iterator[BlindDays]:
    """Months of which nothing could be told, neighbours as one."""
    reach = subject.person.detectable_drop
    months = [part.first for part in (reach.by_month if reach else ()) if part.factor is None]
    joined: list[tuple[date, date]] = []
    for first in months:
        after = (first + timedelta(days=32)).replace(day=1)
        if joined and joined[-1][1] == first:
            joined[-1] = (joined[-1][0], after)
        else:
            joined.append((first, after))
    for first, after in joined:
        start, end = day_position(first, axis), day_position(after, axis)
        if end > start:
            visible_days = DateSpan(max(first, axis.first), min(after - timedelta(days=1), axis.last))
            yield BlindDays(visible_days, start, round(end - start, 1))


def _date_labels(shades: Sequence[ShadedDays]) -> tuple[DateLabel, ...]:
    """Dates of what was found, as many as there is room for; what is now comes first, then the latest spells."""
    ranks = {"now": 0, "spell": 1, "stayed": 2}
    dated = [shade for shade in shades if shade.kind in ranks]
    ordered = sorted(dated, key=lambda shade: (ranks[shade.kind], -shade.start))
    wide, narrow = (list(_fitting_labels(ordered, pixels)) for pixels in (_WIDE_PIXELS, _NARROW_PIXELS))
    on_phone = {label.at for label in narrow}
    return tuple(replace(label, narrow=label.at in on_phone) for label in wide)


def _fitting_labels(shades: Sequence[ShadedDays], pixels: int) -> Iterator[DateLabel]:
    """Labels that do not touch each other on a strip of a width in pixels."""
    occupied: list[tuple[float, float]] = []
    for shade in shades:
        text = brief_day(shade.days.first, shade.days.first)
        length, left_pixels = len(text) * _LETTER_PIXELS, shade.start / WIDE * pixels
        at_end = left_pixels + length > pixels
        start = left_pixels - length if at_end else left_pixels
        if all(start > end or start + length < begin for begin, end in occupied):
            occupied.append((start - _GAP_PIXELS, start + length + _GAP_PIXELS))
            place = min(WIDE, shade.start + shade.width) if at_end else shade.start
            yield DateLabel(place, text, at_end, narrow=False)


def _shade_mark(finding: Finding, axis: DateSpan) -> tuple[str, DateSpan] | None:
    """The kind of a finding's shade and its days; None where it has no days."""
    match finding:
        case Spell():
            return "spell", DateSpan(finding.first, finding.last)
        case LastingShift():
            return "stayed", DateSpan(finding.day, finding.day)
        case ChannelChange():
            return "elsewhere", DateSpan(finding.first, finding.last)
        case CurrentState(unlike=True):
            return "now", DateSpan(axis.last, axis.last)
        case _:
            return None


def _chart_row(history: SignalHistory, axis: DateSpan, spells: int, bin_days: Sequence[str]) -> ChartRow:
    """One signal's line, scaled to its own lowest and highest value.

    Args:
        history: values of the signal, one a bin of the axis.
        axis: first and last day.
        spells: how many there are.
        bin_days: days of each bin, in words.
    """
    present_values = [number for number in history.values if number is not None]
    values = [translate(NOTHING) if number is None else format_value(number, history.unit) for number in history.values]
    low, high = history.usual_range
    spare = (high - low) * _BAND_MARGIN
    floor, ceiling = min([*present_values, low - spare]), max([*present_values, high + spare])
    size = (ceiling - floor) or 1.0

    def height(number: float) -> float:
        return round(HIGH - _MARGIN_UNITS - (number - floor) / size * (HIGH - 2 * _MARGIN_UNITS), 1)

    return ChartRow(
        label=sanitise(translate_lazy(history.label)),
        baseline_label=usual_range(history),
        described=row_description(history, axis.first, axis.last, spells),
        line=_svg_path([None if number is None else height(number) for number in history.values]),
        band=(height(high), max(1.0, round(height(low) - height(high), 1))),
        axis=tuple(
            (height(number), format_value(number, history.unit))
            for number in axis_values(history.unit, lambda number: (number - floor) / size)
        ),
        table=tuple(zip(bin_days, values, strict=True)),
    )


def _svg_path(heights: Sequence[float | None]) -> str:
    """An SVG path; it breaks where nothing was written, and a lone value is a short stroke."""
    step, parts, pen = WIDE / max(1, len(heights)), [], False
    for at, height in enumerate(heights):
        if height is None:
            pen = False
            continue
        middle = round((at + 0.5) * step, 1)
        parts.append(f"{'L' if pen else 'M'}{middle} {height}" + ("" if pen else "h0.1"))
        pen = True
    return "".join(parts)


def _bin_days(axis: DateSpan, bins: int) -> Iterator[str]:
    """Days of every bin, in words."""
    starts = [axis.first + timedelta(days=at * axis.days // bins) for at in range(bins + 1)]
    for first, after in pairwise(starts):
        yield format_days(first, max(first, after - timedelta(days=1)))


def _axis_labels(axis: DateSpan, *, years: bool) -> tuple[tuple[float, str], ...]:
    """Labels of the axis: years, months in a short history, two days in a very short one."""
    total_days = axis.days
    if total_days <= 62:
        ends = (axis.first, axis.first + timedelta(days=total_days // 2))
        return tuple((day_position(day, axis), brief_day(day, day)) for day in ends)
    every = [axis.first + timedelta(days=day) for day in range(total_days)]
    starts = [day for day in every if day.day == 1 and (day.month == 1 or not years)]
    first = [axis.first] if not starts or day_position(starts[0], axis) > WIDE / _MAX_LABELS else []
    ticks = [*first, *starts]
    skip = -(-len(ticks) // _MAX_LABELS)
    return tuple((day_position(day, axis), str(day.year) if years else month_name(day.month)) for day in ticks[::skip])
