"""Texts that a phrase spells out, by the notation alone: see `unlike/text/phrases/README.md`."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

_TOKEN: Final = re.compile(r"\{\d+(?:,\d*)?\}|\{\w+\}|\[[^\]]*\]|\\.|\.\.|.", re.DOTALL)
_NOTATION: Final = re.compile(r"[^\w\s&]")
_DRAWS: Final = 4
Choice = Callable[[int], int]


def _first(size: int) -> int:
    del size
    return 0


def _last(size: int) -> int:
    return size - 1


@dataclass(frozen=True, slots=True)
class PhraseTexts:
    """Draws texts of phrases.

    Attributes:
        classes: the phrases of each word class.
        filler: a word for any that may stand in a gap.
        letters: what stands for any rest of a word.
    """

    classes: Mapping[str, Sequence[str]]
    filler: str
    letters: str

    def of(self, phrase: str) -> list[str]:
        """Some texts: all that may be missing left out, all of it there, and some drawn by chance."""
        if not _NOTATION.search(phrase):
            return [phrase]
        chance = random.Random(phrase)  # noqa: S311 - no secret
        choices: list[Choice] = [_first, _last, *[chance.randrange] * _DRAWS]
        return sorted({self._text(phrase, choice) for choice in choices})

    def _text(self, phrase: str, choice: Choice) -> str:
        """One text; `choice` says which of so many ways each part takes, the first of which is to be missing."""
        return self._alternatives(_TOKEN.findall(phrase), choice)

    def _alternatives(self, tokens: list[str], choice: Choice) -> str:
        """A text of the tokens up to the end of a group, which are taken off."""
        branches = [""]
        while tokens and (token := tokens.pop(0)) != ")":
            if token == "|":
                branches.append("")
            else:
                atom = self._alternatives(tokens, choice) if token == "(" else self._sign(token, choice)
                branches[-1] += self._repeated(atom, tokens, choice)
        return branches[choice(len(branches))]

    def _repeated(self, atom: str, tokens: list[str], choice: Choice) -> str:
        """An atom as often as its quantifiers say."""
        while tokens and (tokens[0] in "?*+" or re.match(r"\{\d", tokens[0])):
            quantifier = tokens.pop(0)
            if quantifier in "?*":
                atom *= choice(2)
            elif quantifier != "+":
                atom *= int(quantifier[1:-1].split(",")[0])
        return atom

    def _sign(self, token: str, choice: Choice) -> str:
        """What one sign, gap or class of the notation is."""
        if token == "..":
            return f"{self.filler} " * choice(2)
        if token == "~":
            return "," * choice(2)
        if token[0] == "{":
            listed = self.classes[token[1:-1]]
            return self._text(listed[choice(len(listed))], choice)
        if token[0] == "[":
            return token[1]
        return {r"\d": "7", r"\S": self.letters}.get(token, token)
