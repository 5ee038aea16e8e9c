"""From strays of signals to habits with words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from unlike.detection import SignalDeviation
from unlike.results.finding_types import SignalChange
from unlike.signals import Signal

_CHANGED: Final = 0.005  # chance below which a habit is named as part of a spell or lasting shift
_AS_USUAL: Final = 1.0  # own spreads within which a habit counts as unchanged
_MOST: Final = 6


def partition_changes(
    strays: Sequence[SignalDeviation], signals: Mapping[str, Signal]
) -> tuple[tuple[SignalChange, ...], tuple[SignalChange, ...]]:
    """The habits that changed, strongest first, and those that did not.

    Args:
        strays: the furthest first.
        signals: by name.
    """
    changed = [stray for stray in strays if stray.chance <= _CHANGED][:_MOST] or list(strays[:1])
    unchanged = [stray for stray in strays if abs(stray.z) < _AS_USUAL and stray not in changed]
    return (
        tuple(signal_change(stray, signals[stray.name], named=True) for stray in changed),
        tuple(signal_change(stray, signals[stray.name], named=False) for stray in unchanged),
    )


def signal_change(stray: SignalDeviation, signal: Signal, *, named: bool) -> SignalChange:
    """One signal as a habit; `named` gives it the phrase of its change."""
    up = stray.observed >= stray.baseline
    words = (signal.more if up else signal.less) if named else ""
    return SignalChange(
        stray.name, signal.label, words, signal.unit, stray.baseline, stray.observed, min(stray.chance, 1.0)
    )
