"""Sayings and laughs take no words of harm away: a saying has words of its own beside those that a grave phrase has."""

from __future__ import annotations

import random
from collections.abc import Iterator
from itertools import islice, product

import polars as pl
import pytest

from unlike.text import CONCERNS, concerns, languages
from unlike.text.concerns import _concerns_of, _index
from unlike.text.phrase_index import is_in
from unlike.text.phrase_lists import bare_phrases, lead_of, table
from unlike.text.required_words import OPEN, Vocabulary, word_class

FORMS = 150
"""Forms of a phrase that are tried, drawn from all of them."""
OBJECTS = {"en": "me", "de": "mich", "es": "me", "fr": "me", "pt": "me", "it": "mi", "nl": "me", "pl": "mnie"}
MEANT_OTHERWISE = {
    "en": ("hit him up", "hit her up", "hit you up", "hit u up"),  # to write to somebody
    "it": ("alzo le mani", "mi uccide", "mi ammazza", "mi ammazzano", "instagram"),  # what a mother in jest would do
    "tr": ("takip", "denize", "instagram", "atip"),  # to follow on the net, to jump into the sea
    "ru": ("qbqsqeqfqr", "qrqfqbq4"),  # to fear for somebody
}
"""Sayings that a grave phrase may be, by what stands in the form: what they mean is the other thing far more often."""

SPACED = [code for code in languages() if lead_of(code)]

GRAVE = {
    "en": (
        "he beat me again",
        "she beat me by the door",
        "he beat me at home",
        "i cut myself on purpose",
        "i cut myself a lot lately",
        "he got angry then hit me",
        "he hit me that night",
        "the man that touched me",
        "i can't go on with this",
        "no point in going on tonight",
        "mum won't let me leave the house",
        "i'll kill you if you tell anyone",
        "bruises from his elbow",
    ),
    "de": (
        "sie hat mich geschlagen",
        "die haben uns geschlagen",
        "er hat uns beim essen geschlagen",
        "ich bring dich um wenn du es verrätst",
        "papa lässt mich nicht gehen",
        "er liest alles mit auf meinem Handy",
        "hab mir in den arm geschnitten",
    ),
    "es": ("me pega mucho", "me pega con lo que encuentra", "te mato si lo cuentas", "me he cortado otra vez"),
    "fr": (
        "mon père nous a battus toute notre enfance",
        "mes parents nous ont battus",
        "il m'a enfermée dehors",
        "je te tue si tu racontes ça",
        "il regarde tout le temps mon téléphone",
    ),
    "pt": ("te mato se contar pra alguém", "apanhei do meu pai", "vou matar ela se levar meus filhos"),
    "it": ("mio padre non mi lascia uscire", "mi ha dato un pugno di nuovo", "ti ammazzo se mi lasci"),
    "nl": ("papa gaat me wurgen", "ik vermoord haar als ze de kinderen meeneemt"),
    "tr": ("babam annemi dövmeyi bırakmıyor",),
}
HARMLESS = {
    "en": ("he pushed me to apply", "he beat me at chess again", "just checking my messages, brb"),
    "de": (
        "der chef kontrolliert alles",
        "hab mich beim kochen geschnitten",
        "er liest alles",
        "er liest alles von ihr",
    ),
    "es": ("le controla el azúcar", "no puedo salir, tengo que estudiar", "minha irmã me mata se eu esquecer o bolo"),
    "fr": ("battu aux échecs", "il regarde tout le temps son téléphone", "je vais te tuer si tu spoiles"),
    "pt": ("esse trânsito vai me matar", "la clase de spinning me mató"),
}
EARNEST = {
    "en": ("i want to die and i'm not joking", "please kill me, no joke"),
    "de": ("ich will sterben, kein witz",),
    "es": ("me muero, no es broma",),
    "it": ("voglio morire e non scherzo",),
    "pl": ("chcę umrzeć i to nie żart",),
    "ru": ("хочу умереть, не шучу",),
    "ja": ("死にたい、冗談じゃなくて",),
    "zh": ("我想死，不是开玩笑",),
}


def pairs(texts: dict[str, tuple[str, ...]]) -> list[tuple[str, str]]:
    return [(code, text) for code, lines in texts.items() for text in lines]


def any_concern(text: str, language: str | None) -> bool:
    return any(concerns(pl.Series([text]), language).row(0))


def forms(language: str, phrase: str) -> Iterator[str]:
    """Some forms of a phrase, in which a gap is empty or has a word for who is hurt."""
    parts = phrase.split(".. ")
    for words in islice(product(("", f"{OBJECTS.get(language, '')} ".lstrip()), repeat=len(parts) - 1), 8):
        written = parts[0] + "".join(map("".join, zip(words, parts[1:], strict=True)))
        expansions = word_class([written], Vocabulary({}, {})).expansions or frozenset()
        drawn = random.Random(1).sample(sorted(expansions), min(len(expansions), FORMS))  # noqa: S311 - no secret
        yield from (f" {' '.join(form.replace(OPEN, 'x').split())} " for form in drawn)


@pytest.mark.parametrize("language", SPACED)
def test_no_saying_is_the_whole_of_a_grave_phrase(language: str) -> None:
    index, listed = _index((language,)), table(language, "concerns")
    hidden, tried = [], 0
    for name in CONCERNS:
        for phrase in bare_phrases(listed[name].get("always", "")):
            for form in forms(language, phrase):
                tried += 1
                if not _concerns_of(form, index) and is_in(form, index.candidates(form).get(f"{language} sayings", ())):
                    hidden.append(form)
    assert tried > 1000
    known = MEANT_OTHERWISE.get(language, ())
    assert [form for form in hidden if not any(part in form for part in known)] == []


@pytest.mark.parametrize(("language", "text"), pairs(GRAVE))
def test_a_saying_hides_nothing_that_goes_on_otherwise(language: str, text: str) -> None:
    assert any_concern(text, language)
    assert any_concern(text, None)


@pytest.mark.parametrize("text", [text for _, text in pairs(HARMLESS)])
def test_a_saying_counts_in_whatever_language_harm_is_looked_for(text: str) -> None:
    assert not any_concern(text, None)


@pytest.mark.parametrize(("language", "text"), pairs(EARNEST))
def test_a_joke_that_is_denied_is_none(language: str, text: str) -> None:
    assert any_concern(text, language)
    assert any_concern(text, None)
