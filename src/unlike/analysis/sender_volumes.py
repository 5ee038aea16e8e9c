"""Messages a day of every sender of a conversation, from one pass over its blocks."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray

from unlike.core.series import Floats
from unlike.signals import MeasuredConversation

Positions = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class SenderVolumes:
    """Messages of n senders in the blocks of a conversation of d days.

    Attributes:
        names: of the senders, those who write most first, shape (n,).
        rows: blocks of each sender, by name.
        day: position of the day of each block.
        messages: of each block.
    """

    names: tuple[str, ...]
    rows: dict[str, Positions]
    day: Positions
    messages: Floats

    def beside(self, person: str, most: int) -> tuple[tuple[str, ...], Floats]:
        """Some person and the others who write most, at most so many people, and their messages a day.

        Args:
            person: a sender, who comes first.
            most: people.

        Returns:
            The names, and messages, shape (people, d).
        """
        names = (person, *(name for name in self.names[: most + 1] if name != person))[:most]
        days = int(self.day.max()) + 1
        counts = [
            np.bincount(self.day[rows], self.messages[rows], days) for rows in (self.rows[name] for name in names)
        ]
        return names, np.array(counts, dtype=np.float64)


def sender_volumes(measured: MeasuredConversation) -> SenderVolumes:
    """Volumes of the senders of a conversation."""
    blocks = measured.blocks
    day = blocks["day"].to_numpy().astype("datetime64[D]").astype(np.int64)
    messages = blocks["sum:messages"].to_numpy()
    distinct = blocks["sender"].unique()
    codes = distinct.to_physical().to_numpy()
    place = np.searchsorted(np.sort(codes), blocks["sender"].to_physical().to_numpy())
    order = np.argsort(place, kind="stable")
    ends = np.cumsum(np.bincount(place, minlength=codes.size))
    by_code = np.split(order, ends[:-1])
    names = distinct.cast(pl.String)[np.argsort(codes)].to_list()
    totals = dict(zip(names, np.bincount(place, messages, codes.size).tolist(), strict=True))
    by_volume = sorted(names, key=lambda name: (-totals[name], name))
    return SenderVolumes(tuple(by_volume), dict(zip(names, by_code, strict=True)), day - day.min(), messages)
