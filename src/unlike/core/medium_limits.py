"""Limits of a chat's source, which hold whoever writes in it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class MediumLimitKind(StrEnum):
    """Kind of a limit of a source. The finest step of its times is no kind: it is the conversation's `clock`."""

    OWN_MESSAGES = "own_messages"  # only the owner's messages are in it
    SAVED_MESSAGES = "saved_messages"  # only messages that somebody saved are in it
    NO_ZONE = "no_zone"  # its times are wall clocks without a time zone
    DISAPPEARING = "disappearing"  # disappearing messages were on, at least for a time
    ENCRYPTION_SEAM = "encryption_seam"  # what was written before the chat was end-to-end encrypted is apart


@dataclass(frozen=True, slots=True)
class MediumLimit:
    """A limit of one source.

    Attributes:
        kind: what cannot be told.
        since: last moment before the limit, UTC in what a reader returns and local in findings; None where it begins
            with the chat or is not known.
        until: first moment behind it; None where it lasts to the end or is not known.
    """

    kind: MediumLimitKind
    since: datetime | None = None
    until: datetime | None = None

    @property
    def is_selection(self) -> bool:
        """Whether messages are missing that somebody chose to leave out, or that were never in the source."""
        return self.kind in {MediumLimitKind.OWN_MESSAGES, MediumLimitKind.SAVED_MESSAGES}
