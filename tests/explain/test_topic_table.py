"""What messages tell and by which words, with the day they belong to."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import polars as pl
import pytest

from unlike.explain import topic_terms
from unlike.explain.topic_table import concern_messages, topic_table, with_day
from unlike.explain.topic_terms import telling_words
from unlike.synthetic import STRONG, generate, random_world

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


def test_a_message_is_told_with_its_topic_and_its_word() -> None:
    row = told("my grandmother died this morning")
    assert row["grief"]
    assert "died" in {one["word"] for one in row["words"]}
    assert {one["topic"] for one in row["words"]} == {"grief"}


def test_a_message_that_tells_nothing_has_no_words() -> None:
    row = told("soup is on the stove")
    assert row["words"] == []
    assert not any(value for name, value in row.items() if isinstance(value, bool))


def test_two_topics_have_a_word_each() -> None:
    row = told("I have a fever, and my flight is at six in the morning")
    assert {one["topic"] for one in row["words"]} == {"health", "travel"}


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


@pytest.mark.parametrize(
    ("text", "topic", "word"),
    [
        ("I can't pay the rent this month", "money", "pay"),
        ("grandpa died last night", "grief", "died"),
        ("they say my flight is cancelled", "travel", "flight"),
    ],
)
def test_the_word_a_topic_hangs_on(text: str, topic: str, word: str) -> None:
    assert word in telling_words(pl.Series([text]), pl.Series([topic]), "en")[0].to_list()


def test_in_a_long_history_words_are_learnt_from_some_and_found_in_all(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = pl.Series([f"grandpa number {at} died" for at in range(60)])
    names = pl.Series(["grief"] * 60)
    whole = telling_words(texts, names, "en")
    monkeypatch.setattr(topic_terms, "MOST", 10)
    part = telling_words(texts, names, "en")
    assert all("died" in one.to_list() for one in whole)
    assert all("died" in one.to_list() for one in part)
