from __future__ import annotations

import json
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from example_counts import examples
from unlike.errors import BrokenExportError
from unlike.readers.formats import json_lines as module
from unlike.readers.formats.json_lines import JsonLine, json_lines, json_object
from unlike.readers.testkit import memory_export

VALUES = st.dictionaries(st.text(max_size=5), st.text(max_size=9), min_size=1, max_size=3)


def lines_of(content: bytes) -> list[JsonLine]:
    return list(json_lines(memory_export({"x.jsonl": content}).only, lambda _done, _all: None))


@given(st.lists(VALUES, min_size=1, max_size=6), st.sampled_from([b"\n", b"\r\n", b"\n\n"]), st.booleans())
def test_every_object_is_read_with_its_line(values: list[dict[str, str]], end: bytes, mark: bool) -> None:
    content = (b"\xef\xbb\xbf" if mark else b"") + end.join(json.dumps(value).encode() for value in values)
    found = lines_of(content)
    assert [line.value for line in found] == values
    step = end.count(b"\n")
    assert [line.number for line in found] == list(range(1, 1 + step * len(values), step))
    assert [line.is_last for line in found] == [False] * (len(values) - 1) + [True]


def test_raw_line_breaks_in_a_text_are_part_of_it() -> None:
    found = lines_of(b'{"a":"one\ntwo\n\nthree"}\n{"b":"x"}\n')
    assert [(line.number, line.value, line.repaired) for line in found] == [
        (1, {"a": "one\ntwo\n\nthree"}, True),
        (5, {"b": "x"}, False),
    ]


def test_files_that_were_joined_have_their_marks_of_byte_order_in_the_middle() -> None:
    mark = b"\xef\xbb\xbf"
    found = lines_of(mark + b'{"a":"x"}\n' + mark + b'{"b":"y"}\n' + mark + b'{"c":"z"}')
    assert [(line.value, line.repaired) for line in found] == [
        ({"a": "x"}, False),
        ({"b": "y"}, False),
        ({"c": "z"}, False),
    ]


def test_a_damaged_line_is_one_record_and_the_next_is_read() -> None:
    found = lines_of(b'{"a":\n{"b":"x"}\nhello\n{"c":"y"}')
    assert [(line.number, line.value) for line in found] == [
        (1, None),
        (2, {"b": "x"}),
        (3, None),
        (4, {"c": "y"}),
    ]


def test_a_line_that_is_no_object_is_damaged() -> None:
    assert [line.value for line in lines_of(b"[1]\n5\nnull\n")] == [None]


@pytest.mark.parametrize("text", [rb'{"a":"\ud83d"}', b'{"a":"\x0c"}', b'{"a":"\xff"}', b'{"a":Tim}'])
def test_what_is_written_wrongly_is_repaired(text: bytes) -> None:
    value, repaired = json_object(text)
    assert value is not None
    assert list(value) == ["a"]
    assert repaired


def test_a_line_without_end_is_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_MAX_LINE_BYTES", 100)
    with pytest.raises(BrokenExportError, match="longer than 100"):
        lines_of(b'{"a":"' + b"x" * 200)


def test_many_lines_that_never_end_take_no_time() -> None:
    found = lines_of(b'{"a":"\n' + b"}}\n" * 50_000)
    assert {line.value is None for line in found} == {True}
    assert len(found) > 1_000


def test_lines_that_are_no_objects_cost_as_little_as_those_that_are() -> None:
    seconds = []
    for line in (b'{"a": 1}\n', b"x\n", b"{ x\n"):
        start = time.process_time()
        lines_of(line * 40_000)
        seconds.append(time.process_time() - start)
    assert max(seconds) < 12 * seconds[0] + 0.2


@given(st.lists(st.sampled_from(['{"a": 1}', '{"a": "b', 'c"}', "nothing"]), max_size=6), st.integers(0, 9_000))
@examples(20)
def test_blank_lines_are_no_records(written: list[str], blank: int) -> None:
    """However many stand anywhere: a damaged line with thousands of them below would count as several."""
    content = "".join(f"{line}\n" for line in written).encode()
    plain = [line.value for line in lines_of(content)]
    below = [line.value for line in lines_of(content + b"\n" * blank)]
    assert below == plain
