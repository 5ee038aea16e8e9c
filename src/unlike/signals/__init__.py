"""Signals: one declaration each, one file a family; `measure` computes them for a conversation."""

from unlike.signals.base import DailyAggregation, Signal, says, typed
from unlike.signals.daily_series import series, without_group_activity, without_volume
from unlike.signals.measure import MeasuredConversation, measure
from unlike.signals.plain_figures import binned_figures, plain_figure
from unlike.signals.registry import SIGNALS
from unlike.signals.resolution import (
    ResampledSignal,
    Resolution,
    SignalPoints,
    fitting_resolution,
    resample_signal,
    select_signals,
    signal_points,
)

__all__ = [
    "SIGNALS",
    "DailyAggregation",
    "MeasuredConversation",
    "ResampledSignal",
    "Resolution",
    "Signal",
    "SignalPoints",
    "binned_figures",
    "fitting_resolution",
    "measure",
    "plain_figure",
    "resample_signal",
    "says",
    "select_signals",
    "series",
    "signal_points",
    "typed",
    "without_group_activity",
    "without_volume",
]  # fmt: skip
