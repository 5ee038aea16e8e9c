"""What was told just before a shift, held against how often it is told anyway."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

import numpy as np
import polars as pl

from unlike.core.series import Floats
from unlike.text import TOPICS

DAYS: Final = 3
"""Days before a shift that are searched, beside its first day."""
RARE: Final = 0.03
"""Chance up to which a topic is stated: so often any topic at all stands out as far where nothing is known to be."""
_SHARP: Final = 3
"""How much more a word of once counts than words of every week: the power of its self-information (chosen on invented
chats, seeds 70000 up of bench/text/look_back.py, which it does not report)."""
_TELLING: Final = 0.25
"""Part of what a topic's most telling message tells, from which on a message is named beside it."""
FEWEST: Final = 30
"""Stretches of days that a rate needs."""


@dataclass(frozen=True, slots=True)
class StandoutTopic:
    """One topic that was told more than usual: who told it, in which messages of which conversations, by what chance.

    Attributes:
        name: one of `TOPICS`.
        by: senders, in order of time.
        messages: (conversation, ref), in order.
        chance: how often any topic stands out as far in other days of as many.
    """

    name: str
    by: tuple[str, ...]
    messages: tuple[tuple[str, str], ...]
    chance: float


@dataclass(frozen=True, slots=True)
class DaysBefore:
    """The days before a shift and its first day, and what stood out there.

    Attributes:
        first, last: both included; `last` is the first day of the shift.
        read: messages that were read.
        compared: other stretches of as many days.
        topics: what stood out, strongest first.
        read_on_shift: messages of the first day of the shift among them.
    """

    first: date
    last: date
    read: int
    compared: int
    topics: tuple[StandoutTopic, ...]
    read_on_shift: int = 0


def look_back(mentions: pl.DataFrame, shifts: Sequence[date], days: int = DAYS) -> tuple[DaysBefore, ...]:
    """What stands out in the days before and the first day of each shift.

    Each word by which a topic is told counts by its self-information (Shannon 1948), the logarithm of how rarely a day
    has it: "at work" of every day tells next to nothing. What a stretch tells of a topic is held against all other
    stretches of as many days; the chance is that of the most telling topic of any such stretch (the minimum over all
    topics, as in Westfall and Young 1993), so that looking at many topics finds no more than looking at one.

    Args:
        mentions: see `reasons.mentions`; of the two people alone.
        shifts: first days.
        days: before the first day.
    """
    if mentions.is_empty():
        return tuple(DaysBefore(day - timedelta(days), day, 0, 0, ()) for day in shifts)
    start: date = mentions["day"].min()  # type: ignore[assignment]
    scores, written = _stretches(mentions, start, days)
    ends = np.array([(day - start).days for day in shifts])
    at = np.arange(written.size)
    free = (written > 0) & (np.abs(at[:, None] - ends[None, :]).min(axis=1, initial=written.size) > days)
    rare = _rarity(scores, free)
    return tuple(_before(mentions, day, days, _stated(scores, rare, free, (day - start).days)) for day in shifts)


def _stretches(mentions: pl.DataFrame, start: date, days: int) -> tuple[Floats, Floats]:
    """What is told of each topic, shape (t, d), and messages, shape (d,), in the stretch that ends on each day."""
    written = mentions.group_by("day").len()
    place = (written["day"] - start).dt.total_days().to_numpy()
    table = np.zeros((len(TOPICS) + 1, int(place.max()) + 1))
    table[0, place] = written["len"].to_numpy()
    weighed = _weighed(mentions)
    rows = 1 + np.array([TOPICS.index(name) for name in weighed["topic"].to_list()], dtype=np.int64)
    table[rows, (weighed["day"] - start).dt.total_days().to_numpy()] = weighed["weight"].to_numpy()
    padded = np.pad(np.cumsum(table, axis=1), ((0, 0), (days + 1, 0)))
    rolled = np.round(padded[:, days + 1 :] - padded[:, : -days - 1], 6)
    return rolled[1:], rolled[0]


