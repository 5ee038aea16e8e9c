"""Signals in the JSON document."""

from __future__ import annotations

from typing import Any

from unlike.i18n import translate_lazy
from unlike.presentation.json.json_values import json_number
from unlike.results import SignalChange

Json = dict[str, Any]


def signals_json(habits: tuple[SignalChange, ...]) -> list[Json]:
    """Signals that changed, with their figures."""
    return [
        {
            "name": habit.name,
            "said": translate_lazy(habit.phrase),
            "usual": json_number(habit.baseline),
            "then": json_number(habit.observed),
            "unit": habit.unit,
            "direction": habit.direction,
            "chance": json_number(habit.chance),
        }
        for habit in habits
    ]


def signal_names(habits: tuple[SignalChange, ...]) -> list[str]:
    """Names of signals."""
    return [habit.name for habit in habits]
