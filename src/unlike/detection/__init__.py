"""Detection of changes in one person's signals, as numbers: lasting shifts, spells, recurrence, the last messages.

Knows neither chats nor signals by their names.
"""

from unlike.detection.change_points import detect_change_points, span_around, step_deviations
from unlike.detection.channel_changes import detect_channel_spans, without_channel_spans
from unlike.detection.daily_evidence import daily_evidence
from unlike.detection.joint_rank import JointRank, joint_rank
from unlike.detection.message_evidence import message_evidence
from unlike.detection.panel import SignalPanel, build_panel
from unlike.detection.power import MonthlyDrop, detectable_drop, drop_power, monthly_drops
from unlike.detection.recurrence import DetectedRecurrence, detect_recurrence
from unlike.detection.reply_wait import ReplyWait, rank_delays, rank_wait
from unlike.detection.robust_baseline import robust_baseline
from unlike.detection.shift_types import ChangePoint, ChannelSpan, DetectedSpell, SignalDeviation
from unlike.detection.signal_weights import signal_weights
from unlike.detection.sitting_deviations import SittingDeviation, sitting_deviations
from unlike.detection.sitting_messages import Codes, MessageContext, SittingMessages
from unlike.detection.sitting_rank import MIN_EARLIER_SITTINGS, TARGET_EARLIER_SITTINGS, SittingRank, rank_last_unit
from unlike.detection.sitting_scores import SittingScores
from unlike.detection.spell_detector import SpellDetector
from unlike.detection.spells import detect_spells
from unlike.detection.style_stability import is_style_unchanged
from unlike.detection.window_rank import UNUSUAL_CHANCE, WindowRank, rank_window

__all__ = [
    "MIN_EARLIER_SITTINGS",
    "TARGET_EARLIER_SITTINGS",
    "UNUSUAL_CHANCE",
    "ChangePoint",
    "ChannelSpan",
    "Codes",
    "DetectedRecurrence",
    "DetectedSpell",
    "JointRank",
    "MessageContext",
    "MonthlyDrop",
    "ReplyWait",
    "SignalDeviation",
    "SignalPanel",
    "SittingDeviation",
    "SittingMessages",
    "SittingRank",
    "SittingScores",
    "SpellDetector",
    "WindowRank",
    "build_panel",
    "daily_evidence",
    "detect_change_points",
    "detect_channel_spans",
    "detect_recurrence",
    "detect_spells",
    "detectable_drop",
    "drop_power",
    "is_style_unchanged",
    "joint_rank",
    "message_evidence",
    "monthly_drops",
    "rank_delays",
    "rank_last_unit",
    "rank_wait",
    "rank_window",
    "robust_baseline",
    "signal_weights",
    "sitting_deviations",
    "span_around",
    "step_deviations",
    "without_channel_spans",
]
