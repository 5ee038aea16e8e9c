"""Searched words by number, so that none of them stands in an address and thus in the browser's history."""

from __future__ import annotations

from collections import OrderedDict
from itertools import count
from typing import Final

from starlette.requests import Request

_MAX_SEARCHES: Final = 200
"""Searches of one run that are remembered; the oldest is forgotten first."""
_MAX_SEARCH_CHARS: Final = 200


class Searches:
    """Words that were searched since the program started, in memory alone."""

    def __init__(self) -> None:
        self._words: OrderedDict[str, str] = OrderedDict()
        self._numbers = count(1)

    def add(self, words: str) -> str:
        """Remember words, cut to a bearable length, and return their number; "" for no words."""
        words = words.strip()[:_MAX_SEARCH_CHARS]
        if not words:
            return ""
        number = str(next(self._numbers))
        self._words[number] = words
        while len(self._words) > _MAX_SEARCHES:
            self._words.popitem(last=False)
        return number

    def words(self, number: str) -> str:
        """Return the words of a number; "" for one that there is not."""
        return self._words.get(number, "")


def searches_of(request: Request) -> Searches:
    """Searches of this run."""
    searches: Searches = request.app.state.searches
    return searches


def searched_words(request: Request) -> str:
    """Words that the address of a request stands for; "" for none."""
    return searches_of(request).words(request.query_params.get("search", ""))
