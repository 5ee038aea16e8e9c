from __future__ import annotations

import json
from importlib.resources import files

import numpy as np
import polars as pl
import pytest

from unlike.text import TOPICS, languages, topics
from unlike.text.message_marks import MARKS, message_marks
from unlike.text.topic_odds import topic_odds
from unlike.text.topic_scores import score_functions, word_logarithms
from unlike.text.topics import scores_of_topics


@pytest.mark.parametrize("language", languages())
def test_a_phrase_needs_less_than_the_table_alone(language: str) -> None:
    functions = score_functions(language)
    odds, words = np.zeros((4, len(TOPICS)), dtype=np.float32), word_logarithms(pl.Series(["a", "a b", "a b c", None]))
    by_phrase, by_table = (function.without_marks(odds, words) for function in (functions.phrase, functions.table))
    assert by_phrase.shape == (4, len(TOPICS))
    assert (by_phrase > by_table).all()
    assert (by_table < 0).all()


@pytest.mark.parametrize("language", languages())
def test_higher_odds_score_higher(language: str) -> None:
    words = word_logarithms(pl.Series(["a", "a b c d e f g h i j k l m"]))
    low, high = (np.full((2, len(TOPICS)), odds, dtype=np.float32) for odds in (-6.0, 6.0))
    functions = score_functions(language)
    for function in (functions.phrase, functions.table):
        assert (function.without_marks(high, words) > function.without_marks(low, words)).all()


def test_what_is_stored_is_of_every_topic_language_and_mark_and_of_no_other() -> None:
    stored = json.loads(files("unlike.text").joinpath("topic_model", "scores.json").read_text("utf-8"))
    for function in stored.values():
        assert set(function["topics"]) == set(TOPICS)
        assert set(function["languages"]) == set(languages())
        assert set(function["marks"]) == set(MARKS)
        assert set(function["between_us"]) <= set(MARKS)


@pytest.mark.parametrize("language", languages())
def test_no_marks_add_more_than_the_most(language: str) -> None:
    texts = pl.Series(["lol, was it years ago? 😂 they say, so what, i say", "ok", None])
    marks = message_marks(texts, language)
    functions = score_functions(language)
    for function in (functions.phrase, functions.table):
        assert (function.of_marks(marks) <= function.most_of_marks + 1e-6).all()


def test_lower_bars_find_what_higher_ones_find_and_more() -> None:
    texts = pl.Series(["my chest feels tight and odd", "i broke my arm, see you at eight", "ok", None])
    surely, eased = (scores_of_topics(texts, "en", ease) for ease in (0.0, 2.0))
    np.testing.assert_array_equal(surely > 0, topics(texts, "en").to_numpy())
    np.testing.assert_array_equal(np.where(eased > 0, eased, -np.inf), surely)
    assert (eased > -2).sum() > (surely > 0).sum()


def test_a_message_by_itself_scores_as_it_does_among_others() -> None:
    texts = pl.Series(["i broke my arm, see you at eight", "my grandad died lol", "ok", "cant pay the rent"])
    together = scores_of_topics(texts, "en", 1.0)
    alone = np.concatenate([scores_of_topics(texts.slice(place, 1), "en", 1.0) for place in range(texts.len())])
    np.testing.assert_allclose(together, alone, rtol=1e-5)


def test_odds_of_the_table_alone_are_scored_by_the_number_of_words() -> None:
    texts = pl.Series(["we said goodbye to grandad today"])
    table = score_functions("en").table
    scores = table.without_marks(topic_odds(texts), word_logarithms(texts))
    assert TOPICS[int(scores[0].argmax())] == "grief"
