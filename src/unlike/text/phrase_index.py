"""Many lists of phrases looked for at once: by the words a phrase must have first, by its expression only then.

Finds exactly what the alternation of all phrases of a list finds (see `PhraseList`), but reads each text once for all
lists. The expression of a phrase is made only where a text has a word of each of its slots.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import cache
from itertools import accumulate, islice
from typing import Final

from unlike.text.literal_parts import literal_parts
from unlike.text.phrase_tables import MAX_SLOTS, Gaps, PhraseTable

_MAX_CACHED_WORDS: Final = 200_000
_TABLE: Final = "|"
_NO_PLACES: Final = frozenset[int]()
Patterns = Sequence[re.Pattern[str]]


class PlaceTable:
    """Places of slots by what a word is or begins or ends with, of several phrase tables one after another."""

    def __init__(self) -> None:
        self._words, self._begins, self._ends = (dict[str, Gaps]() for _ in range(3))
        self._begin_sizes, self._end_sizes = tuple[int, ...](), tuple[int, ...]()

    def add(self, table: PhraseTable, first: int) -> None:
        """Add the places of a table, the first of which becomes another number."""
        for known, added in ((self._words, table.words), (self._begins, table.begins), (self._ends, table.ends)):
            for word, gaps in added.items():
                known[word] = f"{known.get(word, '')}{_TABLE}{first} {gaps}"
        self._begin_sizes = tuple({*self._begin_sizes, *map(len, table.begins)})
        self._end_sizes = tuple({*self._end_sizes, *map(len, table.ends)})

    def places_of(self, word: str) -> Iterator[int]:
        """All places of a word of a text; some may come twice."""
        for entry in self._entries(word):
            for own in entry.split(_TABLE)[1:]:
                yield from islice(accumulate(map(int, own.split())), 1, None)

    def _entries(self, word: str) -> Iterator[Gaps]:
        """Places in each table behind `_TABLE` and the number of its first one; some may come twice."""
        size = len(word)
        yield self._words.get(word, "")
        yield from (self._begins.get(word[:length], "") for length in self._begin_sizes if length <= size)
        yield from (self._ends.get(word[size - length :], "") for length in self._end_sizes if length <= size)


class _WordPlaces(dict[str, frozenset[int]]):
    """Phrases and places of the words met so far: those of slots other than the first are found by the word alone."""

    def __init__(self, table: PlaceTable) -> None:
        super().__init__()
        self._table = table
        self.anchors = _Anchors(self)

    def __missing__(self, word: str) -> frozenset[int]:
        if len(self) >= _MAX_CACHED_WORDS:
            self.clear()
            self.anchors.clear()
        places = self[word] = frozenset(self._table.places_of(word)) or _NO_PLACES
        return places


class _Anchors(dict[str, tuple[int, ...]]):
    """Numbers of the phrases whose rarest slot has a word."""

    def __init__(self, places: _WordPlaces) -> None:
        super().__init__()
        self._places = places

    def __missing__(self, word: str) -> tuple[int, ...]:
        numbers = tuple(place // MAX_SLOTS for place in self._places[word] if place % MAX_SLOTS == 0)
        self[word] = numbers
        return numbers


class PhraseIndex:
    """Lists of phrases by name, ready to be looked for in plain texts (see `normalise.plain`).

    A text has a phrase only if it has a word of each of its slots. So the rarest slot is looked up by the words of the
    text, and the others are looked at only for the phrases of which that one is there.
    """

    def __init__(self, tables: Iterable[PhraseTable], names: Collection[str] | None = None) -> None:
        """Index phrases of one language or several.

        Args:
            tables: of `phrase_tables`.
            names: lists of the tables that are looked for; None for all.
        """
        self._table = PlaceTable()
        self._places = _WordPlaces(self._table)
        self._names, self._written, self._counts = list[str](), list[str](), list[int]()
        self._firsts, self._tables = list[int](), list[PhraseTable]()
        for table in tables:
            self._add(table)
        self.names = frozenset(self._names if names is None else names)
        self._without_slots = tuple(number for number, count in enumerate(self._counts) if not count)
        self._compiled: dict[int, re.Pattern[str]] = {}
        self._literals: dict[int, tuple[str, ...]] = {}

    def candidates(self, text: str) -> dict[str, list[re.Pattern[str]]]:
        """Expressions of the phrases that a plain text may hold, by the name of their list, in the order written.

        Words may be left out of the text before the expressions are looked for in it.
        """
        patterns: dict[str, list[re.Pattern[str]]] = {}
        for number in self._numbers(text.split(), self.names):
            patterns.setdefault(self._names[number], []).append(self._pattern(number))
        return patterns

    def phrases_in(self, text: str, names: Collection[str] | None = None) -> dict[str, list[re.Pattern[str]]]:
        """Expressions of the phrases that a plain text holds as it stands, ordered as those of `candidates`.

        Args:
            text: in its plain form.
            names: lists that are looked for, of those of the index; None for all.
        """
        patterns: dict[str, list[re.Pattern[str]]] = {}
        for number in self._numbers(text.split(), self.names if names is None else names):
            if self._has_literals(text, number) and (pattern := self._pattern(number)).search(text):
                patterns.setdefault(self._names[number], []).append(pattern)
        return patterns

    def _numbers(self, words: Sequence[str], names: Collection[str]) -> list[int]:
        """Numbers of the phrases of some lists of which every slot has a word, in order."""
        anchors = self._places.anchors
        numbers = {number for word in words for number in anchors[word]}
        numbers.update(self._without_slots)
        return [
            number for number in sorted(numbers) if self._names[number] in names and self._has_slots(words, number)
        ]

    def _has_slots(self, words: Sequence[str], number: int) -> bool:
        """Whether the slots of a phrase beside its rarest one have one of some words each."""
        first, places = number * MAX_SLOTS, self._places
        return all(
            any(place in places[word] for word in words) for place in range(first + 1, first + self._counts[number])
        )

    def _has_literals(self, text: str, number: int) -> bool:
        """Whether a plain text has the signs that are a part of a phrase whatever becomes of its other parts."""
        literals = self._literals.get(number)
        if literals is None:
            lead = self._table_of(number).lead
            literals = self._literals[number] = literal_parts(self._written[number], lead)
        return all(literal in text for literal in literals)

    def _add(self, table: PhraseTable) -> None:
        """Number the phrases of a table behind those that are there."""
        first = len(self._names)
        self._table.add(table, first * MAX_SLOTS)
        self._firsts.append(first)
        self._tables.append(table)
        self._counts += table.slot_counts
        for name, phrases in table.lists.items():
            self._names += [name] * len(phrases)
            self._written += phrases

    def _table_of(self, number: int) -> PhraseTable:
        """The table of a phrase."""
        return self._tables[bisect_right(self._firsts, number) - 1]

    def _pattern(self, number: int) -> re.Pattern[str]:
        """The expression of a phrase."""
        if number not in self._compiled:
            self._compiled[number] = _compiled(self._table_of(number).expression(self._written[number]))
        return self._compiled[number]


@cache
def _compiled(expression: str) -> re.Pattern[str]:
    return re.compile(expression)


def spans(text: str, patterns: Patterns, *, closing: int = 0) -> Iterator[re.Match[str]]:
    """Matches of an alternation of patterns from left to right, none within another.

    Args:
        text: a plain text.
        patterns: alternatives, the first of those that begin at a place counts.
        closing: signs behind a match that belong to it: 1 where it takes the space behind it, too.
    """
    if not patterns:
        return
    at = 0
    while True:
        matches = [match for pattern in patterns if (match := pattern.search(text, at))]
        if not matches:
            return
        first = min(matches, key=re.Match.start)  # of equal ones the first
        yield first
        at = first.end() + closing


def is_in(text: str, patterns: Patterns) -> bool:
    """Whether one of the patterns is anywhere in a plain text."""
    return any(pattern.search(text) for pattern in patterns)


def without(text: str, patterns: Patterns) -> str:
    """A plain text with each match of the patterns, and the space behind it, made one space."""
    parts, at = [], 0
    for match in spans(text, patterns, closing=1):
        parts.append(text[at : match.start()])
        at = match.end() + 1
    return " ".join([*parts, text[at:]]) if parts else text
