from __future__ import annotations

import subprocess
import sys
from importlib.resources import files

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from example_counts import examples
from unlike.text import TOPICS
from unlike.text.topic_odds import odds_without_words, topic_model, topic_odds


def most_likely(text: str) -> str:
    return TOPICS[int(topic_odds(pl.Series([text]))[0].argmax())]


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("they are keeping me in hospital over night", "health"),
        ("ich konnte wieder die ganze nacht nicht schlafen", "sleep"),
        ("me despidieron del trabajo esta mañana", "work"),
        ("notre vol est annulé, bloqués à l'aéroport", "travel"),
        ("мы вчера похоронили бабушку", "grief"),
    ],
)
def test_what_is_told_is_the_likeliest_topic_in_several_languages(text: str, topic: str) -> None:
    odds = topic_odds(pl.Series([text]))[0]
    assert most_likely(text) == topic
    assert odds.max() > 0


@pytest.mark.parametrize("text", ["ok", "see you at eight", "haha", "look at this dog", "kommst du mit?"])
def test_what_tells_nothing_is_unlikely_to_tell_any(text: str) -> None:
    assert topic_odds(pl.Series([text])).max() < -1


def test_nothing_and_much_can_be_read() -> None:
    odds = topic_odds(pl.Series([None, "", " \n", "a" * 5000, "word " * 2000]))
    assert odds.shape == (5, len(TOPICS))
    assert np.isfinite(odds).all()
    np.testing.assert_array_equal(odds[0], odds[1])
    assert topic_odds(pl.Series([], dtype=pl.String)).shape == (0, len(TOPICS))


@given(st.lists(st.text(max_size=30), min_size=1, max_size=6))
def test_a_message_is_read_by_itself(texts: list[str]) -> None:
    together = topic_odds(pl.Series(texts))
    apart = np.concatenate([topic_odds(pl.Series([text])) for text in texts])
    np.testing.assert_allclose(together, apart, atol=1e-3)


@given(st.permutations(["my", "mum", "is", "in", "hospital", "again"]))
def test_the_order_of_words_does_not_matter(words: list[str]) -> None:
    usual = topic_odds(pl.Series(["my mum is in hospital again"]))
    np.testing.assert_allclose(topic_odds(pl.Series([" ".join(words)])), usual, atol=1e-3)


def test_the_table_fits_the_pieces_and_has_its_licence_beside_it() -> None:
    model, folder = topic_model(), files("unlike.text").joinpath("topic_model")
    assert model.vectors.shape == (128_000, 64)
    assert model.vectors.dtype == np.int8
    assert isinstance(model.vectors, np.memmap)
    assert "Apache License" in folder.joinpath("NOTICE").read_text("utf-8")
    assert "Version 2.0" in folder.joinpath("LICENSE").read_text("utf-8")
    size = sum(len(folder.joinpath(name).read_bytes()) for name in ("vectors.npy", "network.npz", "pieces.npz"))
    assert size <= 10 * 2**20


def test_the_table_is_not_read_before_it_is_needed() -> None:
    code = "import unlike, unlike.text.topic_odds as odds; assert odds.topic_model.cache_info().currsize == 0"
    subprocess.run([sys.executable, "-c", code], check=True)


@examples(40)
@given(
    st.lists(
        st.lists(st.text(st.sampled_from("aeilmo'.!?¨ß\u0308\u200b漢ｱé"), min_size=1, max_size=6), max_size=6),
        max_size=4,
    )
)
def test_a_text_without_a_word_is_read_as_the_other_words(texts: list[list[str]]) -> None:
    odds = odds_without_words(pl.Series(texts, dtype=pl.List(pl.String)))
    shortened = [" ".join(words[:at] + words[at + 1 :]) for words in texts for at in range(len(words))]
    np.testing.assert_allclose(odds, topic_odds(pl.Series(shortened, dtype=pl.String)), atol=1e-5)
