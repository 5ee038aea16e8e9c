"""A thread's file is read, whatever is wrong with it, as far as it goes."""

from __future__ import annotations

import json

import pytest

from unlike.readers.apps.meta.mojibake import repaired_text
from unlike.readers.apps.meta.thread_json import thread_file
from unlike.readers.apps.meta.thread_rows import rows_of

ENTRY = {"sender_name": "Ada", "timestamp_ms": 1_714_550_400_000, "content": "x"}


@pytest.mark.parametrize("text", ["soaked, naïve", "😂", "Žofie", "محمد", "plain", "“quoted” – dash"])
def test_what_meta_escaped_byte_by_byte_is_read_as_it_was_typed(text: str) -> None:
    assert repaired_text(text.encode().decode("latin-1")) == text


@pytest.mark.parametrize("text", ["soaked, naïve", "😂 é", "caf\u00c3", "plain"])
def test_what_is_right_already_or_cut_stays(text: str) -> None:
    assert repaired_text(text) == text


def test_entries_of_a_wrong_kind_keep_their_place() -> None:
    file = thread_file(json.dumps({"participants": [{"name": "Ada"}, 5], "messages": [ENTRY, None, 7, ENTRY]}).encode())
    assert file is not None
    assert [one is not None for one in file.entries] == [True, False, False, True]
    assert (file.people, file.broken) == (("Ada",), False)


@pytest.mark.parametrize(
    "wrong", [b'"content": "x\n"', rb'"content": "\x0c"', b'"content": "\xff"', rb'"content": "\ud83d"']
)
def test_a_text_that_is_written_wrongly_is_mended(wrong: bytes) -> None:
    content = json.dumps({"messages": [ENTRY, ENTRY]}).encode().replace(b'"content": "x"', wrong, 1)
    file = thread_file(content)
    assert file is not None
    assert all(file.entries)
    assert len(file.entries) == 2


def test_a_damaged_entry_is_left_over_and_the_others_read() -> None:
    entries = [{**ENTRY, "content": f"n{number}"} for number in range(5)]
    content = json.dumps({"participants": [{"name": "Ada"}], "messages": entries, "title": "Ada"}).encode()
    file = thread_file(content.replace(b'"sender_name": "Ada"', b'"sender_name" "Ada" : :', 1))
    assert file is not None
    assert [one and one.content for one in file.entries] == [None, "n1", "n2", "n3", "n4"]
    assert file.broken


@pytest.mark.parametrize(
    "content", [b"", b"{", b"[]", b"{}", b'{"messages": 5}', b"\xff\xfe", b'{"messages": ["' + b"[" * 9]
)
def test_what_is_no_thread_is_none(content: bytes) -> None:
    assert thread_file(content) is None


@pytest.mark.parametrize("place", [0, 1, 2])
def test_words_of_an_encrypted_message_without_a_sender_are_read(place: int) -> None:
    entries = [
        {"senderName": "Rosa", "timestamp": 1_714_550_400_000 + number, "text": f"words {number}", "type": "text"}
        for number in range(3)
    ]
    entries[place]["senderName"] = None
    whole = {"participants": ["Rosa", "Imke"], "threadName": "Rosa_3", "messages": entries}
    file = thread_file(json.dumps(whole).encode())
    assert file is not None
    assert file.encrypted
    rows = rows_of([("a.json", file)])
    assert sorted(text or "" for text in rows.texts) == ["words 0", "words 1", "words 2"]
