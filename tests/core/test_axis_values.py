"""Labels of an axis are few, round and apart."""

from __future__ import annotations

import math
from itertools import pairwise

import pytest

from unlike.core.axis_values import axis_values


@pytest.mark.parametrize(
    ("low", "high", "unit", "values"),
    [
        (1.0, 10.0, "words", (1.0, 5.0, 10.0)),
        (0.0, 1.0, "share", (0.0, 0.5, 1.0)),
        (20.0, 400.0, "seconds", (30.0, 300.0)),
        (6.1, 6.9, "words", ()),
    ],
)
def test_they_are_round_values_of_the_unit(low: float, high: float, unit: str, values: tuple[float, ...]) -> None:
    assert axis_values(unit, lambda value: (value - low) / (high - low)) == values


def test_they_lie_apart_on_any_scale() -> None:
    def place(value: float) -> float:
        return math.log1p(value) / math.log1p(1e5)

    found = axis_values("messages", place)
    assert len(found) == 3
    assert all(place(after) - place(before) > 0.25 for before, after in pairwise(found))
