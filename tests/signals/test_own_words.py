"""The languages of a chat, and the words that only these two have."""

from __future__ import annotations

import random
from datetime import timedelta

import polars as pl
import pytest

from handwritten_messages import START, TALK, UTC_ZONE, Line, measured, value
from unlike.signals import SIGNALS, MeasuredConversation, measure
from unlike.signals.own_words import general_usage, own_words
from unlike.synthetic import SyntheticChat
from unlike.text.lexicon import Lexicon, function_word_shares, lists, spoken, whole_words


@pytest.fixture(scope="module")
def rosa(english: SyntheticChat) -> MeasuredConversation:
    return measure(english.table(), SIGNALS, UTC_ZONE, timedelta(minutes=1))


@pytest.fixture(scope="module")
def jule(german: SyntheticChat) -> MeasuredConversation:
    return measure(german.table(), SIGNALS, UTC_ZONE, timedelta(minutes=1))


def parts(found: MeasuredConversation) -> set[str]:
    return {part for word in found.lexicon.own for part in word.split()}


def test_the_english_pairs_words_are_found(rosa: MeasuredConversation) -> None:
    assert {"otter", "sparrow", "birdie"} <= parts(rosa)  # what they call each other
    assert len({"fern", "marmalade", "thursday", "biscuits"} & parts(rosa)) >= 3  # what they say


def test_the_german_pairs_words_are_found(jule: MeasuredConversation) -> None:
    assert {"brummbär", "liebster", "malti"} <= parts(jule)
    assert len({"kaktus", "kanne", "montags", "keksen"} & parts(jule)) >= 3


def test_names_are_no_words_of_their_own(rosa: MeasuredConversation, jule: MeasuredConversation) -> None:
    for found in (rosa, jule):
        assert not {"imke", "rosa", "malte", "jule"} & set(found.lexicon.own)


def test_names_of_friends_and_times_of_day_are_not_theirs(
    rosa: MeasuredConversation, jule: MeasuredConversation
) -> None:
    friends = {"nele", "kofi", "bea", "ines", "yusuf", "hanna", "leo", "marta", "oskar", "daphne", "piet", "lotte"}
    for found in (rosa, jule):
        assert not friends & parts(found)
        assert not {"seven", "quarter", "o'clock", "halb", "viertel", "uhr"} & parts(found)


def test_what_they_call_each_other_and_say_comes_first(rosa: MeasuredConversation, jule: MeasuredConversation) -> None:
    english = ("otter", "sparrow", "birdie", "rosie", "fern", "marmalade", "thursday")
    assert all(any(word in own for word in english) for own in rosa.lexicon.own[:8])
    german = ("brummbär", "nachbar", "liebster", "malti", "kaktus", "kanne", "stell dir vor")
    assert all(any(word in own for word in german) for own in jule.lexicon.own[:8])


