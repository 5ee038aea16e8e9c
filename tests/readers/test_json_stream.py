from __future__ import annotations

import json

import pytest

from unlike.errors import BrokenExportError
from unlike.readers.formats import json_stream
from unlike.readers.formats.json_stream import json_records
from unlike.readers.testkit import memory_export


def records(content: bytes, prefix: str = "messages.item") -> list[object]:
    return list(json_records(memory_export({"a.json": content}).only, prefix))


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_records_come_one_after_another(mark: bytes) -> None:
    values = [{"id": 1, "text": ["a", {"b": None}]}, 2.5, "three", None, [], {}]
    assert records(mark + json.dumps({"about": {}, "messages": values}).encode()) == values
    assert records(b'[{"a": 1}, {"a": 2}]', "item.a") == [1, 2]
    assert records(b"{}") == []


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b'{"messages": [{"a": 1}, {"a"', "it is no valid JSON"),
        (b"hello", "it is no valid JSON"),
        (b'{"messages": ' + b"[" * 200 + b"]" * 200 + b"}", "nested more than 100 levels deep"),
    ],
)
def test_what_is_wrong_is_one_sentence(content: bytes, why: str) -> None:
    with pytest.raises(BrokenExportError, match=rf"a\.json, a\.json: .*{why}"):
        records(content)


def test_a_record_without_end_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(json_stream, "_MAX_RECORD_EVENTS", 50)
    with pytest.raises(BrokenExportError, match="a record has more than 50 values"):
        records(json.dumps({"messages": [list(range(60))]}).encode())
    assert len(records(json.dumps({"messages": [list(range(40))] * 9}).encode())) == 9
