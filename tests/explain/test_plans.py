"""Plans and promises between two people, and what came of them."""

from __future__ import annotations

from datetime import date, timedelta

import polars as pl
import pytest

from two_people import OTHER, OWNER, START, Line, chatter, line, ref_of, table
from unlike.explain.plan_outcomes import plans_between
from unlike.explain.plans import plans
from unlike.results.interaction import Plans

LAST = 99


def day(number: int) -> date:
    return START + timedelta(days=number)


def found(*lines: Line, language: str | None = "en") -> Plans | None:
    calm = [one for one in chatter(range(LAST + 1)) if one[0].hour < 17]
    return plans_between(table([*calm, *lines]), language)


def opened(*lines: Line) -> list[str]:
    told = found(*lines)
    return [one.text for one in told.open] if told else []


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "see you tonight, then?"),
        ("en", "I'll bring it Friday"),
        ("de", "ich ruf dich morgen nach der Arbeit an"),
        ("es", "te lo traigo el viernes"),
        ("fr", "je t’appelle demain"),
        ("pt", "vamos ao lago no sábado"),
        ("zh", "明天下班我来接你"),
        ("ja", "土曜に映画行こう"),
        ("ja", "明日電話するね"),
        ("nl", "ik bel je morgen na het werk"),
        ("it", "ti chiamo domani dopo il lavoro"),
        ("it", "ci vediamo sabato alle otto"),
        ("ru", "Позвоню тебе завтра после работы"),
        ("ru", "давай в субботу сходим в кино?"),
        ("tr", "yarın işten sonra seni ararım"),
        ("tr", "cumartesi sinemaya gidelim mi"),
        ("pl", "zadzwonię do ciebie jutro po pracy"),
        ("pl", "to widzimy sie w sobote"),
    ],
)
def test_what_somebody_will_do_and_when_is_a_plan(language: str, text: str) -> None:
    texts = pl.Series([text, None])
    assert plans(texts, language).to_list() == [True, False]
    assert plans(texts, None).to_list() == [True, False]


@pytest.mark.parametrize(
    "text",
    [
        "see you", "I'll be fine", "my brother is coming back on Friday", "she said she'll call tomorrow",
        "I was at the lake on Saturday", "I won't make it tonight", "dinner was great",
    ],
)  # fmt: skip
def test_what_has_no_day_is_past_or_somebody_elses_is_none(text: str) -> None:
    assert plans(pl.Series([text]), "en").to_list() == [False]


def test_a_tale_in_which_a_verb_and_a_day_meet_is_none() -> None:
    tale = "I'll call " + "and it was said that they would look at it all again " * 3 + "on Monday"
    assert plans(pl.Series([tale]), "en").to_list() == [False]


def test_a_plan_for_the_last_day_is_open_with_its_day() -> None:
    said = "see you tonight, then?"
    lines = [line(LAST, "18:00", OWNER, said)]
    told = found(*lines)
    assert told is not None
    (one,) = told.open
    calm = [other for other in chatter(range(LAST + 1)) if other[0].hour < 17]
    assert one.ref == ref_of(table([*calm, *lines]), said)
    assert (one.sender, one.text, one.made_on, one.first, one.last) == (OWNER, said, day(LAST), day(LAST), day(LAST))


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("I'll call you tomorrow", 1, 1),
        ("let's go to the lake on Saturday", 1, 1),
        ("I'll bring it on Thursday", 6, 6),
        ("I'll bring it on Friday", 7, 7),
        ("I'll fix your bike this weekend", 1, 2),
    ],
)
def test_the_days_a_plan_is_for(text: str, first: int, last: int) -> None:
    friday = 95
    assert day(friday).weekday() == 4
    told = plans_between(table([line(friday, "18:00", OTHER, text)]), "en")
    assert told is not None
    assert [(one.first, one.last) for one in told.open] == [(day(friday + first), day(friday + last))]


def test_what_was_called_off_is_not_open() -> None:
    assert opened(line(LAST, "17:00", OWNER, "see you tonight?"), line(LAST, "18:00", OTHER, "I have to cancel")) == []


def test_what_has_passed_without_a_word_is_open_only_where_most_leave_one() -> None:
    silent = line(95, "18:00", OWNER, "I'll call you tomorrow")
    assert opened(silent) == []
    kept = [
        one
        for at in range(0, 80, 4)
        for one in (line(at, "17:30", OWNER, "see you tonight?"), line(at, "22:00", OTHER, "got home safe"))
    ]
    assert opened(*kept, silent) == [silent[2]]
    told = found(*kept, silent)
    assert told is not None
    assert (told.earlier, told.reported, told.off) == (21, 20, 0)


def test_a_few_of_the_latest_the_latest_first() -> None:
    many = [line(LAST, f"18:0{at}", OTHER, f"I'll call you at {at} tomorrow") for at in range(5)]
    assert opened(*many) == [one[2] for one in reversed(many[2:])]


def test_where_there_is_none_or_the_language_is_not_known_nothing_is_said() -> None:
    assert found() is None
    assert found(line(LAST, "18:00", OWNER, "see you tonight?"), language=None) is None
    assert plans_between(table([]), "en") is None
