"""Many lists of phrases looked for at once: by the words a phrase must have first, by its expression only then.

Finds exactly what the alternation of all phrases of a list finds (see `PhraseList`), but reads each text once for all
lists, and makes an expression only of phrases whose words occur.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from unlike.text.phrase_lists import bare_phrases, lead_of, phrase_expression, word_classes
from unlike.text.required_words import OPEN, Vocabulary, WordClass, required_slots, word_class
from unlike.text.word_rates import plain_rates

_MAX_CACHED_WORDS: Final = 200_000
_MAX_SLOTS: Final = 4
"""Slots of a phrase that are looked at, the rarest first."""
Patterns = Sequence[re.Pattern[str]]


class Phrase:
    """One phrase: its list, the words it must have, and its expression, made when first needed."""

    __slots__ = ("_compiled", "_lead", "_meanings", "_written", "name", "slots")

    def __init__(self, name: str, written: str, vocabulary: Vocabulary, meanings: Mapping[str, str], lead: str) -> None:
        self.name, self._lead = name, lead
        self.slots = required_slots(written, vocabulary)
        self._written, self._meanings = written, meanings
        self._compiled: re.Pattern[str] | None = None

    def compiled(self) -> re.Pattern[str]:
        """The expression of the phrase: it takes the space before, and leaves the one behind to the next match."""
        if self._compiled is None:
            self._compiled = re.compile(f"{self._lead}(?:{phrase_expression(self._written, self._meanings)})(?= )")
        return self._compiled


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
    """Lists of phrases by name, ready to be looked for in plain texts (see `normalise.plain`)."""

    def __init__(self, phrases: Sequence[Phrase]) -> None:
        """Index phrases of `phrases_of`, of one language or several."""
        self._phrases = phrases
        size = len(self._phrases)
        self._every = (1 << size) - 1
        self._shifts = tuple(level * size for level in range(1, _MAX_SLOTS))
        self._optional, self._exact, self._prefixes, self._suffixes = self._keys()
        self._sizes = tuple({len(key) for key in self._prefixes}), tuple({len(key) for key in self._suffixes})
        self._words: dict[str, int] = {}

    def candidates(self, text: str) -> dict[str, list[re.Pattern[str]]]:
        """Expressions of the phrases that a plain text may hold, by the name of their list, in the order written."""
        seen, words = self._optional, self._words
        for word in text.split():
            bits = words.get(word)
            if bits is None:
                bits = self._look_up(word)
            if bits:
                seen |= bits
        places = seen & self._every
        for shift in self._shifts:
            places &= seen >> shift
        return self._by_list(places) if places else {}

    def _by_list(self, places: int) -> dict[str, list[re.Pattern[str]]]:
        """The expressions of the phrases of some bits."""
        patterns: dict[str, list[re.Pattern[str]]] = {}
        while places:
            lowest = places & -places
            phrase = self._phrases[lowest.bit_length() - 1]
            patterns.setdefault(phrase.name, []).append(phrase.compiled())
            places ^= lowest
        return patterns

    def _keys(self) -> tuple[int, dict[str, int], dict[str, int], dict[str, int]]:
        """Bits of what every text has, then of words, beginnings and ends of words.

        Bit `level * size + at` says that the slot number `level` of the phrase `at` has its word; slots that a phrase
        lacks are there in every text.
        """
        optional, size = 0, len(self._phrases)
        exact, prefixes, suffixes = defaultdict[str, int](int), defaultdict[str, int](int), defaultdict[str, int](int)
        for at, phrase in enumerate(self._phrases):
            for level in range(_MAX_SLOTS):
                bit = 1 << (level * size + at)
                if level >= len(phrase.slots):
                    optional |= bit
                    continue
                for word in phrase.slots[level]:
                    begin, *rest = word.split(OPEN)
                    if not rest:
                        exact[word] |= bit
                    elif len(begin) >= len(rest[-1]):
                        prefixes[begin] |= bit
                    else:
                        suffixes[rest[-1]] |= bit
        return optional, dict(exact), dict(prefixes), dict(suffixes)

    def _look_up(self, word: str) -> int:
        """Bits of a word."""
        bits = self._exact.get(word, 0)
        for size in self._sizes[0]:
            bits |= self._prefixes.get(word[:size], 0) if size <= len(word) else 0
        for size in self._sizes[1]:
            bits |= self._suffixes.get(word[-size:], 0) if size <= len(word) else 0
        if len(self._words) >= _MAX_CACHED_WORDS:
            self._words.clear()
        self._words[word] = bits
        return bits


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
