"""Shifts of one person's habits, as numbers: lasting ones, spells, their rhythm, and now. Knows no chats."""

from unlike.shifts.base import Episode, Step, Stray, Towards
from unlike.shifts.beside import CHANCE, Beside, beside
from unlike.shifts.lasting import steps
from unlike.shifts.medium import Span, as_before, spans, without
from unlike.shifts.now import Latest, Moments, latest
from unlike.shifts.panel import Panel, panel
from unlike.shifts.reach import reach
from unlike.shifts.recurrence import Rhythm, rhythm
from unlike.shifts.scores import weights
from unlike.shifts.spells import episodes
from unlike.shifts.usual import by_usual_days
from unlike.shifts.waiting import Wait, wait

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
