"""JSON that was written wrongly, and what was meant."""

from __future__ import annotations

import json
import time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unlike.readers.formats.json_repair import repair

VALUES: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)

CASES = [
    (rb'{"a":"x\x0Cy"}', {"a": "x\x0cy"}),
    (rb'{"a":"x\x1fy\x00"}', {"a": "x\x1fy\x00"}),
    (b'{"a":"x\x0cy"}', {"a": "x\x0cy"}),
    (b'{"a":"x\ny\tz"}', {"a": "x\ny\tz"}),
    (rb'{"a":"\\x0C"}', {"a": r"\x0C"}),
    (rb'{"a":"\ud83d"}', {"a": "\ufffd"}),
    (rb'{"a":"\ude00 \ud83d\ude00"}', {"a": "\ufffd \N{GRINNING FACE}"}),
    (rb'{"a":"\q \u12 \xg"}', {"a": r"\q \u12 \xg"}),
    (b'{"a":"caf\xe9"}', {"a": "caf\ufffd"}),
    (b'{"a":"\xed\xa0\x80"}', {"a": "\ufffd" * 3}),
    (b'{"a\xff":1}', {"a\ufffd": 1}),
    (b'{"a": video_files/emoji (3).webm}', {"a": "video_files/emoji (3).webm"}),
    (b'{"a": (not included), "b": 7}', {"a": "(not included)", "b": 7}),
    (b'{"a": , "b": }', {"a": None, "b": None}),
    (
        b'{"a": NaN, "b": -Infinity, "c": undefined, "d": 007}',
        {"a": "NaN", "b": "-Infinity", "c": "undefined", "d": "007"},
    ),
    (rb'{"a": c:\files\xmas.webm}', {"a": r"c:\files\xmas.webm"}),
    (b'{\n "a": files/x, y (2).w}b,\n "b": 1\n}', {"a": "files/x, y (2).w}b", "b": 1}),
    (b'{\n "a": files/the "best".webm,\n "b": 1\n}', {"a": 'files/the "best".webm', "b": 1}),
    (b'{\n "a": "so "quoted" it is",\n "b": 1\n}', {"a": 'so "quoted" it is', "b": 1}),
    (b'{\n "a": NaN, "b": "x, \\"y\\": z",\n "c": 1\n}', {"a": "NaN", "b": 'x, "y": z', "c": 1}),
    (b'{"b": "\x01",\n "a": 3}', {"a": 3, "b": "\x01"}),
    (b'{"b": "\x01",\n "a": "x"}', {"a": "x", "b": "\x01"}),
    (b'{\r\n "a": files/x.webm,\r\n "b": 1\r\n}', {"a": "files/x.webm", "b": 1}),
]


@pytest.mark.parametrize(("text", "value"), CASES)
def test_what_was_meant_is_read(text: bytes, value: object) -> None:
    assert json.loads(repair(text)) == value


@given(VALUES, st.sampled_from([None, 0, 1, 4]), st.booleans())
def test_right_json_keeps_its_value(value: object, indent: int | None, ascii_only: bool) -> None:
    text = json.dumps(value, indent=indent, ensure_ascii=ascii_only).encode("utf-8", "replace")
    assert json.loads(repair(text)) == json.loads(text)


@given(st.binary(max_size=300))
def test_any_bytes_are_repaired_to_some_text(text: bytes) -> None:
    repair(text).decode("utf-8")


@pytest.mark.parametrize(
    "text",
    [
        b'{"a":' + b" " * 200_000 + b"x",
        b'"' * 200_001,
        b"\\" * 200_001,
        b'"\\' * 100_000,
        b'":' * 100_000,
        b'{\n"a":' + b" ," * 100_000 + b"\n",
        b'\n"' * 100_000,
        b'"a":\n' * 100_000,
    ],
)
def test_no_text_takes_long(text: bytes) -> None:
    start = time.process_time()
    repair(text)
    assert time.process_time() - start < 5
