from __future__ import annotations

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
