"""The words of a conversation's languages, and the two people's own."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final

import polars as pl

_PRESENT: Final = 0.10  # share of function words in a sample from which on a language counts as spoken
_BESIDE: Final = 0.5  # and a second one, as part of the first one's share
_SAMPLE: Final = 4000
_MARKS: Final = ("^", "@", "+")
_OPENING: Final = r"(?:^|\n)[\W\uFE0F]*"  # a message or a line of it, emoji before it or not
_CALLED: Final = r"[^\S\n]*(?:$|[^\w\s'’-])"  # and nothing more of the sentence behind it


@dataclass(frozen=True, slots=True)
class Lexicon:
    """What to look for in one conversation.

    Attributes:
        languages: those that are spoken, the commonest first.
        own: words that its people have between them.
        language: most of it is written in, see `language_id.language_of`; None where none can be told.
    """

    languages: tuple[str, ...]
    own: tuple[str, ...] = ()
    language: str | None = None

    def pattern(self, words: str) -> str | None:
        """A regular expression over lower-case text for a list of `words.toml`, or "own"; None where it is empty."""
        if words == "own":
            return whole_words(self.own) if self.own else None
        return _pattern(self.languages, words)

    def needed_literals(self, words: str) -> tuple[str, ...]:
        """Strings one of which stands wherever `pattern` matches; none where it is as quick as a look for them."""
        return _needed_literals(self.languages, words)

    def listed(self, *names: str) -> list[str]:
        """The entries of some lists of `words.toml` in the languages spoken."""
        return _listed(self.languages, names)


@cache
def _pattern(languages: tuple[str, ...], words: str) -> str | None:
    """A regular expression for a list of `words.toml` in some languages."""
    return phrases(*(_listed(languages, (name,)) for name in (words, "calls", "hellos")))


@cache
def _needed_literals(languages: tuple[str, ...], words: str) -> tuple[str, ...]:
    """The entries of a list of `words.toml` without their marks; none where no entry has one."""
    entries = _listed(languages, (words,))
    is_marked = any(entry.startswith(_MARKS) for entry in entries)
    return tuple(dict.fromkeys(entry.lstrip("".join(_MARKS)) for entry in entries)) if is_marked else ()


def _listed(languages: tuple[str, ...], names: Sequence[str]) -> list[str]:
    """The entries of some lists of `words.toml` in some languages."""
    return [word for code in languages for name in names for word in lists().get(code, {}).get(name, ())]


@cache
def lists() -> Mapping[str, Mapping[str, Sequence[str]]]:
    """`words.toml`: language code to list name to words."""
    return tomllib.loads(files("unlike.text").joinpath("words.toml").read_text(encoding="utf-8"))


def whole_words(words: Sequence[str]) -> str:
    """An expression that finds any of the words or phrases, not inside longer words."""
    longest_first = sorted(set(words), key=lambda word: (-len(word), word))
    return rf"\b(?:{'|'.join(re.escape(word) for word in longest_first)})\b"


def phrases(words: Sequence[str], calls: Sequence[str] = (), hellos: Sequence[str] = ()) -> str | None:
    """An expression for entries of `words.toml`, whose marks say where in a message they count; None without any.

    Args:
        words: plain ones, and ones that begin with one of the marks `^`, `@` and `+`.
        calls: what may stand before a word with `@`.
        hellos: what has to stand before a word with `+`, and may before one with `@`.
    """
    marked = {mark: [word[1:] for word in words if word.startswith(mark)] for mark in _MARKS}
    greeted, called = _behind(hellos), _behind((*hellos, *calls))
    before_at = "|".join(filter(None, (_OPENING, r",\s*", called)))
    places = (
        ("", [word for word in words if word[:1] not in _MARKS], ""),
        (_OPENING, marked["^"], ""),
        (f"(?:{before_at})", marked["@"], _CALLED),
        (greeted, marked["+"] if greeted else [], _CALLED),
    )
    return "|".join(f"{before}{whole_words(those)}{after}" for before, those, after in places if those) or None


def _behind(words: Sequence[str]) -> str:
    """The place behind one of some words, with or without a comma; empty without words."""
    return rf"{whole_words(words)}[,!.]?\s+" if words else ""


def spoken(shares: Mapping[str, float]) -> tuple[str, ...]:
    """The languages of a conversation, the commonest first, by the share of their function words in a sample of it."""
    best = max(shares.values(), default=0.0)
    kept = [code for code, share in shares.items() if share >= max(_PRESENT, _BESIDE * best)]
    return tuple(sorted(kept, key=lambda code: -shares[code]))


def even_sample(texts: pl.Series) -> pl.Series:
    """Some thousand texts, evenly over all."""
    return texts.gather_every(max(1, texts.len() // _SAMPLE))


def function_word_shares(texts: pl.Series) -> dict[str, float]:
    """The share of each language's function words among all words of some texts in lower case; empty without words."""
    words = texts.str.extract_all(r"[\p{L}']+").explode().drop_nulls()
    uses = dict(words.value_counts().iter_rows())
    return {
        code: sum(uses.get(word, 0) for word in function_words) / words.len()
        for code, function_words in _function_words().items()
        if uses
    }


@cache
def _function_words() -> Mapping[str, frozenset[str]]:
    """The function words of each language."""
    return {code: frozenset(table["function"]) for code, table in lists().items()}
