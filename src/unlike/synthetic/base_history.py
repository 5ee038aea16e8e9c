"""Base of a history, as arrays: the messages there would be if no change were planted.

All random numbers are drawn here, a fixed amount for every message, before any planted change is looked at. The same
world with and without a change therefore has the same base, and its chat differs only where the change is.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from unlike.synthetic.world import World

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]

DECISIONS: Final = (
    "volume", "question", "emoji", "pet_name", "saying", "greeting", "stretched", "exclamation", "lower_case",
    "full_stop", "media", "media_kind", "intent", "topic", "topic_change", "edited", "line_breaks", "terse",
    "reaction", "quote",
)  # fmt: skip
"""Decisions that are taken for every message by one uniform number each; the numbers are drawn in this order."""

_WORKDAY_STARTS: Final = np.array([[7.6, 0.5, 1.1], [12.4, 0.5, 1.0], [16.2, 1.1, 1.0], [20.3, 1.1, 2.4]])
_WEEKEND_STARTS: Final = np.array([[9.6, 0.9, 1.2], [13.2, 1.3, 1.0], [17.4, 1.6, 1.2], [20.8, 1.2, 1.7]])
"""Times of day at which conversations begin, one a row: mean hour, its standard deviation, and its weight."""
_WEEKDAY_FACTORS: Final = np.array([1.0, 0.98, 1.0, 1.02, 1.08, 0.94, 0.9])


@dataclass(frozen=True, slots=True)
class BaseHistory:
    """Messages in order; every array has one entry a message.

    Attributes:
        day: days since the world's start.
        conversation: number of the conversation the message belongs to, counted over all days.
        starts_at: seconds since midnight at which that conversation begins.
        from_other: whether the other person writes the message, not the owner.
        uniforms: uniform numbers in [0, 1), shape (n,) each, by the names in `DECISIONS`.
        length: standard normal number for the number of words.
        own_gap: seconds since the message before, where that is by the same person.
        reply_gap: seconds since the message before, where that is by the other person.
        text_seed: seed of the text.
        index: position in the base plan; a gap between neighbours is a message that was not written.
    """

    day: Ints
    conversation: Ints
    starts_at: Floats
    from_other: Bools
    uniforms: dict[str, Floats]
    length: Floats
    own_gap: Floats
    reply_gap: Floats
    text_seed: Ints
    index: Ints


def draw_history(world: World, rng: np.random.Generator) -> BaseHistory:
    """Draw the base history of a world."""
    counts = rng.poisson(_daily_means(world, rng))
    day, conversation, starts_at = _draw_conversations(world, counts, rng)
    uniforms = {name: rng.random(day.size) for name in DECISIONS}
    from_other = _draw_senders(world, conversation, rng)
    length_draws, reply_draws, own_gap_draws = rng.standard_normal((3, day.size))
    reply_gap = np.where(
        from_other,
        world.other.reply_time * np.exp(world.other.reply_spread * reply_draws),
        world.owner.reply_time * np.exp(world.owner.reply_spread * reply_draws),
    )
    own_gap = 18 * np.exp(0.8 * own_gap_draws)
    text_seed = rng.integers(1 << 62, size=day.size)
    index = np.arange(day.size)
    return BaseHistory(
        day, conversation, starts_at, from_other, uniforms, length_draws, own_gap, reply_gap, text_seed, index
    )  # fmt: skip


def repeat_messages(history: BaseHistory, copies: Ints) -> BaseHistory:
    """Take message i `copies[i]` times; second and later copies get other random numbers."""
    sources = np.repeat(np.arange(history.day.size), copies)
    is_copy = np.concatenate([[False], sources[1:] == sources[:-1]]) if sources.size else sources.astype(bool)
    uniforms = {
        name: np.where(is_copy, (values[sources] + 0.618) % 1, values[sources])
        for name, values in history.uniforms.items()
    }
    text_seed = np.where(is_copy, history.text_seed[sources] ^ 0x5DEECE66D, history.text_seed[sources])
    length = np.where(is_copy, -history.length[sources], history.length[sources])
    names = ("day", "conversation", "starts_at", "from_other", "own_gap", "reply_gap", "index")
    arrays = {name: getattr(history, name)[sources] for name in names}
    return replace(history, uniforms=uniforms, text_seed=text_seed, length=length, **arrays)


def slow_path(days: int, memory_days: float, rng: np.random.Generator) -> Floats:
    """Draw an autoregressive path of unit variance, AR(1), whose correlation falls to 1/e in `memory_days`."""
    correlation = np.exp(-1 / memory_days)
    path = np.empty(days)
    value = rng.standard_normal()
    for day, step in enumerate(rng.standard_normal(days) * np.sqrt(1 - correlation**2)):
        value = correlation * value + step
        path[day] = value
    return path


def heavy_tailed(shape: int | tuple[int, ...], rng: np.random.Generator) -> Floats:
    """Draw numbers of unit variance with heavy tails: Student's t with five degrees of freedom."""
    return np.asarray(rng.standard_t(5, size=shape) / np.sqrt(5 / 3))


