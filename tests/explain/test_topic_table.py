"""What messages tell and by which words, with the day they belong to."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import numpy as np
import polars as pl
import pytest

from unlike.explain.topic_table import concern_messages, topic_table, with_day
from unlike.explain.topic_terms import BAR_GRADE, topic_terms
from unlike.synthetic import STRONG, generate, random_world
from unlike.text import TOPICS
from unlike.text.topic_bars import topic_bars
from unlike.text.topic_odds import topic_odds
from unlike.text.topics import FIND_MARGIN, in_clauses

ZONE = ZoneInfo("Europe/Berlin")
MOST_BYTES = 40
"""Of a message in the table of topics, beside its text."""
ENGLISH = ("I think that we should go there and then they said that it is what it was", "and you were with me")
GREEK = ("καλημέρα, τι κάνεις σήμερα το πρωί", "είμαι καλά και εσύ πώς είσαι")


def table(*texts: str | None, sender: str | None = "Jon", conversation: str = "here") -> pl.DataFrame:
    start = datetime(2024, 3, 5, 12, tzinfo=ZoneInfo("UTC"))
    rows = [
        {
            "conversation": conversation,
            "sender": sender,
            "sent_at": start + timedelta(minutes=at),
            "text": text,
            "ref": f"{conversation}{at}",
        }
        for at, text in enumerate(texts)
    ]
    return pl.DataFrame(rows, schema_overrides={"text": pl.String, "sender": pl.String})


def told(*texts: str) -> dict[str, Any]:
    """The row of the last of some messages."""
    found = topic_table(with_day(table(*(ENGLISH * 20), *texts), ZONE))
    assert found is not None
    return found.row(-1, named=True)


def test_a_message_is_told_with_its_topic_and_its_terms() -> None:
    row = told("my grandmother died this morning")
    assert row["grief"]
    assert {one["topic"] for one in row["terms"]} == {"grief"}
    assert all(0 < one["grade"] < 1 for one in row["terms"])


def test_a_message_that_tells_nothing_has_no_terms() -> None:
    row = told("soup is on the stove")
    assert row["terms"] == []
    assert not any(value for name, value in row.items() if isinstance(value, bool))


def test_two_topics_have_a_term_each() -> None:
    row = told("I have a fever, and my flight is at six in the morning")
    assert {one["topic"] for one in row["terms"]} == {"health", "travel"}


def test_conversations_in_other_languages_are_left_out() -> None:
    greek = table(*(GREEK * 30), conversation="there")
    assert topic_table(with_day(greek, ZONE)) is None
    both = topic_table(with_day(pl.concat([table(*(ENGLISH * 20)), greek]), ZONE))
    assert both is not None
    assert both["conversation"].unique().to_list() == ["here"]


def test_only_what_a_person_typed_counts_and_a_day_begins_at_four() -> None:
    rows = pl.concat([table("hello", None), table("app", sender=None)])
    late = rows.with_columns(pl.lit(datetime(2024, 3, 6, 2, 30, tzinfo=ZoneInfo("UTC"))).alias("sent_at"))
    found = with_day(late, ZONE)  # half past three in Berlin
    assert found["text"].to_list() == ["hello"]
    assert found["day"].to_list() == [date(2024, 3, 5)]


def test_little_is_kept_of_a_message_beside_its_words() -> None:
    """Of a chat of ten million messages, too, the table fits into memory: names are numbers in it, topics are bits."""
    rows = generate(random_world(3, STRONG, years=1)).table()
    found = topic_table(with_day(rows, ZONE))
    assert found is not None
    assert found.drop("text").estimated_size() / found.height <= MOST_BYTES


def test_words_of_harm_are_found_in_any_of_the_languages() -> None:
    found = concern_messages(with_day(table("soup?", "I want to kill myself", "ich will nicht mehr leben", "ok"), ZONE))
    assert found["text"].to_list() == ["I want to kill myself", "ich will nicht mehr leben"]
    assert concern_messages(with_day(table(None), ZONE)).is_empty()


def terms(text: str, topic: str) -> set[str]:
    return set(topic_terms(pl.Series([text]), pl.Series([topic]), "en")["terms"][0].to_list())


@pytest.mark.parametrize(
    ("text", "variant", "other", "topic"),
    [
        ("grandpa died last night", "grandma died on Monday", "the funeral is on Monday", "grief"),
        ("I broke my arm", "I broke my leg yesterday", "I have a fever", "health"),
    ],
)
def test_variants_of_a_phrase_are_one_term_and_other_phrases_are_others(
    text: str, variant: str, other: str, topic: str
) -> None:
    assert terms(text, topic) & terms(variant, topic)
    assert not terms(text, topic) & terms(other, topic)


def test_a_phrase_in_a_clause_alone_is_its_term() -> None:
    assert terms("soup is on the stove. I broke my arm", "health") == terms("I broke my arm", "health")


def test_what_no_phrase_tells_has_the_word_that_tells_most() -> None:
    text = pl.Series(["we let him go today, the house is so quiet now without him"])
    (row,) = topic_terms(text, pl.Series(["grief"]), "en").iter_rows(named=True)
    assert len(row["terms"]) == 1
    assert row["terms"][0] in text[0]
    assert 0 < row["grade"] < 1


def test_the_grade_is_above_barely_just_where_the_odds_are_above_the_bar() -> None:
    texts = pl.Series(
        ["we let him go today, the house is so quiet now without him", "we said goodbye to grandad", "ok"]
    )
    rows = topic_terms(texts, pl.Series(["grief"] * texts.len()), "en")
    odds, clauses = topic_odds(texts), in_clauses(texts)
    np.maximum.at(odds, clauses["row"].to_numpy(), topic_odds(clauses["clause"]) - FIND_MARGIN)
    column = TOPICS.index("grief")
    expected = odds[:, column] > topic_bars("en").find[column]
    assert expected.tolist() == [grade > BAR_GRADE for grade in rows["grade"]]
    assert set(expected.tolist()) == {True, False}


def test_terms_are_also_of_what_is_told_less_surely_than_the_columns_say() -> None:
    row = told("my chest feels odd")
    assert not any(row[topic] for topic in TOPICS)
    (term,) = row["terms"]
    assert term["topic"] == "health"
    assert term["grade"] < BAR_GRADE


def test_equal_messages_have_equal_terms_in_the_order_given() -> None:
    texts = pl.Series(["I broke my arm", "I have a fever", "I broke my arm"])
    table = topic_terms(texts, pl.Series(["health"] * 3), "en")
    assert table.row(0) == table.row(2) != table.row(1)
