"""What a conversation is recognised by in another export of it, and whether anybody but the owner wrote since."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from typing import Final

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
    of_people = messages.filter(pl.col("sender").is_not_null())
    others = of_people.filter(~sender_is(owner))
    typed = of_people.filter(pl.col("text").is_not_null())
    month = pl.col("sent_at").dt.truncate("1mo").alias("month")
    begins = (
        typed.group_by(month, maintain_order=True).head(_ANCHOR_MESSAGES).partition_by("month", maintain_order=True)
    )
    first, *later = [_hashed(begin) for begin in begins if begin.height == _ANCHOR_MESSAGES] or [""]
    latest = (others if others.height else of_people).tail(_LATEST_MESSAGES)
    return ChatFingerprint(tuple(filter(None, (first, *later[1 - _MAX_ANCHORS :]))), _hashed(latest))


def _hashed(messages: pl.DataFrame) -> str:
    """Hash times, kinds and words."""
    digest = sha256(messages["sent_at"].dt.timestamp("ms").to_numpy().tobytes())
    for name in ("kind", "text"):
        column = messages[name].cast(pl.String)
        sizes = column.str.len_bytes().fill_null(-1).cast(pl.Int64)  # so that it counts where a text ends
        digest.update(sizes.to_numpy().tobytes())
        digest.update("".join(column.drop_nulls().to_list()).encode())
    return digest.hexdigest()
