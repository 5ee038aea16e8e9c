"""The phrases by which single messages tell their topics."""

from __future__ import annotations

import polars as pl
import pytest

from unlike.text.normalise import plain
from unlike.text.phrase_topics import phrases_of, topics_of
from unlike.text.topic_grammar import grammar

MESSAGES = (
    ("en", "I broke my arm and the doctor says six weeks"),
    ("en", "my mum is in hospital, they have to operate"),
    ("en", "my friend got her diagnosis today, it's cancer"),
    ("en", "grandpa died last night"),
    ("en", "soup is on the stove"),
    ("en", "in the series the doctor dies in the end"),
    ("en", "his sister has a fever"),
    ("en", "when I was ten I broke my leg"),
    ("de", "mir hat jemand im Bus das Handy geklaut"),
    ("de", "meine Schwester hatte einen Unfall"),
    ("es", "se me cayó el móvil al agua"),
    ("fr", "on m'a volé mon portable dans le métro"),
    ("pt", "roubaram meu celular no ônibus"),
)
DEVICE = (
    (
        "en",
        "my phone fell into the sink",
        "I dropped my phone on the pavement",
        "my keys fell into the sink",
    ),
    (
        "en",
        "somebody stole my phone",
        "they took my phone on the bus",
        "someone took his phone",
    ),
    ("en", "my screen went black", "my phone screen is cracked", "the screen at the cinema is huge"),
    ("de", "mir ist das Handy ins Klo gefallen", "mein Handy geht nicht mehr an", "ihr Handy klingelt"),
    ("de", "mein Display ist schwarz", "der Router ist kaputt", "gute Nacht, Handy weg"),
    ("es", "me robaron el móvil", "se me rompió el celular", "llámame al móvil"),
    ("fr", "mon portable est tombé dans l'eau", "l'écran est cassé", "appelle-moi sur mon portable"),
    ("pt", "meu celular caiu na água", "a tela está quebrada", "me liga no celular"),
)


def bare(text: str, language: str) -> str:
    return str(plain(pl.Series([text]), grammar(language).apostrophe)[0])


@pytest.mark.parametrize(("language", "text"), MESSAGES)
def test_each_topic_that_is_told_has_a_phrase_and_no_other_has(language: str, text: str) -> None:
    phrases = phrases_of(bare(text, language), language)
    assert set(phrases) == topics_of(bare(text, language), language)
    assert all(phrases.values())


def test_of_a_relative_the_phrase_of_health_tells_the_family_too() -> None:
    phrases = phrases_of(bare("my mum is in hospital", "en"), "en")
    assert phrases["health"] & phrases["family"]


@pytest.mark.parametrize(("language", "one", "other", "usual"), DEVICE)
def test_a_device_that_fails_is_told_and_one_in_use_is_not(language: str, one: str, other: str, usual: str) -> None:
    assert "device" in topics_of(bare(one, language), language)
    assert "device" in topics_of(bare(other, language), language)
    assert "device" not in topics_of(bare(usual, language), language)


def test_commas_are_no_words_that_make_a_message_long() -> None:
    text = "got the keys to the new flat, now the whole week is boxes and paint"
    assert "moving" in topics_of(bare(text, "en"), "en")
