"""Chats in which little is written and nothing happens: five ways to spread messages over time, texts at random.

How somebody writes is drawn once a chat and stays; each message is drawn on its own. When messages come is drawn from
one law for the whole chat, so that whatever is claimed about its person is false.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from zoneinfo import ZoneInfo

import numpy as np
import polars as pl
from numpy.typing import NDArray

from unlike.messages import conform
from unlike.signals import SIGNALS, MeasuredConversation, measure

EVEN, BURSTY, WEEKENDS, FADING_IN, ONE_SIDE = KINDS = ("even", "bursty", "weekends only", "fading in", "one side alone")
PERSON, OWNER = "Mara", "Imke"
ZONE = "Europe/Berlin"
SPAN_DAYS = (183, 1096)
_FIRST_DAY = np.datetime64("2022-01-03T00:00:00", "s")  # a Monday
_DAY_SECONDS = 86_400
_TALK_MESSAGES = 8.0  # of a conversation in a bursty chat, in the mean
_TALK_GAP_SECONDS = 150.0  # between two messages of it, in the median
_VOCABULARY = (
    "the a and to of in is it you that we for on with was at this but have not be are so there what all about or "
    "when if they out then up just can like now from as would more time day work home later today tomorrow evening "
    "train dinner garden book bread rain coffee market window paper letter street summer winter number table water "
    "morning music river bicycle kitchen sister brother doctor teacher picture holiday ticket station bridge"
)
_EMOJI = (" 😊", " 😂", " ❤️", " 🙈")
_LAUGHTER = ("haha ", "lol ")
_KINDLY = ("thanks for that ", "good morning ", "sorry ")


@dataclass(frozen=True, slots=True)
class SparseChat:
    """A chat in which nothing happens.

    Attributes:
        kind: how its messages are spread, one of `KINDS`.
        messages: the person's.
        rows: of the message table.
        measured: the conversation.
        years: from its first day to its last.
    """

    kind: str
    messages: int
    rows: pl.DataFrame
    measured: MeasuredConversation
    years: float


def sparse_chat(kind: str, messages: tuple[int, int], seed: int) -> SparseChat:
    """Draw a chat.

    Args:
        kind: one of `KINDS`.
        messages: the person's messages, fewest and most; the number is drawn evenly on a log scale.
        seed: of everything.
    """
    rng = np.random.default_rng([seed, KINDS.index(kind)])
    size = round(float(np.exp(rng.uniform(*np.log(messages)))))
    seconds, from_person = _message_times(kind, size, int(rng.integers(*SPAN_DAYS)), rng)
    text = np.empty(seconds.size, dtype=object)
    for side in (from_person, ~from_person):
        text[side] = _random_texts(int(side.sum()), rng)
    text[rng.random(seconds.size) < rng.uniform(0.0, 0.08)] = None  # a picture
    order = np.argsort(seconds, kind="stable")
    rows = _table_rows(seconds[order], from_person[order], text[order])
    measured = measure(rows, SIGNALS, ZoneInfo(ZONE), timedelta(minutes=1))
    days = measured.messages["day"].to_numpy()
    years = float((days[-1] - days[0]) / np.timedelta64(1, "D") + 1) / 365.25
    return SparseChat(kind, int(from_person.sum()), rows, measured, years)


def _message_times(
    kind: str, size: int, span: int, rng: np.random.Generator
) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
    """Seconds from the first day on, and whether the person writes, for each message; shapes (n,)."""
    if kind == ONE_SIDE:
        return _independent_times(kind, size, span, rng), np.ones(size, dtype=np.bool_)
    if kind == BURSTY:
        return _conversation_times(size, span, rng)
    owner_messages = max(round(size * float(np.exp(rng.normal(0.0, 0.4)))), 2)
    seconds = np.concatenate(
        [_independent_times(kind, size, span, rng), _independent_times(kind, owner_messages, span, rng)]
    )
    return seconds, np.arange(seconds.size) < size


def _independent_times(kind: str, size: int, span: int, rng: np.random.Generator) -> NDArray[np.int64]:
    """Moments that know nothing of each other, shape (size,)."""
    relative_times = rng.random(size)
    if kind == FADING_IN:
        relative_times = np.sqrt(relative_times)  # as many a day as days have gone by
    day = np.floor(relative_times * span).astype(np.int64)
    if kind == WEEKENDS:
        day = 7 * (day // 7) + 5 + rng.integers(0, 2, size)
    return day * _DAY_SECONDS + _second_of_day(size, rng)


def _conversation_times(size: int, span: int, rng: np.random.Generator) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
    """Messages in conversations, which come at random times and are of very different lengths."""
    share = 1 / (1 + float(np.exp(rng.normal(0.0, 0.4))))  # of the messages that are the person's
    per_talk = rng.geometric(1 / _TALK_MESSAGES, size=2 * size + 50)
    talk = np.repeat(np.arange(per_talk.size), per_talk)
    from_person = rng.random(talk.size) < share
    end = int(np.searchsorted(np.cumsum(from_person), size)) + 1
    talk, from_person = talk[:end], from_person[:end]
    number = int(talk[-1]) + 1
    start = rng.integers(0, span, number) * _DAY_SECONDS + _second_of_day(number, rng)
    gap = np.exp(rng.normal(np.log(_TALK_GAP_SECONDS), 1.2, talk.size))
    since = np.cumsum(gap)
    first = np.searchsorted(talk, np.arange(number))
    return (start[talk] + since - since[first][talk]).astype(np.int64), from_person


def _second_of_day(size: int, rng: np.random.Generator) -> NDArray[np.int64]:
    """Seconds since midnight, from seven in the morning to eleven at night."""
    return rng.integers(7 * 3600, 23 * 3600, size)


def _random_texts(size: int, rng: np.random.Generator) -> NDArray[np.object_]:
    """Texts of somebody whose habits are drawn first, shape (size,)."""
    usual_words, spread = np.exp(rng.uniform(np.log(3), np.log(12))), rng.uniform(0.4, 0.9)
    lengths = np.maximum(np.rint(np.exp(rng.normal(np.log(usual_words), spread, size))), 1).astype(np.int64)
    words = rng.choice(np.array(_VOCABULARY.split(" ")), int(lengths.sum()))
    bodies = [" ".join(part) for part in np.split(words, np.cumsum(lengths)[:-1])] if size else []
    ends = _random_marks(size, (".", "?", "!"), (0.15, 0.2, 0.1), rng)
    smileys, laughs = _random_marks(size, _EMOJI, (0.08,) * 4, rng), _random_marks(size, _LAUGHTER, (0.04,) * 2, rng)
    kindly = _random_marks(size, _KINDLY, (0.04, 0.04, 0.02), rng)
    capital = rng.random(size) < rng.uniform(0.0, 1.0)
    texts = [
        f"{kind}{laugh}{body.capitalize() if upper else body}{end}{smiley}"
        for kind, laugh, body, upper, end, smiley in zip(kindly, laughs, bodies, capital, ends, smileys, strict=True)
    ]
    return np.array(texts, dtype=object)


def _random_marks(size: int, marks: tuple[str, ...], shares: tuple[float, ...], rng: np.random.Generator) -> list[str]:
    """One mark or none for each message; how often each comes is drawn around its share first."""
    mark_shares = np.array(shares) * np.exp(rng.normal(0.0, 0.6, len(shares)))
    mark_shares /= max(1.0, float(mark_shares.sum()) / 0.9)
    indices = np.searchsorted(np.cumsum(mark_shares), rng.random(size), side="right")
    return [(*marks, "")[index] for index in indices]


def _table_rows(seconds: NDArray[np.int64], from_person: NDArray[np.bool_], text: NDArray[np.object_]) -> pl.DataFrame:
    """Rows of the message table, as if read from an export."""
    frame = pl.DataFrame(
        {
            "sent_at": (_FIRST_DAY + seconds.astype("timedelta64[s]")).astype("datetime64[us]"),
            "sender": np.where(from_person, PERSON, OWNER),
            "text": pl.Series(text.tolist(), dtype=pl.String),
            "kind": ["image" if body is None else "text" for body in text],
            "ref": [f"r{index}" for index in range(seconds.size)],
        }
    )
    moment = pl.col("sent_at").dt.replace_time_zone(ZONE, ambiguous="earliest", non_existent="null")
    return conform(frame.with_columns(moment.dt.convert_time_zone("UTC")), PERSON, "sample")
