"""Grammars: sentences from small parts, chosen near a wanted length.

A template holds `{symbol}` for one of that symbol's templates and `[a|b|]` for one of the parts between the bars,
which may be empty. Templates are compiled once; a sentence then costs a few microseconds.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any, Final

Draw = Callable[[], float]
"""Uniform numbers in [0, 1), one a call."""

_PIECE: Final = re.compile(r"\{(\w+)\}|\[([^\[\]]*)\]")
_LONGEST: Final = 30
_ENOUGH: Final = 7


@dataclass(frozen=True, slots=True)
class Choice:
    """One of several sequences of parts.

    Attributes:
        options: each a sequence of plain strings and further choices.
        spaces: expected number of spaces.
    """

    options: tuple[tuple[str | Choice, ...], ...]
    spaces: float


@dataclass(frozen=True, slots=True)
class SentenceBank:
    """The templates of one intent, and which of them fit a wanted number of words.

    Attributes:
        fitting: for 0, 1, 2 … wanted words, the templates to choose from.
        most: expected words of the longest template.
    """

    fitting: tuple[tuple[tuple[str | Choice, ...], ...], ...]
    most: float


@dataclass(frozen=True, slots=True)
class SentenceGrammar:
    """A language's templates: `banks` by intent or `topic.intent`, and the plain lists of its other tables."""

    banks: Mapping[str, SentenceBank]
    topics: tuple[str, ...]
    lists: Mapping[str, Any]

    def say(self, intent: str, words: float, draw: Draw, turn: float | None = None) -> str:
        """One sentence of an intent, about that long.

        Args:
            intent: "react", or "kitchen.tell".
            words: wanted number of words; the nearest templates are taken where none is that short or long.
            draw: where chance comes from.
            turn: in [0, 1), which of the templates to take; None leaves it to chance.
        """
        fitting = self.banks[intent].fitting
        options = fitting[min(int(words + 0.5), len(fitting) - 1)]
        chosen = options[int((draw() if turn is None else turn) * len(options))]
        return " ".join(_expand(chosen, draw).split()).replace(" ,", ",")


@cache
def load(language: str) -> SentenceGrammar:
    """The grammar of "en" or "de", from the package's data."""
    name = {"en": "english.toml", "de": "german.toml"}[language]
    tables = tomllib.loads(resources.files(__package__).joinpath(name).read_text("utf-8"))
    return compiled(tables)


def compiled(tables: Mapping[str, Any]) -> SentenceGrammar:
    """A grammar from the tables `words`, `any` and `topics`; every other table is handed on as it is.

    Raises:
        KeyError: a template names a symbol that is not in `words`.
        RecursionError: a symbol leads back to itself.
    """
    symbols = cache(lambda name: _choice(tables["words"][name], symbols))
    topics = tables.get("topics", {})
    intents = {**tables["any"], **{f"{t}.{i}": v for t, table in topics.items() for i, v in table.items()}}
    banks = {name: _bank(templates, symbols) for name, templates in intents.items()}
    rest = {name: table for name, table in tables.items() if name not in {"any", "topics", "words"}}
    return SentenceGrammar(banks, tuple(topics), rest)


def _bank(templates: Sequence[str], symbols: Callable[[str], Choice]) -> SentenceBank:
    made = [_sequence(template, symbols) for template in templates]
    lengths = [_words(sequence) for sequence in made]
    fitting = tuple(_fitting(made, lengths, wanted) for wanted in range(_LONGEST))
    return SentenceBank(fitting, max(lengths))


def _fitting(
    made: Sequence[tuple[str | Choice, ...]], lengths: Sequence[float], wanted: int
) -> tuple[tuple[str | Choice, ...], ...]:
    """Templates whose expected length is within a third of what is wanted, or else the nearest few."""
    order = sorted(range(len(made)), key=lambda at: abs(lengths[at] - wanted))
    near = [at for at in order if abs(lengths[at] - wanted) <= max(0.6, wanted / 3)]
    return tuple(made[at] for at in (near if len(near) >= _ENOUGH else order[:_ENOUGH]))


def _choice(templates: Sequence[str], symbols: Callable[[str], Choice]) -> Choice:
    options = tuple(_sequence(template, symbols) for template in templates)
    return Choice(options, sum(map(_spaces, options)) / len(options))


def _sequence(template: str, symbols: Callable[[str], Choice]) -> tuple[str | Choice, ...]:
    """A template's parts; brackets become choices, braces the symbol's own."""
    parts: list[str | Choice] = []
    end = 0
    for found in _PIECE.finditer(template):
        parts.append(template[end : found.start()])
        symbol, inner = found.groups()
        parts.append(symbols(symbol) if symbol else _choice(inner.split("|"), symbols))
        end = found.end()
    parts.append(template[end:])
    return tuple(part for part in parts if part != "")


def _words(sequence: Sequence[str | Choice]) -> float:
    """Expected words of a sequence: one more than its spaces."""
    return 1 + _spaces(sequence)


def _spaces(sequence: Sequence[str | Choice]) -> float:
    return sum(part.count(" ") if isinstance(part, str) else part.spaces for part in sequence)


def _expand(sequence: Sequence[str | Choice], draw: Draw) -> str:
    said = ""
    for part in sequence:
        if isinstance(part, str):
            said += part
        else:
            said += _expand(part.options[int(draw() * len(part.options))], draw)
    return said
