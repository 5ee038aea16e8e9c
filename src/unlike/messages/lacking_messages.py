"""Messages of a history that a later part of it no longer has, although it covers their time."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import polars as pl

from unlike.messages.history_merge import MergedHistory
from unlike.messages.message_overlap import HistoryPart, moment_on
from unlike.messages.row_pairs import Rows, end_ranks


def lacking_messages(parts: Sequence[HistoryPart], history: MergedHistory) -> pl.Series:
    """Whether each row of a history is lacking where it should be: deleted there, or never on that phone.

    A row is looked for in the part that ends last of those that cover its moment; where several end together, in any of
    them. A note that a message was deleted is not the message.

    Args:
        parts: as they were merged.
        history: what they were merged to.
    """
    table = history.table
    moments = table.select(moment_on(max(part.clock for part in parts))).to_series().to_numpy()
    is_note = (table["kind"] == "deleted").to_numpy()
    is_lacking = np.zeros(table.height, bool)
    ranks = end_ranks(parts)
    for rank in np.unique(ranks[ranks > 0]):
        is_covered, is_present = np.zeros(table.height, bool), np.zeros(table.height, bool)
        for number in np.flatnonzero(ranks == rank).tolist():
            part, places = parts[number].table, history.places[number]
            first, last = _first_and_last_moment(moments, places)
            is_covered |= (moments > first) & (moments < last)
            is_present[places[((part["kind"] != "deleted").to_numpy()) | is_note[places]]] = True
        is_lacking = (is_lacking & ~is_present) | (is_covered & ~is_present)
    is_by_people = table.select(pl.col("sender").is_not_null() & (pl.col("kind") != "system")).to_series()
    return is_by_people & pl.Series(is_lacking)


def _first_and_last_moment(moments: Rows, places: Rows) -> tuple[int, int]:
    """Moments in which a part begins and ends, in microseconds since 1970."""
    return int(moments[places].min()), int(moments[places].max())
