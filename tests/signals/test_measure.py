"""What a reader would say of one message is what its signal says."""

from __future__ import annotations

from datetime import timedelta

import pytest

from handwritten_messages import START, measured, said

MOST_BYTES = 80
"""Of a message in the table of measured messages."""

LENGTHS = [
    ("hey", "en", 1, 1),
    ("see you tonight then", "en", 4, 4),
    ("first line\nsecond line", "en", 4, 4),
    ("😂", "en", 1, 1),
    ("bis später mein Lieber", "de", 4, 4),
    ("¿cómo estás hoy?", "es", 3, 3),
    ("كيف حالك اليوم", "ar", 3, 3),
    ("今天晚上我们一起去吃饭吧", "zh", 5, 8),
    ("好", "zh", 1, 1),
    ("don't", "en", 1, 1),
    ("one  two   three", "en", 3, 3),
    (" on my way ", "en", 3, 3),
    ("first\n\nsecond", "en", 2, 2),
    (" ", "en", 1, 1),
]


@pytest.mark.parametrize(("text", "language", "least", "most"), LENGTHS)
def test_words(text: str, language: str, least: int, most: int) -> None:
    counted = said("length", text, language)
    assert counted is not None
    assert least - 1e-4 <= counted <= most + 1e-4


@pytest.mark.parametrize(
    ("text", "expected"),
    [("ok", 1), ("not really no", 1), ("I am on my way", 0), ("👍", 1), ("今天晚上我们一起去吃饭吧", 0), ("好的", 1)],
)
def test_short(text: str, expected: int) -> None:
    assert said("short", text) == expected


