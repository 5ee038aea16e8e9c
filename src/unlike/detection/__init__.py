"""Shifts of one person's habits, as numbers: lasting ones, spells, their rhythm, and now. Knows no chats."""

from unlike.detection.change_points import detect_change_points
from unlike.detection.channel_changes import ChannelSpan, as_before, spans, without
from unlike.detection.last_messages import LastMessagesRank, MessageMatrix, latest
from unlike.detection.panel import SignalPanel, panel
from unlike.detection.power import detectable_drop
from unlike.detection.recurrence import DetectedRecurrence, detect_recurrence
from unlike.detection.reply_wait import ReplyWait, rank_wait
from unlike.detection.robust_baseline import robust_baseline
from unlike.detection.scores import weights
from unlike.detection.shift_types import ChangePoint, DetectedSpell, SignalDeviation
from unlike.detection.spells import detect_spells
from unlike.detection.window_rank import CHANCE, WindowRank, rank_window

__all__ = [
    "CHANCE",
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
    "as_before",
    "detect_change_points",
    "detect_recurrence",
    "detect_spells",
    "detectable_drop",
    "latest",
    "panel",
    "rank_wait",
    "rank_window",
    "robust_baseline",
    "spans",
    "weights",
    "without",
]
