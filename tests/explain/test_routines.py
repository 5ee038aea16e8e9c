from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import polars as pl
import pytest

from two_people import OTHER, OWNER, START, Line, chatter, line, table
from unlike.explain.routines import routines
from unlike.results.interaction import Routine

DAYS = range(200)


def only(found: tuple[Routine, ...], kind: str) -> Routine:
    (one,) = (each for each in found if each.kind == kind)
    return one


def day(number: int) -> date:
    return START + timedelta(days=number)


def test_a_good_morning_on_most_days_is_a_routine_and_its_breaks_are_known() -> None:
    broken = {20, 77, 78, 150}
    greeted = [line(one, f"07:{20 + one % 20}", OTHER, "good morning love") for one in DAYS if one not in broken]
    one = only(routines(table([*chatter(DAYS), *greeted]), "en"), "good morning")
    assert (one.sender, one.weekday, one.ongoing) == (OTHER, None, True)
    assert (one.observed_days, one.eligible, one.silent) == (196, 200, 0)
    assert one.broken_on == tuple(day(number) for number in sorted(broken))
    assert one.minute is not None
    assert abs(one.minute - (7 * 60 + 29)) <= 2


def test_days_on_which_nobody_wrote_break_nothing() -> None:
    written = [one for one in DAYS if not 60 <= one < 75]
    greeted = [line(one, "07:30", OTHER, "Good morning!") for one in written]
    one = only(routines(table([*chatter(written), *greeted]), "en"), "good morning")
    assert one.broken_on == ()
    assert (one.observed_days, one.eligible, one.silent) == (185, 185, 15)


def test_a_good_night_after_midnight_belongs_to_the_evening_before() -> None:
    said = [line(one + 1, "00:20", OWNER, "good night, sleep well") for one in DAYS]
    one = only(routines(table([*chatter(DAYS), *said]), "en"), "good night")
    assert (one.sender, one.minute) == (OWNER, 20)
    assert one.broken_on == ()


def test_a_routine_that_is_over_ended_when_it_did() -> None:
    greeted = [line(one, "07:30", OTHER, "good morning") for one in range(120)]
    one = only(routines(table([*chatter(DAYS), *greeted]), "en"), "good morning")
    assert not one.ongoing
    assert (one.first, one.last) == (START, day(119))
    assert one.broken_on == ()


def test_a_routine_that_just_broke_goes_on_and_the_last_days_are_its_breaks() -> None:
    greeted = [line(one, "07:30", OTHER, "good morning") for one in range(197)]
    one = only(routines(table([*chatter(DAYS), *greeted]), "en"), "good morning")
    assert one.ongoing
    assert one.broken_on == (day(197), day(198), day(199))


def test_thursdays_game_is_found_by_its_word() -> None:
    thursdays = [one for one in range(300) if day(one).weekday() == 3]
    missed = {thursdays[10], thursdays[30]}
    played = [line(one, "18:05", OWNER, "quizzo tonight at seven?") for one in thursdays if one not in missed]
    one = only(routines(table([*chatter(range(300)), *played]), "en"), "word")
    assert one.word in {"quizzo", "tonight", "seven"}  # they are always said together
    assert (one.weekday, one.sender, one.minute) == (3, None, None)
    assert set(one.broken_on) == {day(number) for number in missed}


def test_words_are_counted_once_a_day_whatever_messages_are_looked_at_together(monkeypatch: pytest.MonkeyPatch) -> None:
    tuesdays = [
        line(one, f"18:0{at}", OWNER, "quizzo?") for one in range(300) for at in (1, 5) if day(one).weekday() == 1
    ]
    mondays = [line(one, "18:05", OWNER, "quizzo!") for one in range(300) if day(one).weekday() == 0]
    played = [*tuesdays[:60], *mondays]
    talk = table([*chatter(range(300)), *played])
    whole = routines(talk, "en")
    assert (only(whole, "word").word, only(whole, "word").weekday) == ("quizzo", 0)
    monkeypatch.setattr("unlike.explain.routines._SLICE", 1)
    assert routines(talk, "en") == whole


