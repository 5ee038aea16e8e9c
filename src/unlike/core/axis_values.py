"""Values for the labels of an axis: few of them, and round ones."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

_ROUND: Final = (1.0, 2.0, 5.0)
_DECADES: Final = range(-2, 7)
_SECONDS: Final = (
    *(1.0, 2.0, 5.0, 10.0, 30.0),
    *(60.0 * minutes for minutes in (1, 2, 5, 10, 30)),
    *(3_600.0 * hours for hours in (1, 2, 6, 12, 24, 72, 240)),
)
"""Round durations, in seconds."""
_MAX_LABELS: Final = 3
_MIN_GAP_SHARE: Final = 0.26
"""Part of the height that two labels lie apart at least."""


def axis_values(unit: str, height_of: Callable[[float], float]) -> tuple[float, ...]:
    """Up to three round values for the labels of an axis, low to high, that do not touch each other.

    Args:
        unit: "seconds" has round durations.
        height_of: height of a value, 0 to 1 on the axis; rises with it.
    """
    candidates = _SECONDS if unit == "seconds" else _decimal_values()
    return _separate_values([value for value in candidates if 0.0 <= height_of(value) <= 1.0], height_of)


def _decimal_values() -> tuple[float, ...]:
    """Zero, and 1, 2 and 5 in each decade."""
    return (0.0, *(number * 10.0**decade for decade in _DECADES for number in _ROUND))


def _separate_values(values: Sequence[float], height_of: Callable[[float], float]) -> tuple[float, ...]:
    """Select values whose labels do not touch: the lowest, and of more than three the two ends and one between."""
    labelled: list[float] = []
    for value in values:
        if not labelled or height_of(value) - height_of(labelled[-1]) >= _MIN_GAP_SHARE:
            labelled.append(value)
    if len(labelled) <= _MAX_LABELS:
        return tuple(labelled)
    return (labelled[0], labelled[len(labelled) // 2], labelled[-1])
