"""Places in a chat that findings rest on, as stretches."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from unlike.api import Transcript
from unlike.presentation.numbering import NumberedFinding

_MAX_GAP: Final = 50
"""Messages between two of one finding that still belong to one stretch."""


@dataclass(frozen=True, slots=True)
class EvidenceStretch:
    """Messages of one chat from the first to the last that a finding rests on, with those between them.

    Attributes:
        number: of the finding.
        first, last: places in the chat.
    """

    number: int
    first: int
    last: int


class ChatEvidence:
    """Evidence in one chat.

    Args:
        finding_numbers: of the first finding that rests on the message at a place, by the place.
    """

    def __init__(self, numbers: Mapping[int, int]) -> None:
        self.finding_numbers = numbers

    @cached_property
    def stretches(self) -> tuple[EvidenceStretch, ...]:
        """Stretches in the order of the chat; no two of them overlap."""
        return tuple(self._find_stretches())

    def stretch_at(self, place: int) -> EvidenceStretch | None:
        """Stretch that a place stands in; None where it stands in none."""
        index = bisect_right(self._first_places, place) - 1
        stretch = self.stretches[index] if index >= 0 else None
        return stretch if stretch and place <= stretch.last else None

    @cached_property
    def _first_places(self) -> list[int]:
        return [stretch.first for stretch in self.stretches]

    def _find_stretches(self) -> Iterator[EvidenceStretch]:
        current: EvidenceStretch | None = None
        for place in sorted(self.finding_numbers):
            number = self.finding_numbers[place]
            if current and (number != current.number or place - current.last > _MAX_GAP):
                yield current
                current = None
            current = EvidenceStretch(number, current.first if current else place, place)
        if current:
            yield current


class Evidence:
    """Evidence in every chat, looked up when a chat is first read.

    Args:
        numbered: findings in the order of their numbers, which begin at 1.
        transcripts: of the conversations, by key.
    """

    def __init__(self, numbered: Sequence[NumberedFinding], transcripts: Mapping[str, Transcript]) -> None:
        self._numbered = numbered
        self._transcripts = transcripts
        self._chats: dict[str, ChatEvidence] = {}

    def in_chat(self, key: str) -> ChatEvidence:
        """Evidence in the chat of a conversation."""
        if key not in self._chats:
            self._chats[key] = ChatEvidence(self._finding_numbers(key))
        return self._chats[key]

    def _finding_numbers(self, key: str) -> dict[int, int]:
        by_ref: dict[str, int] = {}
        for number, numbered in enumerate(self._numbered, start=1):
            if numbered.conversation.key == key:
                for ref in numbered.finding.messages:
                    by_ref.setdefault(ref, number)
        places = self._transcripts[key].places(list(by_ref))
        return {place: by_ref[ref] for ref, place in places.items()}
