"""The same days elsewhere: did the same person change in another conversation too, and did the owner?"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from unlike.core.series import Series
from unlike.core.spans import DateSpan
from unlike.core.types import Direction
from unlike.detection import UNUSUAL_CHANCE, SignalPanel, WindowRank, build_panel, detect_change_points, rank_window

_SHOWN: Final = 0.8
"""In how many windows a drop to half must show before "as usual" is said."""


def baseline(habits: tuple[Series, ...]) -> SignalPanel:
    """What is usual there, with changes that stayed taken out.

    Args:
        habits: one person's, in one conversation.
    """
    person = build_panel(habits)
    return person.without_offsets(detect_change_points(person)[1])


def same_days(person: SignalPanel, days: tuple[date, date], direction: Direction) -> tuple[str, float | None]:
    """Whether some days stray there: "too", "usual" or "unclear", and the chance of straying as far.

    "Too" is said at a chance of one in twenty. "Usual" is only said where a drop to half would have been noticed in
    four of five stretches; where it would not, the answer is that one cannot tell.

    Args:
        person: who, and where: see `baseline`.
        days: the first and the last, both included.
        direction: the direction of the spell.
    """
    if not person.days.size:
        return "unclear", None
    start = person.days[0].astype("datetime64[D]").astype(object)
    rank: WindowRank | None = rank_window(person, DateSpan(*days).indices(start), direction)
    if rank is None:
        return "unclear", None
    if rank.chance <= UNUSUAL_CHANCE:
        return "too", rank.chance
    return ("usual" if rank.visible_share >= _SHOWN else "unclear"), rank.chance


def days_before(first: date, count: int = 3) -> tuple[date, date]:
    """The days right before a day."""
    return first - timedelta(days=count), first - timedelta(days=1)