def weekdays(world: World) -> Ints:
    """Weekday of each day of a world; Monday is 0."""
    return (np.arange(world.days) + world.start.weekday()) % 7


def _daily_means(world: World, rng: np.random.Generator) -> Floats:
    """Expected messages of both on each day: weekday, season, drift, slow ups and downs, and the day's own mood."""
    days = np.arange(world.days)
    season = rng.normal(0, 0.08) * np.cos(2 * np.pi * (days / 365.25 - rng.random()))
    drift = rng.normal(0, 0.12) * (days / max(world.days, 1) - 0.5)
    mood = 0.26 * heavy_tailed(world.days, rng) + 0.1 * slow_path(world.days, 40, rng)
    level = np.exp(world.variability * (season + drift + mood))
    mean = world.messages_per_day
    return np.clip(mean * _WEEKDAY_FACTORS[weekdays(world)] * level, 0.02, 6 * mean)


def _draw_conversations(world: World, counts: Ints, rng: np.random.Generator) -> tuple[Ints, Ints, Floats]:
    """Draw day, conversation and beginning of the conversation of each message.

    Args:
        world: the world.
        counts: messages on each day.
        rng: source of random numbers.
    """
    mean_conversations = min(max(world.messages_per_day / 9, 1.2), 6.5)
    numbers = np.minimum(1 + rng.poisson(mean_conversations - 1, size=world.days), np.maximum(counts, 1))
    sizes, starts, days = [], [], []
    for day, (count, number, weekday) in enumerate(zip(counts, numbers, weekdays(world), strict=True)):
        peaks = _WEEKEND_STARTS if weekday > 4 else _WORKDAY_STARTS
        peak = rng.choice(4, size=number, p=peaks[:, 2] / peaks[:, 2].sum())
        starts.append(np.sort(np.clip(rng.normal(peaks[peak, 0], peaks[peak, 1]), 6.4, 23.2)) * 3600)
        sizes.append(rng.multinomial(count, rng.dirichlet(np.full(number, 2.0))))
        days.append(np.full(number, day))
    size = np.concatenate(sizes)
    per_conversation = (np.concatenate(days), np.arange(size.size), np.concatenate(starts))
    day_of, conversation, starts_at = (np.repeat(values, size) for values in per_conversation)
    return day_of, conversation, starts_at


def _draw_senders(world: World, conversation: Ints, rng: np.random.Generator) -> Bools:
    """Draw whether the other person writes each message: conversations go to and fro, with double messages."""
    other_starts = world.other.starts / (world.other.starts + world.owner.starts)
    doubles = (world.owner.doubles, world.other.doubles)
    start, stay = rng.random((2, conversation.size)).tolist()
    senders = []
    from_other, previous = False, -1
    for index, number in enumerate(conversation.tolist()):
        if number != previous:
            from_other = start[index] < other_starts
        elif stay[index] >= doubles[from_other]:
            from_other = not from_other
        senders.append(from_other)
        previous = number
    return np.array(senders, dtype=np.bool_)
