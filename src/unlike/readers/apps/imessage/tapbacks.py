"""Tapbacks: rows of the database that say how somebody reacted to a message."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

EMOJIS: Final = {0: "❤️", 1: "👍", 2: "👎", 3: "😂", 4: "‼️", 5: "❓"}
"""By the last digits of the type; 6 is an emoji of one's own choice, 7 a sticker."""

STICKER: Final = "🏷️"
_STICKER_TYPE: Final = 1000
_FIRST_ADDED: Final = 2000
_FIRST_REMOVED: Final = 3000
_TYPES: Final = 8
_VOTE: Final = 4000


@dataclass(slots=True)
class Tapbacks:
    """How people react to the messages of a database; of one person the latest counts.

    Attributes:
        emojis: emoji by guid of the message and by person, in the order in which they came.
    """

    emojis: dict[str, dict[str, str]] = field(default_factory=dict)

    def add(self, target: str, person: str, number: int, emoji: str | None) -> None:
        """Add a row.

        Args:
            target: `associated_message_guid`.
            person: whose row it is.
            number: `associated_message_type`.
            emoji: `associated_message_emoji`.
        """
        people = self.emojis.setdefault(message_guid(target), {})
        people.pop(person, None)
        if number < _FIRST_REMOVED:
            people[person] = emoji or EMOJIS.get(number - _FIRST_ADDED, STICKER)

    def of(self, guid: str) -> Iterator[tuple[str, str]]:
        """Emoji and person of each reaction to a message."""
        for person, emoji in self.emojis.get(guid, {}).items():
            yield emoji, person


def is_tapback(number: object) -> bool:
    """Whether a row of this `associated_message_type` is a reaction."""
    if not isinstance(number, int):
        return False
    return number == _STICKER_TYPE or any(0 <= number - first < _TYPES for first in (_FIRST_ADDED, _FIRST_REMOVED))


def is_vote(number: object) -> bool:
    """Whether a row of this `associated_message_type` is a vote in a poll."""
    return number == _VOTE


def message_guid(target: str) -> str:
    """The guid in "p:0/GUID" (a part of a message), "bp:GUID" (what is attached to it), or as it is."""
    return target.rpartition("/")[2].rpartition(":")[2]
