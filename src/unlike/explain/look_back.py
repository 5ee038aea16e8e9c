"""What was told just before a shift, held against how often it is told anyway."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

import numpy as np
from numpy.typing import NDArray

from unlike.core.series import Floats
from unlike.explain.term_table import Ints, TermTable, TopicWeights
from unlike.text import TOPICS

DAYS: Final = 3
"""Days before a shift that are searched, beside its first day."""
RARE: Final = 0.04
"""Chance up to which a topic is stated: in so many stretches of days something stands out as far by itself."""
_TELLING: Final = 0.25
"""Part of what a topic's most telling message tells, from which on a message is named beside it."""
FEWEST: Final = 30
"""Stretches of days that a rate needs."""
_DECIMALS: Final = 6
"""Of what is told: equal tellings stay equal."""
_EPOCH: Final = date(1970, 1, 1)
_Stated = tuple[int, tuple[tuple[str, float | None], ...]]
"""How many stretches were compared, and topics with their chance."""


@dataclass(frozen=True, slots=True)
class StandoutTopic:
    """One topic that was told more than usual: who told it, in which messages of which conversations, by what chance.

    Attributes:
        name: one of `TOPICS`.
        by: senders, in order of time.
        messages: (conversation, ref), in order.
        chance: how often any topic stands out as far in other days of as many; None where these are too few to tell.
    """

    name: str
    by: tuple[str, ...]
    messages: tuple[tuple[str, str], ...]
    chance: float | None


@dataclass(frozen=True, slots=True)
class DaysBefore:
    """The days before a shift and its first day, and what stood out there.

    Attributes:
        first, last: both included; `last` is the first day of the shift.
        read: messages that were read.
        compared: other stretches of as many days.
        topics: what stood out, strongest first; all that was told where `is_rated` is false.
        read_on_shift: messages of the first day of the shift among them.
    """

    first: date
    last: date
    read: int
    compared: int
    topics: tuple[StandoutTopic, ...]
    read_on_shift: int = 0

    @property
    def is_rated(self) -> bool:
        """Whether there are other days enough to tell how usual something is."""
        return self.compared >= FEWEST


def look_back(mentions: TermTable, shifts: Sequence[date], days: int = DAYS) -> tuple[DaysBefore, ...]:
    """What stands out in the days before and the first day of each shift.

    Each term by which a message tells a topic counts by its self-information (Shannon 1948), the logarithm of how
    rarely a day has it, and by how surely it tells it: "at work" of every day tells next to nothing. A stretch tells as
    much of a topic as its most telling message. That is held against the most that any topic has in each other stretch
    of as many days (the maximum statistic of Westfall and Young 1993), so that looking at many topics finds no more
    than looking at one. Where too few other stretches are there for a rate, all that is told is given, without a
    chance.

    Args:
        mentions: of the two people alone.
        shifts: first days.
        days: before the first day.
    """
    if not mentions.days.size:
        return tuple(DaysBefore(day - timedelta(days), day, 0, 0, ()) for day in shifts)
    start = _EPOCH + timedelta(int(mentions.days.min()))
    weighed = mentions.weighed()
    scores, written = _stretches(mentions, weighed, days)
    ends = np.array([(day - start).days for day in shifts])
    at = np.arange(written.size)
    free = (written > 0) & (np.abs(at[:, None] - ends[None, :]).min(axis=1, initial=written.size) > days)
    if free.sum() < FEWEST:
        unrated = ((int(free.sum()), _told(mentions, weighed, day, days)) for day in shifts)
        return tuple(_before(mentions, weighed, day, days, told) for day, told in zip(shifts, unrated, strict=True))
    most = np.sort(scores[:, free].max(axis=0))
    return tuple(_before(mentions, weighed, day, days, _stated(scores, most, (day - start).days)) for day in shifts)


def _stretches(mentions: TermTable, weighed: TopicWeights, days: int) -> tuple[Floats, Floats]:
    """What is told of each topic, shape (t, d), and messages, shape (d,), in the stretch that ends on each day."""
    place = mentions.days - mentions.days.min()
    counts = np.bincount(place).astype(np.float64)
    scores = np.zeros((len(TOPICS), counts.size))
    told = (weighed.topics, place[weighed.messages])
    np.maximum.at(scores, told, np.round(weighed.weights, _DECIMALS))
    return _windows(scores, days).max(axis=-1), _windows(counts, days).sum(axis=-1)


def _windows(table: Floats, days: int) -> Floats:
    """The values of each day and the `days` before it, along a last axis of their own."""
    padded = np.pad(table, [(0, 0)] * (table.ndim - 1) + [(days, 0)])
    return np.lib.stride_tricks.sliding_window_view(padded, days + 1, axis=-1)


def _stated(scores: Floats, most: Floats, at: int) -> _Stated:
    """How many stretches were compared, and the topics that stand out in the one that ends at a day.

    Args:
        scores: see `_stretches`.
        most: what the most telling topic of each stretch that is compared tells, in order.
        at: the day.
    """
    compared = most.size
    if not 0 <= at < scores.shape[1]:
        return compared, ()
    chances = (1 + compared - np.searchsorted(most, scores[:, at], side="left")) / (1 + compared)
    candidates = [(name, float(chances[row])) for row, name in enumerate(TOPICS) if scores[row, at] > 0]
    return compared, tuple(sorted((one for one in candidates if one[1] <= RARE), key=lambda one: one[1]))


def _told(mentions: TermTable, weighed: TopicWeights, day: date, days: int) -> tuple[tuple[str, None], ...]:
    """Topics that are told up to a day, but by terms of every day; by these, too, where hardly other days are there."""
    there = _is_within(mentions, day, days)[weighed.messages]
    if mentions.written_days > days + 1:
        there &= weighed.weights > 0
    telling = np.unique(weighed.topics[there])
    return tuple((TOPICS[place], None) for place in telling.tolist())


def _is_within(mentions: TermTable, day: date, days: int) -> NDArray[np.bool_]:
    """Whether each message is of a day or of the days before it."""
    last = (day - _EPOCH).days
    return (mentions.days >= last - days) & (mentions.days <= last)


def _before(mentions: TermTable, weighed: TopicWeights, day: date, days: int, stated: _Stated) -> DaysBefore:
    """With the messages of what stood out."""
    there = np.flatnonzero(_is_within(mentions, day, days))
    compared, topics = stated
    stood_out = tuple(_topic(mentions, there, weighed, *one) for one in topics)
    on_shift = int((mentions.days[there] == (day - _EPOCH).days).sum())
    return DaysBefore(day - timedelta(days), day, there.size, compared, stood_out, on_shift)


def _topic(mentions: TermTable, there: Ints, weighed: TopicWeights, name: str, chance: float | None) -> StandoutTopic:
    """A topic with the messages by which it stands out: not those that only have a term of it that is there anyway.

    Args:
        mentions: as of `look_back`.
        there: places of the messages of the days looked at.
        weighed: of the same.
        name: of the topic.
        chance: see `StandoutTopic`.
    """
    telling = (weighed.topics == TOPICS.index(name)) & np.isin(weighed.messages, there)
    weights = weighed.weights[telling]
    most_telling = weights >= _TELLING * weights.max(initial=0.0)
    messages = mentions.rows(weighed.messages[telling][most_telling])
    by = tuple(messages["sender"].unique(maintain_order=True).to_list())
    return StandoutTopic(name, by, tuple(messages.select("conversation", "ref").iter_rows()), chance)