YES_AND_NO = [
    ("questions", "are you home?", "en", 1),
    ("questions", "are you home", "en", 0),
    ("questions", "why?😅", "en", 1),
    ("questions", "really?!", "en", 1),
    ("questions", "kommst du (heute)?", "de", 1),
    ("questions", "¿vienes?", "es", 1),
    ("questions", "你好吗？", "zh", 1),
    ("questions", "你好吗？我在家", "zh", 1),
    ("questions", "كيف حالك؟", "ar", 1),
    ("questions", "look https://shop.example/lamp?id=3&size=2", "en", 0),
    ("questions", "seen https://shop.example/lamp?id=3 yet?", "en", 1),
    ("emoji", "see you 😊", "en", 1),
    ("emoji", "❤️", "en", 1),
    ("emoji", "☺", "en", 1),
    ("emoji", "⭐", "en", 1),
    ("emoji", "🇩🇪", "en", 1),
    ("emoji", "👩‍👩‍👧", "en", 1),
    ("emoji", "fine :)", "en", 1),
    ("emoji", "fine:)", "en", 1),
    ("emoji", "danke:D", "de", 1),
    ("emoji", "oh :-(", "en", 1),
    ("emoji", ";-) ok", "en", 1),
    ("emoji", "<3", "en", 1),
    ("emoji", ":P", "en", 1),
    ("emoji", "XD :DD", "en", 1),
    ("emoji", "fine", "en", 0),
    ("emoji", "the train leaves at 12:30", "en", 0),
    ("emoji", "on 09:3 or 10:35, see you", "en", 0),
    ("emoji", "note:please bring milk", "en", 0),
    ("emoji", "https://pages.example/a", "en", 0),
    ("emoji", "他说：好的", "zh", 0),
    ("full_stops", "I am fine.", "en", 1),
    ("full_stops", "I am fine", "en", 0),
    ("full_stops", "我很好。", "zh", 1),
    ("full_stops", "3.5 is enough", "en", 0),
    ("full_stops", "انا بخير۔", "ar", 1),
    ("full_stops", "fine...", "en", 0),
    ("full_stops", "fine..", "en", 0),
    ("full_stops", "fine…", "en", 0),
    ("full_stops", "well... fine.", "en", 1),
    ("full_stops", "好吧。。。", "zh", 0),
    ("full_stops", ".", "en", 1),
    ("capitals", "Yes", "en", 1),
    ("capitals", "yes", "en", 0),
    ("capitals", "Äpfel", "de", 1),
    ("capitals", "Да", "en", 1),
    ("capitals", "好", "zh", 0),
    ("stretched", "yesss", "en", 1),
    ("stretched", "NOOO", "en", 1),
    ("stretched", "schööön", "de", 1),
    ("stretched", "awww", "en", 1),
    ("stretched", "see you soon", "en", 0),
    ("stretched", "look at www.lamp.example", "en", 0),
    ("exclamation", "yes!", "en", 1),
    ("exclamation", "太好了！", "zh", 1),
    ("exclamation", "¡hola!", "es", 1),
    ("exclamation", "yes", "en", 0),
    ("laughter", "haha", "en", 1),
    ("laughter", "hahahaha no", "en", 1),
    ("laughter", "Hehe", "en", 1),
    ("laughter", "LOL", "en", 1),
    ("laughter", "lolll", "en", 1),
    ("laughter", "😂😂", "en", 1),
    ("laughter", "hihi", "de", 1),
    ("laughter", "jajaja", "es", 1),
    ("laughter", "kkkk", "es", 1),
    ("laughter", "哈哈哈", "zh", 1),
    ("laughter", "ههههه", "ar", 1),
    ("laughter", "ха-ха хаха", "en", 1),
    ("laughter", "草www", "zh", 1),
    ("laughter", "มากๆ 555", "en", 1),
    ("laughter", "5555", "en", 1),
    ("laughter", "lollipop", "en", 0),
    ("laughter", "that is it", "en", 0),
    ("laughter", "ha", "en", 0),
    ("laughter", "look at www.lamp.example", "en", 0),
    ("laughter", "call me on 01555 3021", "en", 0),
    ("greetings", "Good morning sunshine", "en", 1),
    ("greetings", "ok goodnight", "en", 1),
    ("greetings", "it was a good day", "en", 0),
    ("laughter", "jaja", "de", 0),
    ("laughter", "Jaja, mach ich", "de", 0),
    ("laughter", "hahaha jaja", "de", 1),
    ("laughter", "jajaja", "en", 1),
    ("laughter", "jaja qué bueno", "es", 1),
    ("laughter", "jeje", "es", 1),
    ("laughter", "awww", "en", 0),
    ("laughter", "Awwwww so sweet", "en", 0),
    ("laughter", "www", "zh", 1),
    ("greetings", "morning!", "en", 1),
    ("greetings", "☀️ Morning you", "en", 1),
    ("greetings", "mornin", "en", 1),
    ("greetings", "what a day\nmorning anyway", "en", 1),
    ("greetings", "I saw it this morning", "en", 0),
    ("greetings", "see you in the morning", "en", 0),
    ("greetings", "tomorrow morning?", "en", 0),
    ("greetings", "the morning lap was cold", "en", 0),
    ("greetings", "Guten Morgen!", "de", 1),
    ("greetings", "Schlaf gut", "de", 1),
    ("greetings", "bis morgen", "de", 0),
    ("greetings", "buenas noches", "es", 1),
    ("thanks", "Thanks!", "en", 1),
    ("thanks", "thank you so much", "en", 1),
    ("thanks", "no", "en", 0),
    ("thanks", "party tonight", "en", 0),  # "ty" is no part of a word
    ("thanks", "danke dir", "de", 1),
    ("thanks", "Gedanken", "de", 0),
    ("thanks", "muchas gracias", "es", 1),
    ("apologies", "I'm so sorry", "en", 1),
    ("apologies", "tut mir leid", "de", 1),
    ("apologies", "lo siento", "es", 1),
    ("apologies", "fine", "en", 0),
    ("i", "I think so", "en", 1),
    ("i", "I'm late", "en", 1),
    ("i", "I’m late", "en", 1),
    ("i", "in the kitchen", "en", 0),
    ("i", "hi", "en", 0),
    ("i", "ich komme", "de", 1),
    ("i", "Ichthyologie", "de", 0),
    ("we", "we could go", "en", 1),
    ("we", "let’s say we’ll see", "en", 1),
    ("we", "the bus went west", "en", 0),
    ("we", "wir zwei", "de", 1),
    ("we", "Wirsing", "de", 0),
    ("endearments", "night darling", "en", 1),
    ("endearments", "ok babe", "en", 1),
    ("endearments", "a honeycomb", "en", 0),
    ("endearments", "hey beautiful, slept well?", "en", 1),
    ("endearments", "Good night, gorgeous 😘", "en", 1),
    ("endearments", "thanks lovely", "en", 1),
    ("endearments", "see you at six, honey!", "en", 1),
    ("endearments", "ok honey", "en", 1),
    ("endearments", "Baby?", "en", 1),
    ("endearments", "good night my treasure", "en", 1),
    ("endearments", "I love you, angel", "en", 1),
    ("endearments", "what a beautiful sunset", "en", 0),
    ("endearments", "it looks beautiful", "en", 0),
    ("endearments", "lovely!", "en", 0),
    ("endearments", "oh lovely", "en", 0),
    ("endearments", "that's lovely of you", "en", 0),
    ("endearments", "tea with honey", "en", 0),
    ("endearments", "we found the treasure map", "en", 0),
    ("endearments", "my baby brother is here", "en", 0),
    ("endearments", "a gorgeous sofa, and sunshine all day", "en", 0),
    ("endearments", "gute Nacht, Süße", "de", 1),
    ("endearments", "ja Maus 😘", "de", 1),
    ("endearments", "so eine süße Katze", "de", 0),
    ("endearments", "die Maus ist kaputt", "de", 0),
    ("endearments", "meine liebste Serie", "de", 0),
    ("endearments", "hola guapa", "es", 1),
    ("endearments", "una chica guapa", "es", 0),
    ("endearments", "buenas noches, amor", "es", 1),
    ("endearments", "el cielo está gris", "es", 0),
    ("endearments", "ja Schatz", "de", 1),
    ("endearments", "Schatzkarte", "de", 0),
    ("endearments", "hola cariño", "es", 1),
]


