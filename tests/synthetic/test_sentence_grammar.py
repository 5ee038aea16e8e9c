from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from importlib import resources

import numpy as np
import pytest

from unlike.synthetic.sentence_grammar import compile_grammar, load_grammar

TINY = {
    "words": {"dish": ["soup", "pie"], "loop": ["{loop}"]},
    "any": {"say": ["{dish}[ please| today|]", "so much {dish} for one day", "no"]},
    "own": {"sayings": ["x"]},
}


def test_symbols_and_brackets_expand() -> None:
    grammar = compile_grammar({**TINY, "words": {"dish": ["soup", "pie"]}})
    rng = np.random.default_rng(1)
    sentences = {grammar.sentence("say", 2, rng.random) for _ in range(300)}
    assert {"soup", "pie please", "pie today", "so much soup for one day", "no"} <= sentences
    assert not any("{" in text or "[" in text or "  " in text for text in sentences)


def test_an_unknown_symbol_and_a_circle_are_refused() -> None:
    with pytest.raises(KeyError):
        compile_grammar({"words": {}, "any": {"say": ["{nothing}"]}})
    with pytest.raises(RecursionError):
        compile_grammar({"words": {"loop": ["{loop}"]}, "any": {"say": ["{loop}"]}})


@pytest.mark.parametrize("language", ["en", "de"])
def test_sentences_are_about_as_long_as_wanted(language: str) -> None:
    grammar = load_grammar(language)
    rng = np.random.default_rng(2)
    for topic in grammar.topics:
        means = {}
        for wanted in (3, 6, 12):
            sentences = [grammar.sentence(f"{topic}.tell", wanted, rng.random) for _ in range(200)]
            means[wanted] = sum(len(text.split()) for text in sentences) / len(sentences)
        assert means[3] < means[6] + 0.5 < means[12]
        assert abs(means[6] - 6) < 2


@pytest.mark.parametrize("language", ["en", "de"])
def test_questions_ask_and_terse_answers_do_not(language: str) -> None:
    grammar = load_grammar(language)
    rng = np.random.default_rng(3)
    asks = ["followup", *(f"{topic}.ask" for topic in grammar.topics)]
    assert all(grammar.sentence(name, words, rng.random).endswith("?") for name in asks for words in range(2, 14))
    terse = [grammar.sentence("dry", 2, rng.random) for _ in range(200)]
    assert not any("?" in text or "!" in text for text in terse)
    assert len(set(terse)) > 6


GERMAN_PLURAL = re.compile(r".*(?:eln|nen|ien|tten|zle)|Eier|Äpfel|Pilze|Tomaten|Nudeln")
ENGLISH_PLURAL = re.compile(r".*[^su]s|dishes")
NAMES = {"Agnes", "Dilys", "Ines", "Jonas"}


def subjects(language: str) -> Iterator[str]:
    """What stands before a verb in the singular, without what describes it further."""
    name, verb = {"en": ("english", r"(?:is|has|was|says|\{\w+did\})"), "de": ("german", "(?:ist|hat|war)")}[language]
    text = resources.files("unlike.synthetic").joinpath(f"{name}.toml").read_text("utf-8")
    words = tomllib.loads(text)["words"]
    symbols = {match[1] for match in re.finditer(rf"\{{(\w+)\}} {verb}", text)}
    symbols |= {match[1] for match in re.finditer(rf"(?<!\w){verb} \{{(\w+)\}} (?:am|aus|bei|noch)", text)}
    for symbol in symbols - {"outside", "tag", "wo"}:  # places and days, which stand beside the subject
        yield from (re.split(r" (?:with|about|from|in|mit|über|von|aus) ", option)[0] for option in words[symbol])


@pytest.mark.parametrize("language", ["en", "de"])
def test_one_thing_stands_before_a_verb_of_one_thing(language: str) -> None:
    plural = {"en": ENGLISH_PLURAL, "de": GERMAN_PLURAL}[language]
    found = set(subjects(language))
    assert {"en": {"tall Anton", "the tax return"}, "de": {"Butter", "Lasagne"}}[language] <= found
    assert {subject for subject in found if plural.fullmatch(subject) and subject.split()[-1] not in NAMES} == set()


def test_a_pet_does_two_things_in_the_order_of_german_words() -> None:
    grammar = load_grammar("de")
    rng = np.random.default_rng(4)
    sentences = {grammar.sentence("tiere.tell", words, rng.random) for words in range(2, 14) for _ in range(200)}
    assert any(" – und " in text for text in sentences)
    assert not [text for text in sentences if re.search(r"und dann (schläft|hat|starrt|will|passt|jagt|ist)\b", text)]
