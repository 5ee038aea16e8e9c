"""The phrases by which single messages tell their topics."""

from __future__ import annotations

import re

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from example_counts import examples
from unlike.text import TOPICS, languages
from unlike.text.normalise import plain
from unlike.text.phrase_topics import denied_topics, phrases_of, topics_of
from unlike.text.topic_grammar import grammar, topic_phrases

MESSAGES = (
    ("en", "I broke my arm and the doctor says six weeks"),
    ("en", "my mum is in hospital, they have to operate"),
    ("en", "my friend got her diagnosis today, it's cancer"),
    ("en", "grandpa died last night"),
    ("en", "soup is on the stove"),
    ("en", "in the series the doctor dies in the end"),
    ("en", "his sister has a fever"),
    ("en", "when I was ten I broke my leg"),
    ("de", "mir hat jemand im Bus das Handy geklaut"),
    ("de", "meine Schwester hatte einen Unfall"),
    ("es", "se me cayó el móvil al agua"),
    ("fr", "on m'a volé mon portable dans le métro"),
    ("pt", "roubaram meu celular no ônibus"),
)
DEVICE = (
    (
        "en",
        "my phone fell into the sink",
        "I dropped my phone on the pavement",
        "my keys fell into the sink",
    ),
    (
        "en",
        "somebody stole my phone",
        "they took my phone on the bus",
        "someone took his phone",
    ),
    ("en", "my screen went black", "my phone screen is cracked", "the screen at the cinema is huge"),
    ("de", "mir ist das Handy ins Klo gefallen", "mein Handy geht nicht mehr an", "ihr Handy klingelt"),
    ("de", "mein Display ist schwarz", "der Router ist kaputt", "gute Nacht, Handy weg"),
    ("es", "me robaron el móvil", "se me rompió el celular", "llámame al móvil"),
    ("fr", "mon portable est tombé dans l'eau", "l'écran est cassé", "appelle-moi sur mon portable"),
    ("pt", "meu celular caiu na água", "a tela está quebrada", "me liga no celular"),
)


def bare(text: str, language: str) -> str:
    return str(plain(pl.Series([text]), grammar(language).apostrophe)[0])


@pytest.mark.parametrize(("language", "text"), MESSAGES)
def test_each_topic_that_is_told_has_a_phrase_and_no_other_has(language: str, text: str) -> None:
    phrases = phrases_of(bare(text, language), language)
    assert set(phrases) == topics_of(bare(text, language), language)
    assert all(phrases.values())


def test_of_a_relative_the_phrase_of_health_tells_the_family_too() -> None:
    phrases = phrases_of(bare("my mum is in hospital", "en"), "en")
    assert phrases["health"] & phrases["family"]


@pytest.mark.parametrize(("language", "one", "other", "usual"), DEVICE)
def test_a_device_that_fails_is_told_and_one_in_use_is_not(language: str, one: str, other: str, usual: str) -> None:
    assert "device" in topics_of(bare(one, language), language)
    assert "device" in topics_of(bare(other, language), language)
    assert "device" not in topics_of(bare(usual, language), language)


def test_commas_are_no_words_that_make_a_message_long() -> None:
    text = "got the keys to the new flat, now the whole week is boxes and paint"
    assert "moving" in topics_of(bare(text, "en"), "en")


