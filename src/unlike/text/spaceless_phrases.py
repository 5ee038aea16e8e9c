"""Phrases of languages that are written without spaces, in the notation of the others.

Each character becomes a word with a space before it (see `script_letters`), so that optional parts and alternatives
stand where they are written: `头(很)?疼` is the word 头, perhaps the word 很, and the word 疼. Of a character that has
traditional forms each form fits.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any, Final

from unlike.text.script_letters import character_code, is_character

SPACE: Final = "\N{OPEN BOX}"
"""The space before a word, which stays where a phrase begins with it."""
WIDE_GAP: Final = "\N{HORIZONTAL ELLIPSIS}"
"""Up to six characters between: what `..` becomes."""
COMMA: Final = "\N{BROKEN BAR}"
"""A comma that may stand between: what `~` becomes."""
TRADITIONAL: Final = "traditional_characters.txt"
"""The file of characters with their traditional forms."""
_LANGUAGES: Final = frozenset({"ja", "zh"})
_WORD: Final = re.compile(r"(?:[a-z0-9&]|\\d[+*]?)+|\\S[+*]?")
_SIGN: Final = re.compile(rf"\{{\w+\}}|\.\.|~|{_WORD.pattern}|[()|?+*]|\s+|.", re.DOTALL)
_QUANTIFIED: Final = re.compile(r"([^\x00-\x7f])([?+*])")
_AS_WRITTEN: Final = re.compile(r"\{\w+\}|[()|?+*]")
_RAW: Final = re.compile(r"\w+_hints|apostrophe")
_PHRASE_END: Final = re.compile(r"([,\n])")


def is_spaceless(language: str) -> bool:
    """Whether a language is written without spaces between its words."""
    return language in _LANGUAGES


def spaced(table: Mapping[str, Any]) -> dict[str, Any]:
    """A file of phrases in the notation of the other languages, every word with a space before it."""
    return {name: value if _RAW.fullmatch(name) else _spaced(value) for name, value in table.items()}


def _spaced(value: str | list[str] | Mapping[str, Any]) -> str | list[str] | dict[str, Any]:
    """The same of a table, a list of phrases, or a string of them."""
    if isinstance(value, Mapping):
        return spaced(value)
    return list(map(_listed, value)) if isinstance(value, list) else _listed(value)


def _listed(phrases: str) -> str:
    """The same of phrases between commas or line breaks."""
    return "".join(_phrase(part) if at % 2 == 0 else part for at, part in enumerate(_PHRASE_END.split(phrases)))


def _phrase(written: str) -> str:
    """One phrase.

    Raises:
        ValueError: it has a sign that is not of the notation.
    """
    normal = unicodedata.normalize("NFKC", written.strip())
    return "".join(map(_sign, _SIGN.findall(_QUANTIFIED.sub(r"(\1)\2", normal))))


@cache
def _sign(sign: str) -> str:
    """One sign, word, gap or class of the notation."""
    if sign.isspace():
        return ""
    if sign in {"..", "~"}:
        return WIDE_GAP if sign == ".." else COMMA
    if _AS_WRITTEN.fullmatch(sign):
        return sign
    if is_character(sign):
        return _any_form(sign)
    if _WORD.fullmatch(sign):
        return f"{SPACE}{sign}"
    message = f"{sign!r} is no sign that a phrase can have"
    raise ValueError(message)


def _any_form(character: str) -> str:
    """The word of a character, or of one of its traditional forms."""
    words = [f"{SPACE}{character_code(form)}" for form in (character, *_traditional_forms().get(character, ""))]
    return words[0] if len(words) == 1 else f"({'|'.join(words)})"


@cache
def _traditional_forms() -> Mapping[str, str]:
    """Characters with the forms they have in Taiwan and Hong Kong."""
    written = files("unlike.text").joinpath(TRADITIONAL).read_text(encoding="utf-8")
    return {pair[0]: pair[1:] for pair in written.split("\n", maxsplit=1)[1].split()}
