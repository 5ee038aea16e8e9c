"""Changes of who is who that were made in this run, so that each can be taken back."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from itertools import count
from typing import Final

from starlette.requests import Request

from unlike.library.people_state import PeopleState

_MAX_CHANGES: Final = 100
"""Changes of one run that can be undone; the oldest is forgotten first."""


@dataclass(frozen=True, slots=True)
class PeopleChange:
    """A change.

    Attributes:
        sentence: the sentence of what was changed.
        before, after: who was who.
        is_shown: whether answers show it; not where only a suggestion is refused or made again.
    """

    sentence: str
    before: PeopleState
    after: PeopleState
    is_shown: bool


class PeopleChanges:
    """Changes since the program started, in memory alone, and only as long as the library stays open and whole."""

    def __init__(self) -> None:
        self._changes: OrderedDict[str, tuple[PeopleChange, int]] = OrderedDict()
        self._numbers = count(1)

    def add(self, change: PeopleChange, closings: int) -> str:
        """Remember a change and return its number.

        Args:
            change: that was made.
            closings: how often the library was locked or something of it forgotten, before the change.
        """
        number = str(next(self._numbers))
        self._changes[number] = (change, closings)
        while len(self._changes) > _MAX_CHANGES:
            self._changes.popitem(last=False)
        return number

    def find_change(self, number: str, closings: int) -> PeopleChange | None:
        """Return a change; None where there is none, or where the library was closed since."""
        change, closings_before = self._changes.get(number, (None, closings))
        return change if closings_before == closings else None

    def discard(self, number: str) -> None:
        """Forget a change: it was taken back."""
        self._changes.pop(number, None)

    def clear(self) -> None:
        """Forget all."""
        self._changes.clear()


def people_changes_of(request: Request) -> PeopleChanges:
    """Changes of who is who in this run."""
    changes: PeopleChanges = request.app.state.people_changes
    return changes
