"""Grammars that make sentences from small parts, with templates chosen near a wanted length.

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
"""Source of uniform numbers in [0, 1), one a call."""
Parts = tuple["str | Choice", ...]
"""A template: plain strings and choices, one after another."""

_PLACEHOLDER: Final = re.compile(r"\{(\w+)\}|\[([^\[\]]*)\]")
_MAX_WANTED_WORDS: Final = 30
_MIN_TEMPLATES: Final = 7
"""Templates to choose from for each wanted length, at least."""


@dataclass(frozen=True, slots=True)
class Choice:
    """Choice of one of several templates.

    Attributes:
        options: the templates.
        spaces: expected number of spaces.
    """

    options: tuple[Parts, ...]
    spaces: float


@dataclass(frozen=True, slots=True)
class SentenceBank:
    """Templates of one intent by the number of words that is wanted.

    Attributes:
        by_words: for 0, 1, 2 … wanted words, the templates to choose from.
        max_words: expected words of the longest template.
    """

    by_words: tuple[tuple[Parts, ...], ...]
    max_words: float


@dataclass(frozen=True, slots=True)
class SentenceGrammar:
    """Grammar of a language.

    Attributes:
        banks: sentences by intent, or by `topic.intent`.
        topics: names of the topics.
        tables: the other tables of the data file, as they are: names, sayings, emoji, scripts.
    """

    banks: Mapping[str, SentenceBank]
    topics: tuple[str, ...]
    tables: Mapping[str, Any]

    def sentence(self, intent: str, words: float, draw: Draw, template: float | None = None) -> str:
        """Make one sentence of an intent, of about a number of words.

        Args:
            intent: "react", or "kitchen.tell".
            words: wanted number of words; the nearest templates are taken where none is that short or long.
            draw: source of random numbers.
            template: number in [0, 1) that chooses the template; None to draw it.
        """
        by_words = self.banks[intent].by_words
        options = by_words[min(int(words + 0.5), len(by_words) - 1)]
        parts = options[int((draw() if template is None else template) * len(options))]
        return " ".join(_expand_template(parts, draw).split()).replace(" ,", ",")


@cache
def load_grammar(language: str) -> SentenceGrammar:
    """Load the grammar of "en" or "de" from the package's data."""
    name = {"en": "english.toml", "de": "german.toml"}[language]
    return compile_grammar(tomllib.loads(resources.files(__package__).joinpath(name).read_text("utf-8")))


def compile_grammar(tables: Mapping[str, Any]) -> SentenceGrammar:
    """Compile a grammar from the tables `words`, `any` and `topics`; all other tables are kept as they are.

    Raises:
        KeyError: a template names a symbol that is not in `words`.
        RecursionError: a symbol leads back to itself.
    """
    symbols = cache(lambda name: _compile_choice(tables["words"][name], symbols))
    topics = tables.get("topics", {})
    by_topic = {f"{topic}.{name}": value for topic, table in topics.items() for name, value in table.items()}
    banks = {intent: _sentence_bank(templates, symbols) for intent, templates in {**tables["any"], **by_topic}.items()}
    others = {name: table for name, table in tables.items() if name not in {"any", "topics", "words"}}
    return SentenceGrammar(banks, tuple(topics), others)


def _sentence_bank(templates: Sequence[str], symbols: Callable[[str], Choice]) -> SentenceBank:
    compiled = [_compile_template(template, symbols) for template in templates]
    lengths = [_expected_words(parts) for parts in compiled]
    by_words = tuple(_nearest_templates(compiled, lengths, word_count) for word_count in range(_MAX_WANTED_WORDS))
    return SentenceBank(by_words, max(lengths))


def _nearest_templates(templates: Sequence[Parts], lengths: Sequence[float], wanted_words: int) -> tuple[Parts, ...]:
    """Templates whose expected length is within a third of the wanted one, or else the nearest few."""
    order = sorted(range(len(templates)), key=lambda index: abs(lengths[index] - wanted_words))
    near_indices = [index for index in order if abs(lengths[index] - wanted_words) <= max(0.6, wanted_words / 3)]
    return tuple(
        templates[index] for index in (near_indices if len(near_indices) >= _MIN_TEMPLATES else order[:_MIN_TEMPLATES])
    )


def _compile_choice(templates: Sequence[str], symbols: Callable[[str], Choice]) -> Choice:
    options = tuple(_compile_template(template, symbols) for template in templates)
    return Choice(options, sum(map(_expected_spaces, options)) / len(options))


def _compile_template(template: str, symbols: Callable[[str], Choice]) -> Parts:
    """Split a template into parts; brackets become choices, braces the symbol's own."""
    parts: list[str | Choice] = []
    end = 0
    for match in _PLACEHOLDER.finditer(template):
        parts.append(template[end : match.start()])
        symbol, alternatives = match.groups()
        parts.append(symbols(symbol) if symbol else _compile_choice(alternatives.split("|"), symbols))
        end = match.end()
    parts.append(template[end:])
    return tuple(part for part in parts if part != "")


def _expected_words(parts: Parts) -> float:
    """Expected words of a template: one more than its spaces."""
    return 1 + _expected_spaces(parts)


def _expected_spaces(parts: Parts) -> float:
    return sum(part.count(" ") if isinstance(part, str) else part.spaces for part in parts)


def _expand_template(parts: Parts, draw: Draw) -> str:
    """Expand a template to a text, with a random option for each choice."""
    text = ""
    for part in parts:
        if isinstance(part, str):
            text += part
        else:
            text += _expand_template(part.options[int(draw() * len(part.options))], draw)
    return text
