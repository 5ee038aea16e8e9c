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
        unread_days: those on which not every selected message was read; nothing is told from what they mention.
    """

    mentions: pl.DataFrame
    rows: Ints
    days: Ints
    messages: Ints
    topics: Ints
    terms: Ints
    grades: Floats
    unread_days: Ints

    @classmethod
    def of(cls, mentions: pl.DataFrame) -> Self:
        """All messages of a topic table."""
        with_terms = mentions.select("terms").with_row_index("row").filter(pl.col("terms").list.len() > 0)
        terms = with_terms.explode("terms").unnest("terms").unique(("row", "topic", "term"), maintain_order=True)
        numbers: dict[tuple[str, str], int] = {}
        pairs = zip(terms["topic"].to_list(), terms["term"].to_list(), strict=True)
        topic_indices = {name: index for index, name in enumerate(TOPICS)}
        days = mentions["day"].to_physical().to_numpy().astype(np.int64)
        return cls(
            mentions,
            np.arange(mentions.height),
            days,
            terms["row"].to_numpy().astype(np.int64),
            np.array([topic_indices[name] for name in terms["topic"].to_list()], dtype=np.int64),
            np.array([numbers.setdefault(pair, len(numbers)) for pair in pairs], dtype=np.int64),
            terms["grade"].to_numpy().astype(np.float64),
            np.unique(days[_is_unread(mentions)]),
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
            np.unique(self.days[messages[_is_unread(self.mentions)[self.rows[messages]]]]),
        )

    @property
    def written_days(self) -> int:
        """Number of wholly read days with a selected message; counted, not sorted, for a day has many messages."""
        if not self.days.size:
            return 0
        return int(np.count_nonzero(np.bincount(self.days - self.days.min()))) - self.unread_days.size

    def message_rows(self, indices: Ints | None = None) -> pl.DataFrame:
        """Rows of `mentions` at some indices in `days`; of all selected messages where none are given."""
        return self.mentions[self.rows if indices is None else self.rows[indices]]

    def topic_weights(self) -> TopicWeights:
        """Weigh each term of the days that are wholly read by how rarely one has it; sum up by message and topic."""
        is_counted = np.isin(self.days[self.messages], self.unread_days, invert=True)
        messages, topics, terms = self.messages[is_counted], self.topics[is_counted], self.terms[is_counted]
        first = self.days.min(initial=0)
        span = int(self.days.max(initial=0) - first) + 1
        term_of_day = np.unique(terms * span + self.days[messages] - first) // span
        days_with_term = np.bincount(term_of_day)[terms]
        days, numbers = self.written_days, range(1, int(days_with_term.max(initial=0)) + 1)
        information = np.array([0.0, *(log(days / number) for number in numbers)])
        weights = self.grades[is_counted] * (information**_RARITY_POWER)[days_with_term]
        pairs, entry = np.unique(messages * len(TOPICS) + topics, return_inverse=True)
        sums = np.bincount(entry, weights=weights, minlength=pairs.size).astype(np.float64)
        grades = np.zeros(pairs.size)
        np.maximum.at(grades, entry, self.grades[is_counted])
        return TopicWeights(pairs // len(TOPICS), pairs % len(TOPICS), sums, grades)


def _is_unread(mentions: pl.DataFrame) -> NDArray[np.bool_]:
    """Whether each message of a topic table was not read; none where the table does not say."""
    if "is_read" not in mentions.columns:
        return np.zeros(mentions.height, dtype=np.bool_)
    return ~mentions["is_read"].to_numpy()
