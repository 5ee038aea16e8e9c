"""How much of an export was not read, and from when on that is too much for an answer."""

from __future__ import annotations

from typing import Final

from unlike.readers import Conversation
from unlike.results import UnreadRecords

MAX_UNREAD_SHARE: Final = 0.03
"""Share of unread records above which nothing is said: a quiet answer could rest on what was not read."""

MIN_UNREAD_RECORDS: Final = 3
"""Unread records from which on their share counts: fewer are a file's first or last lines."""


def unread_records(conversation: Conversation, *, settled: bool = False) -> UnreadRecords:
    """What of an export was not read and may be people's messages.

    Args:
        conversation: as its reader described it.
        settled: the owner knows what was not read and wants an answer.
    """
    coverage = conversation.coverage
    skipped = sum(record.size for record in conversation.skipped)
    unread = skipped + coverage.doubtful + coverage.ambiguous
    total = coverage.messages + coverage.system + unread
    too_many = unread >= MIN_UNREAD_RECORDS and unread > MAX_UNREAD_SHARE * total
    return UnreadRecords(
        skipped=skipped,
        doubtful=coverage.doubtful,
        ambiguous=coverage.ambiguous,
        total=total,
        too_many=too_many,
        breaks_off=conversation.breaks_off,
        settled=settled,
    )
