"""Searches by number, so that nothing that was searched stands in an address and thus in the browser's history."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from datetime import date
from itertools import count
from typing import Final

from starlette.requests import Request

_MAX_SEARCHES: Final = 200
"""Searches of one run that are remembered; the oldest is forgotten first."""
_MAX_SEARCH_CHARS: Final = 200


@dataclass(frozen=True, slots=True)
class Search:
    """Search in a chat; a field that is empty or None restricts nothing.

    Attributes:
        words: words that are held.
        sender: name of a message's sender.
        first, last: days, both included.
    """

    words: str = ""
    sender: str = ""
    first: date | None = None
    last: date | None = None

    @property
    def is_narrowed(self) -> bool:
        """Whether a person or days are chosen."""
        return bool(self.sender or self.first or self.last)

    def __bool__(self) -> bool:
        """Whether anything is searched."""
        return bool(self.words) or self.is_narrowed


class Searches:
    """Searches since the program started, in memory alone."""

    def __init__(self) -> None:
        self._searches: OrderedDict[str, Search] = OrderedDict()
        self._numbers = count(1)

    def add(self, words: str, sender: str = "", first: date | None = None, last: date | None = None) -> str:
        """Remember a search, its words cut to a bearable length, and return its number; "" for an empty one."""
        search = Search(words.strip()[:_MAX_SEARCH_CHARS], sender, first, last)
        if not search:
            return ""
        number = str(next(self._numbers))
        self._searches[number] = search
        while len(self._searches) > _MAX_SEARCHES:
            self._searches.popitem(last=False)
        return number

    def find_search(self, number: str) -> Search:
        """Return the search of a number; an empty one where there is none."""
        return self._searches.get(number, Search())


def searches_of(request: Request) -> Searches:
    """Searches of this run."""
    searches: Searches = request.app.state.searches
    return searches


def search_of(request: Request) -> Search:
    """Search that the address of a request stands for; an empty one for none."""
    return searches_of(request).find_search(request.query_params.get("search", ""))
