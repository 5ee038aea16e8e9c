"""Habits to watch: one declaration each, one file a family; `measure` sends messages through them."""

from unlike.signals.base import Signal, Sum, says, typed
from unlike.signals.daily_series import manner, series, telling
from unlike.signals.measure import Measured, measure
from unlike.signals.registry import SIGNALS
from unlike.signals.resolution import Grain, Level, Step, fitting, grains, level, trimmed

__all__ = [
    "SIGNALS", "Grain", "Level", "Measured", "Signal", "Step", "Sum", "fitting", "grains", "level", "manner", "measure",
    "says", "series", "telling", "trimmed", "typed",
]  # fmt: skip
