from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unlike.readers.formats import json_items as module
from unlike.readers.formats.json_items import JsonItem, JsonList
from unlike.readers.testkit import memory_export

VALUES: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers(-5, 5) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
    max_leaves=6,
)
ITEMS = st.lists(st.fixed_dictionaries({"id": VALUES, "text": VALUES}), max_size=6)


def read(content: bytes) -> tuple[list[JsonItem], JsonList]:
    found = JsonList(memory_export({"x.json": content}).only, "messages", "id")
    return list(found.items(lambda _done, _all: None)), found


@given(ITEMS, VALUES, st.sampled_from([None, 0, 3]), st.integers(1, 200))
def test_every_item_is_read_wherever_the_reading_stops_for_breath(
    items: list[Any], other: object, indent: int | None, size: int
) -> None:
    document = {"above": {"messages": [other]}, "messages": items, "below": [other]}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "WINDOW_BYTES", size)
        found, whole = read(json.dumps(document, indent=indent).encode())
    assert [item.value for item in found] == items
    assert [item.number for item in found] == list(range(1, len(items) + 1))
    assert whole.around == {"above": {"messages": [other]}, "below": [other]}
    assert not whole.is_cut


@given(ITEMS, st.integers(1, 60))
def test_a_file_that_breaks_off_gives_what_stands_before(items: list[Any], lost: int) -> None:
    content = json.dumps({"messages": items}).encode()[:-lost]
    found, whole = read(content)
    values = [item.value for item in found if item.value is not None]
    assert values == items[: len(values)]
    assert whole.is_cut or not content
    assert sum(item.value is None for item in found) <= 1


def test_a_damaged_item_costs_itself() -> None:
    found, _ = read(b'{"messages": [{"id": 1}, {"id" 2}, {"id": 3}, 4, {"id": "a\x0bb"}]}')
    assert [item.value for item in found] == [{"id": 1}, None, {"id": 3}, None, {"id": "a\x0bb"}]
    assert [item.repaired for item in found] == [False, False, False, False, True]


def test_where_brackets_do_not_match_items_are_cut_by_their_first_key() -> None:
    found, whole = read(b'{"messages": [{"id": 1, "a": "x}, {"id": 2, "a": "y"}, {"id": 3, "a": "z"}], "n": 3}')
    assert [item.value for item in found][-2:] == [{"id": 2, "a": "y"}, {"id": 3, "a": "z"}]
    assert not whole.is_cut


@pytest.mark.parametrize("content", [b"", b"{", b'{"other": []}', b'{"messages": 5}', b'[{"messages": []}]'])
def test_without_the_list_there_is_no_item(content: bytes) -> None:
    assert read(content)[0] == []


def test_a_list_that_stands_there_twice_is_read_twice() -> None:
    found, whole = read(b'{"a": 1, "messages": [{"id": 1}], "b": 2, "messages": [{"id": 2}], "c": 3}')
    assert [item.value for item in found] == [{"id": 1}, {"id": 2}]
    assert whole.around == {"a": 1, "b": 2, "c": 3}
