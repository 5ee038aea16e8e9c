"""Topics mentioned in the days before a shift, compared with how often they are mentioned otherwise."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import log
from typing import Final

import numpy as np
from numpy.typing import NDArray

from unlike.core.series import Floats
from unlike.explain.term_table import Ints, TermTable, TopicWeights
from unlike.explain.topic_terms import BAR_GRADE
from unlike.text import TOPICS

DAYS: Final = 3
"""Days before a shift that are searched, beside its first day."""
MAX_CHANCE: Final = 0.04
"""Chance up to which a topic is stated: the share of spans of days in which some topic stands out as far."""
_CITED_SHARE: Final = 0.25
"""Share of the weight of a topic's strongest message from which on another message is cited beside it."""
_MAX_GRADE_GAP: Final = 0.8
"""Log odds by which the grade of a topic may lie below that of the surest topic of the same message."""
_BAR_LOG_ODDS: Final = log(BAR_GRADE / (1 - BAR_GRADE))
MIN_SPANS: Final = 30
"""Spans of days that a chance needs as its reference."""
_DECIMALS: Final = 6
"""Decimals of weights, so that equal messages stay equal."""
_EPOCH: Final = date(1970, 1, 1)
_RatedTopics = tuple[int, tuple[tuple[str, float | None], ...]]
"""Number of spans compared, and topics with their chance."""


@dataclass(frozen=True, slots=True)
class StandoutTopic:
    """A topic that is mentioned more than usual.

    Attributes:
        name: one of `TOPICS`.
        senders: who mentioned it, in order of time.
        messages: (conversation, ref), in order.
        chance: share of other spans in which any topic stands out as far; None where these are too few for a rate.
    """

    name: str
    senders: tuple[str, ...]
    messages: tuple[tuple[str, str], ...]
    chance: float | None


@dataclass(frozen=True, slots=True)
class DaysBefore:
    """The days before a shift and its first day, and the topics that stand out there.

    Attributes:
        first, last: both included; `last` is the first day of the shift.
        messages_read: number of messages searched.
        baseline_spans: number of other spans of as many days.
        topics: those that stand out, rarest first; all that are mentioned where `is_rated` is false.
        messages_on_shift: number of messages searched that are of the first day of the shift.
    """

    first: date
    last: date
    messages_read: int
    baseline_spans: int
    topics: tuple[StandoutTopic, ...]
    messages_on_shift: int = 0

    @property
    def is_rated(self) -> bool:
        """Whether there are enough other spans to tell how usual a mention is."""
        return self.baseline_spans >= MIN_SPANS


def look_back(mentions: TermTable, shifts: Sequence[date], days: int = DAYS) -> tuple[DaysBefore, ...]:
    """Find the topics that stand out in the days before each shift and on its first day.

    Each term by which a message mentions a topic counts by its self-information (Shannon 1948), the logarithm of how
    rarely a day has it, and by how surely it tells the topic: "at work", said every day, counts next to nothing. The
    score of a span and a topic is the weight of its strongest message. It is compared with the highest score of any
    topic in each other span of as many days (the maximum statistic of Westfall and Young 1993), so that testing many
    topics finds no more by chance than testing one. Where fewer than `MIN_SPANS` other spans exist, all mentioned
    topics are returned without a chance. A span that is not wholly read is no reference.

    Args:
        mentions: of the two people alone; the days before each shift and its first day are wholly read.
        shifts: first days.
        days: before the first day.
    """
    if not mentions.days.size:
        return tuple(DaysBefore(day - timedelta(days), day, 0, 0, ()) for day in shifts)
    start = _EPOCH + timedelta(int(mentions.days.min()))
    weights = mentions.topic_weights()
    scores, message_counts = _span_scores(mentions, weights, days)
    is_reference = _is_reference(message_counts, mentions.unread_days, start, shifts, days)
    if is_reference.sum() < MIN_SPANS:
        spans = int(is_reference.sum())
        unrated = ((spans, _mentioned_topics(mentions, weights, day, days)) for day in shifts)
        return tuple(
            _days_before(mentions, weights, day, days, topics) for day, topics in zip(shifts, unrated, strict=True)
        )
    maxima = np.sort(scores[:, is_reference].max(axis=0))
    return tuple(
        _days_before(mentions, weights, day, days, _rare_topics(scores, maxima, (day - start).days)) for day in shifts
    )


def _span_scores(mentions: TermTable, weights: TopicWeights, days: int) -> tuple[Floats, Floats]:
    """Score of each topic, shape (t, d), and number of messages, shape (d,), of the span that ends on each day."""
    day_indices = mentions.days - mentions.days.min()
    counts = np.bincount(day_indices).astype(np.float64)
    scores = np.zeros((len(TOPICS), counts.size))
    cells = (weights.topics, day_indices[weights.messages])
    np.maximum.at(scores, cells, np.round(weights.weights, _DECIMALS))
    return _windows(scores, days).max(axis=-1), _windows(counts, days).sum(axis=-1)


def reference_count(message_days: Ints, unread_days: Ints, shifts: Sequence[date], days: int = DAYS) -> int:
    """Count the spans that shifts are compared with.

    Args:
        message_days: day of each message, in days since 1970.
        unread_days: those on which not every message is read.
        shifts: first days.
        days: before the first day.
    """
    first = int(message_days.min())
    counts = _windows(np.bincount(message_days - first).astype(np.float64), days).sum(axis=-1)
    return int(_is_reference(counts, unread_days, _EPOCH + timedelta(first), shifts, days).sum())


