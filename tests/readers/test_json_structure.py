"""Brackets and commas of JSON, in whatever pieces it comes."""

from __future__ import annotations

import io
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unlike.readers.formats.json_structure import StructureScanner, StructureWindow, array_items

TEXTS = st.text(st.sampled_from('ab"\\{}[],: \n'), max_size=12)
VALUES: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.integers() | TEXTS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXTS, inner, max_size=4),
    max_leaves=15,
)


def marks(text: bytes) -> list[tuple[int, str, int]]:
    """The structure by a loop over characters."""
    found, depth, in_string, escaped = [], 0, False, False
    for place, character in enumerate(text.decode()):
        if escaped or (in_string and character == "\\"):
            escaped = not escaped
        elif character == '"':
            in_string = not in_string
        elif not in_string and character in "{}[],":
            depth += character in "{["
            found.append((place, character, depth))
            depth -= character in "}]"
    return [mark for mark in found if mark[2] <= 8]  # deeper ones are not kept


def scanned(text: bytes, size: int) -> list[tuple[int, str, int]]:
    scanner, found = StructureScanner(), []
    for start in range(0, len(text), size):
        structure = scanner.scan(text[start : start + size])
        rows = zip(structure.places.tolist(), structure.marks.tolist(), structure.depths.tolist(), strict=True)
        found += [(start + place, chr(mark), depth) for place, mark, depth in rows]
    return found


@given(VALUES, st.sampled_from([None, 1]), st.integers(1, 30))
def test_pieces_have_the_structure_of_the_whole(value: object, indent: int | None, size: int) -> None:
    text = json.dumps(value, indent=indent).encode()
    assert scanned(text, size) == scanned(text, max(len(text), 1)) == marks(text)


@given(VALUES, st.lists(st.integers(0, 40), max_size=5))
def test_a_window_keeps_its_structure_while_it_moves(value: object, steps: list[int]) -> None:
    text = json.dumps(value).encode()
    window = StructureWindow(io.BytesIO(text), 7)
    moved = 0
    for step in steps:
        window.more()
        moved += len(window.take(min(step, len(window.text))))
    while window.more():
        pass
    assert window.text == text[moved:]
    rest = [(place - moved, mark, depth) for place, mark, depth in marks(text) if place >= moved]
    structure = window.structure
    assert [
        *zip(structure.places.tolist(), map(chr, structure.marks.tolist()), structure.depths.tolist(), strict=True)
    ] == rest


@given(st.lists(VALUES, max_size=6))
def test_the_items_of_a_list_are_cut_apart(values: list[object]) -> None:
    items = array_items(json.dumps(values).encode())
    assert items is not None
    assert [json.loads(item) for item in items] == values


def test_deep_nesting_costs_little_memory() -> None:
    text = b"[" * 3_000_000 + b"]" * 3_000_000
    scanner = StructureScanner()
    structure = scanner.scan(text)
    assert len(structure.places) == 16
    assert (scanner.depth, structure.closing(1)) == (0, len(text) - 1)


@pytest.mark.parametrize("text", [b"[1,2", b"[1]]", b"[1}, 2", b'["a]', b"", b"1", b"[1] 2"])
def test_brackets_that_do_not_match_give_no_items(text: bytes) -> None:
    assert array_items(text) is None


def test_damaged_items_are_cut_apart_all_the_same() -> None:
    assert array_items(b'[{"a": x y}, {"b": "\\x0C"}, "\xff"]') == [b'{"a": x y}', b'{"b": "\\x0C"}', b'"\xff"']
