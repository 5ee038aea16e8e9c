"""What is said about the headers of an export: lines in doubt, the order of day and month, odd dates."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import polars as pl

from unlike.i18n import lazy, lazy_plural, mark, verbatim
from unlike.readers.apps.whatsapp.date_order import ORDER_NOTES
from unlike.readers.apps.whatsapp.header_patterns import Mask
from unlike.readers.apps.whatsapp.header_plan import HeaderPlan
from unlike.readers.apps.whatsapp.inner_headers import InnerHeaders
from unlike.readers.base import SkippedRecord

_MAX_PLACES: Final = 5
"""Places that a note names."""


def doubtful_notes(plan: HeaderPlan) -> tuple[str, ...]:
    """How many lines look like messages and were read as part of the message before, and where they stand."""
    number = len(plan.doubtful)
    if not number:
        return ()
    places: str = ", ".join(f"L{line}" for line in plan.doubtful[:_MAX_PLACES].tolist())
    if number > _MAX_PLACES:
        places = lazy_plural(
            "{these} and {number} more", "{these} and {number} more", number - _MAX_PLACES, these=places
        )
    note = lazy_plural(
        "{number} line looks like the beginning of a message but was read as text of the message before it, because "
        "its time or its form does not fit there ({places}). If it is a message, it is missing here.",
        "{number} lines look like the beginnings of messages but were read as text of the messages before them, "
        "because their times or their forms do not fit there ({places}). If they are messages, they are missing here.",
        number,
        places=places,
    )
    return (note,)


def inner_notes(inner: InnerHeaders) -> tuple[str, ...]:
    """How many messages seem to stand inside a line of another one, and in which."""
    if not inner.number:
        return ()
    places: str = ", ".join(inner.refs[:_MAX_PLACES])
    rest = len(inner.refs) - _MAX_PLACES
    if rest > 0:
        places = lazy_plural("{these} and {number} more", "{these} and {number} more", rest, these=places)
    note = lazy_plural(
        "{number} beginning of a message stands in the middle of a line and was read as text ({places}). If it is a "
        "message, it is missing here.",
        "{number} beginnings of messages stand in the middle of a line and were read as text ({places}). If they are "
        "messages, they are missing here.",
        inner.number,
        places=places,
    )
    return (note,)


def order_notes(plan: HeaderPlan, wish: str | None) -> tuple[str, ...]:
    """How dates are read, and why; and that the order the owner asked for was not used, where it was not.

    Args:
        plan: the orders.
        wish: "dmy", "mdy" or "ymd", as the owner said, or None.
    """
    first, *others = list(plan.styles_read)
    choice = plan.choices[first]
    notes: list[str] = [lazy(ORDER_NOTES[choice.order], why=verbatim(choice.reason))]
    for style in others:
        other = plan.choices[style]
        if other.order != choice.order:
            note = lazy(ORDER_NOTES[other.order], why=verbatim(other.reason))
            notes.append(lazy("Not so dates like {example}: {note}", example=plan.examples[style], note=note))
    if wish and all(plan.choices[style].order != wish for style in plan.styles_read):
        notes.append(lazy("--date-order {order} does not fit this file and was not used.", order=wish))
    return tuple(notes)


def skipped_odd(refs: pl.Series, odd: Mask) -> tuple[SkippedRecord, ...]:
    """The messages whose date is odd, as skipped records.

    Args:
        refs: of all messages.
        odd: which are odd.
    """
    why = mark("its date lies before WhatsApp, or years after all others")
    return tuple(SkippedRecord(ref, why) for ref in refs.filter(pl.Series(odd)).to_list())


def in_file_order(records: Sequence[SkippedRecord]) -> tuple[SkippedRecord, ...]:
    """Skipped records by the line where they begin."""
    return tuple(sorted(records, key=lambda record: int(record.ref.partition("-")[0].removeprefix("L"))))
