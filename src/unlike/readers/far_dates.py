"""Messages whose date is far from all others of their conversation, as that of a clock that was wrong."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from unlike.i18n import mark
from unlike.readers.base import ParsedConversation, SkippedRecord
from unlike.readers.times import far_from_others

_SYSTEM: Final = "system"
_FAR: Final = mark("its date is far from all others, as that of a clock that was wrong")


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
