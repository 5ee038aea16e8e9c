"""Names of the owner: which of several stands for them in all chats."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from unlike.readers.base import Conversation

NAMELESS_OWNER: Final = "Me"
"""The owner's name in exports that tell which side is theirs, and not what they are called."""


def common_owner(conversations: Iterable[Conversation]) -> str | None:
    """The owner's name in most of some conversations; None where none tells it."""
    names = [conversation.owner for conversation in conversations if conversation.owner]
    return common_name(names) if names else None


def common_name(names: Iterable[str]) -> str:
    """The commonest of some names of the owner, at least one; "Me" only where there is no other."""
    counts = Counter(names)
    return max(sorted(counts), key=lambda name: (name != NAMELESS_OWNER, counts[name]))
