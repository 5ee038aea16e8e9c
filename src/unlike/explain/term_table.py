"""Terms by which messages tell topics, as columns of numbers: made once of all, chosen from for each person."""

from __future__ import annotations

from dataclasses import dataclass
from math import log
from typing import Final, Self

import numpy as np
import polars as pl
from numpy.typing import NDArray

from unlike.core.series import Floats
from unlike.text import TOPICS

Ints = NDArray[np.int64]
_SHARP: Final = 3
"""How much more a term of once counts than terms of every week: the power of its self-information (chosen on invented
chats, seeds 70000 up of bench/text/look_back.py, which it does not report)."""


@dataclass(frozen=True, slots=True)
class TopicWeights:
    """What each message tells of each of its topics, one entry each.

    Attributes:
        messages: places in the `days` of a term table.
        topics: places in `TOPICS`.
        weights: how much is told.
    """

    messages: Ints
    topics: Ints
    weights: Floats


@dataclass(frozen=True, slots=True)
class TermTable:
    """Messages with the terms by which they tell topics.

    Attributes:
        mentions: see `explain.topic_table`; all of them.
        places: rows of `mentions` that are looked at.
        days: day of each of these, counted from 1970.
        messages: place in `days` of each term of a message, each once.
        topics: place in `TOPICS` of each.
        terms: number of topic and term together.
        grades: how surely each tells its topic.
    """

    mentions: pl.DataFrame
    places: Ints
    days: Ints
    messages: Ints
    topics: Ints
    terms: Ints
    grades: Floats

    @classmethod
    def of(cls, mentions: pl.DataFrame) -> Self:
        """All messages of a topic table."""
        listed = mentions.select("terms").with_row_index("row").filter(pl.col("terms").list.len() > 0)
        each = listed.explode("terms").unnest("terms").unique(("row", "topic", "term"), maintain_order=True)
        numbers: dict[tuple[str, str], int] = {}
        pairs = zip(each["topic"].to_list(), each["term"].to_list(), strict=True)
        topics = {name: place for place, name in enumerate(TOPICS)}
        return cls(
            mentions,
            np.arange(mentions.height),
            mentions["day"].to_physical().to_numpy().astype(np.int64),
            each["row"].to_numpy().astype(np.int64),
            np.array([topics[name] for name in each["topic"].to_list()], dtype=np.int64),
            np.array([numbers.setdefault(pair, len(numbers)) for pair in pairs], dtype=np.int64),
            each["grade"].to_numpy().astype(np.float64),
        )

    def chosen(self, rows: NDArray[np.bool_]) -> TermTable:
        """The messages of some rows, one truth value a message that is looked at."""
        places, terms = np.flatnonzero(rows), np.flatnonzero(rows[self.messages])
        renumbered = np.zeros(rows.size, dtype=np.int64)
        renumbered[places] = np.arange(places.size)
        return TermTable(
            self.mentions,
            self.places[places],
            self.days[places],
            renumbered[self.messages[terms]],
            self.topics[terms],
            self.terms[terms],
            self.grades[terms],
        )

    @property
    def written_days(self) -> int:
        """Days with a message that is looked at; counted rather than sorted, for there are many messages a day."""
        return int(np.count_nonzero(np.bincount(self.days - self.days.min()))) if self.days.size else 0

    def rows(self, places: Ints | None = None) -> pl.DataFrame:
        """Rows of `mentions` at some places of `days`; all that are looked at where none are given."""
        return self.mentions[self.places if places is None else self.places[places]]

    def weighed(self) -> TopicWeights:
        """Weigh each term by how rarely a day has it, and sum up by message and topic."""
        first = self.days.min(initial=0)
        span = int(self.days.max(initial=0) - first) + 1
        of_days = np.unique(self.terms * span + self.days[self.messages] - first) // span
        days_of_term = np.bincount(of_days)[self.terms]
        days, numbers = self.written_days, range(1, int(days_of_term.max(initial=0)) + 1)
        information = np.array([0.0, *(log(days / number) for number in numbers)])
        weights = self.grades * (information**_SHARP)[days_of_term]
        told, entry = np.unique(self.messages * len(TOPICS) + self.topics, return_inverse=True)
        sums = np.bincount(entry, weights=weights, minlength=told.size).astype(np.float64)
        return TopicWeights(told // len(TOPICS), told % len(TOPICS), sums)
