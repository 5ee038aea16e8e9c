"""The phrases of a language, read from `phrases/` and turned into expressions."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from itertools import takewhile
from typing import Any, Final

from unlike.text.normalise import plain_letters
from unlike.text.optional_parts import with_own_spaces
from unlike.text.spaceless_phrases import COMMA, SPACE, WIDE_GAP, is_spaceless, spaced

_WORD: Final = "[a-z0-9&]"
_GAP_AT_END: Final = re.compile(r"^\.\. | \??(?:\.\.)?$")
_GAP: Final = f"(?:{_WORD}+ ){{0,3}}"
_NEVER: Final = "[^ -~]"  # plain text has nothing outside these
_MARKS: Final = {WIDE_GAP: f"(?: {_WORD}+){{0,6}}", COMMA: "(?: ,)?"}
_CODE: Final = 2  # letters of a language's code


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
    for mark, expression in _MARKS.items():
        meaning = meaning.replace(mark, expression)
    for name, alternatives in words.items():
        meaning = meaning.replace(f"{{{name}}}", alternatives)
    return meaning


def phrases(listed: str, words: Mapping[str, str] | None = None, *, lead: str = " ") -> PhraseList:
    """The same, with the space before.

    Args:
        listed: phrases between commas or line breaks.
        words: word classes by their name.
        lead: see `lead_of`.
    """
    return PhraseList(f"{lead}{expression(listed, words)}")


def lead_of(language: str) -> str:
    """The space before a phrase; empty where each of the language's words has its own."""
    return "" if is_spaceless(language) else " "


def word_classes(table: Mapping[str, str]) -> dict[str, str]:
    """Word classes, in order: a later one may use the earlier ones."""
    meanings: dict[str, str] = {}
    for name, listed in table.items():
        meanings[name] = expression(listed, meanings)
    return meanings


def _bare(written: str) -> str:
    """One phrase: accents off, no gap at either end, and with each part that may be missing the space beside it."""
    bare = _GAP_AT_END.sub("", plain_letters(written.strip()))
    return with_own_spaces(bare).replace(SPACE, " ")


@cache
def languages() -> tuple[str, ...]:
    """The codes of the languages that phrases are there for."""
    folders = files("unlike.text").joinpath("phrases").iterdir()
    return tuple(sorted(folder.name for folder in folders if folder.is_dir() and len(folder.name) == _CODE))


@cache
def apostrophe_of(language: str) -> str:
    """What stands for an apostrophe in a language's plain texts."""
    with _file(language, "topics").open(encoding="utf-8") as lines:
        before_tables = "".join(takewhile(lambda line: not line.startswith("["), lines))
    return str(tomllib.loads(before_tables).get("apostrophe", ""))


@cache
def table(language: str, name: str) -> Mapping[str, Any]:
    """One file of `phrases/`: `topics`, `concerns`, `rituals` or `plans` of a language."""
    written = tomllib.loads(_file(language, name).read_text(encoding="utf-8"))
    return spaced(written) if is_spaceless(language) else written


def _file(language: str, name: str) -> Traversable:
    return files("unlike.text").joinpath("phrases", language, f"{name}.toml")
