from __future__ import annotations

import polars as pl
import pytest

from unlike.text import languages, topics
from unlike.text.assertions import is_asserted, is_unmeant, of_past, without_citations, without_quotations
from unlike.text.topic_grammar import grammar

FIVE = ("de", "en", "es", "fr", "pt")


def told(text: str, language: str = "en") -> set[str]:
    row = topics(pl.Series([text]), language).row(0, named=True)
    return {name for name, there in row.items() if there}


@pytest.mark.parametrize("language", FIVE)
def test_each_of_the_five_languages_knows_what_is_not_asserted(language: str) -> None:
    known = grammar(language)
    assert all((known.past, known.now, known.unreal, known.asked, known.speaker, known.play, known.kidding))
    assert known.quoted
    assert known.citation


@pytest.mark.parametrize(
    ("language", "imagined", "stated"),
    [
        ("en", "if i ever get pneumonia you drive", "i got pneumonia"),
        ("de", "wenn ich mal krank bin kochst du", "ich bin krank"),
        ("es", "si algun dia tengo fiebre me cuidas", "tengo fiebre"),
        ("fr", "si jamais j'ai de la fièvre tu viens", "j'ai de la fièvre"),
        ("pt", "se eu ficar doente vc cozinha", "fiquei doente"),
        ("en", "would you still love me with a broken arm", "my arm is broken"),
        ("de", "irgendwann ziehe ich um, in ein haus", "wir ziehen um"),
    ],
)
def test_what_is_imagined_tells_nothing(language: str, imagined: str, stated: str) -> None:
    assert told(imagined, language) == set()
    assert told(stated, language)


@pytest.mark.parametrize(
    ("language", "question"),
    [
        ("en", "how was your operation"),
        ("de", "wie war die operation"),
        ("es", "que tal la operacion"),
        ("fr", "ça s'est passé comment l'opération"),
        ("pt", "como foi a cirurgia"),
    ],
)
def test_a_question_to_the_other_tells_nothing(language: str, question: str) -> None:
    assert told(question, language) == set()


def test_a_reproach_may_be_a_question() -> None:
    assert is_asserted("disappointment", " did your phone forget my birthday ", grammar("en"))
    assert not is_asserted("health", " did your phone forget my birthday ".replace("my", "the"), grammar("en"))


@pytest.mark.parametrize(
    ("language", "text", "topic"),
    [
        ("en", "are you still up i cant sleep", "sleep"),
        ("en", "how was your exam i failed mine", "study"),
        ("en", "if you need me im in hospital", "health"),
        ("en", "in case you missed it i got fired", "work"),
        ("en", "kept up all night by the dog", "sleep"),
        ("en", "a friend of mine is in hospital", "friends"),
        ("en", "two funerals in one month", "grief"),
        ("de", "stell dir vor ich bin schwanger", "health"),
        ("de", "bin krank haha", "health"),
        ("de", "das kind liegt im krankenhaus", "health"),
        ("es", "por si preguntas estoy en urgencias", "health"),
        ("es", "fiebre por la infección", "health"),
        ("fr", "si tu veux savoir je suis à l'hosto", "health"),
        ("fr", "c'est vrai que je suis crevée", "sleep"),
        ("pt", "tô doente kkk", "health"),
        ("pt", "vc tá acordada não consigo dormir", "sleep"),
    ],
)
def test_what_only_begins_like_a_question_or_a_condition_is_told(language: str, text: str, topic: str) -> None:
    assert topic in told(text, language)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "i fell asleep in the meeting and he will never let me forget it"),
        ("en", "i broke my arm falling off a hen house, they'll never let me live it down"),
        ("en", "i was sick on the ferry once and i'll never hear the end of it"),
        ("de", "ich bin im kino eingeschlafen, das lässt er mich nie vergessen"),
        ("de", "ich hab mir auf der hochzeit den arm gebrochen, das muss ich mir ewig anhören"),
        ("es", "me rompí el brazo en su boda y me lo va a recordar toda la vida"),
        ("fr", "j'ai vomi dans sa voiture, il va jamais me laisser oublier"),
        ("pt", "dormi na reunião e ele nunca vai me deixar esquecer"),
    ],
)
def test_what_nobody_lets_one_forget_is_of_no_day_now(language: str, text: str) -> None:
    assert not told(text, language) & {"sleep", "health", "travel"}


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("i broke my arm today, they'll never let me live it down", "health"),
        ("you never let me forget it, do you", "quarrel"),
    ],
)
def test_what_is_of_today_or_a_reproach_is_told_all_the_same(text: str, topic: str) -> None:
    assert topic in told(text, "en")


@pytest.mark.parametrize("language", FIVE)
def test_a_year_by_itself_is_long_ago(language: str) -> None:
    assert of_past(" xq , 2011 ", grammar(language))
    assert not of_past(" xq , 2050 ", grammar(language))
    assert not of_past(" xq 2011 ", grammar(language))


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "i got evicted in animal crossing"),
        ("de", "bei monopoly bin ich pleite"),
        ("es", "sone que estaba en el hospital"),
        ("fr", "un film sur le divorce"),
        ("pt", "um livro sobre luto e divórcio"),
        ("en", "i got fired by my cat"),
        ("en", "im moving to cornwall jk"),
        ("de", "ich bin gefeuert, nur spaß"),
        ("en", "fwd: chest pain, call 999"),
        ("de", "weitergeleitet: bei fieber zum arzt"),
    ],
)
def test_what_is_played_dreamt_joked_or_forwarded_tells_nothing(language: str, text: str) -> None:
    assert told(text, language) == set()