def _weighed(mentions: pl.DataFrame) -> pl.DataFrame:
    """`day`, `topic` and `weight`: what each topic's words of a day tell, each word once a day."""
    return _daily_words(mentions).group_by("day", "topic", maintain_order=True).agg(pl.col("weight").sum())


def _daily_words(mentions: pl.DataFrame) -> pl.DataFrame:
    """`day`, `topic`, `word` and `weight`: what each word tells of a topic, once a day."""
    telling = mentions.select("day", "words").filter(pl.col("words").list.len() > 0)
    words = telling.explode("words").drop_nulls("words").unnest("words")
    once = words.unique(("day", "topic", "word"), maintain_order=True)
    rare = (mentions["day"].n_unique() / pl.len().over("topic", "word")).log()
    return once.with_columns(weight=rare**_SHARP)


def _rarity(scores: Floats, free: np.ndarray[tuple[int], np.dtype[np.bool_]]) -> Floats:
    """For each topic and stretch the share of free stretches with as much of it; 1 where nothing is told."""
    rare = np.ones_like(scores)
    usual = np.sort(scores[:, free], axis=1)
    for row, known in enumerate(usual):
        more = known.size - np.searchsorted(known, scores[row], side="left")
        rare[row] = (1 + more) / (1 + known.size)
    rare[scores <= 0] = 1.0
    return rare


def _stated(
    scores: Floats, rare: Floats, free: np.ndarray[tuple[int], np.dtype[np.bool_]], at: int
) -> tuple[int, tuple[tuple[str, float], ...]]:
    """How many stretches were compared, and the topics that stand out in the one that ends at a day."""
    compared = int(free.sum())
    if not 0 <= at < scores.shape[1] or compared < FEWEST:
        return compared, ()
    least = np.sort(rare[:, free].min(axis=0))
    chances = (1 + np.searchsorted(least, rare[:, at], side="right")) / (1 + compared)
    candidates = [(name, float(chances[row])) for row, name in enumerate(TOPICS) if rare[row, at] < 1]
    return compared, tuple(sorted((one for one in candidates if one[1] <= RARE), key=lambda one: one[1]))


def _before(
    mentions: pl.DataFrame, day: date, days: int, stated: tuple[int, tuple[tuple[str, float], ...]]
) -> DaysBefore:
    """With the messages of what stood out."""
    first = day - timedelta(days)
    there = mentions.filter(pl.col("day").is_between(first, day))
    compared, topics = stated
    words = _daily_words(mentions).unique(("topic", "word")) if topics else mentions.clear()
    on_shift = int((there["day"] == day).sum())
    stood_out = tuple(_topic(there, words, *one) for one in topics)
    return DaysBefore(first, day, there.height, compared, stood_out, on_shift)


def _topic(there: pl.DataFrame, words: pl.DataFrame, name: str, chance: float) -> StandoutTopic:
    """A topic with the messages by which it stands out: not those that only have a word of it that is there anyway.

    Args:
        there: the days looked at, as of `look_back`.
        words: `topic`, `word` and `weight` of all that is told anywhere.
        name: of the topic.
        chance: see `StandoutTopic`.
    """
    messages = there.filter(pl.col(name)).with_row_index("row")
    each = messages.select("row", "words").explode("words").drop_nulls("words").unnest("words").filter(topic=name)
    telling = each.join(words, on=("topic", "word")).group_by("row").agg(pl.col("weight").max())
    named = telling.filter(pl.col("weight") >= _TELLING * pl.col("weight").max())
    messages = messages.filter(pl.col("row").is_in(named["row"].implode()))
    by = tuple(messages["sender"].unique(maintain_order=True).to_list())
    return StandoutTopic(name, by, tuple(messages.select("conversation", "ref").iter_rows()), chance)
