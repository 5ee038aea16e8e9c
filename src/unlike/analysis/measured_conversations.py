"""Signals of conversations, each measured when it is first asked for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import timedelta
from zoneinfo import ZoneInfo

import polars as pl

from unlike.signals import SIGNALS, MeasuredConversation, measure


class MeasuredConversations(Mapping[str, MeasuredConversation]):
    """Conversations by their keys; one of a few messages, of which nothing is said, is never measured."""

    def __init__(self, zone: ZoneInfo) -> None:
        """Begin with none.

        Args:
            zone: the owner's, for days and hours.
        """
        self._zone = zone
        self._rows: dict[str, tuple[pl.DataFrame, timedelta]] = {}
        self._measured: dict[str, MeasuredConversation] = {}

    def add(self, key: str, rows: pl.DataFrame, clock: timedelta) -> None:
        """Add a conversation.

        Args:
            key: in the message table.
            rows: its rows, sorted by `sent_at`.
            clock: the finest step of its times.
        """
        self._rows[key] = (rows, clock)

    def __getitem__(self, key: str) -> MeasuredConversation:
        """Signals of a conversation; measured once."""
        if key not in self._measured:
            rows, clock = self._rows[key]
            self._measured[key] = measure(rows, SIGNALS, self._zone, clock)
        return self._measured[key]

    def __contains__(self, key: object) -> bool:
        """Whether a conversation was added; it is not measured for that."""
        return key in self._rows

    def __iter__(self) -> Iterator[str]:
        """Keys, in the order in which they were added."""
        return iter(self._rows)

    def __len__(self) -> int:
        """Number of conversations."""
        return len(self._rows)
