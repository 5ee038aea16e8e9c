"""What is packed is unpacked again, and a sketch finds equal messages."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from library_exports import parsed
from unlike.library.packed_numbers import (
    contains_run,
    pack_numbers,
    pack_refs,
    sketch_of,
    unpack_numbers,
    unpack_refs,
    unpack_sketch,
)


@given(st.lists(st.integers(0, 2**31 - 1)))
def test_numbers_come_back(numbers: list[int]) -> None:
    assert unpack_numbers(pack_numbers(np.array(numbers, np.int64))).tolist() == numbers


@given(st.lists(st.text()))
def test_refs_come_back(refs: list[str]) -> None:
    assert unpack_refs(pack_refs(refs)) == refs


def test_a_run_of_numbers_takes_little_room() -> None:
    assert len(pack_numbers(np.arange(100_000))) < 4_000


def test_a_sketch_holds_longer_messages_by_minute_and_size_alone() -> None:
    first = sketch_of(parsed([(0, "Rosa", "good morning"), (1, "Imke", "ok"), (9, "Rosa", "until later")]).messages)
    second = sketch_of(
        parsed([(9, "Imke", "until later"), (9, "Imke", "until later"), (12, "Rosa", "so long")]).messages
    )
    assert len(first) == len(second) == 2
    assert len(np.intersect1d(first, second)) == 1
    assert unpack_sketch(first.tobytes()).tolist() == first.tolist()


def test_a_sketch_holds_each_hash_once_in_order() -> None:
    sketch = sketch_of(parsed([(minute % 70, "Rosa", "good morning") for minute in range(140)]).messages)
    assert sketch.tolist() == sorted(set(sketch.tolist()))
    assert len(sketch) == 70
    assert not len(sketch_of(parsed([(1, "Rosa", "ok")]).messages))


@given(st.lists(st.integers(0, 50), unique=True), st.integers(0, 50), st.integers(0, 50))
def test_a_stretch_is_held_where_it_stands_in_a_row(numbers: list[int], begin: int, end: int) -> None:
    whole = np.array(numbers, np.int64)
    assert contains_run(whole, whole[begin:end])
    if len(whole) > 2:
        assert not contains_run(whole, whole[[0, 2]])
        assert not contains_run(whole, whole[::-1])
    assert not contains_run(whole, np.array([51]))
