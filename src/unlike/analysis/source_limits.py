"""What a source cannot tell, as the analysis respects it."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from unlike.core.day_rule import day_of
from unlike.core.medium_limits import MediumLimitKind
from unlike.core.spans import DateSpan
from unlike.readers import Conversation


def is_selection(conversation: Conversation) -> bool:
    """Whether so much is missing by design that nothing is said about anybody: no wait, no silence and no now."""
    return any(limit.is_selection for limit in conversation.medium_limits)


def seam_days(conversation: Conversation, zone: ZoneInfo) -> DateSpan | None:
    """Days from the last message before end-to-end encryption to the first behind it; None where none lie between.

    Args:
        conversation: as its reader described it.
        zone: the owner's.
    """
    seam = conversation.limit(MediumLimitKind.ENCRYPTION_SEAM)
    if seam is None or seam.since is None or seam.until is None:
        return None
    first, last = (day_of(moment.astimezone(zone)) for moment in (seam.since, seam.until))
    return DateSpan(first, last) if first < last else None
