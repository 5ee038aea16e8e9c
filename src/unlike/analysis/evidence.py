"""The messages that a finding rests on, as refs."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

import polars as pl

from unlike.messages.queries import sender_is
from unlike.results.finding_types import SpellEnding
from unlike.signals import MeasuredConversation

_EXCHANGE: Final = 6  # messages shown of what came after a spell
_EDGE: Final = 3  # messages shown to each side of an edge


def between(measured: MeasuredConversation, person: str, first: date, last: date) -> tuple[str, ...]:
    """The person's messages of some days, in order."""
    begin, end = _before(measured, first), _before(measured, last + timedelta(1))
    rows = measured.messages.slice(begin, end - begin).filter(sender_is(person))
    return tuple(rows["ref"].to_list())


def around(measured: MeasuredConversation, day: date) -> tuple[str, ...]:
    """The last messages before a day and the first ones from it on, of anybody."""
    edge = _before(measured, day)
    first = max(edge - _EDGE, 0)
    return tuple(measured.messages["ref"].slice(first, edge + _EDGE - first).to_list())


def ended(measured: MeasuredConversation, person: str, last: date) -> SpellEnding | None:
    """What came when a spell was over; None where nothing has come yet."""
    after = measured.messages.slice(_before(measured, last + timedelta(1)))
    theirs = (after["sender"] == person).arg_true()
    if theirs.is_empty():
        return None
    day = after["day"][theirs[0]]
    exchange = after.filter(pl.col("day") == day).head(_EXCHANGE)
    return SpellEnding(str(exchange["sender"][0]), (day - last).days, tuple(exchange["ref"].to_list()))


def _before(measured: MeasuredConversation, day: date) -> int:
    """How many messages there are before a day; the table is in order."""
    return int(measured.messages["day"].search_sorted(day, side="left"))
