"""Messages that a planted change needs: its reason, questions how the person is, and coming back to it afterwards."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

import numpy as np

from unlike.synthetic.base_history import BaseHistory, Bools
from unlike.synthetic.world import PlantedChange, World

_MAX_FOLLOWING: Final = 8
_EVENING_SECONDS: Final = 17.5 * 3600
_CHECK_IN_RATE: Final = 0.7
"""Share of spells in which the other person asks how they are."""
_RETURN_RATE: Final = 0.7
"""Share of spells after which the person comes back to it."""


@dataclass(frozen=True, slots=True)
class ScriptedEvent:
    """Message with a fixed intent, in place of the one that would have been drawn.

    Attributes:
        intent: intent of the grammar.
        words: wanted number of words.
        template: number in [0, 1) that chooses the template, as in `TextRequest`.
    """

    intent: str
    words: float
    template: float = 0.0


@dataclass(frozen=True, slots=True)
class ScriptedEvents:
    """Events of all planted changes; messages are positions in the history.

    Attributes:
        by_message: events by message.
        reasons: messages that give the reason, by change.
        returns: messages that come back to a spell afterwards, by change.
    """

    by_message: dict[int, ScriptedEvent] = field(default_factory=dict)
    reasons: dict[PlantedChange, int] = field(default_factory=dict)
    returns: dict[PlantedChange, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _TextMessages:
    """Messages of a history, of which only those with a text can carry an event."""

    history: BaseHistory
    is_text: Bools

    def on_day(self, day: int, *, from_other: bool) -> list[int]:
        """Texts of one person on a day."""
        is_on_day = (self.history.day == day) & (self.history.from_other == from_other) & self.is_text
        return [int(text) for text in np.flatnonzero(is_on_day)]

    def following(self, message: int) -> list[int]:
        """The next few texts of the same conversation."""
        candidates = np.arange(message + 1, min(message + 1 + _MAX_FOLLOWING, self.is_text.size))
        conversation = self.history.conversation
        return [
            int(text)
            for text in candidates[self.is_text[candidates] & (conversation[candidates] == conversation[message])]
        ]

    def pick(self, day: int, *, from_other: bool) -> int | None:
        """Pick a text of one person on a day: the first in the evening, else the last; None without any."""
        texts = self.on_day(day, from_other=from_other)
        evening = [text for text in texts if self.history.starts_at[text] > _EVENING_SECONDS]
        return evening[0] if evening else texts[-1] if texts else None

    def pick_answered(self, day: int, *, from_other: bool) -> int | None:
        """Pick the last text of one person on a day that the other answers twice, or else once, or else any."""
        texts = self.on_day(day, from_other=from_other)
        answers = {
            text: sum(bool(self.history.from_other[answer] != from_other) for answer in self.following(text))
            for text in texts
        }
        for answer_count in (2, 1):
            candidates = [text for text in texts if answers[text] == answer_count]
            if candidates:
                return candidates[-1]
        return self.pick(day, from_other=from_other)


@dataclass(frozen=True, slots=True)
class _Draws:
    """Uniform numbers for the reactions to one change.

    Attributes:
        check_in: decides whether somebody asks; also chooses the template of coming back.
        coming_back: decides whether the person comes back to it; also chooses the template of asking.
        day: chooses the day of asking within the spell.
    """

    check_in: float
    coming_back: float
    day: float


def place_events(world: World, history: BaseHistory, is_text: Bools, rng: np.random.Generator) -> ScriptedEvents:
    """Choose the messages that carry the events of the world's changes.

    Args:
        world: the world.
        history: its messages.
        is_text: whether each message has a text.
        rng: source of random numbers.
    """
    events, messages = ScriptedEvents(), _TextMessages(history, is_text)
    for change in world.changes:
        draws = _Draws(*rng.random(3).tolist())
        if change.reason:
            _place_reason(events, messages, change, world)
        if change.kind == "spell" and change.strength.direction == "cooler":
            _place_reactions(events, messages, change, world, draws)
    return events


def _place_reason(events: ScriptedEvents, messages: _TextMessages, change: PlantedChange, world: World) -> None:
    """Place the reason of a change, the answers to it, and mentions on the days after it."""
    day = (change.first - world.start).days - change.lead_days
    from_other = (change.reason_sender or change.person) == world.other.name
    reason = messages.pick_answered(day, from_other=from_other)
    if reason is None or change.reason is None:
        return
    events.by_message[reason] = ScriptedEvent(change.reason, 18)
    events.reasons[change] = reason
    for number, at in enumerate(messages.following(reason)):
        suffix = "after" if messages.history.from_other[at] == from_other else "answer"
        events.by_message[at] = ScriptedEvent(f"{change.reason}_{suffix}", 5, number * 0.29 % 1)
    for days, suffix in ((1, "more"), (2, "again"), (3, "still")):
        mention = messages.pick(day + days, from_other=from_other)
        if mention is not None and mention not in events.by_message:
            events.by_message[mention] = ScriptedEvent(f"{change.reason}_{suffix}", 12)


def _place_reactions(
    events: ScriptedEvents, messages: _TextMessages, change: PlantedChange, world: World, draws: _Draws
) -> None:
    """Place a question how the person is, within a spell, and coming back to it on the day after."""
    if change.last is None:
        return
    from_other = change.person == world.other.name
    first, last = (change.first - world.start).days, (change.last - world.start).days
    if draws.check_in < _CHECK_IN_RATE and last > first:
        question = messages.pick(first + 1 + int(draws.day * (last - first)), from_other=not from_other)
        if question is not None:
            events.by_message[question] = ScriptedEvent("checking_in", 6, draws.coming_back)
    comeback = messages.pick(last + 1, from_other=from_other) if draws.coming_back < _RETURN_RATE else None
    if comeback is not None:
        events.by_message[comeback] = ScriptedEvent("back_to_normal", 12, draws.check_in)
        events.returns[change] = comeback
