"""Refs of the messages that a finding rests on."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

import polars as pl

from unlike.analysis.parts import ReturnExchange
from unlike.messages.queries import sender_is
from unlike.signals import MeasuredConversation

_EXCHANGE: Final = 6  # messages shown of what came after a spell
_EDGE: Final = 3  # messages shown to each side of an edge


def messages_between(measured: MeasuredConversation, person: str, first: date, last: date) -> tuple[str, ...]:
    """The person's messages of some days, in order; a call is none."""
    begin, end = _messages_before(measured, first), _messages_before(measured, last + timedelta(1))
    rows = measured.messages.slice(begin, end - begin).filter(sender_is(person), pl.col("value:messages") > 0)
    return tuple(rows["ref"].to_list())


def messages_around(measured: MeasuredConversation, day: date) -> tuple[str, ...]:
    """The last messages before a day and the first ones from it on, of anybody."""
    edge = _messages_before(measured, day)
    first = max(edge - _EDGE, 0)
    return tuple(measured.messages["ref"].slice(first, edge + _EDGE - first).to_list())


def exchange_after(measured: MeasuredConversation, person: str, last: date) -> ReturnExchange | None:
    """First exchange after the last day of a spell; None where the person has not written since."""
    after = measured.messages.slice(_messages_before(measured, last + timedelta(1)))
    theirs = (after["sender"] == person).arg_true()
    if theirs.is_empty():
        return None
    day = after["day"][theirs[0]]
    exchange = after.filter(pl.col("day") == day).head(_EXCHANGE)
    return ReturnExchange(str(exchange["sender"][0]), (day - last).days, tuple(exchange["ref"].to_list()))


def _messages_before(measured: MeasuredConversation, day: date) -> int:
    """How many messages there are before a day; the table is in order."""
    return int(measured.messages["day"].search_sorted(day, side="left"))
