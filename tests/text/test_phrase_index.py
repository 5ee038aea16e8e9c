"""The index of phrases finds what the alternation of all phrases finds, on any text."""

import re
from functools import cache
from typing import Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from example_counts import examples
from unlike.text import languages
from unlike.text.phrase_index import PhraseIndex, is_in, spans, without
from unlike.text.phrase_lists import bare_phrases, lead_of, phrase_expression, phrases, table, word_classes
from unlike.text.phrase_tables import phrase_table
from unlike.text.required_words import OPEN, Vocabulary, required_slots
from unlike.text.topic_grammar import grammar

_STEP: Final = 3 if settings().max_examples <= 25 else 1
"""One in so many lists is tried, as to compile its alternation takes long; all where a profile draws more."""


@cache
def _lists(language: str) -> dict[str, str]:
    written = table(language, "topics")
    lists = {f"{topic} {kind}": listed for topic, kinds in written["topics"].items() for kind, listed in kinds.items()}
    return {"sayings": written["sayings"]["phrases"], **lists}


@cache
def _alternation(language: str, name: str) -> re.Pattern[str]:
    words = word_classes(table(language, "topics")["words"])
    return phrases(_lists(language)[name], words, lead=lead_of(language)).compiled()


@cache
def _material(language: str, *names: str) -> list[str]:
    """Words and runs of words as the phrases of some lists have them, so that texts made of them hold phrases."""
    written = " ".join(" ".join(bare_phrases(_lists(language)[name])) for name in names)
    words = " ".join(" ".join(bare_phrases(listed)) for listed in table(language, "topics")["words"].values())
    return [*sorted(set(re.findall(r"[a-z0-9&]+(?: [a-z0-9&]+)*", f"{written} {words}"))), ","]


@pytest.mark.parametrize("language", languages())
@examples(20)
@given(data=st.data())
def test_the_index_finds_what_the_alternation_finds(language: str, data: st.DataObject) -> None:
    names = sorted(_lists(language))[::_STEP]
    parts = data.draw(st.lists(st.sampled_from(_material(language, *names)), max_size=12))
    text = f" {' '.join(parts)} "
    candidates = grammar(language).phrases.candidates(text)
    matching = grammar(language).phrases.phrases_in(text)
    wanted = frozenset(names[::2])
    assert grammar(language).phrases.phrases_in(text, wanted) == {
        name: patterns for name, patterns in matching.items() if name in wanted
    }
    assert grammar(language).phrases.may_hold(text, wanted) or not wanted & matching.keys()
    for name in names:
        patterns, alternation = candidates.get(name, []), _alternation(language, name)
        expected = [match.span() for match in alternation.finditer(text)]
        assert [match.span() for match in spans(text, patterns)] == expected
        assert is_in(text, patterns) == bool(expected)
        assert [match.span() for match in spans(text, matching.get(name, []))] == expected
        assert [pattern for pattern in patterns if pattern.search(text)] == matching.get(name, [])
        assert without(text, patterns) == re.sub(alternation.pattern.removesuffix("(?= )") + " ", " ", text)


@pytest.mark.parametrize("language", languages())
def test_every_phrase_has_words_to_look_for(language: str) -> None:
    index = PhraseIndex([phrase_table(language, _lists(language), table(language, "topics")["words"])])
    every = " ".join(_material(language, *_lists(language)))
    assert index.candidates(f" {every} ").keys() == _lists(language).keys()
    assert not index.candidates("  ")


@pytest.mark.parametrize("texts", [("we are ill", "ill today we"), ("ill today we", "we are ill")])
def test_a_phrase_is_found_whichever_of_its_words_is_met_first(texts: tuple[str, ...]) -> None:
    index = PhraseIndex([phrase_table("en", {"list": "we are ill\nill\\S* today"})])
    found = {text: len(index.candidates(f" {text} ")["list"]) for text in texts}
    assert found == dict.fromkeys(texts, 1)


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("sore throat", "sore throat"),
        ("(broke|twisted) my ankle", "twisted my ankle"),
        ("(my )?boss(es)?", "bosses"),
        ("throw .. away", "throw it all away"),
        ("dont call~ hes", "dont call , hes"),
        (r"vomit\S+", "vomiting"),
        (r"\S+ache", "toothache"),
        (r"at \d+", "at 7"),
        ("hay ?fever", "hayfever"),
        ("(bitte |doch )*komm", "bitte doch komm"),
        ("(ha){2}", "haha"),
        ("no+", "nooo"),
        ("(sore|raw)( throat| nose)", "raw nose"),
        ("(sore|raw)( throat| nose)?", "raw"),
        ("boss(es| from hell)", "bosses"),
    ],
)
def test_a_text_with_a_phrase_has_a_word_of_every_slot(written: str, text: str) -> None:
    assert re.fullmatch(phrase_expression(written, {}), text)
    for slot in required_slots(written, Vocabulary({}, {})):
        shapes = [re.escape(word).replace(re.escape(OPEN), "[a-z0-9&]*") for word in slot]
        assert any(re.fullmatch(shape, word) for shape in shapes for word in text.split(" "))
    assert is_in(f" {text} ", PhraseIndex([phrase_table("en", {"list": written})]).candidates(f" {text} ")["list"])


def test_words_beyond_the_bound_are_looked_up_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("unlike.text.phrase_index._MAX_CACHED_WORDS", 2)
    index = PhraseIndex([phrase_table("en", {"list": "sore throat, broke my ankle"})])
    for _ in range(2):
        for text in ("a sore throat again", "nothing at all today", "he broke my ankle", "my throat"):
            expected = {"a sore throat again", "he broke my ankle"}
            assert ("list" in index.candidates(f" {text} ")) == (text in expected)


def test_a_list_that_is_not_looked_for_is_not_found() -> None:
    index = PhraseIndex([phrase_table("en", {"ill": "sore throat", "glad": "so glad, no \\S+"})], {"ill"})
    assert index.candidates(" a sore throat but so glad ").keys() == {"ill"}
    assert not index.candidates(" no matter ")


def test_tables_stand_one_behind_the_other() -> None:
    tables = [
        phrase_table("en", {"first": "sore throat, ill\\S*"}),
        phrase_table("de", {"second": "halsweh, \\S*sore"}),
    ]
    index = PhraseIndex(tables)
    found = {name: len(patterns) for name, patterns in index.candidates(" illness sore throat halsweh ").items()}
    assert found == {"first": 2, "second": 2}
