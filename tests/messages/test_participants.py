"""The people of a conversation."""

from __future__ import annotations

from datetime import timedelta

import polars as pl

from minute_messages import START, part
from unlike.messages import SCHEMA
from unlike.messages.participants import participants


def test_people_are_senders_by_what_they_wrote() -> None:
    rows = pl.concat([part("a", [1, 5], "Ben"), part("a", [2, 3, 4], "Ada"), part("a", [6, 7], "Abe")])
    table_with_app = rows.with_columns(
        pl.when(pl.col("sent_at") == START + timedelta(minutes=7)).then(None).otherwise("sender").alias("sender")
    )
    people = participants(table_with_app)
    assert [(person.name, person.messages) for person in people] == [("Ada", 3), ("Ben", 2), ("Abe", 1)]
    assert (people[1].first, people[1].last) == (START + timedelta(minutes=1), START + timedelta(minutes=5))


def test_people_of_the_same_number_of_messages_stand_by_name() -> None:
    people = participants(pl.concat([part("a", [1], "Zoe"), part("a", [2], "Ada")]))
    assert [person.name for person in people] == ["Ada", "Zoe"]


def test_the_app_is_nobody_even_with_a_name() -> None:
    system = part("a", [1], "WhatsApp").with_columns(pl.lit("system").cast(SCHEMA["kind"]).alias("kind"))
    assert participants(system) == ()
    assert participants(SCHEMA.to_frame(eager=True)) == ()