@pytest.mark.parametrize(("signal", "text", "language", "expected"), YES_AND_NO)
def test_yes_or_no(signal: str, text: str, language: str, expected: int) -> None:
    assert said(signal, text, language) == expected


@pytest.mark.parametrize(
    ("kind", "media", "voice"),
    [
        ("text", 0, 0), ("image", 1, 0), ("video", 1, 0), ("sticker", 1, 0), ("gif", 1, 0), ("media", 1, 0),
        ("audio", 0, 1), ("document", 0, 0), ("contact", 0, 0), ("location", 0, 0), ("call", 0, 0), ("poll", 0, 0),
    ],
)  # fmt: skip
def test_media_and_voice(kind: str, media: int, voice: int) -> None:
    text = "hello" if kind == "text" else None
    assert (said("media", text, kind=kind), said("voice", text, kind=kind)) == (media, voice)


@pytest.mark.parametrize(
    "signal",
    ["length", "short", "questions", "emoji", "full_stops", "capitals", "stretched", "exclamation", "laughter", "i",
     "we", "greetings", "thanks", "apologies", "endearments"],
)  # fmt: skip
def test_a_picture_without_words_says_nothing_of_words(signal: str) -> None:
    assert said(signal, None, kind="image") is None


def test_a_caption_counts_as_typed() -> None:
    assert said("questions", "nice, no?", kind="image") == 1


def test_little_is_kept_of_a_message_beside_its_row() -> None:
    """A chat of ten million messages is measured in memory: a few bytes of each are 100 MB of it."""
    talk = [
        (START + timedelta(minutes=at), "Ada" if at % 3 else "Ben", "see you tonight then?") for at in range(20_000)
    ]
    messages = measured(talk).messages
    assert messages.estimated_size() / messages.height <= MOST_BYTES
