from __future__ import annotations

import numpy as np
import polars as pl
import pytest

from unlike.text import TOPICS
from unlike.text.phrase_topics import clause_topics, phrase_topics
from unlike.text.topic_bars import topic_bars
from unlike.text.topic_finds import finds
from unlike.text.topic_grammar import grammar
from unlike.text.topic_odds import topic_odds


def found(text: str, language: str = "en") -> set[str]:
    texts = pl.Series([text])
    return {name for name, there in zip(TOPICS, finds(texts, topic_odds(texts), language)[0], strict=True) if there}


@pytest.mark.parametrize(
    ("text", "language", "topic"),
    [
        ("we said goodbye to grandad today", "en", "grief"),
        ("my screen is black, writing this from the laptop", "en", "device"),
        ("ich war gestern so gemein zu dir, ich schäme mich", "de", "apology"),
    ],
)
def test_what_has_no_phrase_is_found(text: str, language: str, topic: str) -> None:
    assert topic in found(text, language)


@pytest.mark.parametrize("text", ["no fever anymore", "what are we having for tea?", "see you at six", ""])
def test_what_is_denied_or_usual_is_not_found(text: str) -> None:
    assert found(text) == set()


@pytest.mark.parametrize(
    ("topic", "clause", "expected"),
    [
        ("health", " in hospital again ", {"health"}),
        ("health", " his mum is in hospital ", set()),
        ("health", " my boss is in hospital ", set()),
        ("health", " mum is in hospital ", {"health", "family"}),
        ("health", " emma is in hospital ", {"friends"}),
        ("work", " my boss tore me apart ", {"work"}),
        ("quarrel", " his parents are fighting ", set()),
        ("quarrel", " you rolled your eyes in front of my parents ", {"quarrel"}),
        ("sleep", " the baby woke us every hour ", {"sleep"}),
    ],
)
def test_people_in_the_clause_decide_of_whom_it_is_told(topic: str, clause: str, expected: set[str]) -> None:
    assert clause_topics(topic, clause, grammar("en")) == expected


def test_a_find_needs_the_bar_and_changes_nothing_else() -> None:
    texts = pl.Series(["we said goodbye to grandad today", "ok"])
    odds = topic_odds(texts)
    assert not finds(texts, np.minimum(odds, topic_bars("en").find), "en").any()
    assert not phrase_topics(pl.Series(["ok"]), "en").to_numpy().any()


def test_a_clause_that_is_a_saying_and_nothing_else_tells_nothing() -> None:
    texts = pl.Series(["tant pis", "tant pis, j'ai la grippe"])
    odds = np.full((2, len(TOPICS)), 9.0, dtype=np.float32)
    assert finds(texts, odds, "fr").any(axis=1).tolist() == [False, True]
