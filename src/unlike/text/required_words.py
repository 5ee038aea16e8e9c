"""Words that a text must hold for a phrase to stand in it: a quick look before an expression is tried.

A phrase of `phrases/*.toml` is cut at its spaces into slots. Whatever text the phrase matches holds, for each slot, one
of the words to which that slot can be expanded. `OPEN` in a word stands for any run of letters and digits.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from math import fsum
from typing import Final

from unlike.text.spaceless_phrases import COMMA, WIDE_GAP

OPEN: Final = "\0"
"""Any run of word characters, the empty one too."""
_MAX_EXPANSIONS: Final = 2_000
_RARE, _OPEN_RATE, _COMMON = 5.0, 100.0, 1e5
_TOKEN: Final = re.compile(r"[a-z0-9&]+(?![?*+{a-z0-9&])|\\.|\{[a-z_]+\}|\{\d+(?:,\d*)?\}|\[[^\]]*\]|.", re.DOTALL)
_GAP_AT_END: Final = re.compile(r"^\.\. | \.\.$")
_PLAIN: Final = re.compile("[a-z0-9& ]+")
_MARK: Final = re.compile(r"\\.|\[[^\]]*\]|[()| ]|\{(?!\d)")
"""What parts the slots of a phrase; what is escaped or in a class of signs does not."""
_ONE_GROUP: Final = re.compile(r"([a-z0-9&]*)\(([a-z0-9& |]+)\)(\??)([a-z0-9&]*)")
_QUANTIFIER: Final = re.compile(r"[?*+]|\{\d")
_WITHIN_WORDS: Final = re.compile(r"[(|](?![ ({])")
"""Alternatives that are no words of their own: where there are none, each group begins with a word."""


Rates = Mapping[str, float]
"""Uses of words in a million; a word that is not there is rare."""


@dataclass(frozen=True, slots=True)
class WordClass:
    """A word class: everything it can be, or None where that is too much; and words one of which it must hold."""

    expansions: frozenset[str] | None
    required: frozenset[str] | None


@dataclass(frozen=True, slots=True)
class Slot:
    """Words one of which a text must hold, and the sum of their rates, the same in whatever order they come."""

    words: frozenset[str]
    rate: float


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What phrases are made of: word classes by name, and how common words are.

    Attributes:
        classes: those of the language by name.
        rates: of its words.
        slots: those met so far by how they are written; None where a slot has no list of words.
    """

    classes: Mapping[str, WordClass]
    rates: Rates
    slots: dict[str, Slot | None] = field(default_factory=dict)

    def rate(self, word: str) -> float:
        """Estimate how often a word of a slot stands in a million."""
        if OPEN not in word:
            return self.rates.get(word, _RARE) if word != "," else _COMMON
        return _OPEN_RATE if _closed_length(word) else _COMMON


class _UnboundedError(ValueError):
    """A slot that has no list of words."""


def required_slots(phrase: str, vocabulary: Vocabulary) -> tuple[frozenset[str], ...]:
    """Sets of words, the rarest first; a text in which the phrase stands holds a word of each set.

    Args:
        phrase: as written in `phrases/*.toml`, without accents; see `phrases/README.md`.
        vocabulary: what it is made of.
    """
    slots = [slot for written in _slots(phrase) if (slot := _slot(written, vocabulary)) is not None]
    return tuple(slot.words for slot in sorted(slots, key=lambda slot: slot.rate))


def word_class(phrases: Iterable[str], vocabulary: Vocabulary) -> WordClass:
    """Describe a word class of some phrases, which may use other classes."""
    phrases = list(phrases)
    expansions: frozenset[str] | None
    try:
        expansions = frozenset().union(
            *(_expanded(phrase, vocabulary.classes) for phrase in map(_without_gaps, phrases))
        )
    except _UnboundedError:
        expansions = None
    first = [required_slots(phrase, vocabulary)[:1] for phrase in phrases]
    return WordClass(expansions, frozenset().union(*(one[0] for one in first)) if all(first) else None)


def _without_gaps(phrase: str) -> str:
    """A phrase without what may stand between its words."""
    bare = _GAP_AT_END.sub("", phrase.strip()).replace(".. ", "").replace("~ ", " ")
    return bare.replace(WIDE_GAP, "").replace(COMMA, "")


def _slots(phrase: str) -> list[str]:
    """The parts of a phrase between the spaces that every match has."""
    text = _without_gaps(phrase)
    if _PLAIN.fullmatch(text):
        return text.split(" ")
    slots, depth, begin, apart = [], 0, 0, not _WITHIN_WORDS.search(text)
    for mark in _MARK.finditer(text):
        sign, at = mark[0], mark.start()
        if apart and depth == 0 and sign in {"(", "{"} and at > begin:
            slots.append(text[begin:at])
            begin = at
        depth += (sign == "(") - (sign == ")")
        if depth == 0 and sign == "|":
            return [text]
        if depth == 0 and sign == " " and not _QUANTIFIER.match(text, at + 1):
            slots.append(text[begin:at])
            begin = at + 1
    return [*slots, text[begin:]]