def _is_reference(
    message_counts: Floats, unread_days: Ints, start: date, shifts: Sequence[date], days: int
) -> NDArray[np.bool_]:
    """Whether the span that ends on each day from `start` on has messages, is wholly read and touches no shift's."""
    shift_indices = np.array([(day - start).days for day in shifts])
    distances = np.abs(np.arange(message_counts.size)[:, None] - shift_indices[None, :])
    is_unread = np.zeros(message_counts.size)
    is_unread[unread_days - (start - _EPOCH).days] = 1
    is_whole = _windows(is_unread, days).max(axis=-1) == 0
    is_apart = distances.min(axis=1, initial=message_counts.size) > days
    is_reference: NDArray[np.bool_] = (message_counts > 0) & is_whole & is_apart
    return is_reference


def _windows(table: Floats, days: int) -> Floats:
    """Values of each day and the `days` before it, along a new last axis."""
    padded = np.pad(table, [(0, 0)] * (table.ndim - 1) + [(days, 0)])
    return np.lib.stride_tricks.sliding_window_view(padded, days + 1, axis=-1)


def _rare_topics(scores: Floats, maxima: Floats, day_index: int) -> _RatedTopics:
    """Number of spans compared, and the topics that stand out in the span that ends on a day.

    Args:
        scores: see `_span_scores`.
        maxima: highest score of each reference span, ascending.
        day_index: the last day of the span.
    """
    spans = maxima.size
    if not 0 <= day_index < scores.shape[1]:
        return spans, ()
    chances = (1 + spans - np.searchsorted(maxima, scores[:, day_index], side="left")) / (1 + spans)
    candidates = [(name, float(chances[row])) for row, name in enumerate(TOPICS) if scores[row, day_index] > 0]
    rare = ((name, chance) for name, chance in candidates if chance <= MAX_CHANCE)
    return spans, tuple(sorted(rare, key=lambda topic: topic[1]))


def _mentioned_topics(mentions: TermTable, weights: TopicWeights, day: date, days: int) -> tuple[tuple[str, None], ...]:
    """Topics mentioned by terms that not every day has; by any term where hardly any other days exist.

    A mention below the bar counts only where other days exist to compare it with.
    """
    is_mention = _is_within(mentions, day, days)[weights.messages] & (weights.grades >= BAR_GRADE)
    if mentions.written_days > days + 1:
        is_mention &= weights.weights > 0
    topics = np.unique(weights.topics[is_mention])
    return tuple((TOPICS[topic], None) for topic in topics.tolist())


def _is_within(mentions: TermTable, day: date, days: int) -> NDArray[np.bool_]:
    """Whether each message is of a day or of the days before it."""
    last = (day - _EPOCH).days
    return (mentions.days >= last - days) & (mentions.days <= last)


def _days_before(mentions: TermTable, weights: TopicWeights, day: date, days: int, rated: _RatedTopics) -> DaysBefore:
    """Look-back of one shift, with the messages of the topics that stand out."""
    indices = np.flatnonzero(_is_within(mentions, day, days))
    spans, topics = rated
    clear = _clear_topics(weights, indices, [TOPICS.index(name) for name, _ in topics])
    standout = tuple(
        _standout_topic(mentions, indices, weights, name, chance)
        for name, chance in topics
        if TOPICS.index(name) in clear
    )
    on_shift = int((mentions.days[indices] == (day - _EPOCH).days).sum())
    return DaysBefore(day - timedelta(days), day, indices.size, spans, standout, on_shift)


def _clear_topics(weights: TopicWeights, indices: Ints, topics: Sequence[int]) -> set[int]:
    """Topics that one of their strong messages tells about as surely as any other of these topics.

    A mention below the bar is not clear in a message with one above it.

    Args:
        weights: of all messages.
        indices: of the messages of the days searched.
        topics: indices in `TOPICS` of those that stand out.
    """
    is_candidate = np.isin(weights.messages, indices) & np.isin(weights.topics, topics)
    messages, topic = weights.messages[is_candidate], weights.topics[is_candidate]
    weight, grades = weights.weights[is_candidate], np.clip(weights.grades[is_candidate], 0.001, 0.999)
    log_odds = np.log(grades / (1 - grades))
    max_weights, max_log_odds = np.zeros(len(TOPICS)), np.full(messages.max(initial=-1) + 1, -np.inf)
    np.maximum.at(max_weights, topic, weight)
    is_strong = weight >= _CITED_SHARE * max_weights[topic]
    np.maximum.at(max_log_odds, messages[is_strong], log_odds[is_strong])
    least = max_log_odds - _MAX_GRADE_GAP
    least = np.where(max_log_odds >= _BAR_LOG_ODDS, np.maximum(least, _BAR_LOG_ODDS), least)
    return set(topic[is_strong & (log_odds >= least[messages])].tolist())


def _standout_topic(
    mentions: TermTable, indices: Ints, weights: TopicWeights, name: str, chance: float | None
) -> StandoutTopic:
    """A topic with the messages by which it stands out; a message with common terms alone is left out.

    Args:
        mentions: as of `look_back`.
        indices: of the messages of the days searched.
        weights: of all messages.
        name: of the topic.
        chance: see `StandoutTopic`.
    """
    is_mention = (weights.topics == TOPICS.index(name)) & np.isin(weights.messages, indices)
    weight = weights.weights[is_mention]
    is_strong = weight >= _CITED_SHARE * weight.max(initial=0.0)
    messages = mentions.message_rows(weights.messages[is_mention][is_strong])
    senders = tuple(messages["sender"].unique(maintain_order=True).to_list())
    return StandoutTopic(name, senders, tuple(messages.select("conversation", "ref").iter_rows()), chance)
