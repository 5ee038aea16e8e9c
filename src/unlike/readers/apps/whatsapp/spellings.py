"""Spellings of the app's words: Unicode forms, case of the first letter, and joiners that nobody sees."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from functools import cache
from typing import Final

_JOINERS: Final = {0x200C: None, 0x200D: None}
"""Characters that part or join letters: files have them or not, and nobody sees which."""

_STRAIGHT: Final = dict.fromkeys(map(ord, "‘’ʻʼ׳"), "'")
"""Apostrophes of many shapes, and the one that stands for them all."""

_IGNORED: Final = _JOINERS | _STRAIGHT

_FIRST_UNCOMPOSED: Final = "\u0590"
"""First character of the scripts whose letters Unicode leaves in two parts."""

_TURKISH_I: Final = {"İ": "i", "ı": "i"}


def comparable(text: str) -> str:
    """A text in the form in which two spellings of the same words are equal."""
    composed = text if text.isascii() else unicodedata.normalize("NFC", text.translate(_IGNORED))
    place = first_letter(composed)
    return composed if place is None else composed[:place] + _lower(composed[place]) + composed[place + 1 :]


def with_straight_apostrophes(text: str) -> str:
    """A text of the same length with one shape of apostrophe."""
    return text.translate(_STRAIGHT)


def first_letter(text: str) -> int | None:
    """The place of the first letter; None where there is none."""
    if text[:1].isalpha():
        return 0
    return next((place for place, character in enumerate(text) if character.isalpha()), None)


@cache
def cases(letter: str) -> str:
    """All letters that count as the same at the beginning of a phrase."""
    letters = {letter, letter.lower(), letter.upper(), letter.title(), *_TURKISH_I, "i", "I"}
    return "".join(sorted(each for each in letters if len(each) == 1 and _lower(each) == _lower(letter)))


def spellings(text: str) -> frozenset[str]:
    """A text in all the forms in which it may stand in a file, for a comparison by bytes."""
    place = first_letter(text)
    cased = {text}
    if place is not None:
        cased |= {text[:place] + letter + text[place + 1 :] for letter in cases(text[place])}
    if text.isascii() and "'" not in text and all(map(str.isascii, cased)):
        return frozenset(cased)
    cased |= {each.translate(_JOINERS) for each in cased} | {each.translate(_IGNORED) for each in cased}
    cased |= {each.replace("'", "’") for each in cased}
    return frozenset(form(each) for each in cased for form in _FORMS)


def _lower(letter: str) -> str:
    low = _TURKISH_I.get(letter) or letter.lower()
    return low if len(low) == 1 else letter


def _same(text: str) -> str:
    return text


def _composed(text: str) -> str:
    return unicodedata.normalize("NFC", text)


def _decomposed(text: str) -> str:
    return unicodedata.normalize("NFD", text)


def _half_decomposed(text: str) -> str:
    """Letters with two marks without the last one, as some keyboards write Vietnamese."""
    return _composed(text).translate(_ONE_STEP)


def _fully_composed(text: str) -> str:
    """Letters that Unicode never composes, composed all the same: the nukta of Indian scripts, Hebrew points."""
    if max(text, default="") < _FIRST_UNCOMPOSED or _second_parts().isdisjoint(text):
        return text
    for parts, letter in _uncomposed().items():
        text = text.replace(parts, letter)
    return text


def _parts(letter: str) -> str | None:
    """What a letter is made of, one step deep; None where it is whole."""
    mapping = unicodedata.decomposition(letter)
    return "".join(chr(int(code, 16)) for code in mapping.split()) if mapping and mapping[0] != "<" else None


class _OneStep(dict[int, str]):
    """What letters are made of, one step deep, by their numbers; each is looked up once."""

    def __missing__(self, number: int) -> str:
        parts = self[number] = _parts(chr(number)) or chr(number)
        return parts


_ONE_STEP: Final = _OneStep()


@cache
def _uncomposed() -> dict[str, str]:
    """Letters of two parts that the composed form leaves in two."""
    letters = map(chr, range(ord(_FIRST_UNCOMPOSED), 0x10000))
    parts = ((_parts(letter), letter) for letter in letters if unicodedata.normalize("NFC", letter) != letter)
    return {written: letter for written, letter in parts if written and len(written) == 2}


@cache
def _second_parts() -> frozenset[str]:
    """Last characters of what `_uncomposed` composes; a text without any of them stays as it is."""
    return frozenset(parts[1] for parts in _uncomposed())


_FORMS: Final[tuple[Callable[[str], str], ...]] = (
    _same,
    _composed,
    _decomposed,
    _half_decomposed,
    _fully_composed,
)
