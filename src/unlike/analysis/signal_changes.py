"""From strays of signals to habits with words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from unlike.detection import SignalDeviation
from unlike.results.finding_types import SignalChange
from unlike.signals import Signal

_CHANGED: Final = 0.005  # chance below which a habit is named as part of a spell or lasting shift
_CHANGED_NOW: Final = 0.25  # a few messages can show less of each habit; the whole is what is tested
_AS_USUAL: Final = 1.0  # own spreads within which a habit counts as unchanged
_MOST: Final = 6


def partition_changes(
    strays: Sequence[SignalDeviation], signals: Mapping[str, Signal], *, few: bool = False
) -> tuple[tuple[SignalChange, ...], tuple[SignalChange, ...]]:
    """The habits that changed, strongest first, and those that did not.

    Args:
        strays: the furthest first.
        signals: by name.
        few: they rest on a few messages only.
    """
    bound = _CHANGED_NOW if few else _CHANGED
    changed = [stray for stray in strays if stray.chance <= bound][:_MOST] or list(strays[:1])
    unchanged = [stray for stray in strays if abs(stray.z) < _AS_USUAL and stray not in changed]
    return (
        tuple(_habit(stray, signals[stray.name], said=True) for stray in changed),
        tuple(_habit(stray, signals[stray.name], said=False) for stray in unchanged),
    )


def _habit(stray: SignalDeviation, signal: Signal, *, said: bool) -> SignalChange:
    """One signal as a habit."""
    up = stray.observed >= stray.baseline
    words = (signal.more if up else signal.less) if said else ""
    return SignalChange(
        stray.name, signal.label, words, signal.unit, stray.baseline, stray.observed, min(stray.chance, 1.0)
    )
