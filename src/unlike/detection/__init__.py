"""Detection of changes in one person's signals, as numbers: lasting shifts, spells, recurrence, the last messages.

Knows neither chats nor signals by their names.
"""

from unlike.detection.change_points import detect_change_points
from unlike.detection.channel_changes import detect_channel_spans, without_channel_spans
from unlike.detection.earlier_runs import MessageMatrix
from unlike.detection.last_messages import (
    MAX_RUN_MESSAGES,
    MIN_RUN_MESSAGES,
    LastMessagesRank,
    rank_last_messages,
)
from unlike.detection.panel import SignalPanel, build_panel
from unlike.detection.power import detectable_drop
from unlike.detection.recurrence import DetectedRecurrence, detect_recurrence
from unlike.detection.reply_wait import ReplyWait, rank_wait
from unlike.detection.robust_baseline import robust_baseline
from unlike.detection.shift_types import ChangePoint, ChannelSpan, DetectedSpell, SignalDeviation
from unlike.detection.signal_weights import signal_weights
from unlike.detection.spells import detect_spells
from unlike.detection.style_stability import is_style_unchanged
from unlike.detection.window_rank import UNUSUAL_CHANCE, WindowRank, rank_window

__all__ = [
    "MAX_RUN_MESSAGES",
    "MIN_RUN_MESSAGES",
    "UNUSUAL_CHANCE",
    "ChangePoint",
    "ChannelSpan",
    "DetectedRecurrence",
    "DetectedSpell",
    "LastMessagesRank",
    "MessageMatrix",
    "ReplyWait",
    "SignalDeviation",
    "SignalPanel",
    "WindowRank",
    "build_panel",
    "detect_change_points",
    "detect_channel_spans",
    "detect_recurrence",
    "detect_spells",
    "detectable_drop",
    "is_style_unchanged",
    "rank_last_messages",
    "rank_wait",
    "rank_window",
    "robust_baseline",
    "signal_weights",
    "without_channel_spans",
]
