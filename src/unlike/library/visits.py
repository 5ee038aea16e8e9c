"""How often the same messages were looked at: hashes and times alone, and only for a month."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Final

import polars as pl

from unlike.library.store import DataFile, StoredData, Visit

_SITTING: Final = timedelta(minutes=30)  # looks so close together are one
_WEEK: Final = timedelta(days=7)
_MONTH: Final = timedelta(days=30)
_MOST: Final = 200  # conversations


def fingerprint(messages: pl.DataFrame) -> str:
    """A hash of a conversation's messages: who wrote when, what and of which kind, and nothing of the file.

    Args:
        messages: one conversation of the message table.

    Returns:
        64 hexadecimal digits; the same for the same messages in another export of the app.
    """
    told = sha256(messages["sent_at"].dt.timestamp("ms").to_numpy().tobytes())
    for name in ("sender", "kind", "text"):
        column = messages[name].cast(pl.String)
        sizes = column.str.len_bytes().fill_null(-1).cast(pl.Int64)
        told.update(sizes.to_numpy().tobytes())
        told.update("".join(column.drop_nulls().to_list()).encode())
    return told.hexdigest()


@dataclass(frozen=True, slots=True)
class VisitLog:
    """Looks at conversations, in the one small file."""

    file: DataFile

    def look(self, contents: Collection[str], now: datetime) -> dict[str, tuple[datetime, ...]]:
        """Keep that some conversations are looked at now.

        Args:
            contents: their fingerprints.
            now: with its zone.

        Returns:
            The looks of the last seven days at each of them, oldest first, this one among them.

        Raises:
            LibraryError: the file cannot be read or written.
        """
        kept = self.file.read()
        moment = now.replace(second=0, microsecond=0)
        before = _of_month(kept, moment)
        after = before | {content: _with(before.get(content, ()), moment) for content in contents}
        latest = sorted(after.items(), key=lambda one: one[1][-1])[-_MOST:]
        looks = tuple(Visit(content, at) for content, at in latest)
        if looks != kept.looks:
            self.file.write(replace(kept, looks=looks))
        return {content: tuple(at for at in after[content] if moment - at < _WEEK) for content in contents}

    def peek(self, contents: Collection[str], now: datetime) -> dict[str, tuple[datetime, ...]]:
        """Look up earlier visits without keeping that anything is looked at now.

        Args:
            contents: fingerprints of conversations.
            now: with its zone.

        Returns:
            The visits of the last seven days to each of them, oldest first.

        Raises:
            LibraryError: the file cannot be read.
        """
        moment = now.replace(second=0, microsecond=0)
        before = _of_month(self.file.read(), moment)
        return {content: tuple(at for at in before.get(content, ()) if moment - at < _WEEK) for content in contents}


def _of_month(kept: StoredData, moment: datetime) -> dict[str, tuple[datetime, ...]]:
    """Visits by fingerprint, of conversations visited within a month."""
    return {one.content: one.at for one in kept.looks if one.at and moment - one.at[-1] < _MONTH}


def _with(earlier: tuple[datetime, ...], moment: datetime) -> tuple[datetime, ...]:
    """The looks of a month and this one, where it is not part of the last one."""
    month = tuple(at for at in earlier if moment - at < _MONTH)
    return month if month and abs(moment - month[-1]) < _SITTING else (*month, moment)
