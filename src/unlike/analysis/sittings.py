"""Sittings of one person: their messages between pauses of their own, with the context of each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import timedelta
from enum import IntEnum
from typing import Final

import numpy as np
import polars as pl
from numpy.typing import NDArray

from unlike.detection import Codes, MessageContext, SittingMessages
from unlike.signals import MeasuredConversation, Signal

SITTING_PAUSE: Final = timedelta(hours=3)
"""A sitting is over after so long a pause of the person's own."""
UNASKED: Final = timedelta(hours=6)
"""Nobody else has written for so long before a message that opens a conversation unasked."""
_HOURS: Final = 3  # of a part of the day
_LONG_QUANTILE: Final = 0.8  # of the others' numbers of words, from which on a message is long
Flags = NDArray[np.bool_]
_WARM_SIGNALS: Final = ("emoji", "endearments", "own_words", "stretched")


class Place(IntEnum):
    """Place of a message among those of its day and sitting."""

    FIRST_OF_DAY = 0
    FIRST_OF_LATER_SITTING = 1
    SECOND = 2
    LATER = 3


class AnsweredKind(IntEnum):
    """What a message answers: the most asking of what the others wrote since the person's last message."""

    GOES_ON = 0  # nothing of others in between
    UNASKED = 1  # nothing of others for hours
    PLAIN = 2
    LONG = 3
    WARM = 4
    GREETING = 5
    QUESTION = 6
    INVITATION = 7


def with_contexts(measured: MeasuredConversation, person: str) -> pl.DataFrame:
    """One person's messages with what each is written in.

    Returns:
        Their rows of `measured.messages`, and: `sitting` (number, ascending), `place` (`Place`), `answers`
        (`AnsweredKind`) and `part` (of the day, in blocks of three hours).
    """
    is_own = (measured.messages["sender"] == person).to_numpy()
    is_message = is_own
    if "value:messages" in measured.messages.columns:
        is_message = is_own & (measured.messages["value:messages"] != 0).to_numpy()  # a call is no message
    at = np.flatnonzero(is_message)
    theirs = measured.messages[at]
    new_day, new_sitting = _beginnings(theirs)
    sitting = np.cumsum(new_sitting, dtype=np.int64)
    within = np.arange(at.size) - np.flatnonzero(new_sitting)[sitting - 1]
    place = np.where(within == 0, int(Place.FIRST_OF_LATER_SITTING), int(Place.LATER))
    place[within == 1] = int(Place.SECOND)
    place[new_day] = int(Place.FIRST_OF_DAY)
    contexts = {
        "sitting": sitting,
        "place": place,
        "answers": _answered_kinds(measured.messages, ~is_own, at),
        "part": theirs["hour"].to_numpy().astype(np.int64) // _HOURS,
    }
    return theirs.hstack([pl.Series(name, codes, pl.Int64) for name, codes in contexts.items()])


def sitting_messages(theirs: pl.DataFrame, signals: Mapping[str, Signal]) -> SittingMessages:
    """One person's messages as numbers, from the rows of `with_contexts`: how they write, not how much."""
    named = (name for name, signal in signals.items() if not signal.is_volume)
    names = tuple(name for name in named if f"value:{name}" in theirs.columns)
    values = np.empty((len(names), theirs.height))
    for row, name in zip(values, names, strict=True):
        row[:] = _values(theirs, name)
    day = theirs["day"].rle_id().cast(pl.Int64).to_numpy()
    return SittingMessages(
        names=names,
        kinds=tuple(signals[name].kind for name in names),
        polarity=np.array([signals[name].polarity for name in names], dtype=np.float64),
        values=values.T,
        contexts=(
            MessageContext(theirs["place"].to_numpy(), len(Place), of_durations=True),
            MessageContext(theirs["answers"].to_numpy(), len(AnsweredKind)),
            MessageContext(theirs["part"].to_numpy(), 24 // _HOURS),
        ),
        sitting=theirs["sitting"].rle_id().cast(pl.Int64).to_numpy(),
        day=day,
    )


def _beginnings(theirs: pl.DataFrame) -> tuple[Flags, Flags]:
    """Whether each of a person's messages is the first of its day, and of its sitting, shapes (n,)."""
    day, sent_at = theirs["day"].to_numpy(), theirs["sent_at"].to_numpy()
    new_day = np.ones(day.size, dtype=np.bool_)
    new_day[1:] = day[1:] != day[:-1]
    new_sitting = new_day.copy()
    new_sitting[1:] |= np.diff(sent_at) >= np.timedelta64(SITTING_PAUSE)
    return new_day, new_sitting


def _answered_kinds(messages: pl.DataFrame, others: Flags, at: Codes) -> Codes:
    """What each of a person's messages answers, as in `AnsweredKind`.

    Args:
        messages: of the conversation.
        others: those of everybody else.
        at: rows of the person's messages.
    """
    before = np.concatenate([[0], at[:-1] + 1])
    kinds = np.full(at.size, int(AnsweredKind.GOES_ON), dtype=np.int64)
    for kind, asks in zip(list(AnsweredKind)[AnsweredKind.PLAIN :], _asking(messages, others), strict=True):
        number = np.concatenate([[0], np.cumsum(asks & others, dtype=np.int64)])
        kinds[number[at] > number[before]] = kind
    seconds = messages["sent_at"].dt.timestamp("ms").to_numpy() / 1000.0
    last_other = np.maximum.accumulate(np.where(others, seconds, -np.inf))
    kinds[seconds[at] - last_other[at] >= UNASKED.total_seconds()] = AnsweredKind.UNASKED
    return kinds


def _asking(messages: pl.DataFrame, others: Flags) -> Iterator[Flags]:
    """Whether each message is any at all, a long, warm, greeting, asking, inviting one; each shape (n,), in turn.

    Args:
        messages: of the conversation.
        others: those of everybody else, whose lengths say which are long.
    """
    yield np.ones(messages.height, dtype=np.bool_)
    length = _values(messages, "length")
    other_lengths = length[others & np.isfinite(length)]
    bar = pl.Series(other_lengths).quantile(_LONG_QUANTILE)
    yield length > bar if bar is not None else np.zeros(messages.height, dtype=np.bool_)
    del length, other_lengths
    yield np.logical_or.reduce([_values(messages, name) > 0 for name in _WARM_SIGNALS])
    yield _values(messages, "greetings") > 0
    yield _values(messages, "questions") > 0
    yield messages["invites"].fill_null(value=False).to_numpy()


def _values(messages: pl.DataFrame, name: str) -> NDArray[np.float32]:
    """Values of a signal, shape (n,); NaN where missing, which is above nothing."""
    if f"value:{name}" not in messages.columns:
        return np.full(messages.height, np.nan, dtype=np.float32)
    values: NDArray[np.float32] = messages[f"value:{name}"].cast(pl.Float32).to_numpy()
    return values
