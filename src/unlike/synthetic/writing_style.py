"""How one person writes."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True, slots=True)
class WritingStyle:
    """One person's habits; rates are shares of their text messages.

    Attributes:
        name: as it stands in the chat.
        voice: "owner" or "other", the side of the pair in the grammar's `own` table.
        words: median words of a message.
        spread: standard deviation of the logarithm of words.
        reply: median seconds until an answer within a conversation.
        reply_spread: standard deviation of its logarithm.
        at_work: factor on the reply time from 9 to 17 on working days.
        doubles: share of messages followed by another of their own.
        starts: share of conversations they begin.
        question: rate of questions.
        emoji: rate of messages with emoji.
        pet: rate of pet names.
        saying: rate of the pair's own sayings.
        greeting: rate of good mornings and good nights, of the days they could be said.
        stretch: rate of stretched words ("sooo").
        exclaim: rate of exclamation marks.
        lower: share of messages begun in lower case.
        stop: share of messages that end in a full stop.
        media: rate of photos, voice notes, stickers and the like.
    """

    name: str
    voice: str
    words: float = 5.5
    spread: float = 0.7
    reply: float = 70.0
    reply_spread: float = 1.3
    at_work: float = 1.8
    doubles: float = 0.3
    starts: float = 0.5
    question: float = 0.16
    emoji: float = 0.22
    pet: float = 0.07
    saying: float = 0.03
    greeting: float = 0.6
    stretch: float = 0.05
    exclaim: float = 0.1
    lower: float = 0.5
    stop: float = 0.2
    media: float = 0.07


def drawn(name: str, voice: str, rng: np.random.Generator) -> WritingStyle:
    """A random person; every habit varies about as much as it does between people who text a lot."""

    def about(middle: float, spread: float = 0.4) -> float:
        return float(middle * np.exp(spread * rng.standard_normal()))

    def share(middle: float, spread: float = 0.5) -> float:
        odds = middle / (1 - middle) * np.exp(spread * rng.standard_normal())
        return float(odds / (1 + odds))

    return WritingStyle(
        name,
        voice,
        words=min(about(5.0, 0.3), 9.0),
        spread=about(0.7, 0.12),
        reply=about(80.0, 0.6),
        reply_spread=about(1.3, 0.15),
        at_work=1 + about(0.6, 0.6),
        doubles=share(0.3),
        starts=share(0.5, 0.3),
        question=share(0.14),
        emoji=share(0.2, 0.9),
        pet=share(0.05, 0.8),
        saying=share(0.02, 0.8),
        greeting=share(0.5, 0.8),
        stretch=share(0.04, 0.8),
        exclaim=share(0.09, 0.7),
        lower=share(0.5, 1.2),
        stop=share(0.2, 1.0),
        media=share(0.06),
    )
