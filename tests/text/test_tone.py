from __future__ import annotations

from importlib.resources import files
from pathlib import Path

import numpy as np
import polars as pl
import pytest

from unlike.text import CONCERNS, TONES, concerns, language_of, languages, tones
from unlike.text.phrase_lists import table
from unlike.text.tone_model import BUCKETS, weights
from unlike.text.topic_grammar import TOPICS, grammar

FAMILIAR = {
    "en": (
        "thank you so much, love you",
        "im so worried and scared",
        "you always lie to me, leave me alone",
        "im so sad",
    ),
    "de": ("danke, ich hab dich lieb", "ich hab angst", "du nervst mich so", "ich bin so traurig"),
    "es": ("gracias, te quiero", "tengo miedo", "qué rabia, estoy harta", "estoy muy triste"),
    "fr": ("merci, je t’aime", "j’ai peur", "ça m’énerve, ras le bol", "je suis triste"),
    "pt": ("obrigada, te amo", "tô com medo", "que raiva, odeio isso", "tô triste"),
    "pl": ("dziękuję, kocham cię", "boję się", "wkurzasz mnie, mam dość", "jest mi bardzo smutno"),
}


@pytest.mark.parametrize("language", FAMILIAR)
def test_a_tone_is_likelier_where_it_is_said(language: str) -> None:
    found = tones(pl.Series([*FAMILIAR[language], "ok"]), language)
    for row, tone in enumerate(("warm", "worried", "irritated", "sad")):
        assert found[tone][row] > found[tone][-1] * 2


def test_tones_are_chances_and_the_same_twice() -> None:
    texts = pl.Series(["love you ❤️", None, "", "12", "x" * 5000, "ugh 😡"])
    found = tones(texts, "en")
    assert found.columns == list(TONES)
    values = found.to_numpy()
    assert np.isfinite(values).all()
    assert (values > 0).all()
    assert (values < 1).all()
    assert found.equals(tones(texts, "en"))
    assert tones(texts.clear(), "en").height == 0


def test_a_negated_word_does_not_count() -> None:
    found = tones(pl.Series(["estoy triste", "no estoy triste"]), "es")
    assert found["sad"][0] > found["sad"][1]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "i don't want to be here anymore", "self_harm"),
        ("en", "he hit me again", "violence"),
        ("en", "im scared of him", "partner"),
        ("de", "ich will nicht mehr leben", "self_harm"),
        ("de", "er hat mich geschlagen", "violence"),
        ("es", "ya no quiero vivir", "self_harm"),
        ("es", "no me deja ver a mis amigas", "partner"),
        ("fr", "je veux plus vivre", "self_harm"),
        ("fr", "il m’a frappée", "violence"),
        ("pt", "não quero mais viver", "self_harm"),
        ("pt", "tenho medo dele", "partner"),
        ("en", "did he hit you?", "violence"),
        ("en", "are you safe at home", "partner"),
        ("en", "are you thinking of hurting yourself?", "self_harm"),
        ("en", "dont call me, he's home", "partner"),
        ("de", "schlägt er dich?", "violence"),
        ("de", "hast du angst vor ihm?", "partner"),
        ("es", "¿te pegó?", "violence"),
        ("fr", "il t'a frappée ?", "violence"),
        ("pt", "ele te bateu?", "violence"),
        ("pl", "nie chce mi się już żyć", "self_harm"),
        ("pl", "nie chce juz zyc", "self_harm"),
        ("pl", "znowu się pocięłam", "self_harm"),
        ("pl", "ojciec znowu mnie uderzył", "violence"),
        ("pl", "bije cię?", "violence"),
        ("pl", "boję się go", "partner"),
        ("pl", "zabrał mi telefon i klucze", "partner"),
    ],
)
def test_what_must_not_be_passed_over(language: str, text: str, expected: str) -> None:
    assert concerns(pl.Series([text]), language)[expected].to_list() == [True]
    assert concerns(pl.Series([text]), None)[expected].to_list() == [True]


