from __future__ import annotations

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from unlike.text.normalise import plain, plain_letters

LETTERS = "абвгдеёжзийклмнопрстуфхцчшщъыьэюяабв"
CHARACTERS = "我发烧了头疼病院熱がカラオケー々"


def plain_of(text: str) -> str:
    return str(plain(pl.Series([text]))[0])


@given(st.text(LETTERS + LETTERS.upper(), min_size=1))
def test_a_russian_word_is_one_word_and_no_latin_one(word: str) -> None:
    bare = plain_of(word)
    assert bare == f" {plain_letters(word.lower())} "
    assert len(bare.split()) == 1
    assert bare.strip()[0] == "q"


@given(st.text("абвгдежз", min_size=1), st.text("абвгдежз", min_size=1))
def test_other_words_stay_other_words(one: str, other: str) -> None:
    assert (plain_of(one) == plain_of(other)) == (one == other)


@given(st.text(CHARACTERS, min_size=1))
def test_each_character_is_a_word_of_its_own(text: str) -> None:
    assert plain_of(text).split() == [f"u{ord(character):x}" for character in text]


def test_a_voiced_sound_is_another_however_it_is_stored() -> None:
    composed, in_two, half_width = plain_of("がく"), plain_of("か\u3099く"), plain_of("ｶﾞｸ")
    assert composed == in_two
    assert half_width == plain_of("ガク")
    assert composed != plain_of("かく")


@pytest.mark.parametrize(
    ("text", "bare"),
    [
        ("Mój Łukasz", " moj lukasz "),
        ("İyi değilim, ÇOK yorgunum ısındım", " iyi degilim , cok yorgunum isindim "),
        ("ok 我", " ok u6211 "),
        ("我，你。", " u6211 , u4f60 , "),
    ],
)
def test_plain_forms(text: str, bare: str) -> None:
    assert " ".join(plain_of(text).split()) == bare.strip()
