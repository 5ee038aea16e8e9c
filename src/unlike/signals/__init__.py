"""Habits to watch: one declaration each, one file a family; `measure` sends messages through them."""

from unlike.signals.base import Signal, Sum, says, typed
from unlike.signals.days import series
from unlike.signals.measure import Measured, measure
from unlike.signals.registry import SIGNALS

__all__ = ["SIGNALS", "Measured", "Signal", "Sum", "measure", "says", "series", "typed"]
