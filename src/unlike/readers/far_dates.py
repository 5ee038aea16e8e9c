"""Messages whose date cannot be right: far from all others of their conversation, or later than the reading."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Final

import polars as pl

from unlike.i18n import lazy, mark
from unlike.readers.base import ParsedConversation, SkippedRecord
from unlike.readers.times import far_from_others

_SYSTEM: Final = "system"
_FAR: Final = mark("its date is far from all others, as that of a clock that was wrong")
_MOST_AHEAD: Final = timedelta(days=2)
"""By which clocks of several zones, or one that is a little fast, may be ahead of this machine's."""


def without_far_dates(part: ParsedConversation) -> ParsedConversation:
    """A conversation that names such messages as skipped; itself where there is none."""
    far = far_from_others(part.messages["sent_at"])
    if not far.any():  # nearly every chat
        return part
    skipped = [SkippedRecord(ref, _FAR) for ref in part.messages.filter(far)["ref"]]
    table = part.messages.filter(~far)
    system = int((table["kind"] == _SYSTEM).sum())
    coverage = replace(
        part.conversation.coverage,
        messages=table.height - system,
        system=system,
        skipped=part.conversation.coverage.skipped + len(skipped),
    )
    all_skipped = (*part.conversation.skipped, *skipped)
    conversation = replace(part.conversation, skipped=all_skipped, coverage=coverage)
    return replace(part, messages=table, conversation=conversation)


def future_note(messages: pl.DataFrame) -> str | None:
    """Say how many messages are dated after the moment at which they are read; None where none is.

    Args:
        messages: rows in the table's schema.
    """
    last = messages["sent_at"].max()
    bound = datetime.now(UTC) + _MOST_AHEAD  # noqa: TID251 - no message can be of a day to come
    if not isinstance(last, datetime) or last <= bound:
        return None
    return lazy(
        "Messages dated later than the day on which they were read: {number}, the last of {day}. A clock was wrong, or "
        "the export counts years by another calendar; what is said of days and years may be wrong.",
        number=int((messages["sent_at"] > bound).sum()),
        day=last.date().isoformat(),
    )
