"""Where somebody's texts go over to another language for good."""

from __future__ import annotations

import polars as pl
import pytest

from unlike.text.language_switch import LanguageSwitch, language_switch

TEXTS = {
    "en": ("I was at the market and it was full of people", "you know what I think about that", "ok", "where are you"),
    "de": ("ich war auf dem Markt und es war sehr voll", "du weißt doch was ich davon halte", "ok", "wo bist du"),
    "es": ("estuve en el mercado y estaba lleno de gente", "ya sabes lo que yo pienso de eso", "ok", "dónde estás"),
}


def written(language: str, number: int) -> list[str]:
    return [TEXTS[language][at % 4] for at in range(number)]


@pytest.mark.parametrize(("before", "after"), [("en", "es"), ("de", "en"), ("es", "de")])
@pytest.mark.parametrize("number", [40, 400])
def test_the_first_text_in_the_new_language_is_found(before: str, after: str, number: int) -> None:
    texts = pl.Series([*written(before, 300), *written(after, number)])
    assert language_switch(texts) == LanguageSwitch(300, before, after)


def test_one_language_is_no_change() -> None:
    assert language_switch(pl.Series(written("en", 300))) is None


def test_who_mixes_two_languages_does_not_go_over() -> None:
    mixed = [text for pair in zip(written("en", 200), written("es", 200), strict=True) for text in pair]
    assert language_switch(pl.Series([*mixed, *written("es", 40)])) is None


def test_who_comes_back_has_not_gone_over() -> None:
    assert language_switch(pl.Series([*written("en", 200), *written("es", 60), *written("en", 200)])) is None


def test_short_answers_of_the_end_tell_no_language() -> None:
    assert language_switch(pl.Series([*written("en", 300), *["ok", "no", "ja", None] * 15])) is None
