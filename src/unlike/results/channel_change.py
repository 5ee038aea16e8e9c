"""Days in which a conversation changed, and not a person."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from unlike.results.text_origin import PersonName


@dataclass(frozen=True, slots=True)
class ChannelChange:
    """Days in which the conversation changed and not the person: about them nothing is claimed there.

    Attributes:
        first, last: its days, both included.
        begins: the history begins in it.
        ongoing: the history ends in it.
        is_group: whether it is a group, in which nearly everybody writes less.
        missing_sender: whose messages are missing while others write; None where all write far less at once.
        messages_per_day: messages a day there, of all; for somebody who is gone those of the others.
        baseline_per_day: the same around it, or before.
        messages: refs of the last messages before its edge and of the first ones after.
    """

    first: date
    last: date
    begins: bool
    ongoing: bool
    is_group: bool
    missing_sender: PersonName | None
    messages_per_day: float
    baseline_per_day: float
    messages: tuple[str, ...]
