"""Terms by which messages mention topics, as arrays: built once of all messages, selected from for each person."""

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
_RARITY_POWER: Final = 4
"""Power of a term's self-information: how much more a rare term counts than a weekly one (chosen as
`topic_terms._TEMPERATURE` is)."""


@dataclass(frozen=True, slots=True)
class TopicWeights:
    """Weight of each topic that a message mentions, one entry for each pair of message and topic.

    Attributes:
        messages: indices in the `days` of a term table.
        topics: indices in `TOPICS`.
        weights: sums over the terms of grade and rarity.
        grades: the highest grade of the terms, between 0 and 1.
    """

    messages: Ints
    topics: Ints
    weights: Floats
    grades: Floats


@dataclass(frozen=True, slots=True)
class TermTable:
    """Messages with the terms by which they mention topics.

    Attributes:
        mentions: see `explain.topic_table`; all of them.
        rows: indices in `mentions` of the selected messages.
        days: day of each selected message, in days since 1970.
        messages: index in `days` of each term's message; a term counts once a message.
        topics: index in `TOPICS` of each term.
        terms: number of each pair of topic and term.
        grades: how surely each term tells its topic, between 0 and 1.
    """

    mentions: pl.DataFrame
    rows: Ints
    days: Ints
    messages: Ints
    topics: Ints
    terms: Ints
    grades: Floats

    @classmethod
    def of(cls, mentions: pl.DataFrame) -> Self:
        """All messages of a topic table."""
        with_terms = mentions.select("terms").with_row_index("row").filter(pl.col("terms").list.len() > 0)
        terms = with_terms.explode("terms").unnest("terms").unique(("row", "topic", "term"), maintain_order=True)
        numbers: dict[tuple[str, str], int] = {}
        pairs = zip(terms["topic"].to_list(), terms["term"].to_list(), strict=True)
        topic_indices = {name: index for index, name in enumerate(TOPICS)}
        return cls(
            mentions,
            np.arange(mentions.height),
            mentions["day"].to_physical().to_numpy().astype(np.int64),
            terms["row"].to_numpy().astype(np.int64),
            np.array([topic_indices[name] for name in terms["topic"].to_list()], dtype=np.int64),
            np.array([numbers.setdefault(pair, len(numbers)) for pair in pairs], dtype=np.int64),
            terms["grade"].to_numpy().astype(np.float64),
        )

    def select_messages(self, mask: NDArray[np.bool_]) -> TermTable:
        """A table of some of the selected messages, by a mask over them."""
        messages, terms = np.flatnonzero(mask), np.flatnonzero(mask[self.messages])
        new_indices = np.zeros(mask.size, dtype=np.int64)
        new_indices[messages] = np.arange(messages.size)
        return TermTable(
            self.mentions,
            self.rows[messages],
            self.days[messages],
            new_indices[self.messages[terms]],
            self.topics[terms],
            self.terms[terms],
            self.grades[terms],
        )

    @property
    def written_days(self) -> int:
        """Number of days with a selected message; counted rather than sorted, for a day has many messages."""
        return int(np.count_nonzero(np.bincount(self.days - self.days.min()))) if self.days.size else 0

    def message_rows(self, indices: Ints | None = None) -> pl.DataFrame:
        """Rows of `mentions` at some indices in `days`; of all selected messages where none are given."""
        return self.mentions[self.rows if indices is None else self.rows[indices]]

    def topic_weights(self) -> TopicWeights:
        """Weigh each term by how rarely a day has it, and sum up by message and topic."""
        first = self.days.min(initial=0)
        span = int(self.days.max(initial=0) - first) + 1
        term_of_day = np.unique(self.terms * span + self.days[self.messages] - first) // span
        days_with_term = np.bincount(term_of_day)[self.terms]
        days, numbers = self.written_days, range(1, int(days_with_term.max(initial=0)) + 1)
        information = np.array([0.0, *(log(days / number) for number in numbers)])
        weights = self.grades * (information**_RARITY_POWER)[days_with_term]
        pairs, entry = np.unique(self.messages * len(TOPICS) + self.topics, return_inverse=True)
        sums = np.bincount(entry, weights=weights, minlength=pairs.size).astype(np.float64)
        grades = np.zeros(pairs.size)
        np.maximum.at(grades, entry, self.grades)
        return TopicWeights(pairs // len(TOPICS), pairs % len(TOPICS), sums, grades)
