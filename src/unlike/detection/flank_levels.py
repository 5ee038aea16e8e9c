"""Levels of a person's habits in the flanks of windows, which are the same whatever stands in the windows."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from unlike.core.series import Floats
from unlike.detection.running_sums import RunningSums
from unlike.detection.scan import FLANK_DAYS

PRIOR_MESSAGES: Final = 8.0
"""Messages' worth of pull of the flanks' level towards that of the whole segment."""


@dataclass(frozen=True, slots=True)
class FlankLevels:
    """Levels beside each of w windows of one length, of s shares and a amounts.

    Attributes:
        shares: level of each share in units of that of its segment, shape (s, w).
        amounts: what a message's log-likelihood ratio for each factor is above that of its segment, shape (a, 3, w).
        weight: part of a ratio that counts, by the days of the flanks, shape (w,).
    """

    shares: Floats
    amounts: Floats
    weight: Floats


@dataclass(frozen=True, slots=True)
class FlankSums:
    """Running sums over the baseline days of a history of d days.

    Attributes:
        with_habit, expected: messages with each habit, and as many as expected, of shape (s, d).
        excess: log-likelihood ratios above those of the segment, of shape (a, 3, d).
        sizes: messages with a size, of shape (a, d).
        days: baseline days, of shape (d,).
        prior: expected messages of each share that are added, shape (s, 1).
    """

    with_habit: RunningSums
    expected: RunningSums
    excess: RunningSums
    sizes: RunningSums
    days: RunningSums
    prior: Floats
    _levels: dict[tuple[int, int, int], FlankLevels] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    @classmethod
    def of(cls, parts: tuple[Floats, Floats, Floats, Floats], is_baseline: Floats, overall: Floats) -> FlankSums:
        """Running sums of some days.

        Args:
            parts: `with_habit`, `expected`, `excess` and `sizes` of each day, shapes (..., d).
            is_baseline: 1 on baseline days, else 0, shape (d,).
            overall: share of the whole history, shape (s,).
        """
        with_habit, expected, excess, sizes = (RunningSums.of(part * is_baseline, FLANK_DAYS) for part in parts)
        days = RunningSums.of(is_baseline, FLANK_DAYS)
        return cls(with_habit, expected, excess, sizes, days, PRIOR_MESSAGES * overall[:, None])

    def levels(self, length: int, count: int, first: int) -> FlankLevels:
        """Levels beside `count` windows of a length, the first from the day `first` on; computed once."""
        windows = (length, count, first)
        if windows not in self._levels:
            self._levels[windows] = self._levels_beside(windows)
        return self._levels[windows]

    def _levels_beside(self, windows: tuple[int, int, int]) -> FlankLevels:
        all_sums, length = (self.with_habit, self.expected, self.excess, self.sizes, self.days), windows[0]
        with_habit, expected, excess, sizes, days = (part.around(*windows) for part in all_sums)
        return FlankLevels(
            shares=(with_habit + self.prior) / (expected + self.prior),
            amounts=excess / (sizes + PRIOR_MESSAGES)[:, None],
            weight=days / (days + length),
        )
