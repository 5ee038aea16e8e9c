"""Detection of spells: windows of 1 to 60 days unlike this person's other windows, each with its null rate.

A scan statistic (Naus 1965; Glaz, Naus & Wallenstein 2001) over window lengths: compares each window with its flanks,
in units of the spread of the person's own windows, weighted by the correlations of their days. Levels, spreads and
correlations are estimated from baseline days.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

import numpy as np

from unlike.core.series import Floats
from unlike.core.spans import IndexSpan
from unlike.detection.calibration import null_rate_per_year, separate_peaks
from unlike.detection.panel import SignalPanel
from unlike.detection.panel_windows import panel_windows
from unlike.detection.scan import WINDOW_DAYS, LengthSpreads, standard_scores, window_contrasts, window_spread
from unlike.detection.scores import DIRECTIONAL_SCORES, DirectionalScore, ScoreBasis
from unlike.detection.shift_types import DetectedSpell
from unlike.detection.signal_deviations import signal_deviations

_MAX_PEAKS: Final = 150  # windows in each direction
_MIN_GAP_DAYS: Final = 4  # between two spells; nearer ones are one
_COMPARISON_DAYS: Final = 45  # to each side, whose values are given as the baseline
_OPEN_END_DAYS: Final = 2  # before the end of the history, from which on a spell counts as open
_MAX_SPELL_DAYS: Final = 60


@dataclass(frozen=True, slots=True)
class _SpellWindow:
    """Window of a spell.

    Attributes:
        span: the days.
        view: direction in which it was found.
        rate: expected number of windows as high in a year in which nothing happened, all directions together.
    """

    span: IndexSpan
    view: DirectionalScore
    rate: float


def detect_spells(person: SignalPanel, rate: float) -> tuple[DetectedSpell, ...]:
    """All spells that chance gives at most `rate` times a year, in all directions together, oldest first.

    Args:
        person: panel without lasting shifts, with a robust baseline.
        rate: false spells a year that are put up with.
    """
    if not person.names or person.days.size < WINDOW_DAYS[0] + _COMPARISON_DAYS:
        return ()
    spells = sorted(_spell_windows(person, rate), key=lambda spell: spell.span)
    return tuple(_detected_spell(person, spell) for spell in spells)


def _spell_windows(person: SignalPanel, max_rate: float) -> list[_SpellWindow]:
    """Windows below a rate that keep apart, with their edges where the score is highest."""
    candidates, basis, windows = [], ScoreBasis.of(person), panel_windows(person)
    for view in DIRECTIONAL_SCORES:
        score = basis.score(windows.scores, windows.contrasts, view)
        for peak in separate_peaks(score, WINDOW_DAYS, _MIN_GAP_DAYS, _MAX_PEAKS):
            rate = null_rate_per_year(peak.score) / view.false_spell_share
            if rate > max_rate:
                break
            span = IndexSpan(peak.day, peak.day + WINDOW_DAYS[peak.length_index] - 1)
            candidates.append(_SpellWindow(span, view, rate))
    spells: list[_SpellWindow] = []
    for candidate in sorted(candidates, key=lambda window: (window.rate, window.span)):
        span = _refined_span(basis, candidate)
        with_gap = IndexSpan(span.first - _MIN_GAP_DAYS, span.last + _MIN_GAP_DAYS)
        if not any(with_gap.overlaps(spell.span) for spell in spells):
            spells.append(_SpellWindow(span, candidate.view, candidate.rate))
    return spells


def _refined_span(basis: ScoreBasis, window: _SpellWindow) -> IndexSpan:
    """Days of a window with its first and last day moved to where the score is highest."""
    person, span = basis.person, window.span
    lengths = tuple(range(max(1, span.days // 2), min(_MAX_SPELL_DAYS, 2 * span.days + 1) + 1))
    low, high = max(span.first - 3 * _MAX_SPELL_DAYS, 0), span.last + 3 * _MAX_SPELL_DAYS
    day_range = slice(low, high)
    values, precision, cumulants = (
        part[:, day_range] for part in (person.values, person.precision, person.third_cumulants)
    )
    windows = window_contrasts(values, precision, person.baseline_days[day_range], lengths, cumulants)
    # of the windows that begin near enough to touch, and a day more at each end
    starts = slice(max(span.first - low - lengths[-1], 0), span.last - low + 2)
    near_windows = windows.beginning_on(starts)
    z = standard_scores(near_windows, window_spread(windows))
    score = basis.score(z, near_windows, window.view, day_range, starts)
    days = np.arange(score.shape[1]) + low + starts.start
    touching = (days[None, :] <= span.last) & (days[None, :] + np.array(lengths)[:, None] > span.first)
    best = np.where(touching, score, -np.inf)
    length_index, day_index = np.unravel_index(int(np.argmax(best)), best.shape)
    first = int(days[day_index])
    return _trimmed_span(person, IndexSpan(first, first + lengths[int(length_index)] - 1))


def _trimmed_span(person: SignalPanel, span: IndexSpan) -> IndexSpan:
    """Days of a span without days at its ends on which nothing was written."""
    active = np.flatnonzero(person.active[span.as_slice])
    return IndexSpan(span.first + int(active[0]), span.first + int(active[-1])) if active.size else span


def _detected_spell(person: SignalPanel, spell: _SpellWindow) -> DetectedSpell:
    """Spell of a window, with the deviation of each signal."""
    span = spell.span
    days = np.arange(person.days.size)
    in_span = ((days >= span.first) & (days <= span.last)).astype(np.float64)
    is_near = (days >= span.first - _COMPARISON_DAYS) & (days <= span.last + _COMPARISON_DAYS)
    around_span = is_near.astype(np.float64) - in_span
    dates: list[date] = person.days.astype("datetime64[D]").tolist()
    return DetectedSpell(
        first=dates[span.first],
        last=dates[span.last],
        direction=spell.view.direction,
        per_year=spell.rate,
        deviations=signal_deviations(person, in_span, around_span, _signal_scores(person, span)),
        open_end=_last_active_day(person) - _OPEN_END_DAYS <= span.last,
    )


def _signal_scores(person: SignalPanel, span: IndexSpan) -> Floats:
    """Standard score of each signal on the days of a span, shape (s,)."""
    windows = panel_windows(person)
    if span.days in windows.contrasts.lengths:
        return windows.scores[windows.contrasts.lengths.index(span.days), :, span.first]
    own_length = window_contrasts(
        person.values, person.precision, person.baseline_days, (span.days,), person.third_cumulants
    )
    spreads = windows.length_spreads.merged_with(LengthSpreads.of(own_length))
    row = spreads.lengths.index(span.days)
    window = own_length.beginning_on(slice(span.first, span.first + 1))
    return standard_scores(window, spreads.fitted()[row : row + 1])[0, :, 0]


def _last_active_day(person: SignalPanel) -> int:
    """Index of the last day with a value."""
    return int(np.flatnonzero(person.active)[-1])
