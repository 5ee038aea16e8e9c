"""From deviations of signals to changes with words, and with figures that can be counted again in the chat."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from unlike.analysis.signal_figures import FigurePair
from unlike.detection import SignalDeviation
from unlike.results.finding_types import SignalChange
from unlike.signals import DailyAggregation, Signal

CHANGED: Final = 0.005
"""Chance below which a habit is named as part of a spell or lasting shift."""
_AS_USUAL: Final = 1.0  # own spreads within which a habit counts as unchanged
_MOST: Final = 6


def partition_changes(
    deviations: Sequence[SignalDeviation],
    signals: Mapping[str, Signal],
    figures: Mapping[str, FigurePair] | None = None,
) -> tuple[tuple[SignalChange, ...], tuple[SignalChange, ...]]:
    """The habits that changed, strongest first, and those that did not.

    A habit whose figures do not move the way that detection saw is named as neither: whoever counts again would find
    the words false. So there may be none that changed.

    Args:
        deviations: the furthest first.
        signals: by name.
        figures: of each signal; None for the values of the deviations.
    """
    pairs = {each.name: figures[each.name] if figures else own_figures(each) for each in deviations}
    countable = [each for each in deviations if figures_agree(each, pairs[each.name])]
    changed = [each for each in countable if each.chance <= CHANGED][:_MOST] or countable[:1]
    unchanged = [each for each in deviations if abs(each.z) < _AS_USUAL and each not in changed]
    return (
        tuple(signal_change(each, signals[each.name], pairs[each.name], named=True) for each in changed),
        tuple(signal_change(each, signals[each.name], pairs[each.name], named=False) for each in unchanged),
    )


def own_figures(deviation: SignalDeviation) -> FigurePair:
    """The values of a deviation as figures."""
    return FigurePair(deviation.baseline, deviation.observed)


def figures_agree(deviation: SignalDeviation, figures: FigurePair) -> bool:
    """Whether the figures move the way in which the signal deviates."""
    return (figures.observed - figures.usual) * deviation.z > 0


def signal_change(deviation: SignalDeviation, signal: Signal, figures: FigurePair, *, named: bool) -> SignalChange:
    """One signal as a change; `named` gives it the phrase of its change."""
    phrase = (signal.more if deviation.z > 0 else signal.less) if named else ""
    return SignalChange(
        name=signal.name,
        label=signal.label,
        phrase=phrase,
        unit=signal.unit,
        baseline=figures.usual,
        observed=figures.observed,
        chance=min(deviation.chance, 1.0),
        share_of="days" if signal.day is DailyAggregation.ANY else "messages",
    )
