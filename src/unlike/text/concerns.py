"""What must not be passed over: words of self-harm, of violence, of fear of a partner or parent.

It finds words and judges nobody; it would rather be wrong ten times than miss one.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, partial
from typing import Final

import polars as pl

from unlike.text.distinct_texts import marked
from unlike.text.normalise import plain
from unlike.text.phrase_index import Patterns, PhraseIndex, is_in, without
from unlike.text.phrase_lists import table
from unlike.text.topic_grammar import LANGUAGES

CONCERNS: Final = ("self_harm", "violence", "partner", "addressee")
"""Self-harm; violence; fear of a partner or parent; fear of whom the message is written to, or asking them to stop."""


def concerns(texts: pl.Series, language: str | None) -> pl.DataFrame:
    """Whether each message has words that call for help before anything else.

    Args:
        texts: one message each.
        language: one of `languages()`; None looks in all of them.

    Returns:
        One Boolean column each of `CONCERNS`, one row a message.
    """
    languages = LANGUAGES if language is None else (language,)
    tables = []
    for apostrophe in sorted({_apostrophe(code) for code in languages}):
        indices = [_index(code) for code in languages if _apostrophe(code) == apostrophe]
        tables.append(marked(plain(texts, apostrophe), CONCERNS, partial(_any_of, indices=indices)))
    if len(tables) == 1:
        return tables[0]
    return tables[0].select(pl.col(name) | tables[1][name] for name in CONCERNS)


def _apostrophe(language: str) -> str:
    """What stands for an apostrophe in a language."""
    return " " if language == "fr" else ""


def _any_of(text: str, indices: Sequence[PhraseIndex]) -> set[str]:
    """Concerns of one message in any of some languages."""
    return {name for index in indices for name in _concerns_of(text, index)}


def _concerns_of(text: str, index: PhraseIndex) -> list[str]:
    """Concerns of one message in its plain form."""
    candidates = index.candidates(text)
    joking, sayings = candidates.pop("joking", ()), candidates.pop("sayings", ())
    if not candidates:
        return []
    bare, serious = without(text, sayings), not is_in(text, joking)
    return [
        name
        for name in CONCERNS
        if is_in(bare, candidates.get(f"{name} always", ()))
        or (serious and is_in(bare, candidates.get(f"{name} unless_joking", ())))
        or (serious and _is_clause(bare, candidates.get(f"{name} alone", ())))
    ]


def _is_clause(text: str, patterns: Patterns) -> bool:
    """Whether one of the patterns is a whole clause of a plain text."""
    clauses = [f" {clause.strip()} " for clause in text.split(",")]
    return any(
        match.end() == len(clause) - 1
        for clause in clauses
        for pattern in patterns
        if (match := pattern.match(clause)) is not None
    )


@cache
def _index(language: str) -> PhraseIndex:
    """The phrases of one language by what they are for."""
    written = table("concerns")[language]
    lists = {name: written[name] for name in ("joking", "sayings")}
    for name in CONCERNS:
        for when in ("always", "unless_joking", "alone"):
            lists[f"{name} {when}"] = written[name].get(when, "")
    return PhraseIndex(language, lists)
