"""Plan of each message: its kind, markers, and what it says, one after another as a conversation goes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np

from unlike.synthetic.base_history import BaseHistory, Bools, Floats, Ints
from unlike.synthetic.habit_factors import HabitFactors
from unlike.synthetic.world import World
from unlike.synthetic.writer import TextRequest

_PLANTED_MARKERS: Final = ("question", "emoji", "pet_name", "saying", "greeting", "stretched", "exclamation")
"""Markers whose rates `ChangeStrength.markers` multiplies."""
_CONSTANT_MARKERS: Final = ("lower_case", "full_stop")
"""Markers whose rates no change touches."""
_WRITTEN_MARKERS: Final = (
    "emoji", "pet_name", "saying", "stretched", "exclamation", "lower_case", "full_stop",
)  # fmt: skip
"""Markers that the text shows besides what it says."""
_MEDIA_SHARES: Final = (
    ("image", 0.5), ("audio", 0.22), ("sticker", 0.12), ("gif", 0.06), ("video", 0.05), ("deleted", 0.05),
)  # fmt: skip
_CALL_RATE: Final = 0.0035
_GOLDEN_RATIO: Final = (5**0.5 - 1) / 2
"""Steps of this size around a circle keep neighbours apart, so that neighbours take different templates."""
_FREE_INTENTS: Final = (
    ("tell", 0.66), ("plan", 0.13), ("tease", 0.08), ("affection", 0.05), ("gossip", 0.05), ("sorry", 0.03),
)  # fmt: skip
_BRIEF_INTENTS: Final = (("tell", 0.74), ("tease", 0.12), ("affection", 0.08), ("gossip", 0.02), ("sorry", 0.04))
_SHORT_INTENTS: Final = (("react", 0.68), ("laugh", 0.2), ("thanks", 0.08), ("affection", 0.04))


@dataclass(frozen=True, slots=True)
class MessagePlan:
    """Plan of the messages: kind, length, markers and position of each, one entry a message.

    Attributes:
        kinds: kinds as in the message table.
        words: wanted numbers of words.
        markers: for each marker whether the message carries it.
        terse: whether short answers are plain.
        morning: whether it is its sender's first message of a day, before eleven.
        night: whether it is its sender's last message of a day, late.
        opening: whether it is the first message of a conversation.
    """

    kinds: tuple[str, ...]
    words: Floats
    markers: dict[str, Bools]
    terse: Bools
    morning: Bools
    night: Bools
    opening: Bools


@dataclass(frozen=True, slots=True)
class _Turn:
    """Place of a message in its conversation.

    Attributes:
        answers: whether it follows a message of the other person.
        answers_question: whether that message is a question.
        asks: whether it is a question itself.
    """

    answers: bool
    answers_question: bool
    asks: bool


def plan_messages(world: World, history: BaseHistory, factors: HabitFactors, times: Floats) -> MessagePlan:
    """Plan every message.

    Args:
        world: the world.
        history: the messages that are written.
        factors: factors on their habits.
        times: when they are sent, in seconds since the first day's midnight.
    """
    uniforms = history.uniforms
    markers = {
        name: uniforms[name] < _sender_habit(world, history, name) * factors.markers for name in _PLANTED_MARKERS
    }
    markers |= {name: uniforms[name] < _sender_habit(world, history, name) for name in _CONSTANT_MARKERS}
    log_words = (
        np.log(_sender_habit(world, history, "words")) + _sender_habit(world, history, "words_spread") * history.length
    )
    hour = (times - history.day * 86_400.0) / 3600
    day_of_sender = history.day * 2 + history.from_other
    opens_conversation = np.concatenate([[True], history.conversation[1:] != history.conversation[:-1]])
    return MessagePlan(
        _message_kinds(world, history),
        np.clip(np.exp(log_words) * factors.words, 0.6, 70),
        markers,
        uniforms["terse"] < np.where(factors.markers < 0.6, 0.7, 0.05),
        _first_occurrences(day_of_sender) & (hour < 11),
        _first_occurrences(day_of_sender[::-1])[::-1] & (hour > 20.5),
        opens_conversation[: history.day.size],
    )


def text_requests(history: BaseHistory, plan: MessagePlan, topics: tuple[str, ...]) -> Iterator[TextRequest]:
    """Yield what every message should say, in order; `topics` are those of the grammar."""
    markers = {name: values.tolist() for name, values in plan.markers.items()}
    uniforms = zip(history.uniforms["intent"].tolist(), history.uniforms["line_breaks"].tolist(), strict=True)
    words, from_other, opening = plan.words.tolist(), history.from_other.tolist(), plan.opening.tolist()
    templates = (history.index * _GOLDEN_RATIO % 1).tolist()
    topic_of, greetings = _draw_topics(history, plan, topics), _greeting_of_messages(plan)
    for index, (intent, line_breaks) in enumerate(uniforms):
        answers = index > 0 and from_other[index - 1] != from_other[index] and not opening[index]
        turn = _Turn(answers, answers and markers["question"][index - 1], markers["question"][index])
        situation = greetings[index] or _message_situation(words[index], turn)
        intents = _situation_intents(
            situation, topic_of[index], intent, terse=bool(plan.terse[index]) and words[index] < 5
        )
        written_markers = {name for name in _WRITTEN_MARKERS if markers[name][index]}
        if line_breaks < 0.12 and words[index] > 9:
            written_markers.add("line_breaks")
        side = "other" if from_other[index] else "owner"
        yield TextRequest(
            intents, f"{topic_of[index]}.tell", words[index], side, templates[index], frozenset(written_markers)
        )


def _first_occurrences(values: Ints) -> Bools:
    """Whether each value occurs for the first time."""
    first = np.zeros(values.size, dtype=np.bool_)
    first[np.unique(values, return_index=True)[1]] = True
    return first


def _draw_topics(history: BaseHistory, plan: MessagePlan, topics: tuple[str, ...]) -> list[str]:
    """Topic of each message: one a conversation, and now and then another, but never between question and answer."""
    after_question = np.concatenate([[False], plan.markers["question"][:-1]])
    changes = plan.opening | ((history.uniforms["topic_change"] < 0.08) & ~after_question)
    since = np.maximum.accumulate(np.where(changes, np.arange(changes.size), 0))
    numbers = (history.uniforms["topic"] * len(topics)).astype(np.int64)[since]
    return [topics[number] for number in numbers.tolist()]


def _greeting_of_messages(plan: MessagePlan) -> list[str]:
    """Greeting of each message; "" for none."""
    morning, night = plan.morning & plan.markers["greeting"], plan.night & plan.markers["greeting"]
    return [str(name) for name in np.select([morning, night], ["good_morning", "good_night"], "")]


def _message_situation(words: float, turn: _Turn) -> str:
    """Situation of a message: an answer, a question, something short, or something to tell."""
    if turn.answers_question:
        return "answer_ask" if turn.asks else "answer" if words > 2.6 else "yes_no"
    if turn.asks:
        return "ask" if not turn.answers else "follow" if words > 3.5 else "followup"
    if words < 3.2:
        return "short" if turn.answers else "tail"
    return "long" if words > 15 else "free" if words > 5.5 else "brief"


def _situation_intents(situation: str, topic: str, uniform: float, *, terse: bool) -> tuple[str, ...]:
    """Intents of the grammar for a situation, drawn by a uniform number."""
    if terse and situation in {"short", "tail", "answer", "yes_no"}:
        return ("dry",)
    fixed = {
        "answer": (f"{topic}.answer",),
        "answer_ask": ("yes_no", f"{topic}.ask"),
        "ask": (f"{topic}.ask",),
        "follow": ("followup" if uniform < 0.5 else f"{topic}.ask",),
        "long": ("opening", f"{topic}.tell"),
    }
    if situation in fixed:
        return fixed[situation]
    if situation == "short":
        return (_weighted_choice(_SHORT_INTENTS, uniform),)
    if situation not in {"free", "brief"}:
        return (situation,)
    intent = _weighted_choice(_FREE_INTENTS if situation == "free" else _BRIEF_INTENTS, uniform)
    return (f"{topic}.{intent}",) if intent in {"tell", "plan"} else (intent,)


def _weighted_choice(weights: tuple[tuple[str, float], ...], uniform: float) -> str:
    """Choose a name by its weight; the weights sum to 1."""
    for name, weight in weights:
        uniform -= weight
        if uniform < 0:
            return name
    return weights[-1][0]


def _message_kinds(world: World, history: BaseHistory) -> tuple[str, ...]:
    """Kind of each message: text, media at each person's own rate, and now and then a call."""
    media = history.uniforms["media"]
    rate = _sender_habit(world, history, "media")
    kinds = ["text"] * media.size
    for index in np.flatnonzero(media < rate + _CALL_RATE):
        is_media = media[index] < rate[index]
        kinds[index] = _weighted_choice(_MEDIA_SHARES, history.uniforms["media_kind"][index]) if is_media else "call"
    return tuple(kinds)


def _sender_habit(world: World, history: BaseHistory, name: str) -> Floats:
    """Value of a habit (a field of `WritingStyle`) of each message's sender."""
    values = np.array([getattr(world.owner, name), getattr(world.other, name)], dtype=np.float64)
    return np.asarray(values[history.from_other.astype(np.int64)])
