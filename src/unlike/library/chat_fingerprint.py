"""What a conversation is recognised by in another export of it, and whether anybody but the owner wrote since."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256
from typing import Final

import numpy as np
import polars as pl

from unlike.messages.queries import sender_is

_ANCHOR_MESSAGES: Final = 3
"""First messages of a month that make an anchor; a month with fewer has none."""
_MAX_ANCHORS: Final = 25
"""Months whose anchors are taken: the first, and the latest two years."""
_LATEST_MESSAGES: Final = 20
"""Latest messages of the others that say whether something new is there."""


@dataclass(frozen=True, slots=True)
class ChatFingerprint:
    """Hashes of a conversation, each SHA-256 as 64 hexadecimal digits.

    Attributes:
        anchors: of the first messages of months, oldest first. A later export of the same chat has them too, where it
            does not begin later; one that does has those of the months after its beginning.
        latest: of the latest messages of everybody but the owner; of the owner where nobody else wrote.
    """

    anchors: tuple[str, ...]
    latest: str


def fingerprint(messages: pl.DataFrame, owner: str) -> ChatFingerprint:
    """Hash a conversation: times, kinds and words of some messages, and nothing of names and files.

    Args:
        messages: one conversation of the message table, in order of time.
        owner: the sender whose messages are nothing new.
    """
    of_people = messages.lazy().filter(pl.col("sender").is_not_null())
    hashed = (pl.col("sent_at").dt.timestamp("ms"), pl.col("kind").cast(pl.String), pl.col("text"))
    typed = of_people.filter(pl.col("text").is_not_null())
    begins = typed.group_by(pl.col("sent_at").dt.truncate("1mo").alias("month"), maintain_order=True).agg(
        one.head(_ANCHOR_MESSAGES) for one in hashed
    )
    others = of_people.filter(~sender_is(owner))
    latest = [rows.select(hashed).tail(_LATEST_MESSAGES) for rows in (others, of_people)]
    months, *ends = pl.collect_all([begins.drop("month"), *latest])
    whole = (columns for columns in months.iter_rows() if len(columns[0]) == _ANCHOR_MESSAGES)
    first, *later = [_hashed(*columns) for columns in whole] or [""]
    last = next((rows for rows in ends if rows.height), ends[0])
    return ChatFingerprint(tuple(filter(None, (first, *later[1 - _MAX_ANCHORS :]))), _hashed(*last.to_dict().values()))


def _hashed(times: Iterable[int], *columns: Iterable[str | None]) -> str:
    """Hash times in milliseconds since 1970, and columns of words."""
    digest = sha256(np.array(list(times), dtype=np.int64).tobytes())
    for column in columns:
        words = [None if word is None else word.encode() for word in column]
        sizes = [-1 if word is None else len(word) for word in words]  # so that it counts where a text ends
        digest.update(np.array(sizes, dtype=np.int64).tobytes())
        digest.update(b"".join(word for word in words if word is not None))
    return digest.hexdigest()
