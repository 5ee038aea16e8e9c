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

from unlike.text.phrase_tables import MAX_SLOTS, Gaps, PhraseTable

_MAX_CACHED_WORDS: Final = 200_000
_TABLE: Final = "|"
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

    def bits_of(self, word: str) -> int:
        """A number with the bits at all places of a word of a text."""
        bits = 0
        for entry in self._entries(word):
            for own in entry.split(_TABLE)[1:]:
                for place in islice(accumulate(map(int, own.split())), 1, None):
                    bits |= 1 << place
        return bits

    def _entries(self, word: str) -> Iterator[Gaps]:
        """Places in each table behind `_TABLE` and the number of its first one; some may come twice."""
        size = len(word)
        yield self._words.get(word, "")
        yield from (self._begins.get(word[:length], "") for length in self._begin_sizes if length <= size)
        yield from (self._ends.get(word[size - length :], "") for length in self._end_sizes if length <= size)


class PhraseIndex:
    """Lists of phrases by name, ready to be looked for in plain texts (see `normalise.plain`).

    Bit `number * MAX_SLOTS + level` of a word says that the slot number `level` of a phrase has it; slots that a phrase
    lacks are there in every text.
    """

    def __init__(self, tables: Iterable[PhraseTable], names: Collection[str] | None = None) -> None:
        """Index phrases of one language or several.

        Args:
            tables: of `phrase_tables`.
            names: lists of the tables that are looked for; None for all.
        """
        self._places, self._words = PlaceTable(), dict[str, int]()
        self._names, self._written, self._counts = list[str](), list[str](), list[int]()
        self._firsts, self._tables = list[int](), list[PhraseTable]()
        for table in tables:
            self._add(table)
        self._lacking = _bits(map("fec80".__getitem__, self._counts))
        self._wanted = _bits("1" if names is None or name in names else "0" for name in self._names)
        self._compiled: dict[int, re.Pattern[str]] = {}

    def candidates(self, text: str) -> dict[str, list[re.Pattern[str]]]:
        """Expressions of the phrases that a plain text may hold, by the name of their list, in the order written."""
        words, bits = text.split(), self._words
        if len(bits) > _MAX_CACHED_WORDS:
            bits.clear()
        seen = self._lacking
        for word in words:
            if word not in bits:
                bits[word] = self._places.bits_of(word)
            seen |= bits[word]
        patterns: dict[str, list[re.Pattern[str]]] = {}
        for number in _numbers_of(seen, self._wanted):
            patterns.setdefault(self._names[number], []).append(self._pattern(number))
        return patterns

    def _add(self, table: PhraseTable) -> None:
        """Number the phrases of a table behind those that are there."""
        first = len(self._names)
        self._places.add(table, first * MAX_SLOTS)
        self._firsts.append(first)
        self._tables.append(table)
        self._counts += table.slot_counts
        for name, phrases in table.lists.items():
            self._names += [name] * len(phrases)
            self._written += phrases

    def _pattern(self, number: int) -> re.Pattern[str]:
        """The expression of a phrase."""
        if number not in self._compiled:
            table = self._tables[bisect_right(self._firsts, number) - 1]
            self._compiled[number] = _compiled(table.expression(self._written[number]))
        return self._compiled[number]


@cache
def _compiled(expression: str) -> re.Pattern[str]:
    return re.compile(expression)


def _bits(digits: Iterable[str]) -> int:
    """A number with the bits of each phrase, of which a hexadecimal digit has as many as there are slots."""
    return int("0" + "".join(digits)[::-1], 16)


def _numbers_of(bits: int, limit: int) -> Iterator[int]:
    """Numbers of the phrases of which all slots are seen, in order, among those whose first bit is wanted."""
    pairs = bits & (bits >> 1)
    whole = pairs & (pairs >> 2) & limit
    while whole:
        lowest = whole & -whole
        yield lowest.bit_length() // MAX_SLOTS
        whole ^= lowest


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
