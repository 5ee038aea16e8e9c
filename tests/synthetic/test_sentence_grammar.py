from __future__ import annotations

import numpy as np
import pytest

from unlike.synthetic.sentence_grammar import compiled, load

TINY = {
    "words": {"dish": ["soup", "pie"], "loop": ["{loop}"]},
    "any": {"say": ["{dish}[ please| today|]", "so much {dish} for one day", "no"]},
    "own": {"sayings": ["x"]},
}


def test_symbols_and_brackets_expand() -> None:
    grammar = compiled({**TINY, "words": {"dish": ["soup", "pie"]}})
    chance = np.random.default_rng(1)
    said = {grammar.say("say", 2, chance.random) for _ in range(300)}
    assert {"soup", "pie please", "pie today", "so much soup for one day", "no"} <= said
    assert not any("{" in text or "[" in text or "  " in text for text in said)


def test_an_unknown_symbol_and_a_circle_are_refused() -> None:
    with pytest.raises(KeyError):
        compiled({"words": {}, "any": {"say": ["{nothing}"]}})
    with pytest.raises(RecursionError):
        compiled({"words": {"loop": ["{loop}"]}, "any": {"say": ["{loop}"]}})


@pytest.mark.parametrize("language", ["en", "de"])
def test_sentences_are_about_as_long_as_wanted(language: str) -> None:
    grammar = load(language)
    chance = np.random.default_rng(2)
    for topic in grammar.topics:
        means = {}
        for wanted in (3, 6, 12):
            said = [grammar.say(f"{topic}.tell", wanted, chance.random) for _ in range(200)]
            means[wanted] = sum(len(text.split()) for text in said) / len(said)
        assert means[3] < means[6] + 0.5 < means[12]
        assert abs(means[6] - 6) < 2


@pytest.mark.parametrize("language", ["en", "de"])
def test_questions_ask_and_dry_answers_do_not(language: str) -> None:
    grammar = load(language)
    chance = np.random.default_rng(3)
    asks = ["followup", *(f"{topic}.ask" for topic in grammar.topics)]
    assert all(grammar.say(name, words, chance.random).endswith("?") for name in asks for words in range(2, 14))
    dry = [grammar.say("dry", 2, chance.random) for _ in range(200)]
    assert not any("?" in text or "!" in text for text in dry)
    assert len(set(dry)) > 6
