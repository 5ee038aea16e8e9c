"""Many lists of phrases looked for at once: by the words a phrase must have first, by its expression only then.

Finds exactly what the alternation of all phrases of a list finds (see `PhraseList`), but reads each text once for all
lists. The expression of a phrase is made only where a text has a word of each of its slots.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import cache, reduce
from itertools import accumulate, islice
from operator import or_
from typing import Final, NamedTuple

from unlike.core.content_caches import ContentDictionary
from unlike.text.literal_parts import literal_parts
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

    def places_of(self, word: str) -> frozenset[int]:
        """All places of a word of a text."""
        entries = [entry for entry in self._entries(word) if entry]
        own = (part.split() for entry in entries for part in entry.split(_TABLE)[1:])
        return frozenset(place for gaps in own for place in islice(accumulate(map(int, gaps)), 1, None))

    def _entries(self, word: str) -> list[Gaps]:
        """Places in each table behind `_TABLE` and the number of its first one; some may come twice."""
        size = len(word)
        begins = [self._begins.get(word[:length], "") for length in self._begin_sizes if length <= size]
        ends = [self._ends.get(word[size - length :], "") for length in self._end_sizes if length <= size]
        return [self._words.get(word, ""), *begins, *ends]


class _Word(NamedTuple):
    """What a word of a text may be part of.

    Attributes:
        lists: bits of the lists with a phrase whose rarest slot has it.
        anchors: numbers of those phrases.
        places: of all slots that have it.
    """

    lists: int
    anchors: tuple[int, ...]
    places: frozenset[int]


_NO_WORD: Final = _Word(0, (), frozenset())


class _Words(ContentDictionary[_Word]):
    """Words met so far."""

    def __init__(self, table: PlaceTable, list_of: Sequence[int]) -> None:
        super().__init__()
        self._table, self._list_of = table, list_of

    def __missing__(self, word: str) -> _Word:
        places = self._table.places_of(word)
        anchors = tuple(place // MAX_SLOTS for place in places if place % MAX_SLOTS == 0)
        lists = reduce(or_, (1 << self._list_of[number] for number in anchors), 0)
        self[word] = met = _Word(lists, anchors, places) if places else _NO_WORD
        return met

    def of(self, text: str) -> list[_Word]:
        """The words of a text."""
        if len(self) > _MAX_CACHED_WORDS:
            self.clear()
        return [self[word] for word in text.split()]


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
        self._places = PlaceTable()
        self._lists, self._list_of = list[str](), list[int]()
        self._written, self._counts = list[str](), list[int]()
        self._firsts, self._tables = list[int](), list[PhraseTable]()
        for table in tables:
            self._add(table)
        self._words = _Words(self._places, self._list_of)
        self._every = self._bits(self._lists if names is None else names)
        self._without_slots = [number for number, count in enumerate(self._counts) if not count]
        self._bits_by_names: dict[frozenset[str], int] = {}
        self._compiled: dict[int, re.Pattern[str]] = {}
        self._literals: dict[int, tuple[str, ...]] = {}

    def candidates(self, text: str) -> dict[str, list[re.Pattern[str]]]:
        """Expressions of the phrases that a plain text may hold, by the name of their list, in the order written.

        Words may be left out of the text before the expressions are looked for in it.
        """
        words, patterns = self._words.of(text), dict[str, list[re.Pattern[str]]]()
        for number in self._anchored(words, self._every):
            if self._has_slots(words, number):
                patterns.setdefault(self._lists[self._list_of[number]], []).append(self._pattern(number))
        return patterns

    def phrases_in(self, text: str, names: frozenset[str] | None = None) -> dict[str, list[re.Pattern[str]]]:
        """Expressions of the phrases that a plain text holds as it stands, ordered as those of `candidates`.

        Args:
            text: in its plain form.
            names: lists that are looked for, of those of the index; None for all.
        """
        words, patterns = self._words.of(text), dict[str, list[re.Pattern[str]]]()
        for number in self._anchored(words, self._wanted(names)):
            for literal in self._literals.get(number) or self._literals_of(number):
                if literal not in text:
                    break
            else:
                if self._has_slots(words, number) and (pattern := self._pattern(number)).search(text):
                    patterns.setdefault(self._lists[self._list_of[number]], []).append(pattern)
        return patterns

    def may_hold(self, text: str, names: frozenset[str]) -> bool:
        """Whether a plain text has a word of the rarest slot of a phrase of some lists: what is left out adds none."""
        bits = 0
        for lists, _, _ in self._words.of(text):
            bits |= lists
        return bool(bits & self._wanted(names) or self._without_slots)

    def _anchored(self, words: Sequence[_Word], lists: int) -> list[int]:
        """Numbers of the phrases of some lists whose rarest slot has one of some words, in order."""
        numbers = {number for word in words if word.lists & lists for number in word.anchors}
        numbers.update(self._without_slots)
        return [number for number in sorted(numbers) if lists >> self._list_of[number] & 1]

    def _has_slots(self, words: Sequence[_Word], number: int) -> bool:
        """Whether the slots of a phrase beside its rarest one have one of some words each."""
        first = number * MAX_SLOTS
        for place in range(first + 1, first + self._counts[number]):
            for word in words:  # loops, since a generator a slot would take most of the time
                if place in word.places:
                    break
            else:
                return False
        return True

    def _wanted(self, names: frozenset[str] | None) -> int:
        """The bits of some of the lists that are looked for; of all for None."""
        if names is None:
            return self._every
        bits = self._bits_by_names.get(names)
        if bits is None:
            bits = self._bits_by_names[names] = self._bits(names) & self._every
        return bits

    def _bits(self, names: Collection[str]) -> int:
        """The bits of some lists."""
        return sum(1 << at for at, name in enumerate(self._lists) if name in names)

    def _literals_of(self, number: int) -> tuple[str, ...]:
        """The signs that are a part of a phrase whatever becomes of its other parts."""
        if number not in self._literals:
            self._literals[number] = literal_parts(self._written[number], self._table_of(number).lead)
        return self._literals[number]

    def _add(self, table: PhraseTable) -> None:
        """Number the phrases of a table behind those that are there."""
        first = len(self._written)
        self._places.add(table, first * MAX_SLOTS)
        self._firsts.append(first)
        self._tables.append(table)
        self._counts += table.slot_counts
        for name, phrases in table.lists.items():
            if name not in self._lists:
                self._lists.append(name)
            self._list_of += [self._lists.index(name)] * len(phrases)
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
