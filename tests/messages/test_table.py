from __future__ import annotations

from datetime import UTC, datetime, timedelta

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from unlike.messages import KIND_NAMES, MEDIA, SCHEMA, conform, join, participants, schema_violations, sort

START = datetime(2024, 3, 1, 9, tzinfo=UTC)


def part(key: str, minutes: list[int], sender: str = "Ada") -> pl.DataFrame:
    """A conversation with one message at each of some minutes, refs in the order given."""
    frame = pl.DataFrame(
        {
            "sent_at": [START + timedelta(minutes=minute) for minute in minutes],
            "ref": [f"{key}{place}" for place in range(len(minutes))],
            "text": ["hello"] * len(minutes),
        },
        schema_overrides={"sent_at": SCHEMA["sent_at"], "ref": pl.String, "text": pl.String},
    )
    return conform(frame.with_columns(sender=pl.lit(sender)), key, "test")


def test_the_kinds_hold_all_media() -> None:
    assert set(MEDIA) < set(KIND_NAMES)
    assert len(set(KIND_NAMES)) == len(KIND_NAMES)
    assert {"text", "deleted", "system", "call"}.isdisjoint(MEDIA)


def test_conform_fills_what_a_reader_does_not_have() -> None:
    frame = pl.DataFrame({"sent_at": [START], "ref": ["L1"], "sender": ["Ada"], "text": ["hi"], "line": [1]})
    made = conform(frame, "Ada", "test")
    assert made.schema == SCHEMA
    assert made.row(0, named=True) == {
        "conversation": "Ada", "sent_at": START, "sender": "Ada", "text": "hi", "kind": "text", "reply_to": None,
        "edited_at": None, "reactions": None, "source": "test", "ref": "L1",
    }  # fmt: skip


def test_conform_keeps_the_order_and_the_kinds() -> None:
    frame = pl.DataFrame(
        {"sent_at": [START, START - timedelta(days=1)], "ref": ["b", "a"], "kind": ["image", "system"]}
    )
    made = conform(frame, "Ada", "test")
    assert made["ref"].to_list() == ["b", "a"]
    assert made["kind"].to_list() == ["image", "system"]


def test_conform_overrules_a_reader_that_names_the_conversation() -> None:
    frame = pl.DataFrame({"sent_at": [START], "ref": ["a"], "conversation": ["other"], "source": ["other"]})
    made = conform(frame, "Ada", "test")
    assert made.select("conversation", "source").row(0) == ("Ada", "test")


@pytest.mark.parametrize("column", [{"kind": ["photograph"]}, {"sent_at": ["yesterday"]}])
def test_conform_refuses_what_is_no_kind_and_no_time(column: dict[str, list[str]]) -> None:
    with pytest.raises(pl.exceptions.PolarsError):
        conform(pl.DataFrame({"sent_at": [START], "ref": ["a"], **column}), "Ada", "test")


def test_sort_breaks_ties_by_the_files_order() -> None:
    made = sort(part("a", [3, 1, 3, 1, 2]))
    assert made["ref"].to_list() == ["a1", "a3", "a4", "a0", "a2"]


def test_sort_hands_a_sorted_table_back() -> None:
    table = part("a", [1, 2, 2, 3])
    assert sort(table) is table


def test_join_of_nothing_is_an_empty_table() -> None:
    assert join([]).schema == SCHEMA
    assert join([part("a", [])]).height == 0


def test_join_sorts_each_conversation_by_its_key_and_times() -> None:
    made = join([part("b", [2, 1]), part("a", [5, 4])])
    assert made["ref"].to_list() == ["a1", "a0", "b1", "b0"]
    assert schema_violations(made) == []


def test_join_mixes_parts_of_one_conversation() -> None:
    made = join([part("a", [1, 4]), part("b", [0]), part("a", [2, 1], "Ben")])
    assert made["conversation"].cast(pl.String).to_list() == ["a", "a", "a", "a", "b"]
    assert made["sent_at"].to_list()[:4] == sorted(made["sent_at"].to_list()[:4])
    assert made["sender"].to_list()[:2] == ["Ada", "Ben"]


def test_join_refuses_a_table_in_another_shape() -> None:
    with pytest.raises(pl.exceptions.PolarsError):
        join([part("a", [1]), part("b", [1]).drop("ref")])


@given(st.lists(st.tuples(st.sampled_from("abc"), st.lists(st.integers(0, 50), max_size=8)), max_size=4))
def test_join_loses_nothing_and_runs_forward(parts: list[tuple[str, list[int]]]) -> None:
    given_parts = [
        part(key, minutes).with_columns(pl.col("ref") + f"/{place}") for place, (key, minutes) in enumerate(parts)
    ]
    made = join(given_parts)
    assert sorted(made["ref"]) == sorted(ref for one in given_parts for ref in one["ref"])
    assert schema_violations(made) == []


def test_people_are_senders_by_what_they_wrote() -> None:
    table = pl.concat([part("a", [1, 5], "Ben"), part("a", [2, 3, 4], "Ada"), part("a", [6, 7], "Abe")])
    told = table.with_columns(
        pl.when(pl.col("sent_at") == START + timedelta(minutes=7)).then(None).otherwise("sender").alias("sender")
    )
    found = participants(told)
    assert [(one.name, one.messages) for one in found] == [("Ada", 3), ("Ben", 2), ("Abe", 1)]
    assert (found[1].first, found[1].last) == (START + timedelta(minutes=1), START + timedelta(minutes=5))


def test_people_of_the_same_number_of_messages_stand_by_name() -> None:
    assert [one.name for one in participants(pl.concat([part("a", [1], "Zoe"), part("a", [2], "Ada")]))] == [
        "Ada",
        "Zoe",
    ]


def test_the_app_is_nobody_even_with_a_name() -> None:
    system = part("a", [1], "WhatsApp").with_columns(pl.lit("system").cast(SCHEMA["kind"]).alias("kind"))
    assert participants(system) == ()
    assert participants(SCHEMA.to_frame(eager=True)) == ()


@given(st.lists(st.integers(0, 12), max_size=40))
def test_sort_is_by_time_then_by_the_files_order(minutes: list[int]) -> None:
    made = sort(part("a", minutes))
    assert made["ref"].to_list() == [f"a{place}" for place in sorted(range(len(minutes)), key=lambda at: minutes[at])]
    assert made.schema == SCHEMA
