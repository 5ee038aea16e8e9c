"""Wordings of the app, looked up by how they begin or end."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Final

import msgspec

from unlike.readers.apps.whatsapp.spellings import cases, comparable, first_letter

_HOLES: Final = {
    "name": r"[^\n]+?",
    "number": r"\+?[\d\s().\-\u2010\u2011]+?",
    "file": r"[^\n]*\.\w{1,12}",
    "url": r"\S+",
    "any": r"[\s\S]*?",
}
_HOLE: Final = re.compile(r"\{(name|number|file|url|any)\}")
_EDGE_CHARS: Final = 3
"""Characters by which a phrase is found before it is compared as a whole."""


class AppPhrase(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """One wording: its key, and its text with placeholders."""

    key: str
    text: str

    @property
    def literals(self) -> list[str]:
        """The text between the placeholders; the first and last are empty where it begins or ends with one."""
        return _HOLE.split(self.text)[::2]


class AppPhraseIndex(msgspec.Struct, frozen=True):
    """Wordings in their comparable form.

    Attributes:
        whole: those without a placeholder.
        starts: by their first characters.
        ends: by their last characters, where they begin with a placeholder.
        inside: by a literal that many have in common, with the longest literal of each.
    """

    whole: dict[str, AppPhrase]
    starts: dict[str, tuple[AppPhrase, ...]]
    ends: dict[str, tuple[AppPhrase, ...]]
    inside: dict[str, tuple[tuple[str, AppPhrase], ...]]

    @classmethod
    def of(cls, wordings: Iterable[AppPhrase]) -> AppPhraseIndex:
        """The index of some wordings."""
        whole: dict[str, AppPhrase] = {}
        starts: dict[str, list[AppPhrase]] = defaultdict(list)
        ends: dict[str, list[AppPhrase]] = defaultdict(list)
        inside: list[tuple[list[str], AppPhrase]] = []
        for phrase in wordings:
            literals = [comparable(literal) for literal in phrase.literals]
            first, last = literals[0], literals[-1]
            if len(literals) == 1:
                whole.setdefault(first, phrase)
            elif len(first) >= _EDGE_CHARS:
                starts[_start(first)].append(phrase)
            elif len(last) >= _EDGE_CHARS:
                ends[_end(last)].append(phrase)
            else:
                inside.append(([_without_first_letter(literal) for literal in literals], phrase))
        return cls(whole, _frozen(starts), _frozen(ends), _by_common_literal(inside))

    def find(self, text: str) -> tuple[AppPhrase, dict[str, str]] | None:
        """The wording a text is, and what stands at its placeholders `file` and `any`.

        Args:
            text: without marks, with ordinary spaces; in any Unicode form and case of its first letter.
        """
        key = comparable(text)
        if key in self.whole:
            return self.whole[key], {}
        for phrase in self._candidates(key):
            match = _compiled(phrase).fullmatch(key)
            if match:
                return phrase, match.groupdict()
        return None

    def all(self) -> Iterator[AppPhrase]:
        """All wordings of the index."""
        yield from self.whole.values()
        for group in (*self.starts.values(), *self.ends.values()):
            yield from group
        yield from (phrase for group in self.inside.values() for _, phrase in group)

    def _candidates(self, key: str) -> Iterator[AppPhrase]:
        yield from self.starts.get(_start(key), ())
        yield from self.ends.get(_end(key), ())
        for common, group in self.inside.items():
            if common in key:
                yield from (phrase for anchor, phrase in group if anchor in key)


def pattern_of_wording(wording: str, *, any_case: bool = False) -> re.Pattern[str]:
    """A wording as a pattern for the whole text; a placeholder that stands twice is caught the last time.

    Args:
        wording: literal text with placeholders.
        any_case: the first letter of every literal may be small or capital; else only that of the whole wording.
    """
    pieces = _HOLE.split(wording)
    last_place = {name: place for place, name in enumerate(pieces) if place % 2}
    patterns = [
        (f"(?P<{piece}>{_HOLES[piece]})" if last_place[piece] == place else f"(?:{_HOLES[piece]})")
        if place % 2
        else _literal(piece, any_case=any_case or not place)
        for place, piece in enumerate(pieces)
    ]
    return re.compile("".join(patterns))


@cache  # asked of each wording for every file
def firm_part(wording: str) -> str:
    """The longest piece that stands as it is in each text that `pattern_of_wording` matches."""
    return max((_without_first_letter(comparable(literal)) for literal in _HOLE.split(wording)[::2]), key=len)


@cache
def _compiled(phrase: AppPhrase) -> re.Pattern[str]:
    return pattern_of_wording(phrase.text, any_case=phrase.key != "system")


def _literal(text: str, *, any_case: bool) -> str:
    """A literal part of a wording as a pattern for comparable text."""
    key = comparable(text) if any_case else comparable("a" + text)[1:]  # only a first letter is made small
    place = first_letter(key) if any_case else None
    if place is None:
        return re.escape(key)
    return f"{re.escape(key[:place])}[{re.escape(cases(key[place]))}]{re.escape(key[place + 1 :])}"


def _start(key: str) -> str:
    return key[:_EDGE_CHARS].casefold()


def _end(key: str) -> str:
    return key[-_EDGE_CHARS:].casefold()


def _without_first_letter(literal: str) -> str:
    place = first_letter(literal)
    return literal if place is None else literal[place + 1 :]


def _by_common_literal(
    wordings: Iterable[tuple[list[str], AppPhrase]],
) -> dict[str, tuple[tuple[str, AppPhrase], ...]]:
    """Wordings with their longest literal, by the literal that most of them have in common."""
    listed = list(wordings)
    frequency = Counter(literal for literals, _ in listed for literal in set(literals) if literal)
    groups: dict[str, list[tuple[str, AppPhrase]]] = defaultdict(list)
    for literals, phrase in listed:
        common = max(filter(None, literals), key=lambda literal: (frequency[literal], len(literal)))
        groups[common].append((max(literals, key=len), phrase))
    return {common: tuple(group) for common, group in groups.items()}


def _frozen(groups: Mapping[str, list[AppPhrase]]) -> dict[str, tuple[AppPhrase, ...]]:
    return {edge: tuple(group) for edge, group in groups.items()}
