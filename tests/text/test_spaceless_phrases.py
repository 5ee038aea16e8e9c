from __future__ import annotations

import re

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from unlike.text.normalise import plain
from unlike.text.phrase_index import PhraseIndex, is_in, spans
from unlike.text.phrase_lists import bare_phrases, phrase_expression, word_classes
from unlike.text.phrase_tables import PhraseMaker
from unlike.text.required_words import Vocabulary, required_slots
from unlike.text.spaceless_phrases import spaced

CLASSES = {"kin": "妈妈, 我(爸|爸爸)"}


def found(written: str, text: str) -> list[str]:
    """What a phrase matches in a text, by its characters."""
    table = spaced({"phrases": written, "words": CLASSES})
    meanings = word_classes(table["words"])
    index = PhraseIndex([PhraseMaker("zh", table["words"]).table({"it": bare_phrases(table["phrases"])})])
    bare = plain(pl.Series([text]))[0]
    patterns = index.candidates(bare).get("it", [])
    assert is_in(bare, patterns) == any(
        re.search(f"(?:{phrase_expression(phrase, meanings)})(?= )", bare) for phrase in bare_phrases(table["phrases"])
    )
    return [re.sub(" u([0-9a-f]+)", lambda code: chr(int(code[1], 16)), hit[0]) for hit in spans(bare, patterns)]


@pytest.mark.parametrize(
    ("written", "text", "hits"),
    [
        ("发烧", "我发烧了", ["发烧"]),
        ("发烧, 头(发)?长", "我發燒了，頭髮長", ["發燒", "頭髮長"]),
        ("头(很|好)?疼", "头疼，头好疼，头不疼", ["头疼", "头好疼"]),
        ("(感冒|发烧)了", "我感冒了又发烧了", ["感冒了", "发烧了"]),
        ("头..疼", "头从昨天就疼", ["头从昨天就疼"]),
        ("头..疼", "头从昨天晚上一直到现在疼", []),
        ("不要~来", "不要，来", ["不要 ,来"]),
        (r"烧到\d+度", "烧到39度", ["烧到 39度"]),
        ("{kin}住院", "我爸爸住院了，妈妈住院", ["我爸爸住院", "妈妈住院"]),
        ("做ct, 拍片", "明天做CT", ["做 ct"]),
        ("発熱, 熱(が)?ある", "熱ある。熱がある", ["熱ある", "熱がある"]),
    ],
)
def test_what_a_phrase_finds(written: str, text: str, hits: list[str]) -> None:
    assert found(written, text) == hits


@given(st.text("头疼发烧感冒", min_size=1, max_size=6), st.text("头疼发烧感冒好", max_size=12))
def test_a_phrase_without_marks_is_found_wherever_it_stands(written: str, text: str) -> None:
    assert bool(found(written, text)) == (written in text)


def test_every_slot_has_its_word() -> None:
    (phrase,) = bare_phrases(spaced({"phrases": "头(疼|痛)..医院"})["phrases"])
    assert required_slots(phrase, Vocabulary({}, {}))


def test_hints_stay_as_they_are() -> None:
    assert spaced({"good_night_hints": ["晚安"], "apostrophe": ""}) == {"good_night_hints": ["晚安"], "apostrophe": ""}


def test_a_sign_that_is_none_of_the_notation_is_named() -> None:
    with pytest.raises(ValueError, match="'€'"):
        spaced({"phrases": "5€"})