@pytest.mark.parametrize(
    "text",
    [
        "i could kill for a pizza",
        "this traffic makes me want to die lol",
        "my phone died",
        "call 6744 1233, or 22, 65, 61, 66",
        "scared of spiders",
        "did you hit the gym?",
        "i accidentally deleted the message",
        "take care of the dog please",
        "ok",
        "",
        None,
    ],
)
def test_sayings_are_no_concern(text: str | None) -> None:
    for language in ("en", None):
        found = concerns(pl.Series([text], dtype=pl.String), language)
        assert found.columns == list(CONCERNS)
        assert not any(found.row(0))


def test_a_laugh_excuses_only_what_is_said_in_play() -> None:
    assert concerns(pl.Series(["want to die", "want to die lol", "kms lol"]), "en")["self_harm"].to_list() == [
        True,
        False,
        True,
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("i was at the shop and you were not there", "en"),
        ("ich bin noch nicht da, aber du bist schon dort", "de"),
        ("no sé qué es lo que te pasa, pero estoy en la casa", "es"),
        ("je ne suis pas à la maison, tu es où dans le train", "fr"),
        ("não sei o que você está a fazer com isso", "pt"),
        ("nie wiem co się dzieje, ale jestem już w domu i czekam na ciebie", "pl"),
        ("nie wiem co sie dzieje, ale jestem juz w domu i czekam na ciebie", "pl"),
        ("nevím co to je, ale jsem už doma a čekám na tebe, tak jak to bude?", None),
        ("nevim co to je, ale jsem uz doma a cekam na tebe, tak jak to bude", None),
        ("neviem čo to je, ale už som doma a čakám na teba, tak ako to bude?", None),
        ("nie som doma, nie viem kde bol brat, volaj mi zajtra", None),
        ("ne znam što je to, ali ja sam već doma i čekam na tebe", None),
        ("ik ben nog niet thuis en jij bent er ook niet", None),
        ("ce mai faci azi? nu știu, mama e bolnavă, merg la ea, te iubesc, trenul întârzie iar", None),
        ("non lo so, sono stanca, il capo mi ha detto di restare, ti aspetto sotto casa", None),
        ("👍", None),
    ],
)
def test_the_language_of_a_history(text: str, expected: str | None) -> None:
    assert language_of(pl.Series([text, None])) == expected


def test_no_text_has_no_language() -> None:
    assert language_of(pl.Series([], dtype=pl.String)) is None
    assert language_of(pl.Series([None], dtype=pl.String)) is None


def test_the_weights_load() -> None:
    assert weights().table.shape == (BUCKETS, len(TONES))
    assert np.abs(weights().table).max() > 0


def test_everything_together_is_small() -> None:
    folder = Path(str(files("unlike.text")))
    size = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file() and path.suffix != ".pyc")
    assert size < 12 * 2**20


@pytest.mark.parametrize("language", languages())
def test_every_language_has_every_topic_and_tone(language: str) -> None:
    written = table(language, "topics")
    assert set(written["topics"]) == set(TOPICS)
    assert set(written["tones"]) == set(TONES)
    assert set(table(language, "concerns")) == {"joking", "sayings", *CONCERNS}
    known = grammar(language)
    assert not known.phrases.candidates("  ")


@pytest.mark.parametrize(
    "text",
    [
        "Papa hat mir gestern geschrieben",
        "hat Kofi dir auch geschrieben?",
        "schlägt sie dir was vor?",
        "sie zieht wieder um",
        "tut dein Rücken noch weh?",
        "mi jefe me va a matar",
        "il te fait peur ce film ?",
        "ela me bateu no xadrez kkk",
        "mum threw me a party",
        "she grabbed me a coffee",
    ],
)
def test_everyday_talk_is_no_alarm(text: str) -> None:
    assert not any(concerns(pl.Series([text]), None).row(0))
