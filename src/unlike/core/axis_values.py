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
_MOST: Final = 3
_LEAST_GAP: Final = 0.26
"""Part of the height that two labels lie apart at least."""


def axis_values(unit: str, place: Callable[[float], float]) -> tuple[float, ...]:
    """At most three round values that stand on an axis, low to high, whose labels do not touch each other.

    Args:
        unit: "seconds" has round durations.
        place: height of a value, 0 to 1 on the axis; rises with it.
    """
    every = _SECONDS if unit == "seconds" else _decimal_values()
    return _spread([value for value in every if 0.0 <= place(value) <= 1.0], place)


def _decimal_values() -> tuple[float, ...]:
    """Zero, and 1, 2 and 5 in each decade."""
    return (0.0, *(number * 10.0**decade for decade in _DECADES for number in _ROUND))


def _spread(values: Sequence[float], place: Callable[[float], float]) -> tuple[float, ...]:
    """Values that lie apart, among them the lowest; of many the two ends and one between."""
    apart: list[float] = []
    for value in values:
        if not apart or place(value) - place(apart[-1]) >= _LEAST_GAP:
            apart.append(value)
    if len(apart) <= _MOST:
        return tuple(apart)
    return (apart[0], apart[len(apart) // 2], apart[-1])
