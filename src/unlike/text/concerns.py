"""What must not be passed over: words of self-harm, of violence, of fear of a partner or parent.

It finds words and judges nobody; it would rather be wrong ten times than miss one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, partial
from typing import Final

import polars as pl

from unlike.text.distinct_texts import marked
from unlike.text.normalise import plain
from unlike.text.phrase_index import Patterns, PhraseIndex, is_in, without
from unlike.text.phrase_lists import apostrophe_of, languages, table
from unlike.text.phrase_tables import language_table

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
    spoken = languages() if language is None else (language,)
    tables = [
        marked(plain(texts, apostrophe), CONCERNS, partial(_concerns_of, index=_index(codes)))
        for apostrophe, codes in _by_apostrophe(spoken)
    ]
    return pl.select(pl.any_horizontal([each[name] for each in tables]).alias(name) for name in CONCERNS)


@cache
def _by_apostrophe(spoken: tuple[str, ...]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """What stands for an apostrophe, and the languages in which it does."""
    apostrophes = sorted(set(map(apostrophe_of, spoken)))
    return tuple((sign, tuple(code for code in spoken if apostrophe_of(code) == sign)) for sign in apostrophes)


def _concerns_of(text: str, index: PhraseIndex) -> set[str]:
    """Concerns of one message in its plain form, in any language of an index.

    Sayings of each language are left out for all: related languages share verbs, and a saying is whole words of one.
    """
    by_language: dict[str, dict[str, Patterns]] = {}
    for name, patterns in index.candidates(text).items():
        language, _, purpose = name.partition(" ")
        by_language.setdefault(language, {})[purpose] = patterns
    sayings = [pattern for candidates in by_language.values() for pattern in candidates.pop("sayings", ())]
    bare = without(text, sayings)
    return {name for candidates in by_language.values() for name in _in_language(text, bare, candidates)}


def _in_language(text: str, bare: str, candidates: dict[str, Patterns]) -> Iterator[str]:
    """The same by the phrases of one language that the text may hold, by what they are for.

    Args:
        text: the whole message.
        bare: the message without sayings.
        candidates: phrases by their purpose.
    """
    earnest, joking = candidates.pop("earnest", ()), candidates.pop("joking", ())
    if not candidates:
        return
    serious = not is_in(without(text, earnest), joking)
    for name in CONCERNS:
        if (
            is_in(bare, candidates.get(f"{name} always", ()))
            or (serious and is_in(bare, candidates.get(f"{name} unless_joking", ())))
            or (serious and _is_clause(bare, candidates.get(f"{name} alone", ())))
        ):
            yield name


def _is_clause(text: str, patterns: Patterns) -> bool:
    """Whether one of the patterns is a whole clause of a plain text, whichever of its alternatives that takes."""
    clauses = [f" {clause.strip()} " for clause in text.split(",")]
    return any(_whole(pattern).match(clause) for clause in clauses for pattern in patterns)


@cache
def _whole(pattern: re.Pattern[str]) -> re.Pattern[str]:
    """The same pattern, where nothing but the space behind it follows."""
    return re.compile(rf"{pattern.pattern} \Z")


@cache
def _index(codes: tuple[str, ...]) -> PhraseIndex:
    """The phrases of some languages, by the language and what they are for."""
    return PhraseIndex(language_table(code, "concerns", concern_lists) for code in codes)


def concern_lists(language: str) -> dict[str, str]:
    """The phrases of one language by its code and what they are for."""
    written = table(language, "concerns")
    lists = {f"{language} {name}": written[name] for name in ("joking", "earnest", "sayings")}
    for name in CONCERNS:
        for when in ("always", "unless_joking", "alone"):
            lists[f"{language} {name} {when}"] = written[name].get(when, "")
    return lists