def test_a_joke_that_is_over_takes_nothing_of_today_back() -> None:
    known = grammar("en")
    assert is_unmeant(" im fired , just kidding ", known)
    assert not is_unmeant(" just kidding , but im in hospital now ", known)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "my pupils all had the flu"),
        ("de", "der hausmeister hat fieber"),
        ("es", "mis alumnos tienen gripe"),
        ("fr", "mes élèves ont la grippe"),
        ("pt", "meus alunos estão com gripe"),
        ("en", "the toaster has depression"),
        ("es", "la impresora tiene depresión"),
    ],
)
def test_strangers_those_in_ones_care_and_things_are_not_the_writer(language: str, text: str) -> None:
    assert told(text, language) == set()


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ('"im so sick" she says and laughs', " ,  she says and laughs"),
        ('he told me "youre fired"', 'he told me "youre fired"'),
        ('"all of it quoted"', '"all of it quoted"'),
        ("no quotation", "no quotation"),
        ('one mark " alone', 'one mark " alone'),
    ],
)
def test_quotations_of_others_are_left_out(text: str, rest: str) -> None:
    assert without_quotations(pl.Series([text]), grammar("en")).to_list() == [rest]


def test_quotations_keep_nulls_and_order() -> None:
    texts = pl.Series(["a", None, '"i am ill" he said', ""])
    assert without_quotations(texts, grammar("en")).to_list() == ["a", None, " ,  he said", ""]
    assert without_quotations(texts.clear(), grammar("en")).len() == 0


def test_texts_given_stay_as_they_are() -> None:
    texts = pl.Series(['"i am ill" he said', "b"])
    without_quotations(texts, grammar("en"))
    assert texts.to_list() == ['"i am ill" he said', "b"]


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        (" the song goes you never call me , lol ", " , lol "),
        (" the sign says , no entry , dad is ill ", " , dad is ill "),
        (" that song in my head , la la la ", " that "),
        (" im ill and the poster says smile ", " im ill and "),
        (" a song by itself ", " a song by itself "),
    ],
)
def test_words_of_songs_and_signs_end_with_their_clause(text: str, rest: str) -> None:
    assert without_citations(text, grammar("en")) == rest


@pytest.mark.parametrize("language", sorted({*languages()} - {*FIVE}))
def test_where_no_citation_is_listed_all_stays(language: str) -> None:
    assert without_citations(" xq , the song goes xq ", grammar(language)) == " xq , the song goes xq "


@pytest.mark.parametrize(
    ("language", "harmless", "stated"),
    [
        ("en", "the chorus goes i got fired again", "the song ended, i got fired again"),
        ("de", "das lied heißt ich bin pleite", "das lied ist aus, ich bin pleite"),
        ("es", "el cartel dice cerrado por fiebre", "el cartel dice cerrado, tengo fiebre"),
        ("fr", "la chanson dit je suis malade", "la chanson dit merci, je suis malade"),
        ("pt", "a placa diz cuidado com a gripe", "a placa diz pare, tô gripada"),
        ("en", "lost all my lives, then a fever dream level", "i have a fever"),
        ("en", "good luck with your exams", "i failed my exams"),
        ("de", "der praktikant hat fieber", "ich hab fieber"),
        ("es", "la carterá tiene fiebre", "tengo fiebre"),
        ("fr", "la boulangère est malade", "je suis malade"),
        ("pt", "a estagiária tá doente", "tô doente"),
        ("en", "debts are paid", "the debts pile up"),
        ("de", "die schulden sind bezahlt", "die schulden drücken"),
        ("es", "la deuda está pagada", "tengo deudas"),
        ("fr", "les dettes sont payées", "j'ai des dettes"),
        ("pt", "as dívidas tão pagas", "tô com dívidas"),
    ],
)
def test_songs_games_strangers_and_what_is_settled_tell_nothing(language: str, harmless: str, stated: str) -> None:
    assert told(harmless, language) == set()
    assert told(stated, language)


@pytest.mark.parametrize(
    ("language", "text", "topic"),
    [
        ("en", "the sign says closed, dad had a stroke", "health"),
        ("en", "did you hear mum's in hospital", "health"),
        ("en", "my temp is 39.5", "health"),
        ("en", "the assignment is due tomorrow", "study"),
        ("en", "i failed to pass my exam", "study"),
        ("en", "my apologies for last night, i was out of line", "apology"),
        ("en", "our plants are dead and grandad died this morning", "grief"),
        ("de", "mama hat eine lungenentzündung", "health"),
        ("de", "am freitag steht die op an", "health"),
        ("de", "schulden sind noch nicht bezahlt, der gerichtsvollzieher war da", "money"),
        ("es", "has visto que mamá está ingresada", "health"),
        ("fr", "t'as vu mon plâtre, je me suis cassé le bras", "health"),
        ("fr", "ma petite je suis malade", "health"),
        ("pt", "à meia noite fui pro pronto socorro com o pai", "health"),
        ("pt", "tava escrito no laudo que é câncer", "health"),
    ],
)
def test_what_only_looks_like_a_citation_a_game_or_a_stranger_is_told(language: str, text: str, topic: str) -> None:
    assert topic in told(text, language)
