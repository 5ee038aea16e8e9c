"""Messages of one conversation in their order: read around a place, searched, and quoted."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import UTC, date, datetime, time
from functools import cached_property
from typing import Any
from zoneinfo import ZoneInfo

import numpy as np
import polars as pl
from numpy.typing import NDArray

from unlike.messages.participants import participants
from unlike.results import Quote


class Transcript:
    """Transcript of one conversation; a message's place counts from 0.

    Args:
        rows: the conversation's rows of the message table, in order.
        zone: the owner's, in which times are given.
    """

    def __init__(self, rows: pl.DataFrame, zone: ZoneInfo) -> None:
        self._rows = rows
        self.zone = zone

    def __len__(self) -> int:
        """Number of messages."""
        return self._rows.height

    def slice(self, first: int, length: int, marked: Collection[str] = ()) -> tuple[Quote, ...]:
        """Messages from a place on; those of some refs are marked."""
        return _quotes(self._rows.slice(first, length), marked, self.zone)

    def around(self, refs: Sequence[str], neighbours: int) -> tuple[Quote, ...]:
        """Messages of some refs, marked, with some neighbours to each side, each once and in order."""
        places = self._places(refs)
        if not places.size:
            return ()
        reach = np.arange(-neighbours, neighbours + 1)
        rows = np.unique((places[:, None] + reach).ravel())
        rows = rows[(rows >= 0) & (rows < len(self))]
        return _quotes(self._rows[rows], refs, self.zone)

    def places(self, refs: Sequence[str]) -> dict[str, int]:
        """Places of some refs."""
        places = self._places(refs)
        return dict(zip(self._rows["ref"].gather(places).to_list(), places.tolist(), strict=True))

    def refs(self, first: int, length: int) -> list[str]:
        """Refs of the messages from a place on."""
        return self._rows["ref"].slice(first, length).to_list()

    def search(
        self, words: str, sender: str = "", first: date | None = None, last: date | None = None
    ) -> NDArray[np.int64]:
        """Places of the messages that hold some words, whatever their case, the latest first.

        Args:
            words: "" for any message.
            sender: name of a sender; "" for anybody.
            first: calendar day of the owner's zone; None for the first of all.
            last: the same, included; None for the last of all.
        """
        wanted = pl.col("ref").is_not_null()
        if words:
            wanted &= pl.col("text").str.contains(f"(?i){pl.escape_regex(words)}")
        if sender:
            wanted &= pl.col("sender").cast(pl.String) == sender
        places = self._rows.select(wanted.fill_null(value=False)).to_series().arg_true().to_numpy()
        start, end = self._day_places(first or date.min, last or date.max)
        return places[(places >= start) & (places < end)].astype(np.int64)[::-1]

    def at_places(self, places: Sequence[int] | NDArray[np.int64], marked: Collection[str] = ()) -> tuple[Quote, ...]:
        """Messages at some places, in the order given; those of some refs are marked."""
        return _quotes(self._rows[np.asarray(places, dtype=np.int64)], marked, self.zone)

    def place_at(self, seconds: int) -> int:
        """Place of the first message from a wall-clock time on, or of the last one.

        Args:
            seconds: wall-clock seconds of the owner's zone since 1970.
        """
        return min(int(np.searchsorted(self.clock, seconds)), len(self) - 1)

    @cached_property
    def clock(self) -> NDArray[np.int64]:
        """Wall-clock seconds of each message since 1970, never running back where a clock change repeats an hour."""
        local = self._rows["sent_at"].dt.convert_time_zone(self.zone.key).dt.replace_time_zone(None)
        return np.maximum.accumulate(local.dt.epoch("s").to_numpy().astype(np.int64))

    def senders(self) -> tuple[tuple[str, int], ...]:
        """Senders with their numbers of messages, those who wrote most first; the app itself is none."""
        return tuple((one.name, one.messages) for one in participants(self._rows))

    def _day_places(self, first: date, last: date) -> tuple[int, int]:
        """Place of the first message of some calendar days, and the place behind their last."""
        start = datetime.combine(first, time.min, UTC).timestamp()
        behind = datetime.combine(last, time.max, UTC).timestamp()
        return int(np.searchsorted(self.clock, start)), int(np.searchsorted(self.clock, behind))

    def _places(self, refs: Sequence[str]) -> NDArray[np.int64]:
        return self._rows["ref"].is_in(list(refs)).arg_true().to_numpy().astype(np.int64)


def _quotes(rows: pl.DataFrame, marked: Collection[str], zone: ZoneInfo) -> tuple[Quote, ...]:
    """Rows of the message table as quotes; those of some refs are marked."""
    refs = frozenset(marked)
    return tuple(_quote(row, zone, marked=row["ref"] in refs) for row in rows.iter_rows(named=True))


def _quote(row: dict[str, Any], zone: ZoneInfo, *, marked: bool) -> Quote:
    sent_at = row["sent_at"].astimezone(zone)
    return Quote(row["ref"], sent_at, row["sender"], row["text"], row["kind"], marked)
