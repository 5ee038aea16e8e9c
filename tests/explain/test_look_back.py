"""What was told just before a shift: held against how often it is told anyway, on small invented tables."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

import numpy as np
import polars as pl
import pytest

from unlike.explain.look_back import DAYS, MAX_CHANCE, DaysBefore, look_back
from unlike.explain.term_table import TermTable
from unlike.explain.topic_table import TOPICS

START = date(2024, 1, 1)
SHIFT = START + timedelta(days=150)
Telling = tuple[int, str, str, str]
"""Day counted from `START`, who, topic, and the word it hangs on."""


def table(*told: Telling, days: int = 200, where: str = "here") -> pl.DataFrame:
    """Two messages a day that tell nothing, and those that do."""
    plain = [(START + timedelta(days=day), who, None, "") for day in range(days) for who in ("Mira", "Jon")]
    lines = plain + [(START + timedelta(days=day), who, topic, word) for day, who, topic, word in told]
    rows = [
        {
            "conversation": where,
            "sender": who,
            "ref": f"L{at}",
            "text": word or "soup",
            "day": day,
            **{name: name == topic for name in TOPICS},
            "terms": [{"topic": topic, "term": word, "grade": 1.0}] if topic else [],
        }
        for at, (day, who, topic, word) in enumerate(sorted(lines, key=lambda one: one[0]))
    ]
    terms = pl.List(pl.Struct({"topic": pl.String, "term": pl.String, "grade": pl.Float64}))
    return pl.DataFrame(rows, schema_overrides={"terms": terms})


def every(days: Iterable[int], topic: str, word: str) -> list[Telling]:
    return [(day, "Jon", topic, word) for day in days]


def before(*told: Telling, shift: date = SHIFT) -> DaysBefore:
    (found,) = look_back(TermTable.of(table(*told)), [shift])
    return found


def names(*told: Telling) -> list[str]:
    return [one.name for one in before(*told).topics]


def test_what_was_told_once_stands_out_with_its_messages() -> None:
    found = before((148, "Jon", "grief", "died"))
    (one,) = found.topics
    assert (one.name, one.senders) == ("grief", ("Jon",))
    assert len(one.messages) == 1
    assert one.chance is not None
    assert 0 < one.chance <= MAX_CHANCE
    assert (found.first, found.last, found.messages_read) == (SHIFT - timedelta(DAYS), SHIFT, 2 * (DAYS + 1) + 1)


def test_where_nothing_is_told_nothing_is_stated() -> None:
    found = before()
    assert found.topics == ()
    assert found.messages_read == 2 * (DAYS + 1)
    assert found.baseline_spans > 150


@pytest.mark.parametrize(("day", "stated"), [(146, False), (147, True), (150, True), (151, False)])
def test_the_days_before_and_the_first_day_count(day: int, *, stated: bool) -> None:
    assert bool(names((day, "Jon", "grief", "died"))) is stated


def test_what_is_told_every_day_explains_nothing() -> None:
    assert names(*every(range(200), "work", "office")) == []


def test_a_new_word_of_a_daily_topic_stands_out() -> None:
    daily = every(range(200), "work", "office")
    assert names(*daily, (149, "Jon", "work", "fired")) == ["work"]


def test_a_word_of_every_week_is_not_named_beside_the_word_that_stands_out() -> None:
    weekly = every(range(2, 200, 7), "quarrel", "hung up")  # on the day before the shift, too
    (one,) = before(*weekly, (148, "Mira", "quarrel", "fight"), (149, "Mira", "quarrel", "argument")).topics
    assert (one.name, one.senders, len(one.messages)) == ("quarrel", ("Mira",), 2)


def test_either_of_the_two_may_tell_it_and_both_are_named_in_order() -> None:
    (one,) = before((149, "Mira", "quarrel", "fight"), (150, "Jon", "quarrel", "fight")).topics
    assert one.senders == ("Mira", "Jon")


def test_a_topic_that_comes_as_often_elsewhere_is_no_news() -> None:
    often = every(range(0, 200, 8), "travel", "train")
    assert names(*often, (149, "Jon", "travel", "train")) == []


def test_looking_at_many_topics_finds_no_more_than_looking_at_one() -> None:
    """Every topic told as rarely as the next, all over the history: none of them stands out."""
    spread = [(11 * at % 200, "Jon", TOPICS[at % len(TOPICS)], f"word{at}") for at in range(60)]
    assert names(*spread, (149, "Jon", "money", "rent")) == []


def test_a_topic_told_more_surely_stands_out_before_one_that_is_guessed() -> None:
    rows = table((100, "Jon", "health", "sick"), (149, "Jon", "grief", "died"))
    ranked: list[float] = []
    for grade in (0.1, 0.9):
        graded = rows.with_columns(
            terms=pl.when("grief")
            .then(pl.col("terms").list.eval(pl.element().struct.with_fields(grade=pl.lit(grade))))
            .otherwise(pl.col("terms").list.eval(pl.element().struct.with_fields(grade=pl.lit(0.5))))
        )
        (found,) = look_back(TermTable.of(graded), [SHIFT])
        assert found.topics[0].chance is not None
        ranked.append(found.topics[0].chance)
    assert ranked[0] > ranked[1]


def test_what_is_stated_is_as_seldom_as_its_chance_where_every_topic_is_told_at_random() -> None:
    """Every other day is looked back at by itself: the share with a topic is the chance up to which one is stated."""
    rng = np.random.default_rng(500)
    told = [
        (int(day), "Jon", TOPICS[int(rng.integers(len(TOPICS)))], f"word{rng.zipf(1.5)}")
        for day in rng.integers(0, 600, 500)
    ]
    rows = table(*told, days=600).explode("terms").unnest("terms")
    graded = rows.with_columns(grade=pl.Series(rng.random(rows.height)))
    terms = pl.when(pl.col("term").is_null()).then([]).otherwise(pl.concat_list(pl.struct("topic", "term", "grade")))
    days = [START + timedelta(days=day) for day in range(10, 590, 2)]
    stated = [bool(look_back(TermTable.of(graded.with_columns(terms=terms)), [day])[0].topics) for day in days]
    assert 0.5 * MAX_CHANCE <= np.mean(stated) <= 1.3 * MAX_CHANCE


def test_the_days_of_other_shifts_are_not_what_it_is_held_against() -> None:
    shifts = [START + timedelta(days=day) for day in range(20, 200, 20)]
    told = every(range(19, 200, 20), "health", "migraine")
    found = look_back(TermTable.of(table(*told)), shifts)
    assert all([topic.name for topic in one.topics] == ["health"] for one in found)
    assert len(found) == len(shifts)


def test_too_short_a_history_has_no_rate_for_what_is_told() -> None:
    daily = every(range(25), "work", "office")
    (found,) = look_back(
        TermTable.of(table((18, "Jon", "grief", "died"), *daily, days=25)), [START + timedelta(days=19)]
    )
    assert not found.is_rated
    assert [(topic.name, topic.chance) for topic in found.topics] == [("grief", None)]


def test_of_a_few_days_in_all_everything_is_told() -> None:
    (found,) = look_back(TermTable.of(table((2, "Jon", "grief", "died"), days=3)), [START + timedelta(days=2)])
    assert [(topic.name, topic.chance) for topic in found.topics] == [("grief", None)]


def test_other_conversations_count_and_are_named() -> None:
    both = pl.concat([table(), table((149, "Jon", "family", "hospital"), where="there")])
    (found,) = look_back(TermTable.of(both), [SHIFT])
    assert [one.messages[0][0] for one in found.topics] == ["there"]


@pytest.mark.parametrize("shift", [START - timedelta(days=30), START + timedelta(days=900)])
def test_a_day_outside_the_history_has_nothing_to_say(shift: date) -> None:
    found = before((149, "Jon", "grief", "died"), shift=shift)
    assert (found.messages_read, found.topics) == (0, ())


def test_where_nobody_wrote_nothing_was_read() -> None:
    (found,) = look_back(TermTable.of(table().clear()), [SHIFT])
    assert (found.messages_read, found.baseline_spans, found.topics) == (0, 0, ())


def test_messages_of_the_first_day_are_counted_apart() -> None:
    rows = table()
    (found,) = look_back(TermTable.of(rows), [SHIFT])
    assert found.messages_on_shift == int((rows["day"] == SHIFT).sum())
    is_before = rows["day"].is_between(SHIFT - timedelta(3), SHIFT, "left")
    assert found.messages_read - found.messages_on_shift == int(is_before.sum())


def graded(*terms: tuple[str, float], day: int = 148) -> pl.DataFrame:
    """Many days that tell nothing, and one message with several topics, each with its grade."""
    rows = table((day, "Jon", terms[0][0], "word"))
    listed = [{"topic": topic, "term": f"{topic} word", "grade": grade} for topic, grade in terms]
    told = [listed if word else [] for word in (rows["text"] == "word").to_list()]
    return rows.with_columns(terms=pl.Series(told, dtype=rows.schema["terms"]))


def test_what_a_message_tells_far_less_surely_than_something_else_is_not_named_beside_it() -> None:
    (found,) = look_back(TermTable.of(graded(("health", 0.9), ("travel", 0.4))), [SHIFT])
    assert [one.name for one in found.topics] == ["health"]
    (both,) = look_back(TermTable.of(graded(("health", 0.7), ("travel", 0.6))), [SHIFT])
    assert {one.name for one in both.topics} == {"health", "travel"}
    (weak,) = look_back(TermTable.of(graded(("health", 0.6), ("travel", 0.45))), [SHIFT])
    assert [one.name for one in weak.topics] == ["health"]
    (both_weak,) = look_back(TermTable.of(graded(("health", 0.48), ("travel", 0.45))), [SHIFT])
    assert {one.name for one in both_weak.topics} == {"health", "travel"}


def test_what_is_told_less_than_barely_needs_other_days_to_be_held_against() -> None:
    for grade, expected in ((0.4, []), (0.6, ["health"])):
        rows = graded(("health", grade)).filter((pl.col("day") - SHIFT).dt.total_days().abs() < 10)
        (found,) = look_back(TermTable.of(rows), [SHIFT])
        assert not found.is_rated
        assert [one.name for one in found.topics] == expected