def test_a_pet_name_without_commas_is_told_from_a_friend() -> None:
    called = ("hey otter", "night otter 😘", "ok otter", "see you soon, otter")
    lines: list[Line] = []
    for place, (when, who, text, *_) in enumerate(plain(1)):
        words = (text or "").split(" ")
        told = " ".join([*words[: place % 4], "nele", *words[place % 4 :]]) if place % 40 in {7, 18} else text
        lines.append((when, who, called[place // 40 % 4] if place % 40 == 0 else told))
    own = measured(lines).lexicon.own
    assert "otter" in own
    assert not any("nele" in word for word in own)


def test_the_commonest_words_and_greetings_are_not_theirs(
    rosa: MeasuredConversation, jule: MeasuredConversation
) -> None:
    for found, code in ((rosa, "en"), (jule, "de")):
        general = {*lists()[code]["function"], *lists()[code]["greetings"], *lists()[code]["thanks"]}
        assert not general & set(found.lexicon.own)


def test_a_message_with_such_a_word_says_so(rosa: MeasuredConversation, english: SyntheticChat) -> None:
    told = english.table().filter(pl.col("sender").is_not_null(), pl.col("kind") != "system")
    assert told["ref"].to_list() == rosa.messages["ref"].to_list()
    otter = told["text"].str.to_lowercase().str.contains(r"\botter\b").fill_null(value=False)
    assert otter.sum() > 50
    assert rosa.messages.filter(otter)["value:own_words"].all(ignore_nulls=False)


def test_languages_of_the_demo(rosa: MeasuredConversation, jule: MeasuredConversation) -> None:
    assert (rosa.lexicon.languages, rosa.lexicon.language) == (("en",), "en")
    assert (jule.lexicon.languages, jule.lexicon.language) == (("de",), "de")


@pytest.mark.parametrize("code", ["en", "de", "es"])
def test_the_language_of_a_few_sentences(code: str) -> None:
    assert spoken(function_word_shares(pl.Series([text.lower() for text in TALK[code]])))[:1] == (code,)


def test_two_languages_side_by_side() -> None:
    both = [text.lower() for code in ("en", "de") for text in TALK[code] * 20]
    assert set(spoken(function_word_shares(pl.Series(both)))[:2]) == {"en", "de"}


@pytest.mark.parametrize("texts", [[], [""], ["😂", "👍"], ["12 34"], list(TALK["zh"])])
def test_no_language_where_none_is_known(texts: list[str]) -> None:
    assert spoken(function_word_shares(pl.Series(texts, dtype=pl.String))) == ()


def test_signals_that_need_a_language_are_left_out_without_it() -> None:
    lines: list[Line] = [(START + timedelta(minutes=m), "AB"[m % 2], TALK["zh"][m % 4]) for m in range(60)]
    names = {signal.name for signal in measured(lines).signals}
    assert {"length", "questions", "emoji", "messages", "reply_time", "media"} <= names
    assert not names & {"i", "we", "greetings", "thanks", "endearments", "own_words"}


def test_pronouns_are_left_out_where_the_verb_says_them() -> None:
    lines: list[Line] = [(START + timedelta(minutes=m), "AB"[m % 2], TALK["es"][m % 4]) for m in range(60)]
    names = {signal.name for signal in measured(lines).signals}
    assert "greetings" in names
    assert not names & {"i", "we"}


def plain(seed: int, messages: int = 6000) -> list[Line]:
    """Two people who say the world's commonest words as often as the world does."""
    rng = random.Random(seed)  # noqa: S311 - a seed, not a secret
    world = general_usage(("en",))
    words = rng.choices(sorted(world), weights=[world[word] for word in sorted(world)], k=messages * 5)
    return [
        (START + timedelta(minutes=97 * m), ("Ada", "Ben")[m % 2], " ".join(words[m * 5 : m * 5 + 5]))
        for m in range(messages)
    ]


def test_shortened_words_are_as_common_as_what_they_shorten() -> None:
    own = measured(with_saying("let's say it's fine, I'm telling you there's time")).lexicon.own
    assert not {"let's", "it's", "i'm", "there's"} & set(own)


def with_saying(saying: str) -> list[Line]:
    return [
        (when, who, f"{text} {saying}" if place % 40 == 0 else text)
        for place, (when, who, text, *_) in enumerate(plain(1))
    ]


def test_a_chat_of_general_words_has_none_of_its_own() -> None:
    assert measured(plain(1)).lexicon.own == ()


def test_a_planted_saying_is_found() -> None:
    own = measured(with_saying("purple teapot")).lexicon.own
    assert own
    assert all(set(word.split()) & {"purple", "teapot"} for word in own)


def test_a_saying_with_a_printed_apostrophe_is_found_and_counted() -> None:
    lines = with_saying("zeppelin’s hour")
    found = measured(lines)
    assert any("zeppelin's" in word for word in found.lexicon.own)
    assert value(found, "own_words", 0) == 1


def test_the_topic_of_one_month_is_no_saying() -> None:
    lines: list[Line] = [
        (when, who, f"{text} scaffolding" if 1000 < place < 1400 else text)
        for place, (when, who, text, *_) in enumerate(plain(1))
    ]
    assert measured(lines).lexicon.own == ()


def test_a_group_has_no_words_of_two() -> None:
    lines: list[Line] = [
        (when, ("Ada", "Ben", "Cid")[place % 3], text)
        for place, (when, _, text, *_) in enumerate(with_saying("purple teapot"))
    ]
    assert measured(lines).lexicon.own == ()


def test_nothing_is_found_without_general_usage_or_texts() -> None:
    empty = pl.DataFrame(schema={"lower": pl.String, "day": pl.Date})
    some = pl.DataFrame({"lower": ["hi"], "day": [START.date()]})
    assert own_words(empty, (), Lexicon(("en",))) == ()
    assert own_words(some, (), Lexicon(())) == ()


def test_words_are_found_whole() -> None:
    expression = whole_words(["ty", "a.b", "thank you", "thank"])
    for text, found in (("ty!", True), ("party", False), ("a.b", True), ("axb", False), ("thank you", True)):
        assert pl.Series([text]).str.contains(expression)[0] is found
