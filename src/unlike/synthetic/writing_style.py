"""Writing style of one person."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True, slots=True)
class WritingStyle:
    """Habits of one person; rates are shares of their text messages.

    Attributes:
        name: name in the chat.
        side: "owner" or "other", the person's side in the grammar's `own` table.
        words: median words of a message.
        words_spread: standard deviation of the logarithm of words.
        reply_time: median seconds until an answer within a conversation.
        reply_spread: standard deviation of the logarithm of the reply time.
        work_delay: factor on the reply time from 9 to 17 on working days.
        doubles: share of messages followed by another of the same person.
        starts: share of conversations the person begins.
        question: rate of questions.
        emoji: rate of messages with emoji.
        pet_name: rate of pet names.
        saying: rate of the pair's own sayings.
        greeting: rate of good mornings and good nights, of the days they could be written.
        stretched: rate of stretched words ("sooo").
        exclamation: rate of exclamation marks.
        lower_case: share of messages begun in lower case.
        full_stop: share of messages that end in a full stop.
        media: rate of photos, voice notes, stickers and the like.
    """

    name: str
    side: str
    words: float = 5.5
    words_spread: float = 0.7
    reply_time: float = 70.0
    reply_spread: float = 1.3
    work_delay: float = 1.8
    doubles: float = 0.3
    starts: float = 0.5
    question: float = 0.16
    emoji: float = 0.22
    pet_name: float = 0.07
    saying: float = 0.03
    greeting: float = 0.6
    stretched: float = 0.05
    exclamation: float = 0.1
    lower_case: float = 0.5
    full_stop: float = 0.2
    media: float = 0.07


def draw_style(name: str, side: str, rng: np.random.Generator) -> WritingStyle:
    """Draw a random person; habits vary about as much as between people who text a lot."""

    def positive(median: float, spread: float = 0.4) -> float:
        return float(median * np.exp(spread * rng.standard_normal()))

    def share(median: float, spread: float = 0.5) -> float:
        odds = median / (1 - median) * np.exp(spread * rng.standard_normal())
        return float(odds / (1 + odds))

    return WritingStyle(
        name,
        side,
        words=min(positive(5.0, 0.3), 9.0),
        words_spread=positive(0.7, 0.12),
        reply_time=positive(80.0, 0.6),
        reply_spread=positive(1.3, 0.15),
        work_delay=1 + positive(0.6, 0.6),
        doubles=share(0.3),
        starts=share(0.5, 0.3),
        question=share(0.14),
        emoji=share(0.2, 0.9),
        pet_name=share(0.05, 0.8),
        saying=share(0.02, 0.8),
        greeting=share(0.5, 0.8),
        stretched=share(0.04, 0.8),
        exclamation=share(0.09, 0.7),
        lower_case=share(0.5, 1.2),
        full_stop=share(0.2, 1.0),
        media=share(0.06),
    )
