"""Fingerprint of a conversation: recognises it in another export, and tells whether others wrote since."""

from __future__ import annotations

from array import array
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import polars as pl

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
    import polars as pl  # noqa: PLC0415 - hashes that are stored can be compared without

    from unlike.messages.queries import sender_is  # noqa: PLC0415

    people_messages = messages.lazy().filter(pl.col("sender").is_not_null())
    hashed_columns = (pl.col("sent_at").dt.timestamp("ms"), pl.col("kind").cast(pl.String), pl.col("text"))
    typed_messages = people_messages.filter(pl.col("text").is_not_null())
    month_starts = typed_messages.group_by(
        pl.col("sent_at").dt.truncate("1mo").alias("month"), maintain_order=True
    ).agg(column.head(_ANCHOR_MESSAGES) for column in hashed_columns)
    other_messages = people_messages.filter(~sender_is(owner))
    latest_rows = [rows.select(hashed_columns).tail(_LATEST_MESSAGES) for rows in (other_messages, people_messages)]
    months, *latest_columns = pl.collect_all([month_starts.drop("month"), *latest_rows])
    full_months = (columns for columns in months.iter_rows() if len(columns[0]) == _ANCHOR_MESSAGES)
    first, *later = [_digest(*columns) for columns in full_months] or [""]
    latest_values = next((rows for rows in latest_columns if rows.height), latest_columns[0])
    return ChatFingerprint(
        tuple(filter(None, (first, *later[1 - _MAX_ANCHORS :]))), _digest(*latest_values.to_dict().values())
    )


def _digest(times: Iterable[int], *columns: Iterable[str | None]) -> str:
    """SHA-256 of times (milliseconds since 1970) and columns of texts, as hexadecimal digits."""
    digest = sha256(array("q", times).tobytes())
    for column in columns:
        words = [None if word is None else word.encode() for word in column]
        sizes = [-1 if word is None else len(word) for word in words]  # so that it counts where a text ends
        digest.update(array("q", sizes).tobytes())
        digest.update(b"".join(word for word in words if word is not None))
    return digest.hexdigest()
