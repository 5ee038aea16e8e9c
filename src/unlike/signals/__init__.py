"""Habits to watch: one declaration each, one file a family; `measure` sends messages through them."""

from unlike.signals.base import DailyAggregation, Signal, says, typed
from unlike.signals.daily_series import manner, series, telling
from unlike.signals.measure import MeasuredConversation, measure
from unlike.signals.plain_figures import binned_figures, plain_figure
from unlike.signals.registry import SIGNALS
from unlike.signals.resolution import ResampledSignal, Resolution, SignalPoints, fitting, grains, level, trimmed

__all__ = [
    "SIGNALS",
    "DailyAggregation",
    "MeasuredConversation",
    "ResampledSignal",
    "Resolution",
    "Signal",
    "SignalPoints",
    "binned_figures",
    "fitting",
    "grains",
    "level",
    "manner",
    "measure",
    "plain_figure",
    "says",
    "series",
    "telling",
    "trimmed",
    "typed",
]  # fmt: skip
