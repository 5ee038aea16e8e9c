"""Shifts of one person's habits, as numbers: lasting ones, spells, their rhythm, and now. Knows no chats."""

from unlike.detection.change_points import steps
from unlike.detection.channel_changes import Span, as_before, spans, without
from unlike.detection.last_messages import Latest, Moments, latest
from unlike.detection.panel import Panel, panel
from unlike.detection.power import reach
from unlike.detection.recurrence import Rhythm, rhythm
from unlike.detection.reply_wait import Wait, wait
from unlike.detection.robust_baseline import by_usual_days
from unlike.detection.scores import weights
from unlike.detection.shift_types import Episode, Step, Stray, Towards
from unlike.detection.spells import episodes
from unlike.detection.window_rank import CHANCE, Beside, beside

__all__ = [
    "CHANCE",
    "Beside",
    "Episode",
    "Latest",
    "Moments",
    "Panel",
    "Rhythm",
    "Span",
    "Step",
    "Stray",
    "Towards",
    "Wait",
    "as_before",
    "beside",
    "by_usual_days",
    "episodes",
    "latest",
    "panel",
    "reach",
    "rhythm",
    "spans",
    "steps",
    "wait",
    "weights",
    "without",
]
