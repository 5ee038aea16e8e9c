"""The phrases of a language, read from `phrases/*.toml` and turned into expressions."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Final

_WORD: Final = "[a-z0-9&]"
_GAP: Final = f"(?:{_WORD}+ ){{0,3}}"
_NEVER: Final = "[^ -~]"  # plain text has nothing outside these


@dataclass(frozen=True, slots=True)
class PhraseList:
    """Some phrases as an expression.

    Attributes:
        source: an alternation for whole words of plain text, without look-around; it takes the space before them.
    """

    source: str

    @property
    def anywhere(self) -> str:
        """For a quick look: whether one of them is in the text at all."""
        return f"{self.source} "

    def compiled(self) -> re.Pattern[str]:
        """For a close look: one match a phrase, which leaves the space after it to the next."""
        return _compiled(self.source)


@cache
def _compiled(source: str) -> re.Pattern[str]:
    return re.compile(f"{source}(?= )")


def expression(listed: str, words: Mapping[str, str] | None = None) -> str:
    """What a list of phrases means: see `phrases/README.md`.

    Args:
        listed: phrases between commas or line breaks.
        words: word classes by their name, for `{name}`.
    """
    alternatives = "|".join(phrase_expression(written, words or {}) for written in bare_phrases(listed))
    return f"(?:{alternatives or _NEVER})"


def bare_phrases(listed: str) -> list[str]:
    """The phrases of a list, without accents."""
    return [_bare(written) for written in re.split(r"[,\n]", listed) if written.strip()]


def phrase_expression(written: str, words: Mapping[str, str]) -> str:
    """What one phrase of `bare_phrases` means, with the word classes in it."""
    meaning = written.replace("(", "(?:").replace(".. ", _GAP).replace("~ ", " (?:, )?").replace(r"\S", _WORD)
    for name, alternatives in words.items():
        meaning = meaning.replace(f"{{{name}}}", alternatives)
    return meaning


def phrases(listed: str, words: Mapping[str, str] | None = None) -> PhraseList:
    """The same, with the space before."""
    return PhraseList(f" {expression(listed, words)}")


def word_classes(table: Mapping[str, str]) -> dict[str, str]:
    """Word classes, in order: a later one may use the earlier ones."""
    meanings: dict[str, str] = {}
    for name, listed in table.items():
        meanings[name] = expression(listed, meanings)
    return meanings


def _bare(written: str) -> str:
    """One phrase: accents off, and no gap at either end."""
    bare = written.strip()
    if not bare.isascii():
        parts = unicodedata.normalize("NFD", bare.replace("ß", "ss").replace("œ", "oe"))
        bare = "".join(sign for sign in parts if not unicodedata.combining(sign))
    return re.sub(r"^\.\. | \.\.$", "", bare)


@cache
def table(name: str) -> Mapping[str, Any]:
    """One file of `phrases/`."""
    path = files("unlike.text").joinpath("phrases", f"{name}.toml")
    return tomllib.loads(path.read_text(encoding="utf-8"))