def test_a_word_of_two_weekdays_is_always_of_the_first_of_them() -> None:
    played = [line(one, "18:05", OWNER, "quizzo tonight?") for one in range(364) if day(one).weekday() in {1, 3}]
    talk = table([*chatter(range(364)), *played])
    assert {only(routines(talk, "en"), "word").weekday for _ in range(20)} == {1}


def test_a_call_on_sundays_is_one_of_sundays_alone() -> None:
    sundays = [one for one in range(300) if day(one).weekday() == 6]
    calls = [line(one, "17:00", OTHER, None, "call") for one in sundays]
    one = only(routines(table([*chatter(range(300)), *calls]), "en"), "call")
    assert (one.weekday, one.minute) == (6, 17 * 60)


def test_who_always_writes_first_in_the_morning() -> None:
    first = [line(one, "06:40", OTHER, "the bakery is open") for one in DAYS if one != 90]
    one = only(routines(table([*chatter(DAYS), *first]), "en"), "first in the morning")
    assert (one.sender, one.minute) == (OTHER, None)
    assert set(one.broken_on) <= {day(90)}


MORNINGS = {
    "pl": "dzień dobry!",
    "tr": "günaydın!",
    "ru": "доброе утро!",
    "it": "buongiorno!",
    "nl": "goeiemorgen!",
    "de": "guten morgen!",
    "es": "¡buenos días!",
    "fr": "bonjour !",
    "ja": "おはよう！",
    "pt": "bom dia",
    "zh": "早上好！",
}


@pytest.mark.parametrize("language", MORNINGS)
def test_good_mornings_are_known_in_other_languages(language: str) -> None:
    said = MORNINGS[language]
    greeted = [line(one, "07:30", OTHER, said) for one in DAYS]
    assert only(routines(table([*chatter(DAYS), *greeted]), language), "good morning").sender == OTHER


def test_where_nobody_ever_wrote_there_is_none() -> None:
    assert routines(table([]), "en") == ()
    assert routines(table([line(0, "10:00", OWNER, None, "image")]), None) == ()


def by_chance(seed: int) -> list[Line]:
    """A year in which everything falls on any day: greetings, calls and a game, at rates of its own."""
    dice = np.random.default_rng(seed)
    often = dict(zip(("good morning", "good night", "call", "quizzo tonight"), dice.uniform(0.05, 0.6, 4), strict=True))
    lines = list(chatter(range(365), seed))
    for number in range(365):
        for said, share in often.items():
            if dice.random() < share:
                kind = "call" if said == "call" else "text"
                lines.append(line(number, f"{dice.integers(9, 23)}:10".zfill(5), OTHER, said, kind))
    return lines


def test_years_without_routines_show_none() -> None:
    """One false routine in a thousand years is put up with; twenty years should show none."""
    assert [routines(table(by_chance(seed)), "en") for seed in range(20)] == [()] * 20


def test_a_shuffled_week_has_no_weekday() -> None:
    """The same days in another order: what belonged to a weekday belongs to none."""
    thursdays = [one for one in range(364) if day(one).weekday() == 3]
    real = table([*chatter(range(364)), *(line(one, "18:05", OWNER, "quizzo tonight?") for one in thursdays)])
    assert [one.weekday for one in routines(real, "en")] == [3]
    days = real["day"].unique().sort()
    for seed in range(10):
        other = days.sample(fraction=1.0, shuffle=True, seed=seed)
        moved = real.with_columns(to=pl.col("day").replace_strict(days, other))
        moved = moved.with_columns(at=pl.col("at") + (pl.col("to") - pl.col("day")), day=pl.col("to")).sort("at")
        assert [one for one in routines(moved, "en") if one.weekday is not None] == []
