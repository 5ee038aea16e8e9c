"""What was told just before a shift, held against how often it is told anyway."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

import numpy as np
import polars as pl

from unlike.core.series import Floats
from unlike.explain.topic_terms import BARELY
from unlike.text import TOPICS

DAYS: Final = 3
"""Days before a shift that are searched, beside its first day."""
RARE: Final = 0.04
"""Chance up to which a topic is stated: in so many stretches of days something stands out as far by itself."""
_SHARP: Final = 4
"""How much more a term of once counts than terms of every week: the power of its self-information (chosen as
`topic_terms._TEMPERATURE` is)."""
_TELLING: Final = 0.25
"""Part of what a topic's most telling message tells, from which on a message is named beside it."""
_SURER: Final = 1.0
"""Log odds of the grade by which a message tells another topic more surely, from which on it does not tell this one."""
FEWEST: Final = 30
"""Stretches of days that a rate needs."""
_DECIMALS: Final = 6
"""Of what is told: equal tellings stay equal."""
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


def look_back(mentions: pl.DataFrame, shifts: Sequence[date], days: int = DAYS) -> tuple[DaysBefore, ...]:
    """What stands out in the days before and the first day of each shift.

    Each term by which a message tells a topic counts by its self-information (Shannon 1948), the logarithm of how
    rarely a day has it, and by how surely it tells it: "at work" of every day tells next to nothing. A stretch tells as
    much of a topic as its most telling message. That is held against the most that any topic has in each other stretch
    of as many days (the maximum statistic of Westfall and Young 1993), so that looking at many topics finds no more
    than looking at one. Where too few other stretches are there for a rate, all that is told is given, without a
    chance.

    Args:
        mentions: see `explain.topic_table`; of the two people alone.
        shifts: first days.
        days: before the first day.
    """
    if mentions.is_empty():
        return tuple(DaysBefore(day - timedelta(days), day, 0, 0, ()) for day in shifts)
    start: date = mentions["day"].min()  # type: ignore[assignment]
    weighed = _weighed(mentions)
    scores, written = _stretches(mentions, weighed, start, days)
    ends = np.array([(day - start).days for day in shifts])
    at = np.arange(written.size)
    free = (written > 0) & (np.abs(at[:, None] - ends[None, :]).min(axis=1, initial=written.size) > days)
    if free.sum() < FEWEST:
        unrated = ((int(free.sum()), _told(mentions, weighed, day, days)) for day in shifts)
        return tuple(_before(mentions, weighed, day, days, told) for day, told in zip(shifts, unrated, strict=True))
    most = np.sort(scores[:, free].max(axis=0))
    return tuple(_before(mentions, weighed, day, days, _stated(scores, most, (day - start).days)) for day in shifts)


def _weighed(mentions: pl.DataFrame) -> pl.DataFrame:
    """What each message tells of each of its topics: `row` of the message, `day`, `topic`, `weight` and `grade`."""
    listed = mentions.with_row_index("row").select("row", "day", "terms").filter(pl.col("terms").list.len() > 0)
    days = pl.col("day").n_unique().over("topic", "term")
    terms = listed.explode("terms").unnest("terms").unique(("row", "topic", "term"), maintain_order=True)
    information = (mentions["day"].n_unique() / days).log()
    each = terms.with_columns(weight=pl.col("grade") * information**_SHARP)
    return each.group_by("row", "day", "topic", maintain_order=True).agg(pl.col("weight").sum(), pl.col("grade").max())


def _stretches(mentions: pl.DataFrame, weighed: pl.DataFrame, start: date, days: int) -> tuple[Floats, Floats]:
    """What is told of each topic, shape (t, d), and messages, shape (d,), in the stretch that ends on each day."""
    written = mentions.group_by("day").len()
    place = (written["day"] - start).dt.total_days().to_numpy()
    counts, scores = np.zeros(int(place.max()) + 1), np.zeros((len(TOPICS), int(place.max()) + 1))
    counts[place] = written["len"].to_numpy()
    rows = np.array([TOPICS.index(name) for name in weighed["topic"].to_list()], dtype=np.int64)
    columns = (weighed["day"] - start).dt.total_days().to_numpy()
    np.maximum.at(scores, (rows, columns), np.round(weighed["weight"].to_numpy(), _DECIMALS))
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


def _told(mentions: pl.DataFrame, weighed: pl.DataFrame, day: date, days: int) -> tuple[tuple[str, None], ...]:
    """Topics that are told up to a day, but by terms of every day; by these, too, where hardly other days are there.

    What is told less than barely counts only where other days are there to hold it against.
    """
    there = weighed.filter(pl.col("day").is_between(day - timedelta(days), day), pl.col("grade") >= BARELY)
    if mentions["day"].n_unique() > days + 1:
        there = there.filter(pl.col("weight") > 0)
    telling = set(there["topic"])
    return tuple((name, None) for name in TOPICS if name in telling)


def _before(mentions: pl.DataFrame, weighed: pl.DataFrame, day: date, days: int, stated: _Stated) -> DaysBefore:
    """With the messages of what stood out."""
    first = day - timedelta(days)
    there = mentions.with_row_index("row").filter(pl.col("day").is_between(first, day))
    compared, topics = stated
    surest = _surest(weighed.filter(pl.col("day").is_between(first, day)), [name for name, _ in topics])
    stood_out = tuple(_topic(there, weighed, *one) for one in topics if one[0] in surest)
    return DaysBefore(first, day, there.height, compared, stood_out, int((there["day"] == day).sum()))


def _surest(weighed: pl.DataFrame, names: Sequence[str]) -> set[str]:
    """Those of some topics that one of their telling messages tells about as surely as any other of them.

    Args:
        weighed: see `_weighed`; of the days looked at.
        names: topics that stand out.
    """
    surety = pl.col("grade").clip(0.001, 0.999)
    telling = weighed.filter(
        pl.col("topic").is_in(names), pl.col("weight") >= _TELLING * pl.col("weight").max().over("topic")
    ).with_columns(surety=(surety / (1 - surety)).log())
    near = telling.filter(pl.col("surety") >= pl.col("surety").max().over("row") - _SURER)
    return set(near["topic"])


def _topic(there: pl.DataFrame, weighed: pl.DataFrame, name: str, chance: float | None) -> StandoutTopic:
    """A topic with the messages by which it stands out: not those that only have a term of it that is there anyway.

    Args:
        there: the days looked at, as of `look_back`, with the `row` of each message.
        weighed: see `_weighed`.
        name: of the topic.
        chance: see `StandoutTopic`.
    """
    telling = there.join(weighed.filter(topic=name).select("row", "weight"), on="row", maintain_order="left")
    messages = telling.filter(pl.col("weight") >= _TELLING * pl.col("weight").max())
    by = tuple(messages["sender"].unique(maintain_order=True).to_list())
    return StandoutTopic(name, by, tuple(messages.select("conversation", "ref").iter_rows()), chance)