def _slot(written: str, vocabulary: Vocabulary) -> Slot | None:
    """One slot; None where it has no list of words."""
    if written not in vocabulary.slots:
        words = _slot_words(written, vocabulary)
        vocabulary.slots[written] = Slot(words, fsum(map(vocabulary.rate, words))) if words else None
    return vocabulary.slots[written]


def _slot_words(slot: str, vocabulary: Vocabulary) -> frozenset[str] | None:
    """The rarest word of each text a slot can be; None where there is no such list."""
    if _PLAIN.fullmatch(slot):
        return frozenset({slot})
    whole = vocabulary.classes.get(slot[1:-1]) if slot[:1] == "{" and slot[-1:] == "}" else None
    if whole and whole.expansions is None:
        return whole.required
    try:
        texts = _expanded(slot, vocabulary.classes)
    except _UnboundedError:
        return None
    words = frozenset(min(text.split() or [""], key=vocabulary.rate) for text in texts)
    return words if all(map(_closed_length, words)) else None


def _closed_length(word: str) -> int:
    """Letters of a word by which it can be looked up: all, or those before or behind what is open."""
    if OPEN not in word:
        return len(word) if word != "," else 0
    return max(len(word.split(OPEN, maxsplit=1)[0]), len(word.rsplit(OPEN, maxsplit=1)[-1]))


def _expanded(text: str, classes: Mapping[str, WordClass]) -> frozenset[str]:
    """Every text a part of a phrase can be.

    Raises:
        _UnboundedError: too many, or a sign outside the notation.
    """
    if (group := _ONE_GROUP.fullmatch(text)) is not None:  # most of them; quicker than token by token
        begin, branches, optional, end = group.groups()
        return frozenset(f"{begin}{branch}{end}" for branch in [*branches.split("|"), *([""] if optional else [])])
    tokens = _TOKEN.findall(text)
    expansions, end = _alternatives(tokens, 0, classes)
    if end < len(tokens):
        raise _UnboundedError(text)
    return expansions


def _alternatives(tokens: list[str], at: int, classes: Mapping[str, WordClass]) -> tuple[frozenset[str], int]:
    """What the tokens up to the end of a group can be, and where the group ends."""
    branches: set[str] = set()
    branch = frozenset({""})
    while at < len(tokens) and tokens[at] != ")":
        if tokens[at] == "|":
            branches |= branch
            branch, at = frozenset({""}), at + 1
            continue
        item, at = _item(tokens, at, classes)
        if len(branch) * len(item) > _MAX_EXPANSIONS:
            raise _UnboundedError
        branch = _joined(branch, item)
    return frozenset(branches | branch), at


def _joined(begins: frozenset[str], ends: frozenset[str]) -> frozenset[str]:
    """Every beginning with every end."""
    if begins == {""}:
        return ends
    return frozenset(begin + end for begin in begins for end in ends)


def _item(tokens: list[str], at: int, classes: Mapping[str, WordClass]) -> tuple[frozenset[str], int]:
    """What one character, class or group with its quantifier can be, and where it ends."""
    token = tokens[at]
    if token == "(":  # noqa: S105 - a bracket
        item, at = _alternatives(tokens, at + 1, classes)
        if at == len(tokens):
            raise _UnboundedError
    else:
        item = _single(token, classes)
    at += 1
    while at < len(tokens) and _QUANTIFIER.match(tokens[at]):
        item, at = _repeated(item, tokens[at]), at + 1
    return item, at


def _single(token: str, classes: Mapping[str, WordClass]) -> frozenset[str]:
    """What one token can be."""
    if token in {r"\S", r"\d"} or token[0] == "[":
        return frozenset({OPEN})
    if token[0] == "{" and token[1:-1] in classes:
        expansions = classes[token[1:-1]].expansions
        if expansions is None:
            raise _UnboundedError
        return expansions
    if token in {".", "^", "$"} or _QUANTIFIER.match(token) or (token[0] == "\\" and token[1].isalnum()):
        raise _UnboundedError
    return frozenset({token.removeprefix("\\") if len(token) == 2 else token})


def _repeated(item: frozenset[str], quantifier: str) -> frozenset[str]:
    """What a repeated item can be: its words that every match has, the rest open or left out."""
    if quantifier == "?":
        return item | {""}
    if not any(" " in text for text in item):
        return frozenset({OPEN}) if quantifier == "*" else frozenset(text + OPEN for text in item)
    if not all(text.endswith(" ") for text in item) and not all(text.startswith(" ") for text in item):
        raise _UnboundedError
    return frozenset({""}) if quantifier == "*" else item
