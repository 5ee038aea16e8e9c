"""Names of people replaced in words that are passed on, also where a part of a name stands, or more is attached."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final
from unicodedata import category, normalize

from unlike.core.phone_spellings import PhoneNumber, phone_number
from unlike.presentation.sanitise import paragraphs, sanitise
from unlike.presentation.sentences.interface.report_text import person_pseudonym

_LEFT_OUT: Final = "…"
_MIN_PART_LETTERS: Final = 3
"""Letters of a part behind the first one; shorter ones are particles."""
_GIVEN_NAME_PLACES: Final = {3: 1, 4: 2}
"""Where the given name begins in a Chinese or Korean name, by its number of signs."""
_SYLLABLES: Final = re.compile("[\u4e00-\u9fff\uac00-\ud7a3]+")
_UMLAUTS: Final[dict[str, str | int | None]] = {"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa", "ß": "ss"}
_NO_LETTER_BEFORE, _NO_LETTER_BEHIND = r"(?<![^\W_])", r"(?=s?(?![^\W_]))"  # an "s" is a genitive


@dataclass(frozen=True)
class NameReplacement:
    """Replaces names of people, and titles of chats, in words.

    Attributes:
        people: what stands in the place of each person's name, and of any part of it.
        titles: what stands in the place of a title as a whole.
    """

    people: Mapping[str, str]
    titles: Mapping[str, str] = field(default_factory=dict)

    def replace(self, text: str) -> str:
        """Return words with names replaced, without invisible characters, in which a name could hide."""
        visible = normalize("NFC", "\n".join(paragraphs(text)))
        if self._pattern is None:
            return visible
        return self._pattern.sub(lambda match: self._alias(match.group()), visible)

    def _alias(self, written: str) -> str:
        """What stands in the place of a spelling."""
        alias = self._aliases.get(_folded(written))
        number = phone_number(written) if alias is None else None
        if number is None:
            return alias or _LEFT_OUT
        return next((alias for other, alias in self._phone_numbers.items() if number.is_same(other)), _LEFT_OUT)

    @cached_property
    def _spellings(self) -> Mapping[str, str]:
        """What is looked for, and what stands in its place; what several people share is nobody's."""
        spellings = {_clean(name): alias for name, alias in (*self.titles.items(), *self.people.items())}
        shared: dict[str, set[str]] = {}
        for name, alias in self.people.items():
            for part in _name_parts(_clean(name)):
                shared.setdefault(_folded(part), set()).add(alias)
        for name in self.people:
            for part in _name_parts(_clean(name)):
                aliases = shared[_folded(part)]
                spellings.setdefault(part, next(iter(aliases)) if len(aliases) == 1 else person_pseudonym(""))
        return {spelling: alias for spelling, alias in spellings.items() if len(spelling) > 1}

    @cached_property
    def _phone_numbers(self) -> Mapping[PhoneNumber, str]:
        """Numbers that stand in the place of names, as for people who are not in the address book."""
        numbers = {
            phone_number(_clean(name).lstrip("~ ")): alias
            for name, alias in (*self.titles.items(), *self.people.items())
        }
        return {number: alias for number, alias in numbers.items() if number}

    @cached_property
    def _aliases(self) -> Mapping[str, str]:
        return {
            _folded(written): alias
            for spelling, alias in self._spellings.items()
            for written in (spelling, spelling.casefold().translate(str.maketrans(_UMLAUTS)))
        }

    @cached_property
    def _pattern(self) -> re.Pattern[str] | None:
        numbers = sorted(self._phone_numbers, key=lambda number: len(number.digits), reverse=True)
        names = map(_spelling_pattern, sorted(self._spellings, key=len, reverse=True))
        patterns = "|".join((*(number.pattern() for number in numbers), *names))
        return re.compile(patterns, re.IGNORECASE) if patterns else None


def _clean(name: str) -> str:
    return normalize("NFC", sanitise(name))


def _name_parts(name: str) -> Iterator[str]:
    """Words of a name: its first one, and others unless they are short or begin with a small letter."""
    words = _letter_runs(name)
    for place, word in enumerate(words):
        if place == 0 or (len(word) >= _MIN_PART_LETTERS and not word[0].islower()):
            yield word
        if _SYLLABLES.fullmatch(word) and len(word) in _GIVEN_NAME_PLACES:
            yield word[_GIVEN_NAME_PLACES[len(word)] :]


def _letter_runs(name: str) -> list[str]:
    """Runs of letters with their marks, without signs, digits and pictures."""
    return "".join(sign if category(sign)[0] in "LM" else " " for sign in name).split()


def _spelling_pattern(spelling: str) -> str:
    """Pattern of a spelling with or without its accents.

    Scripts without capital letters write names and other words together, so that there a name has no edge.
    """
    before = _NO_LETTER_BEFORE if _has_edge(spelling[0]) else ""
    behind = _NO_LETTER_BEHIND if _has_edge(spelling[-1]) else ""
    return f"{before}{''.join(map(_letter_pattern, spelling))}{behind}"


def _has_edge(letter: str) -> bool:
    return letter.isdecimal() or letter.upper() != letter.lower()


def _letter_pattern(letter: str) -> str:
    if letter == " ":
        return r"[\s._-]*"  # as in an address of mail
    spellings = dict.fromkeys((letter, normalize("NFD", letter)[0], str(_UMLAUTS.get(letter.lower(), letter))))
    return re.escape(letter) if len(spellings) == 1 else f"(?:{_alternatives(spellings)})"


def _alternatives(spellings: Iterable[str]) -> str:
    return "|".join(re.escape(spelling) for spelling in sorted(spellings, key=len, reverse=True))


def _folded(text: str) -> str:
    """Letters without case, accents, spaces and what may stand in their place."""
    letters = (sign for sign in normalize("NFD", text.casefold()) if category(sign) != "Mn")
    return re.sub(r"[\s._-]+", "", "".join(letters))
