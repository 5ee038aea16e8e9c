"""Many lists of phrases looked for at once: by the words a phrase must have first, by its expression only then.

Finds exactly what the alternation of all phrases of a list finds (see `PhraseList`), but reads each text once for all
lists. A phrase waits under the words of one slot, and is read on only where a text has one of them; its expression is
made only where a text has a word of each slot.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Final

from unlike.text.phrase_lists import bare_phrases, lead_of, phrase_expression, word_classes
from unlike.text.required_words import (
    OPEN,
    Vocabulary,
    WordClass,
    quick_slot,
    required_slots,
    word_class,
    words_among,
)
from unlike.text.word_rates import plain_rates

_MAX_CACHED_WORDS: Final = 200_000
_MAX_SLOTS: Final = 4
"""Slots of a phrase that are looked at, the rarest first."""
Patterns = Sequence[re.Pattern[str]]


class WordTable:
    """Bits of words, of which some are open: they stand for all that begin or end like them."""

    def __init__(self) -> None:
        self._whole, self._begins, self._ends = (defaultdict[str, int](int) for _ in range(3))
        self._begin_sizes, self._end_sizes = set[int](), set[int]()

    def add(self, bit: int, words: Iterable[str]) -> None:
        """Give a bit to some words."""
        for word in words:
            begin, *rest = word.split(OPEN)
            if not rest:
                self._whole[word] |= bit
            elif len(begin) >= len(rest[-1]):
                self._begins[begin] |= bit
                self._begin_sizes.add(len(begin))
            else:
                self._ends[rest[-1]] |= bit
                self._end_sizes.add(len(rest[-1]))

    def of(self, word: str) -> int:
        """All bits of a word of a text."""
        bits = self._whole.get(word, 0)
        for size in self._begin_sizes:
            bits |= self._begins.get(word[:size], 0) if size <= len(word) else 0
        for size in self._end_sizes:
            bits |= self._ends.get(word[-size:], 0) if size <= len(word) else 0
        return bits


class Phrase:
    """One phrase: its list, words one of which it must have, and what is made of it when it is first needed."""

    def __init__(self, name: str, written: str, vocabulary: Vocabulary, meanings: Mapping[str, str], lead: str) -> None:
        self.name, self._lead = name, lead
        self.words = quick_slot(written, vocabulary)
        self._written, self._vocabulary, self._meanings = written, vocabulary, meanings

    def slots(self) -> tuple[frozenset[str], ...]:
        """All words that it must have, the rarest first."""
        return required_slots(self._written, self._vocabulary)

    @cached_property
    def compiled(self) -> re.Pattern[str]:
        """The expression of the phrase: it takes the space before, and leaves the one behind to the next match."""
        return re.compile(f"{self._lead}(?:{phrase_expression(self._written, self._meanings)})(?= )")


def phrases_of(language: str, lists: Mapping[str, str], classes: Mapping[str, str] | None = None) -> list[Phrase]:
    """Lists of phrases of a language, ready for an index.

    Args:
        language: code of the language they are in, by which rare words are told from common ones.
        lists: name to phrases, written as `phrases/README.md` says.
        classes: word classes by name; a later one may use the earlier ones.
    """
    meanings, lead = word_classes(classes or {}), lead_of(language)
    known: dict[str, WordClass] = {}
    vocabulary = Vocabulary(known, plain_rates(language))
    for name, listed in (classes or {}).items():
        known[name] = word_class(bare_phrases(listed), vocabulary)
    return [
        Phrase(name, written, vocabulary, meanings, lead)
        for name, listed in lists.items()
        for written in bare_phrases(listed)
    ]


class PhraseIndex:
    """Lists of phrases by name, ready to be looked for in plain texts (see `normalise.plain`).

    Bit `level * size + at` of a word says that the slot number `level` of the phrase `at` has it; slots that a phrase
    lacks are there in every text.
    """

    def __init__(self, phrases: Sequence[Phrase]) -> None:
        """Index phrases of `phrases_of`, of one language or several."""
        self._phrases = phrases
        size = len(phrases)
        self._every = (1 << size) - 1
        self._shifts = tuple(level * size for level in range(_MAX_SLOTS))
        self._waiting, self._slots = WordTable(), WordTable()
        self._words: dict[str, int] = {}
        self._unread, self._lacking = self._every, 0
        for at, phrase in enumerate(phrases):
            if phrase.words:
                self._waiting.add(1 << at, phrase.words)
            else:
                self._read(at)

    def candidates(self, text: str) -> dict[str, list[re.Pattern[str]]]:
        """Expressions of the phrases that a plain text may hold, by the name of their list, in the order written."""
        words, bits = text.split(), self._words
        if len(bits) > _MAX_CACHED_WORDS:
            bits.clear()
        for word in words:
            if word not in bits:
                self._look_up(word)
        seen = self._lacking
        for word in words:
            seen |= bits[word]
        places = self._every
        for shift in self._shifts:
            places &= seen >> shift
        patterns: dict[str, list[re.Pattern[str]]] = {}
        for at in _places(places):
            phrase = self._phrases[at]
            patterns.setdefault(phrase.name, []).append(phrase.compiled)
        return patterns

    def _look_up(self, word: str) -> None:
        """Note the bits of a word, once the phrases that wait for it are read."""
        for at in _places(self._waiting.of(word) & self._unread):
            self._read(at)
        self._words[word] = self._slots.of(word)

    def _read(self, at: int) -> None:
        """Read what a phrase must have, and give its bits to the words."""
        self._unread &= ~(1 << at)
        slots = self._phrases[at].slots()
        for level, shift in enumerate(self._shifts):
            bit = 1 << (shift + at)
            if level >= len(slots):
                self._lacking |= bit
                continue
            self._slots.add(bit, slots[level])
            for word in words_among(slots[level], self._words.keys()):
                self._words[word] |= bit


def _places(bits: int) -> Iterator[int]:
    """Numbers of the bits that are set, in order."""
    while bits:
        lowest = bits & -bits
        yield lowest.bit_length() - 1
        bits ^= lowest


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
