from __future__ import annotations

import polars as pl
import pytest

from unlike.text import languages
from unlike.text.message_marks import MARKS, message_marks


def marks(text: str | None, language: str = "en") -> dict[str, float]:
    return dict(zip(MARKS, message_marks(pl.Series([text], dtype=pl.String), language)[0].tolist(), strict=True))


@pytest.mark.parametrize(
    ("text", "language", "mark"),
    [
        ("are you ill?", "en", "question"),
        ("i am so ill lool", "en", "laugh"),
        ("qué risa jajaja", "es", "laugh"),
        ("que raiva kkkk", "pt", "laugh"),
        ("trop drôle mdr", "fr", "laugh"),
        ("ich lach mich tot hahaha", "de", "laugh"),
        ("i am ill 🤒", "en", "smiley"),
        ("ill again", "en", "now"),
        ("years ago", "en", "past"),
        ("in that film they die", "en", "media"),
        ("my boss is ill", "en", "somebody_else"),
        ("emma is ill", "en", "friend"),
        ("i am ill", "en", "writer"),
        ("i am ill", "en", "first_person"),
    ],
)
def test_each_mark(text: str, language: str, mark: str) -> None:
    assert marks(text, language)[mark] == 1
    assert marks("the soup", language)[mark] == 0


@pytest.mark.parametrize("text", ["she has a hat", "he is here", "kk", "jo", "ah ja", "wwi"])
def test_words_are_no_laugh(text: str) -> None:
    assert marks(text)["laugh"] == 0


@pytest.mark.parametrize(("text", "clauses"), [("ok", 0), ("ok.", 0), ("ok, fine", 1), ("a, b, c, d, e, f", 3)])
def test_clauses_beyond_the_first(text: str, clauses: int) -> None:
    assert marks(text)["clauses"] == clauses


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("text", [None, "", " ", "😂"])
def test_what_has_no_words_has_no_words_marked(text: str | None, language: str) -> None:
    given = marks(text, language)
    assert set(given.values()) <= {0.0, 1.0}
    assert not any(given[mark] for mark in ("clauses", "question", "past", "media", "writer", "somebody_else"))


def test_no_texts_have_no_marks() -> None:
    assert message_marks(pl.Series([], dtype=pl.String), "en").shape == (0, len(MARKS))
