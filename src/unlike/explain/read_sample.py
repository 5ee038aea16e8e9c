"""Which messages are read for topics: all of most conversations, and of a very long one enough to tell what is usual.

What is cited is always read. How usual it is, is estimated, and an estimate needs a sample: of a conversation with more
messages than `SAMPLE` asks for, whole blocks of consecutive days are read, spread evenly over its history. The blocks
come in the order of the van der Corput sequence (van der Corput 1935), so that those of a smaller sample are among
those of a greater one, and are the same however long the history grows.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

import numpy as np
import polars as pl
from numpy.typing import NDArray

from unlike.explain.look_back import MIN_SPANS, reference_count
from unlike.explain.term_table import Ints

BLOCK_DAYS: Final = 20
"""Days of a block, of which the first three end no span that is wholly read."""
_BLOCK_BITS: Final = 16
"""Binary digits of the number of a block, counted since 1970."""
Mask = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class SampleSize:
    """How much is read at least, beside what is cited.

    Attributes:
        messages: of a conversation.
        days: with a message, of a conversation and of what a person is compared by.
    """

    messages: int
    days: int


SAMPLE: Final = SampleSize(messages=50_000, days=730)
"""As many days as the chats of docs/measurements/explanations.md have, which are read whole; of fewer days less is
named, for how rare a term is cannot be told (docs/explanation/why.md)."""


@dataclass(frozen=True, slots=True)
class PersonMessages:
    """Messages that one person's look-backs rest on.

    Attributes:
        compared: whether each message is one of those, shape (messages,).
        cited: whether it is of a day of which messages may be cited.
        shifts: days whose look-backs are made together.
    """

    compared: Mask
    cited: Mask
    shifts: tuple[tuple[date, ...], ...]


def messages_to_read(messages: pl.DataFrame, people: Iterable[PersonMessages], size: SampleSize | None = None) -> Mask:
    """Choose the messages that are read for topics.

    Somebody whose messages in the sample are of too few days, or leave too few spans to compare with, is read whole.

    Args:
        messages: `conversation` and `day`.
        people: whose look-backs are made.
        size: of the sample; None for `SAMPLE`.

    Returns:
        Whether each message is read.
    """
    size = size or SAMPLE
    days = messages["day"].to_physical().to_numpy().astype(np.int64)
    is_read = np.ones(days.size, dtype=np.bool_)
    large = messages["conversation"].value_counts().filter(pl.col("count") > size.messages)["conversation"]
    if large.is_empty():
        return is_read
    for key in large:
        rows = np.flatnonzero((messages["conversation"] == key).to_numpy())
        is_read[rows] = _is_sampled(days[rows], size)
    for person in people:
        is_read |= person.cited
        if not _is_enough(days[person.compared], is_read[person.compared], person, size):
            is_read |= person.compared
    return is_read


def _is_sampled(days: Ints, size: SampleSize) -> Mask:
    """Whether each message of a conversation is of a block that is read; all where less would be too little.

    Args:
        days: since 1970, one a message.
        size: of the sample.
    """
    blocks, block = np.unique(days // BLOCK_DAYS, return_inverse=True)
    written = np.bincount(np.searchsorted(blocks, np.unique(days) // BLOCK_DAYS), minlength=blocks.size)
    order = np.array(sorted(range(blocks.size), key=lambda at: _reversed_bits(int(blocks[at]))))
    place = np.empty_like(order)
    place[order] = np.arange(order.size)
    messages_read = np.cumsum(np.bincount(block, minlength=blocks.size)[order])
    is_enough = (messages_read >= size.messages) & (np.cumsum(written[order]) >= size.days)
    last = int(is_enough.argmax()) if is_enough.any() else order.size
    sampled: Mask = place[block] <= last
    return sampled


def _reversed_bits(number: int) -> int:
    """A number of `_BLOCK_BITS` binary digits read from its end."""
    return int(f"{number % (1 << _BLOCK_BITS):0{_BLOCK_BITS}b}"[::-1], 2)


def _is_enough(days: Ints, is_read: Mask, person: PersonMessages, size: SampleSize) -> bool:
    """Whether what is read of a person's messages tells what is usual about as well as all of them."""
    unread = np.unique(days[~is_read])
    if not unread.size:
        return True
    if np.setdiff1d(days, unread).size < size.days:
        return False
    return all(reference_count(days, unread, shifts) >= MIN_SPANS for shifts in person.shifts)
