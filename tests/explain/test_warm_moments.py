from __future__ import annotations

from itertools import pairwise

import polars as pl
import pytest

from two_people import OTHER, OWNER, Line, at, chatter, line, ref_of, table
from unlike.explain.warm_moments import warm_moments

KIND = "thank you so much for today, I love you my dear"
ANSWER = "love you too, thank you ❤️"
DAYS = range(240)


def warm(day: int, text: str = KIND, who: str = OTHER, clock: str = "20:00") -> list[Line]:
    """A warm message and a warm answer."""
    hour = int(clock[:2])
    return [line(day, clock, who, text), line(day, f"{hour}:05", OWNER if who == OTHER else OTHER, ANSWER)]


def calm() -> list[Line]:
    """Chatter that leaves the evenings free."""
    return [one for one in chatter(DAYS) if one[0].hour < 18]


def test_a_warm_message_that_was_answered_warmly_is_found_with_its_answer() -> None:
    messages = table([*calm(), *warm(100)])
    (one,) = warm_moments(messages, "en")
    assert (one.sender, one.text, one.day) == (OTHER, KIND, at(100, "20:00").date())
    assert one.ref == ref_of(messages, KIND)
    assert one.answer == ref_of(messages, ANSWER)


@pytest.mark.parametrize(
    ("words", "off"),
    [
        ("you always lie to me, we had a fight and I am so angry with you", 0),
        ("I hate it when we fight like this, stop shouting at me", 1),
        ("we had a huge fight last night, you never listen to me", -1),
        ("I am so sorry about our fight, please forgive me", 0),
        ("my grandmother died this morning, the funeral is on friday", 1),
        ("I want to kill myself", -13),
        ("I want to kill myself", 13),
        ("I am scared of you, you hit me", 10),
    ],
)
def test_never_out_of_a_quarrel_or_beside_what_is_heavy(words: str, off: int) -> None:
    lines = [*calm(), *warm(100)]
    assert warm_moments(table(lines), "en")
    assert warm_moments(table([*lines, line(100 + off, "19:00", OTHER, words)]), "en") == ()


def test_no_message_that_is_warm_and_something_else() -> None:
    for text in ("I love you so much but I am so sad and I cry all day", "I love you and I am so worried and scared"):
        assert warm_moments(table([*calm(), *warm(100, text)]), "en") == ()


def test_not_answered_is_no_moment_of_both() -> None:
    assert warm_moments(table([*calm(), line(100, "20:00", OTHER, KIND)]), "en") == ()
    late = [line(100, "20:00", OTHER, KIND), line(101, "08:00", OWNER, ANSWER)]
    assert warm_moments(table([*calm(), *late]), "en") == ()


def test_they_are_spread_over_the_history_and_over_both() -> None:
    lines = calm()
    for number in range(0, 240, 4):
        lines += warm(number, f"{KIND}, evening {number}", (OTHER, OWNER)[number // 4 % 2])
    found = warm_moments(table(lines), "en")
    assert len(found) == 6
    assert [one.day for one in found] == sorted(one.day for one in found)
    gaps = [(later.day - one.day).days for one, later in pairwise(found)]
    assert min(gaps) >= 4
    assert (found[-1].day - found[0].day).days >= 130, "from the whole history"
    assert sorted(one.sender for one in found) == [OTHER] * 3 + [OWNER] * 3


def test_a_warm_week_does_not_take_all_places() -> None:
    lines = [*calm(), *warm(10), *warm(230, clock="21:00")]
    for number in range(100, 107):
        lines += warm(number, f"{KIND} {number}")
    found = warm_moments(table(lines), "en")
    days = {(one.day - at(0, "12:00").date()).days for one in found}
    assert {10, 230} <= days
    assert len(days & set(range(100, 107))) <= 2


def test_the_pairs_own_words_decide_between_two() -> None:
    messages = table([*calm(), *warm(100, KIND), *warm(101, f"{KIND} indeed")])
    own = pl.when(pl.col("text") == KIND).then(1.0).otherwise(0.0).cast(pl.Float32)
    (one,) = warm_moments(messages.with_columns(own.alias("value:own_words")), "en", most=1)
    assert one.text == KIND


def test_a_language_that_is_not_known_has_none() -> None:
    messages = table([*calm(), *warm(100)])
    assert warm_moments(messages, None) == ()
    assert warm_moments(table([]), "en") == ()


@pytest.mark.parametrize(
    ("language", "text", "answer"),
    [
        ("de", "danke für den schönen Abend, ich hab dich so lieb", "ich hab dich auch lieb, danke ❤️"),
        ("es", "gracias por todo mi amor, te quiero mucho", "te quiero, gracias ❤️"),
        ("fr", "merci pour tout mon amour, je t’aime fort", "je t’aime, merci ❤️"),
        ("pt", "obrigada por tudo meu amor, te amo muito", "te amo, obrigado ❤️"),
        ("it", "grazie per la bella serata, ti amo tanto amore mio", "ti amo anche io, grazie ❤️"),
        ("nl", "dankjewel voor de mooie avond, ik hou zo veel van je", "ik hou ook van jou, dank je ❤️"),
        ("pl", "dziękuję za piękny wieczór, tak bardzo cię kocham", "też cię kocham, dziękuję ❤️"),
        ("ru", "спасибо за чудесный вечер, я так тебя люблю", "я тоже тебя люблю, спасибо ❤️"),
        ("tr", "bu güzel akşam için teşekkürler, seni çok seviyorum aşkım", "ben de seni seviyorum, teşekkürler ❤️"),
        ("zh", "谢谢你今天陪我，我真的好爱你，好幸福", "我也爱你，谢谢 ❤️"),
        ("ja", "今日は本当にありがとう、大好きだよ、幸せ", "わたしも大好き、ありがとう ❤️"),
    ],
)
def test_in_other_languages_too(language: str, text: str, answer: str) -> None:
    lines = [*calm(), line(100, "20:00", OTHER, text), line(100, "20:05", OWNER, answer)]
    assert [one.text for one in warm_moments(table(lines), language)] == [text]
