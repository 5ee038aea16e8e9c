"""Fear of whom a message is written to, or a request to stop: seen where it is meant, or is a whole clause."""

from __future__ import annotations

import polars as pl
import pytest

from unlike.text import concerns

MEANT = {
    "en": (
        "i am frightened of you",
        "your temper frightens me",
        "Stop following my sister",
        "please, just stop",
        "please stop now",
        "don't come here again",
        "leave us alone please",
        "I told you not to call me at night",
        "if you do that i'm calling the police",
        "so tired. please leave me alone. good night",
    ),
    "de": ("wir haben angst vor dir", "bitte hör auf damit", "komm nie wieder her", "lass uns in ruhe bitte"),
    "es": ("te tenemos miedo", "para ya por favor", "no vengas más a mi casa", "déjanos en paz"),
    "fr": (
        "nous avons peur de toi",
        "arrête maintenant",
        "ne reviens plus ici",
        "laisse-nous partir",
    ),
    "pt": (
        "temos medo de você",
        "por favor para com isso",
        "não volta mais aqui",
        "me deixa em paz agora",
    ),
    "pl": (
        "boimy się ciebie",
        "boję się że znowu mnie uderzysz",
        "proszę przestań",
        "przestań za mną łazić",
        "nie przychodź tu więcej",
        "zostaw nas w spokoju, proszę",
        "prosze zostaw mnie",
    ),
}
ORDINARY = {
    "en": (
        "please stop being so good at this",
        "please stop by the bakery",
        "leave me alone with that pie and it's gone",
        "don't come here before noon",
        "i'm afraid you were right about the paint",
        "please stop haha",
        "let me go and check",
        "stay away from the top shelf",
    ),
    "de": ("hör auf die Oma", "komm nicht vor acht", "ich hab angst vor gewittern", "bitte hör auf 😂"),
    "es": ("para mañana por favor", "no vengas sin paraguas", "tengo miedo a volar", "te tengo noticias"),
    "fr": ("arrête-toi au feu", "ne viens pas sans parapluie", "j'ai peur en avion", "tu me fais signe"),
    "pt": ("para amanhã por favor", "não vem sem guarda-chuva", "tenho medo de avião", "me deixa no metrô"),
    "pl": (
        "do jutra, proszę",
        "nie przychodź bez parasola",
        "boję się burzy",
        "proszę przestań haha",
        "zostaw mi kawałek ciasta",
    ),
}


def addressee(text: str, language: str | None) -> bool:
    return bool(concerns(pl.Series([text]), language)["addressee"][0])


@pytest.mark.parametrize(("language", "text"), [(code, text) for code, texts in MEANT.items() for text in texts])
def test_fear_of_the_reader_and_a_request_to_stop_are_seen(language: str, text: str) -> None:
    assert addressee(text, language)
    assert addressee(text, None)


@pytest.mark.parametrize(("language", "text"), [(code, text) for code, texts in ORDINARY.items() for text in texts])
def test_everyday_requests_and_fears_are_none(language: str, text: str) -> None:
    assert not addressee(text, language)


def test_a_request_counts_only_where_it_is_the_whole_clause() -> None:
    assert addressee("ok. please stop. i mean it", "en")
    assert not addressee("ok. please stop the timer. i mean it", "en")


def test_of_somebody_else_it_is_another_concern() -> None:
    found = concerns(pl.Series(["im scared of him"]), "en")
    assert found["partner"][0]
    assert not found["addressee"][0]
