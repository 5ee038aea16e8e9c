"""Phrases with the words that a text must hold for each: made of a file of `phrases/`, or read from its index file."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Final, TypeAlias

from msgspec import structs

from unlike.core.index_files import SUFFIX, IndexFile, read_index, source_key
from unlike.text.phrase_lists import bare_phrases, lead_of, phrase_expression, table, word_classes
from unlike.text.required_words import OPEN, Vocabulary, WordClass, required_slots, word_class
from unlike.text.spaceless_phrases import TRADITIONAL, is_spaceless
from unlike.text.word_rates import plain_rates

MAX_SLOTS: Final = 4
"""Slots of a phrase that are looked at, the rarest first."""
_VERSION: Final = 1
"""To be raised where the same phrases become another table."""
Gaps: TypeAlias = str
"""Places in order, as numbers between spaces: the first one, then how far each is behind the one before.

They stay text until a word is met. Lists of them all would be many thousand, which the garbage collector goes through.

The place `number * MAX_SLOTS + level` is the slot number `level` of a phrase.
"""
PlacesByWord: TypeAlias = Mapping[str, Sequence[int]]
ListsOfLanguage: TypeAlias = Callable[[str], Mapping[str, str]]
"""Phrases of one file by the name of their list, as they are written, for the code of a language."""


class PhraseTable(IndexFile, frozen=True, kw_only=True):
    """Lists of phrases of one language.

    Attributes:
        lead: see `phrase_lists.lead_of`.
        classes: expressions of the word classes by name.
        lists: bare phrases by the name of their list; they are numbered in this order.
        slot_counts: for each phrase, how many slots are looked at.
        words: places of the slots that have a word.
        begins: places of the slots that have every word with this beginning.
        ends: the same of words with this end.
    """

    key: int = 0
    lead: str
    classes: dict[str, str]
    lists: dict[str, list[str]]
    slot_counts: list[int]
    words: dict[str, Gaps]
    begins: dict[str, Gaps]
    ends: dict[str, Gaps]

    def expression(self, written: str) -> str:
        """The expression of a phrase: it takes the space before, and leaves the one behind to the next match."""
        return f"{self.lead}(?:{phrase_expression(written, self.classes)})(?= )"


class PhraseMaker:
    """Makes tables of phrases of a language."""

    def __init__(self, language: str, classes: Mapping[str, str]) -> None:
        """Read the word classes.

        Args:
            language: its code, by which rare words are told from common ones.
            classes: phrases by name; a later class may use the earlier ones.
        """
        known: dict[str, WordClass] = {}
        self._vocabulary = Vocabulary(known, plain_rates(language))
        for name, listed in classes.items():
            known[name] = word_class(bare_phrases(listed), self._vocabulary)
        self._expressions, self._lead = word_classes(classes), lead_of(language)

    def table(self, lists: Mapping[str, Sequence[str]]) -> PhraseTable:
        """The table of lists of `bare_phrases`."""
        slots = [self._slots(phrase) for phrases in lists.values() for phrase in phrases]
        words, begins, ends = _places(slots)
        return PhraseTable(
            lead=self._lead,
            classes=self._expressions,
            lists={name: list(phrases) for name, phrases in lists.items()},
            slot_counts=list(map(len, slots)),
            words=_gaps(words),
            begins=_gaps(begins),
            ends=_gaps(ends),
        )

    def _slots(self, phrase: str) -> tuple[frozenset[str], ...]:
        return required_slots(phrase, self._vocabulary)[:MAX_SLOTS]


def phrase_table(language: str, lists: Mapping[str, str], classes: Mapping[str, str] | None = None) -> PhraseTable:
    """The table of lists of phrases, written as `phrases/README.md` says; for the arguments see `PhraseMaker`."""
    return PhraseMaker(language, classes or {}).table({name: bare_phrases(listed) for name, listed in lists.items()})


def _places(slots: Sequence[Sequence[frozenset[str]]]) -> tuple[PlacesByWord, PlacesByWord, PlacesByWord]:
    """Places by whole words, and by the longer of the two ends that an open word has: its beginning, its end."""
    words, begins, ends = (defaultdict[str, list[int]](list) for _ in range(3))
    for number, own in enumerate(slots):
        for place, slot in enumerate(own, number * MAX_SLOTS):
            for word in slot:
                begin, *rest = word.split(OPEN)
                if not rest:
                    words[word].append(place)
                elif len(begin) >= len(rest[-1]):
                    begins[begin].append(place)
                else:
                    ends[rest[-1]].append(place)
    return words, begins, ends


def _gaps(places: PlacesByWord) -> dict[str, Gaps]:
    """Places as the gaps between them, each place once."""
    distinct = {word: list(dict.fromkeys(own)) for word, own in sorted(places.items())}
    return {
        word: " ".join(str(at - before) for before, at in zip([0, *own], own, strict=False))
        for word, own in distinct.items()
    }


@cache
def language_table(language: str, name: str, lists_of: ListsOfLanguage) -> PhraseTable:
    """The table of one file of `phrases/`: read where there is an index of it as it is now, else made.

    Args:
        language: one of `languages()`.
        name: of the file, without its ending.
        lists_of: the lists that are taken from it.
    """
    index = read_index(index_path(language, name), PhraseTable, _key(language, name))
    return index or new_language_table(language, name, lists_of)


def new_language_table(language: str, name: str, lists_of: ListsOfLanguage) -> PhraseTable:
    """Make the same from the file itself, with its key; see `language_table`."""
    made = phrase_table(language, lists_of(language), table(language, name).get("words"))
    return structs.replace(made, key=_key(language, name))


def index_path(language: str, name: str) -> Traversable:
    """Where the index of a file of `phrases/` is kept."""
    return _folder(language).joinpath(name + SUFFIX)


def _key(language: str, name: str) -> int:
    """Key of what a table is made of."""
    sources = {name: _folder(language).joinpath(f"{name}.toml").read_bytes()}
    if is_spaceless(language):
        sources[TRADITIONAL] = files("unlike.text").joinpath(TRADITIONAL).read_bytes()
    return source_key(_VERSION, sources)


def _folder(language: str) -> Traversable:
    return files("unlike.text").joinpath("phrases", language)
