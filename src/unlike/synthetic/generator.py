"""From a world to its chat."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, time, timedelta

import numpy as np
import polars as pl

from unlike.synthetic.base_history import BaseHistory, Floats, planned, repeated
from unlike.synthetic.habit_factors import HabitFactors, moved, ordinary, planted, product, warmth
from unlike.synthetic.scripted_events import ScriptedEvent, ScriptedEvents, events, scripted, truth
from unlike.synthetic.send_times import clock
from unlike.synthetic.sentence_grammar import SentenceGrammar, load
from unlike.synthetic.synthetic_chat import ROWS, SyntheticChat
from unlike.synthetic.turn_taking import Scene, staged, wishes
from unlike.synthetic.world import World
from unlike.synthetic.writer import TextRequest, spoken


def generate(world: World) -> SyntheticChat:
    """All messages of a world; the same world always gives the same chat.

    A change multiplies what the same messages would have been without it, and touches no other day and no other
    person: the owner goes on as usual and answers what is there.
    """
    grammar = load(world.language)
    rng = np.random.default_rng([world.seed, 1])
    plan, factors = _written(world, rng)
    times = clock(plan, factors.reply)
    scene = staged(world, plan, factors, times)
    text = np.array([kind == "text" for kind in scene.kinds], dtype=np.bool_)
    found = events(world, plan, text, np.random.default_rng([world.seed, 2]))
    texts = list(_texts(world, (plan, scene), found, grammar))
    script = grammar.lists[world.last_day] if world.last_day else []
    rows = pl.concat([_notice(world, times), _rows(world, (plan, scene, times), texts), _script(world, script)])
    told = truth(world, found, 1, (1 + len(texts), script))
    return SyntheticChat(world.other.name, world.owner.name, world.other.name, world.language, rows, told)


def _written(world: World, rng: np.random.Generator) -> tuple[BaseHistory, HabitFactors]:
    """The messages that are written at all, and the factors on each."""
    plan = moved(world, planned(world, rng))
    factors = product(ordinary(world, plan, rng), planted(world, plan))
    copies = np.floor(factors.kept + plan.chances["kept"]).astype(np.int64)
    if world.last_day:
        copies[plan.day == world.days - 1] = 0
    at = np.repeat(np.arange(copies.size), copies)
    return repeated(plan, copies), HabitFactors(
        factors.kept[at], factors.words[at], factors.marks[at], factors.reply[at]
    )


def _texts(
    world: World, staged_plan: tuple[BaseHistory, Scene], found: ScriptedEvents, grammar: SentenceGrammar
) -> Iterator[str | None]:
    """The text of every message; None for media and the like."""
    plan, scene = staged_plan
    chance = random.Random()
    for at, wish in enumerate(wishes(plan, scene, grammar.topics)):
        caption = world.captions and scene.kinds[at] == "image" and plan.chances["lines"][at] < 0.3
        if scene.kinds[at] != "text" and not caption:
            yield None
            continue
        chance.seed(int(plan.seeds[at]))
        wanted = replace(wish, intent=("share",)) if caption else _eventful(wish, found.at.get(at), grammar)
        yield spoken(grammar, wanted, chance.random)


def _eventful(wish: TextRequest, event: ScriptedEvent | None, grammar: SentenceGrammar) -> TextRequest:
    """What an event says instead, plainly; nothing else where the grammar has no words for it."""
    if event is None or event.intent not in grammar.banks:
        return wish
    return replace(
        wish, intent=(event.intent,), words=event.words, turn=event.turn, marks=wish.marks & {"lower", "stop"}
    )


def _rows(world: World, made: tuple[BaseHistory, Scene, Floats], texts: list[str | None]) -> pl.DataFrame:
    """The plan's messages as rows; row numbers count from 1, after the app's notice."""
    plan, scene, times = made
    start = np.datetime64(world.start, "s")
    return pl.DataFrame(
        {
            "sent_at": (start + times.astype("timedelta64[s]")).astype("datetime64[us]"),
            "sender": np.where(plan.other, world.other.name, world.owner.name).tolist(),
            "text": texts,
            "kind": scene.kinds,
            "reply_to": _quotes(plan),
            "edited": ((plan.chances["edited"] < 0.008) & (np.array(scene.kinds) == "text")).tolist(),
            "reactions": _reactions(world, plan),
        },
        schema=ROWS,
    )


def _quotes(plan: BaseHistory) -> list[int | None]:
    """Now and then a message answers one of the other's last messages by quoting it."""
    turn = np.flatnonzero((plan.chances["quote"] < 0.03) & (np.arange(plan.day.size) > 0))
    quotes: list[int | None] = [None] * plan.day.size
    for at in turn.tolist():
        if plan.other[at - 1] != plan.other[at]:
            quotes[at] = at
    return quotes


def _reactions(world: World, plan: BaseHistory) -> list[list[dict[str, str]] | None]:
    """Reactions of the one who did not write it; they are a mark too, and cool and warm with it."""
    own = load(world.language).lists["own"]
    marks = warmth(world)[1 - plan.other.astype(np.int64), plan.day]
    reactions: list[list[dict[str, str]] | None] = [None] * plan.day.size
    for at in np.flatnonzero(plan.chances["reaction"] < 0.05 * marks).tolist():
        sender = world.owner if plan.other[at] else world.other
        emoji = own["reactions"][int(plan.seeds[at]) % len(own["reactions"])]
        reactions[at] = [{"emoji": emoji, "sender": sender.name}]
    return reactions


def _notice(world: World, times: Floats) -> pl.DataFrame:
    """The app's first line."""
    first = timedelta(seconds=int(times[0]) if times.size else 0)
    row = {"sent_at": datetime.combine(world.start, time()) + first, "kind": "system", "edited": False}
    return pl.DataFrame([row], schema=ROWS)


def _script(world: World, script: list[dict[str, object]]) -> pl.DataFrame:
    return pl.DataFrame(scripted(world, script), schema=ROWS)
