from __future__ import annotations

import json
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from unlike.readers.formats.json_tree import DamagedValue, JsonTree, tree_of

RECORD = rb'"id"\s*:'
LISTS = st.dictionaries(
    st.text(max_size=5), st.lists(st.fixed_dictionaries({"id": st.integers(0, 9), "text": st.text(max_size=8)}))
)


def tree(content: bytes) -> JsonTree | None:
    return tree_of(content, 2, RECORD)


@given(LISTS, st.sampled_from((None, 1)))
def test_a_whole_document_is_what_the_decoder_says(document: dict[str, Any], indent: int | None) -> None:
    assert tree(json.dumps(document, indent=indent).encode()) == JsonTree(document)


@given(LISTS, st.integers(1, 60), st.sampled_from((None, 1)))
def test_of_a_document_that_breaks_off_every_whole_record_is_there(
    document: dict[str, Any], lost: int, indent: int | None
) -> None:
    content = json.dumps(document, indent=indent, ensure_ascii=False).encode()[:-lost]
    cut = tree(content)
    if not content.strip():
        assert cut is None
        return
    assert cut is not None
    assert cut.is_cut
    whole = [record for records in document.values() for record in records]
    lists = [value for value in cut.value.values() if isinstance(value, list)]
    read = [record for records in lists for record in records if not isinstance(record, DamagedValue)]
    assert read == whole[: len(read)]
    assert len(read) >= content.count(b'"id"') - 1


def test_damage_inside_a_record_costs_that_record() -> None:
    content = b'{"a": [{"id": 1}, {"id": 2, {"id": 3}, "x"}, {"id": 4}]}'
    damaged = tree(content)
    assert damaged is not None
    assert damaged.value == {"a": [{"id": 1}, DamagedValue(2), {"id": 4}]}
    assert not damaged.is_cut


def test_brackets_that_do_not_match_are_no_document() -> None:
    assert tree(b'{"a": [{"id": 1}]}]}') is None
    assert tree(b"no json") is None


def test_what_can_be_repaired_is_repaired() -> None:
    assert tree(b'{"a": [{"id": 1, "text": "x\ny"}]}') == JsonTree({"a": [{"id": 1, "text": "x\ny"}]}, repaired=True)


def test_deep_nesting_is_one_damaged_record() -> None:
    deep = tree(b'{"a": [{"id": 1}, {"id": ' + b"[" * 5_000 + b"]" * 5_000 + b"}]}")
    assert deep is not None
    assert deep.value == {"a": [{"id": 1}, DamagedValue(1)]}
