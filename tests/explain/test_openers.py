from __future__ import annotations

import pytest

from two_people import OTHER, OWNER, Line, at, chatter, line, ref_of, table
from unlike.explain.openers import openers

DAYS = range(200)
WARM = "yes love, thank you for asking ❤️"


def asked(day: int, question: str, answer: str = WARM) -> list[Line]:
    return [line(day, "18:00", OWNER, question), line(day, "18:20", OTHER, answer)]


def calm() -> list[Line]:
    return [one for one in chatter(DAYS) if one[0].hour < 17]


def found(*lines: Line, language: str | None = "en", most: int = 2) -> list[str]:
    return [one.text for one in openers(table([*calm(), *lines]), OWNER, OTHER, language, most)]


def test_a_question_comes_in_the_owners_own_words_with_its_answer() -> None:
    said = "Everything okay with you, love?"
    messages = table([*calm(), *asked(50, said)])
    (one,) = openers(messages, OWNER, OTHER, "en")
    assert one.text == said, "as it was typed"
    assert (one.asked_at, one.warmed_at, one.day) == (at(50, "18:00"), at(50, "18:20"), at(50, "18:00").date())
    assert one.ref == ref_of(messages, said)
    assert one.answer == one.warm == ref_of(messages, WARM)


def test_only_the_owners_own_questions() -> None:
    assert found(line(50, "18:00", OTHER, "are you okay?"), line(50, "18:05", OWNER, WARM)) == []


@pytest.mark.parametrize(
    "question",
    [
        "how are you getting there?",
        "are you okay with pasta?",
        "why do you never answer me, are you okay or what is it this time with you again?",
        "everything okay",
    ],
)
def test_a_question_about_something_else_is_none(question: str) -> None:
    assert found(*asked(50, question)) == []


def test_unanswered_or_answered_coldly_is_no_example() -> None:
    assert found(line(199, "22:59", OWNER, "are you okay?")) == []
    assert found(*asked(50, "are you okay?", "leave me alone, you annoy me so much")) == []


def test_nothing_grave_is_made_an_example() -> None:
    grave = line(50, "18:30", OTHER, "I want to kill myself")
    assert found(*asked(50, "are you okay?"), grave) == []
    assert found(*asked(50, "do you want to die? are you okay?")) == []


def test_what_was_just_asked_is_the_present() -> None:
    assert found(*asked(199, "are you okay?")) == []


def test_a_few_in_different_words_and_weeks_apart_the_latest_first() -> None:
    lines = [
        *asked(10, "how are you feeling today?"),
        *asked(60, "is everything alright with you?"),
        *asked(100, "are you okay?"),
        *asked(145, "what's up?"),
        *asked(150, "hey, are you okay?"),
    ]
    assert found(*lines) == ["hey, are you okay?", "is everything alright with you?"]
    assert found(*lines, most=1) == ["hey, are you okay?"]


@pytest.mark.parametrize(
    ("language", "question", "answer"),
    [
        ("de", "alles gut bei dir?", "ja, danke dir, hab dich lieb"),
        ("es", "¿todo bien?", "sí, gracias, te quiero"),
        ("fr", "tout va bien ?", "oui, merci, je t’aime"),
        ("pt", "tudo bem?", "sim, obrigada, te amo"),
        ("zh", "你还好吗？", "没事，谢谢你，爱你"),
        ("ja", "体調大丈夫？", "うん、ありがとう、大好き"),
        ("nl", "alles goed met je?", "ja, dankjewel, ik hou van je"),
        ("it", "tutto bene?", "sì, grazie, ti voglio bene"),
        ("ru", "ты в порядке?", "да, спасибо, люблю тебя"),
        ("tr", "nasılsın canım?", "iyiyim teşekkürler, seni seviyorum"),
        ("pl", "wszystko w porządku?", "tak, dziękuję, kocham cię"),
    ],
)
def test_in_other_languages_too(language: str, question: str, answer: str) -> None:
    for known in (language, None):
        assert found(*asked(50, question, answer), language=known) == [question]


def test_where_nothing_was_written_there_is_none() -> None:
    assert openers(table([]), OWNER, OTHER, "en") == ()
    assert openers(table([line(0, "10:00", OWNER, None, "image")]), OWNER, OTHER, "en") == ()
