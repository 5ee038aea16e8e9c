"""What each message is about: kinds, marks and intents, one after another as a conversation goes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from unlike.synthetic.base_history import BaseHistory, Floats, Ints
from unlike.synthetic.habit_factors import HabitFactors
from unlike.synthetic.world import World
from unlike.synthetic.writer import TextRequest

Bools = NDArray[np.bool_]

_MARKS: Final = ("question", "emoji", "pet", "saying", "greeting", "stretch", "exclaim")
"""The habits on which `Strength.marks` works."""
_HABITS: Final = ("lower", "stop")
_CARRIED: Final = ("emoji", "pet", "saying", "stretch", "exclaim", "lower", "stop")
"""What a message shows beside its words."""
_MEDIA: Final = (("image", 0.5), ("audio", 0.22), ("sticker", 0.12), ("gif", 0.06), ("video", 0.05), ("deleted", 0.05))
_GOLDEN: Final = (5**0.5 - 1) / 2
"""Steps of this size around a circle keep neighbours apart."""
_CALLS: Final = 0.0035
_FREE: Final = (("tell", 0.66), ("plan", 0.13), ("tease", 0.08), ("affection", 0.05), ("gossip", 0.05), ("sorry", 0.03))
_BRIEF: Final = (("tell", 0.74), ("tease", 0.12), ("affection", 0.08), ("gossip", 0.02), ("sorry", 0.04))
_SHORT: Final = (("react", 0.68), ("laugh", 0.2), ("thanks", 0.08), ("affection", 0.04))


@dataclass(frozen=True, slots=True)
class Scene:
    """All that decides what is said, one entry a message.

    Attributes:
        kinds: names as in the message table.
        words: wanted numbers of words.
        has: for each mark whether the message carries it.
        dry: whether short answers are plain.
        morning: its sender's first message of a day, before eleven.
        night: its sender's last message of a day, late.
        first: the first message of a conversation.
    """

    kinds: tuple[str, ...]
    words: Floats
    has: dict[str, Bools]
    dry: Bools
    morning: Bools
    night: Bools
    first: Bools


def staged(world: World, plan: BaseHistory, factors: HabitFactors, times: Floats) -> Scene:
    """The scene of every message."""
    has = {name: plan.chances[name] < _rate(world, plan, name) * factors.marks for name in _MARKS}
    has |= {name: plan.chances[name] < _rate(world, plan, name) for name in _HABITS}
    usual = np.log(_rate(world, plan, "words")) + _rate(world, plan, "spread") * plan.words
    hour = (times - plan.day * 86_400.0) / 3600
    side = plan.day * 2 + plan.other
    return Scene(
        _kinds(world, plan),
        np.clip(np.exp(usual) * factors.words, 0.6, 70),
        has,
        plan.chances["dry"] < np.where(factors.marks < 0.6, 0.7, 0.05),
        _firsts(side) & (hour < 11),
        _firsts(side[::-1])[::-1] & (hour > 20.5),
        np.concatenate([[True], plan.sitting[1:] != plan.sitting[:-1]])[: side.size],
    )


def _firsts(values: Ints) -> Bools:
    """Where each value stands for the first time."""
    first = np.zeros(values.size, dtype=np.bool_)
    first[np.unique(values, return_index=True)[1]] = True
    return first


def wishes(plan: BaseHistory, scene: Scene, topics: tuple[str, ...]) -> Iterator[TextRequest]:
    """What every message should say, in order."""
    has = {name: values.tolist() for name, values in scene.has.items()}
    chances = zip(plan.chances["intent"].tolist(), plan.chances["lines"].tolist(), strict=True)
    words, other, first = scene.words.tolist(), plan.other.tolist(), scene.first.tolist()
    turns = (plan.place * _GOLDEN % 1).tolist()
    about, due = _topics(plan, scene, topics), _situations(scene)
    for at, (chance, lines) in enumerate(chances):
        answers = at > 0 and other[at - 1] != other[at] and not first[at]
        asked = answers and has["question"][at - 1]
        situation = due[at] or _situation(words[at], (answers, asked, has["question"][at]))
        intents = _intents(situation, about[at], chance, dry=bool(scene.dry[at]) and words[at] < 5)
        marks = {name for name in _CARRIED if has[name][at]} | ({"lines"} if lines < 0.12 and words[at] > 9 else set())
        voice = "other" if other[at] else "owner"
        yield TextRequest(intents, f"{about[at]}.tell", words[at], voice, turns[at], frozenset(marks))


def _topics(plan: BaseHistory, scene: Scene, topics: tuple[str, ...]) -> list[str]:
    """Each conversation has a topic, and now and then another, but never between question and answer."""
    asked = np.concatenate([[False], scene.has["question"][:-1]])
    turns = scene.first | ((plan.chances["flow"] < 0.08) & ~asked)
    since = np.maximum.accumulate(np.where(turns, np.arange(turns.size), 0))
    which = (plan.chances["topic"] * len(topics)).astype(np.int64)[since]
    return [topics[number] for number in which.tolist()]


def _situations(scene: Scene) -> list[str]:
    """Greetings where they are due, else nothing."""
    morning, night = scene.morning & scene.has["greeting"], scene.night & scene.has["greeting"]
    due = np.select([morning, night], ["good_morning", "good_night"], "")
    return [str(name) for name in due]


def _situation(words: float, state: tuple[bool, bool, bool]) -> str:
    """What is called for: an answer, a question, something short, or something to tell."""
    answers, asked, asks = state
    if answers and asked:
        return "answer_ask" if asks else "answer" if words > 2.6 else "yes_no"
    if asks:
        return "ask" if not answers else "follow" if words > 3.5 else "followup"
    if words < 3.2:
        return "short" if answers else "tail"
    return "long" if words > 15 else "free" if words > 5.5 else "brief"


def _intents(situation: str, topic: str, chance: float, *, dry: bool) -> tuple[str, ...]:
    """The grammar's intents for a situation."""
    if dry and situation in {"short", "tail", "answer", "yes_no"}:
        return ("dry",)
    about = {
        "answer": (f"{topic}.answer",),
        "answer_ask": ("yes_no", f"{topic}.ask"),
        "ask": (f"{topic}.ask",),
        "follow": ("followup" if chance < 0.5 else f"{topic}.ask",),
        "long": ("opening", f"{topic}.tell"),
    }
    if situation in about:
        return about[situation]
    if situation == "short":
        return (_weighted(_SHORT, chance),)
    if situation not in {"free", "brief"}:
        return (situation,)
    intent = _weighted(_FREE if situation == "free" else _BRIEF, chance)
    return (f"{topic}.{intent}",) if intent in {"tell", "plan"} else (intent,)


def _weighted(table: tuple[tuple[str, float], ...], chance: float) -> str:
    for name, weight in table:
        chance -= weight
        if chance < 0:
            return name
    return table[-1][0]


def _kinds(world: World, plan: BaseHistory) -> tuple[str, ...]:
    """Mostly text; photos, voice notes and the like at each one's own rate, and now and then a call."""
    media = plan.chances["media"]
    rate = _rate(world, plan, "media")
    made = ["text"] * media.size
    for at in np.flatnonzero(media < rate + _CALLS):
        made[at] = _weighted(_MEDIA, plan.chances["medium"][at]) if media[at] < rate[at] else "call"
    return tuple(made)


def _rate(world: World, plan: BaseHistory, habit: str) -> Floats:
    """Each message's sender's own number for a habit."""
    sides = np.array([getattr(world.owner, habit), getattr(world.other, habit)], dtype=np.float64)
    return np.asarray(sides[plan.other.astype(np.int64)])
