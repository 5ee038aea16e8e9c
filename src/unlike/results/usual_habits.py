"""Usual habits of two people over the whole history, as anybody would count them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from unlike.results.text_origin import PersonName, TypedText


@dataclass(frozen=True, slots=True)
class WritingHabits:
    """How one person writes here; figures are None where there is nothing to count.

    Attributes:
        sender: their name.
        messages_per_day: mean over all days of the history.
        words: mean of the messages with words.
        reply_seconds: median time to answer.
        questions, emoji: share of the messages with words.
        begins: share of the conversations that they began.
        first_minute, last_minute: median minute, from midnight, of the first and the last message of their days; a
            last one after midnight counts on beyond 1,440.
    """

    sender: PersonName
    messages_per_day: float | None
    words: float | None
    reply_seconds: float | None
    questions: float | None
    emoji: float | None
    begins: float | None
    first_minute: int | None
    last_minute: int | None


@dataclass(frozen=True, slots=True)
class UsualHabits:
    """Usual habits of a person and the owner.

    Attributes:
        people: the person, then the owner.
        own_words: words and sayings that only the two share, the most telling first; none in a group.
        hours: the person's messages by weekday (0 is Monday) and hour of the clock, shape (7, 24).
        first: first day of the history.
        days: the person's messages on each day of it.
    """

    people: tuple[WritingHabits, ...]
    own_words: tuple[TypedText, ...]
    hours: tuple[tuple[int, ...], ...]
    first: date
    days: tuple[int, ...]