FAMILIES = (
    ("en", "study", "I got my essay back and it's a 42", "I got my coat back from the cleaners"),
    ("en", "study", "so behind on my reading", "we're behind on the washing up"),
    ("en", "study", "handed it in with two minutes to spare", "handing it back to you tomorrow"),
    ("en", "study", "gonna have to repeat the year", "could you repeat the question"),
    ("en", "study", "skipped all my lectures this month", "skipped breakfast this morning"),
    ("en", "friends", "Katie's been sectioned", "Katie's coming round to see the baby"),
    ("en", "friends", "Priya's having a really hard time of it", "Sam's having a great time in Rome"),
    ("en", "friends", "going to see Lucy, she's in a bad way", "going to see Lucy, she's made cake"),
    ("en", "friends", "found out they've got a group chat without me", "start the group chat without me"),
    ("en", "money", "we're down to our last 50", "we're down to the last slice"),
    ("en", "money", "can you lend me 20 til friday", "can you lend me your drill"),
    ("en", "money", "bit tight this month", "that top is a bit tight"),
    ("en", "money", "the dentist wants 700", "the dentist wants me back in May"),
    ("en", "money", "landlord's keeping our deposit", "the landlord at the pub is keeping us a table"),
    ("en", "device", "my phone went for a swim", "we went for a swim"),
    ("en", "device", "phone's bricked", "my phone is upstairs"),
    ("en", "device", "left my phone in the taxi", "left my umbrella in the taxi"),
    ("en", "device", "wifi's down", "turn off the wifi when you leave"),
    ("en", "device", "no mobile data left", "there is no data on that"),
    ("en", "disappointment", "they went with someone else", "he went with Dave to the game"),
    ("en", "disappointment", "they picked another candidate", "they picked another restaurant"),
    ("en", "disappointment", "I'm absolutely gutted", "absolutely gutted for you"),
    ("en", "disappointment", "we came dead last again", "we came last night"),
    ("en", "disappointment", "all that work for nothing", "all that cake for breakfast"),
    ("en", "moving", "back at my parents' for now", "back at my desk now"),
    ("en", "moving", "couch surfing at the moment", "we went surfing at the weekend"),
    ("en", "moving", "seen 12 flats, all horrible", "seen 12 films this month"),
    ("en", "moving", "everything's in storage", "the storage on that bike"),
    ("en", "travel", "stuck on a train outside York", "stuck on this crossword"),
    ("en", "travel", "in Tokyo this week", "that book about Tokyo"),
    ("en", "travel", "still waiting for the AA", "still waiting for the kettle"),
    ("en", "travel", "my bag didn't arrive", "my bag is in the car"),
    ("en", "work", "they've let half of us go", "they let half of us in free"),
    ("en", "work", "stuck in a meeting", "meeting you at six"),
    ("en", "work", "covering for someone again", "a cover for the sofa"),
    ("en", "work", "cried in the work toilets", "cried in the cinema"),
    ("de", "study", "Mathe voll verkackt", "das Spiel haben sie verkackt"),
    ("de", "study", "häng total hinterher mit dem Stoff", "häng die Jacke hinter die Tür"),
    ("de", "study", "morgen schreiben wir Mathe", "morgen schreibe ich dir die Liste"),
    ("de", "friends", "Julia ignoriert mich seit Wochen", "Julia kommt um acht zum Essen"),
    ("de", "friends", "Tim hatte nen Rückfall", "Tim hatte nen schönen Tag"),
    ("de", "friends", "kümmer mich grad um Hannah", "kümmer dich um den Salat"),
    ("de", "money", "grad etwas klamm", "grad etwas müde"),
    ("de", "money", "Ebbe auf dem Konto", "Ebbe an der Küste"),
    ("de", "money", "kannst du mir bis Freitag aushelfen", "kannst du mir kurz helfen"),
    ("de", "money", "Werkstatt will 900 Euro", "die Werkstatt hat zu"),
    ("de", "device", "mein Handy spinnt", "mein Handy ist auf lautlos"),
    ("de", "device", "Datenvolumen ist leer", "die Daten sind alle da"),
    ("de", "device", "alle Chats weg", "alle Fotos sind da"),
    ("de", "disappointment", "hat wieder nicht geklappt", "das hat geklappt"),
    ("de", "disappointment", "das Date war ein Reinfall", "das Date war schön"),
    ("de", "disappointment", "die haben mich nicht genommen", "ich hab den Bus genommen"),
    ("de", "moving", "wir wandern aus", "wir gehen heute aus"),
    ("de", "moving", "finde einfach keine Wohnung", "finde den Schlüssel nicht"),
    ("de", "moving", "noch keine Küche", "noch keine Lust"),
    ("de", "travel", "stehen im Stau", "Stau im Bad"),
    ("de", "travel", "warten auf den ADAC", "warten auf den Kuchen"),
    ("de", "travel", "bin die Woche in Wien", "das Buch spielt nicht in Wien"),
    ("de", "work", "mein Chef mobbt mich", "mein Chef grillt heute"),
    ("de", "work", "häng im Call fest", "häng die Wäsche auf"),
    ("de", "work", "muss für die Kollegin einspringen", "muss für die Kollegin backen"),
)


@pytest.mark.parametrize(("language", "topic", "told", "everyday"), FAMILIES)
def test_a_family_tells_its_topic_and_leaves_everyday_talk_of_the_same_words(
    language: str, topic: str, told: str, everyday: str
) -> None:
    assert topic in topics_of(bare(told, language), language)
    assert topic not in topics_of(bare(everyday, language), language)


@pytest.mark.parametrize("language", languages())
@examples(30)
@given(data=st.data())
def test_a_topic_is_told_or_not_whatever_else_is_looked_for(language: str, data: st.DataObject) -> None:
    phrases = [phrase for listed in topic_phrases(language).lists.values() for phrase in listed]
    words = sorted(set(re.findall(r"[a-z0-9&]+(?: [a-z0-9&]+)*", " ".join(phrases[::7])))) + [","] * 40
    text = f" {' '.join(data.draw(st.lists(st.sampled_from(words), max_size=14)))} "
    wanted = data.draw(st.frozensets(st.sampled_from(TOPICS), min_size=1))
    whole, rules = topics_of(text, language), grammar(language)
    assert topics_of(text, language, wanted) == whole & wanted
    assert phrases_of(text, language, wanted) == {
        topic: listed for topic, listed in phrases_of(text, language).items() if topic in wanted
    }
    assert denied_topics(text, rules, wanted) == denied_topics(text, rules) & wanted
