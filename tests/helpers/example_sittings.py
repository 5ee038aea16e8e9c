"""Invented messages in sittings, as numbers: what one person writes where nothing happens."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from unlike.core.series import SignalKind
from unlike.detection import MessageContext, SittingMessages

LENGTH, EMOJI, REPLY_TIME = range(3)


def exchangeable_sittings(seed: int, sittings: int = 300, mean_length: float = 4.0) -> SittingMessages:
    """Sittings all alike, two a day: words, emoji and reply times that depend on the place and nothing else."""
    rng = np.random.default_rng([seed, 20])
    lengths = 1 + rng.poisson(mean_length - 1, sittings)
    sitting = np.repeat(np.arange(sittings), lengths)
    within = np.concatenate([np.arange(length) for length in lengths])
    place = np.where(within == 0, sitting % 2, np.minimum(within + 1, 3))
    size = sitting.size
    words = 1 + rng.poisson(np.where(within == 0, 4.0, 7.0))
    emoji = rng.random(size) < 0.3
    reply = np.where(rng.random(size) < 0.6, rng.normal(4.5, 1.0, size), np.nan)
    return SittingMessages(
        names=("length", "emoji", "reply_time"),
        kinds=(SignalKind.AMOUNT, SignalKind.SHARE, SignalKind.DURATION),
        polarity=np.array([-1.0, -1.0, 1.0]),
        values=np.stack([np.log(words), emoji.astype(float), reply], axis=1),
        contexts=(
            MessageContext(place.astype(np.int64), 4, of_durations=True),
            MessageContext(rng.integers(0, 3, size), 3),
        ),
        sitting=sitting,
        day=sitting // 2,
    )


def with_last_length(messages: SittingMessages, length: int) -> SittingMessages:
    """The same messages, cut so that the last sitting has no more than so many."""
    last = np.flatnonzero(messages.sitting == messages.sitting[-1])
    return first_messages(messages, int(last[0]) + min(length, last.size))


def first_messages(messages: SittingMessages, number: int) -> SittingMessages:
    """The first so many messages."""
    return replace(
        messages,
        values=messages.values[:number],
        contexts=tuple(replace(context, codes=context.codes[:number]) for context in messages.contexts),
        sitting=messages.sitting[:number],
        day=messages.day[:number],
    )


def with_bare_last_sitting(messages: SittingMessages) -> SittingMessages:
    """The same messages, those of the last sitting of one word and without emoji."""
    values = messages.values.copy()
    last = messages.sitting == messages.sitting[-1]
    values[last, LENGTH], values[last, EMOJI] = 0.0, 0.0
    return replace(messages, values=values)
