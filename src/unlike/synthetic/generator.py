"""Generator: writes the chat of a world."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, fields, replace
from datetime import datetime, time, timedelta
from typing import Final

import numpy as np
import polars as pl

from unlike.synthetic.base_history import BaseHistory, Floats, draw_history, repeat_messages
from unlike.synthetic.habit_factors import (
    HabitFactors,
    move_hours,
    multiply,
    ordinary_factors,
    planted_factors,
    planted_marker_factors,
)
from unlike.synthetic.planted_truth import planted_truth
from unlike.synthetic.scripted_day import ScriptedDay
from unlike.synthetic.scripted_events import ScriptedEvent, ScriptedEvents, place_events
from unlike.synthetic.send_times import send_times
from unlike.synthetic.sentence_grammar import SentenceGrammar, load_grammar
from unlike.synthetic.synthetic_chat import ROW_SCHEMA, SyntheticChat
from unlike.synthetic.turn_taking import MessagePlan, plan_messages, text_requests
from unlike.synthetic.world import World
from unlike.synthetic.writer import TextRequest, write_text

_FIRST_ROW: Final = 1
"""Row of the first message; row 0 is the app's notice."""
_CAPTION_RATE: Final = 0.3
_EDIT_RATE: Final = 0.008
_QUOTE_RATE: Final = 0.03
_REACTION_RATE: Final = 0.05


@dataclass(frozen=True, slots=True)
class _Draft:
    """Messages of a world before they have texts.

    Attributes:
        world: the world.
        history: the messages that are written.
        times: when they are sent, in seconds since the first day's midnight.
        plan: their kinds and markers.
    """

    world: World
    history: BaseHistory
    times: Floats
    plan: MessagePlan


def generate(world: World) -> SyntheticChat:
    """Write all messages of a world; the same world always gives the same chat.

    A change multiplies what the same messages would have been without it, and touches no other day and no other
    person: the owner goes on as usual and answers what is there.
    """
    grammar = load_grammar(world.language)
    draft = _draw_draft(world)
    is_text = np.array([kind == "text" for kind in draft.plan.kinds], dtype=np.bool_)
    events = place_events(world, draft.history, is_text, np.random.default_rng([world.seed, 2]))
    texts = list(_write_texts(draft, events, grammar))
    script = grammar.tables[world.last_day_script] if world.last_day_script else []
    last_day = ScriptedDay(script, _FIRST_ROW + len(texts))
    rows = pl.concat(
        [_notice_row(draft), _message_rows(draft, texts), pl.DataFrame(last_day.rows(world), schema=ROW_SCHEMA)]
    )
    truth = planted_truth(world, events, last_day, _FIRST_ROW)
    return SyntheticChat(world.other.name, world.owner.name, world.other.name, world.language, rows, truth)


def _draw_draft(world: World) -> _Draft:
    """Draw the messages that are written at all, when, and their kinds and markers."""
    rng = np.random.default_rng([world.seed, 1])
    base = move_hours(world, draw_history(world, rng))
    base_factors = multiply(ordinary_factors(world, base, rng), planted_factors(world, base))
    copies = np.floor(base_factors.volume + base.uniforms["volume"]).astype(np.int64)
    if world.last_day_script:
        copies[base.day == world.days - 1] = 0
    sources = np.repeat(np.arange(copies.size), copies)
    history = repeat_messages(base, copies)
    factors = HabitFactors(*(getattr(base_factors, field.name)[sources] for field in fields(HabitFactors)))
    times = send_times(history, factors.reply_time)
    return _Draft(world, history, times, plan_messages(world, history, factors, times))


def _write_texts(draft: _Draft, events: ScriptedEvents, grammar: SentenceGrammar) -> Iterator[str | None]:
    """Write the text of every message; None for media and the like."""
    uniforms = draft.history.uniforms
    chance = random.Random()
    last_text = ""
    for index, request in enumerate(text_requests(draft.history, draft.plan, grammar.topics)):
        kind = draft.plan.kinds[index]
        caption = draft.world.captions and kind == "image" and uniforms["line_breaks"][index] < _CAPTION_RATE
        if kind != "text" and not caption:
            yield None
            continue
        if caption:
            request = replace(request, intents=("share",))  # noqa: PLW2901 - a photo's caption says something else
        else:
            request = _with_event(request, events.by_message.get(index), grammar)  # noqa: PLW2901 - as above
        for seed in (int(draft.history.text_seed[index]), int(draft.history.text_seed[index]) + 1):
            chance.seed(seed)
            text = write_text(grammar, request, chance.random)
            if text != last_text:  # nobody sends a whole sentence twice in a row
                break
        last_text = text
        yield text


def _with_event(request: TextRequest, event: ScriptedEvent | None, grammar: SentenceGrammar) -> TextRequest:
    """Replace what is said by an event, plainly; an event for which the grammar has no words changes nothing."""
    if event is None or event.intent not in grammar.banks:
        return request
    markers = request.markers & {"lower_case", "full_stop"}
    return replace(request, intents=(event.intent,), words=event.words, template=event.template, markers=markers)


def _message_rows(draft: _Draft, texts: list[str | None]) -> pl.DataFrame:
    """Rows of the messages; row numbers count from 1, after the app's notice."""
    world, history, kinds = draft.world, draft.history, draft.plan.kinds
    start = np.datetime64(world.start, "s")
    return pl.DataFrame(
        {
            "sent_at": (start + draft.times.astype("timedelta64[s]")).astype("datetime64[us]"),
            "sender": np.where(history.from_other, world.other.name, world.owner.name).tolist(),
            "text": texts,
            "kind": kinds,
            "reply_to": _quoted_rows(history),
            "edited": ((history.uniforms["edited"] < _EDIT_RATE) & (np.array(kinds) == "text")).tolist(),
            "reactions": _message_reactions(world, history),
        },
        schema=ROW_SCHEMA,
    )


def _quoted_rows(history: BaseHistory) -> list[int | None]:
    """Row that each message quotes: now and then the other person's message before it."""
    quoting = np.flatnonzero((history.uniforms["quote"] < _QUOTE_RATE) & (np.arange(history.day.size) > 0))
    quotes: list[int | None] = [None] * history.day.size
    for message in quoting.tolist():
        if history.from_other[message - 1] != history.from_other[message]:
            quotes[message] = message - 1 + _FIRST_ROW
    return quotes


def _message_reactions(world: World, history: BaseHistory) -> list[list[dict[str, str]] | None]:
    """Reactions to each message by who did not write it; planted changes of markers hold for them, too."""
    own_phrases = load_grammar(world.language).tables["own"]
    factors = planted_marker_factors(world)[1 - history.from_other.astype(np.int64), history.day]
    reactions: list[list[dict[str, str]] | None] = [None] * history.day.size
    for message in np.flatnonzero(history.uniforms["reaction"] < _REACTION_RATE * factors).tolist():
        sender = world.owner if history.from_other[message] else world.other
        emoji = own_phrases["reactions"][int(history.text_seed[message]) % len(own_phrases["reactions"])]
        reactions[message] = [{"emoji": emoji, "sender": sender.name}]
    return reactions


def _notice_row(draft: _Draft) -> pl.DataFrame:
    """The app's first line, at the time of the first message."""
    seconds = int(draft.times[0]) if draft.times.size else 0
    sent_at = datetime.combine(draft.world.start, time()) + timedelta(seconds=seconds)
    return pl.DataFrame([{"sent_at": sent_at, "kind": "system", "edited": False}], schema=ROW_SCHEMA)
