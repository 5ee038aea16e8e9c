"""Visits to the same messages, stored as hashes and times alone, and only for a month."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Final

import msgspec
import polars as pl

from unlike.library.store import Store, StoredData, Visit

_SAME_VISIT: Final = timedelta(minutes=30)  # times closer together are one visit
_RECENT: Final = timedelta(days=7)
_MAX_AGE: Final = timedelta(days=30)
_MAX_CONVERSATIONS: Final = 200


def fingerprint(messages: pl.DataFrame) -> str:
    """Hash the messages of a conversation: time, sender, kind and text of each, and nothing of the file.

    Args:
        messages: one conversation of the message table.

    Returns:
        SHA-256 as 64 hexadecimal digits; the same for the same messages in another export of the app.
    """
    digest = sha256(messages["sent_at"].dt.timestamp("ms").to_numpy().tobytes())
    for name in ("sender", "kind", "text"):
        column = messages[name].cast(pl.String)
        sizes = column.str.len_bytes().fill_null(-1).cast(pl.Int64)  # so that it counts where a text ends
        digest.update(sizes.to_numpy().tobytes())
        digest.update("".join(column.drop_nulls().to_list()).encode())
    return digest.hexdigest()


@dataclass(frozen=True, slots=True)
class VisitLog:
    """Log of visits to conversations, in the store of all data of the owner."""

    store: Store

    def record(self, fingerprints: Collection[str], now: datetime) -> dict[str, tuple[datetime, ...]]:
        """Store that some conversations are visited now.

        Args:
            fingerprints: fingerprints of the conversations.
            now: with its zone.

        Returns:
            Times of the visits of the last seven days to each conversation, oldest first, with this one.

        Raises:
            LibraryError: the store cannot be read or written.
        """
        minute = now.replace(second=0, microsecond=0)
        times: dict[str, tuple[datetime, ...]] = {}

        def visited_now(data: StoredData) -> StoredData:
            earlier = _times_of_month(data, minute)
            times.update(earlier | {key: _with_visit(earlier.get(key, ()), minute) for key in fingerprints})
            latest = sorted(times.items(), key=lambda entry: entry[1][-1])[-_MAX_CONVERSATIONS:]
            return msgspec.structs.replace(data, visits=tuple(Visit(key, visited) for key, visited in latest))

        self.store.update(visited_now)
        return {key: _recent(times[key], minute) for key in fingerprints}

    def recent(self, fingerprints: Collection[str], now: datetime) -> dict[str, tuple[datetime, ...]]:
        """Look up earlier visits without storing one.

        Args:
            fingerprints: fingerprints of conversations.
            now: with its zone.

        Returns:
            Times of the visits of the last seven days to each conversation, oldest first.

        Raises:
            LibraryError: the store cannot be read.
        """
        minute = now.replace(second=0, microsecond=0)
        times = _times_of_month(self.store.read(), minute)
        return {key: _recent(times.get(key, ()), minute) for key in fingerprints}


def _times_of_month(data: StoredData, now: datetime) -> dict[str, tuple[datetime, ...]]:
    """Times of visits by fingerprint, of conversations visited within the last month."""
    return {visit.fingerprint: visit.times for visit in data.visits if visit.times and now - visit.times[-1] < _MAX_AGE}


def _with_visit(earlier: tuple[datetime, ...], now: datetime) -> tuple[datetime, ...]:
    """Times of the last month, and `now` unless it belongs to the latest visit."""
    month = tuple(time for time in earlier if now - time < _MAX_AGE)
    return month if month and abs(now - month[-1]) < _SAME_VISIT else (*month, now)


def _recent(times: tuple[datetime, ...], now: datetime) -> tuple[datetime, ...]:
    """Times within the last seven days."""
    return tuple(time for time in times if now - time < _RECENT)
