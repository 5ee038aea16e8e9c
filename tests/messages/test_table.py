"""Putting messages into the table, and into order."""

from __future__ import annotations

from datetime import timedelta

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from minute_messages import START, part
from unlike.messages import SCHEMA, conform, join, schema_violations, sort


def test_conform_fills_what_a_reader_does_not_have() -> None:
    frame = pl.DataFrame({"sent_at": [START], "ref": ["L1"], "sender": ["Ada"], "text": ["hi"], "line": [1]})
    table = conform(frame, "Ada", "test")
    assert table.schema == SCHEMA
    assert table.row(0, named=True) == {
        "conversation": "Ada", "sent_at": START, "sender": "Ada", "text": "hi", "kind": "text", "reply_to": None,
        "edited_at": None, "reactions": None, "source": "test", "ref": "L1",
    }  # fmt: skip


def test_conform_keeps_the_order_and_the_kinds() -> None:
    frame = pl.DataFrame(
        {"sent_at": [START, START - timedelta(days=1)], "ref": ["b", "a"], "kind": ["image", "system"]}
    )
    table = conform(frame, "Ada", "test")
    assert table["ref"].to_list() == ["b", "a"]
    assert table["kind"].to_list() == ["image", "system"]


def test_conform_overrules_a_reader_that_names_the_conversation() -> None:
    frame = pl.DataFrame({"sent_at": [START], "ref": ["a"], "conversation": ["other"], "source": ["other"]})
    table = conform(frame, "Ada", "test")
    assert table.select("conversation", "source").row(0) == ("Ada", "test")


@pytest.mark.parametrize("column", [{"kind": ["photograph"]}, {"sent_at": ["yesterday"]}])
def test_conform_refuses_what_is_no_kind_and_no_time(column: dict[str, list[str]]) -> None:
    with pytest.raises(pl.exceptions.PolarsError):
        conform(pl.DataFrame({"sent_at": [START], "ref": ["a"], **column}), "Ada", "test")


def test_sort_breaks_ties_by_the_files_order() -> None:
    table = sort(part("a", [3, 1, 3, 1, 2]))
    assert table["ref"].to_list() == ["a1", "a3", "a4", "a0", "a2"]


def test_sort_hands_a_sorted_table_back() -> None:
    table = part("a", [1, 2, 2, 3])
    assert sort(table) is table


def test_join_of_nothing_is_an_empty_table() -> None:
    assert join([]).schema == SCHEMA
    assert join([part("a", [])]).height == 0


def test_join_sorts_each_conversation_by_its_key_and_times() -> None:
    table = join([part("b", [2, 1]), part("a", [5, 4])])
    assert table["ref"].to_list() == ["a1", "a0", "b1", "b0"]
    assert schema_violations(table) == []


def test_join_mixes_parts_of_one_conversation() -> None:
    table = join([part("a", [1, 4]), part("b", [0]), part("a", [2, 1], "Ben")])
    assert table["conversation"].cast(pl.String).to_list() == ["a", "a", "a", "a", "b"]
    assert table["sent_at"].to_list()[:4] == sorted(table["sent_at"].to_list()[:4])
    assert table["sender"].to_list()[:2] == ["Ada", "Ben"]


def test_join_refuses_a_table_in_another_shape() -> None:
    with pytest.raises(pl.exceptions.PolarsError):
        join([part("a", [1]), part("b", [1]).drop("ref")])


@given(st.lists(st.tuples(st.sampled_from("abc"), st.lists(st.integers(0, 50), max_size=8)), max_size=4))
def test_join_loses_nothing_and_runs_forward(parts: list[tuple[str, list[int]]]) -> None:
    numbered_parts = [
        part(key, minutes).with_columns(pl.col("ref") + f"/{place}") for place, (key, minutes) in enumerate(parts)
    ]
    table = join(numbered_parts)
    assert sorted(table["ref"]) == sorted(ref for table_part in numbered_parts for ref in table_part["ref"])
    assert schema_violations(table) == []


@given(st.lists(st.integers(0, 12), max_size=40))
def test_sort_is_by_time_then_by_the_files_order(minutes: list[int]) -> None:
    table = sort(part("a", minutes))
    assert table["ref"].to_list() == [f"a{place}" for place in sorted(range(len(minutes)), key=lambda at: minutes[at])]
    assert table.schema == SCHEMA


@given(st.lists(st.integers(0, 9)))
def test_ties_keep_the_file_s_order(minutes: list[int]) -> None:
    table = part("a", minutes)
    assert sort(table).equals(table.sort("sent_at", maintain_order=True))


@given(st.lists(st.tuples(st.integers(0, 300), st.integers(0, 300)), max_size=4))
def test_a_few_late_messages(swaps: list[tuple[int, int]]) -> None:
    minutes = list(range(301))
    for first, second in swaps:
        minutes[first], minutes[second] = minutes[second], minutes[first]
    table = part("a", minutes)
    assert sort(table).equals(table.sort("sent_at", maintain_order=True))


def test_many_late_messages() -> None:
    table = part("a", [minute ^ 1 for minute in range(400)])
    assert sort(table).equals(table.sort("sent_at", maintain_order=True))
