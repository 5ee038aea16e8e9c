"""The sentences that a person reads are short and plain, in every language."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

import pytest

from translations import FOLDER, catalogue_path, read_catalogue, translated_forms

MOST_WORDS: Final = {"en": 22, "de": 22, "es": 27, "fr": 28, "pt": 30}
"""Words of the longest sentence."""
MOST_MEAN_WORDS: Final = {"en": 8.0, "de": 8.0, "es": 9.0, "fr": 9.0, "pt": 9.0}
"""Words of a sentence, in the mean."""
FORBIDDEN_TURNS: Final = {
    "en": r"\blogs?\b|of (the same|this|that) kind|of another kind|nine in ten|nothing happens|\bsittings?\b|"
    r"\bruns? of|warm(th|ly)|held against|\bstrays?\b|anomal|\bsignificant|p-value|as far from the usual",
    "de": r"Protokoll|\bLogs?\b|(derselben|dieser|anderer) Art\b|neun von zehn|nichts (geschieht|passiert)|Sitzung|"
    r"\bWärme|\bherzlich|Anomalie|signifikant",
    "es": r"\bregistros?\b|\blogs?\b|del (mismo|otro) tipo|de este tipo|nueve de cada diez|no pasa nada|sesi[oó]n|"
    r"calidez|anomal|significativ",
    "fr": r"[Ll]e journal\b|\blogs?\b|du même genre|de ce genre|d’un autre genre|neuf sur dix|rien ne se passe|séance|"
    r"chaleur|anomal|significati",
    "pt": r"\blogs?\b|do mesmo tipo|deste tipo|de outro tipo|nove em dez|nada acontece|sessão|"
    r"\bcalor|anomal|significativ",
}
"""Turns that were not understood at first reading, or are jargon."""
ROOMS: Final = ("presentation/sentences/", "presentation/model.py", "signals/families/")
"""Where sentences are that a person reads about a person."""


def sentences(language: str) -> Iterator[str]:
    """Sentences of the catalogue, each by itself."""
    path = FOLDER / "unlike.pot" if language == "en" else catalogue_path(language)
    for message in read_catalogue(path, None if language == "en" else language):
        if message.id and any(room in file for file, _ in message.locations for room in ROOMS):
            forms = message.id if language == "en" else translated_forms(message)
            for form in (forms,) if isinstance(forms, str) else forms:
                yield from re.split(r"(?<=[.!?;:…])\s+", form)


def words(sentence: str) -> int:
    """Words of a sentence; a place is one."""
    return sum(bool(re.search(r"\w", word)) for word in sentence.split())


@pytest.mark.parametrize("language", MOST_WORDS)
def test_no_sentence_is_long(language: str) -> None:
    assert [sentence for sentence in sentences(language) if words(sentence) > MOST_WORDS[language]] == []


@pytest.mark.parametrize("language", MOST_MEAN_WORDS)
def test_sentences_are_short_in_the_mean(language: str) -> None:
    lengths = [words(sentence) for sentence in sentences(language)]
    assert sum(lengths) / len(lengths) < MOST_MEAN_WORDS[language]


@pytest.mark.parametrize("language", FORBIDDEN_TURNS)
def test_no_turn_is_used_that_is_not_understood_at_first_reading(language: str) -> None:
    turns = re.compile(FORBIDDEN_TURNS[language], re.IGNORECASE if language == "en" else 0)
    assert [sentence for sentence in sentences(language) if turns.search(sentence)] == []


def test_a_turn_is_found_where_it_stands() -> None:
    assert re.search(FORBIDDEN_TURNS["en"], "Why? The log does not say.")
    assert words("{number} earlier times, on {days}.") == 5
