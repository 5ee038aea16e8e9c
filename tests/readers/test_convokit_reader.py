from __future__ import annotations

import json
import shutil
import zipfile
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from random_chats import RandomMessage, random_messages, rows_of
from unlike.errors import BrokenExportError, EmptyExportError
from unlike.messages import schema_violations
from unlike.readers import ParsedConversation, ReadOptions, read
from unlike.readers.apps.convokit import ConvoKitReader
from unlike.readers.testkit import check_golden, check_reader, memory_export, parse

HERE = Path(__file__).parent / "convokit"
OPTIONS = ReadOptions(ZoneInfo("Europe/Berlin"))
PEOPLE = ("imke", "rosa", "lou")


def utterance(message: RandomMessage, number: int, *, is_old: bool) -> dict[str, Any]:
    who, root, answered = ("user", "root", "reply-to") if is_old else ("speaker", "conversation_id", "reply_to")
    start = {"id": f"k{number}", root: "k0", who: PEOPLE[message.sender], "text": message.text, "meta": {}}
    return {**start, answered: f"k{number - 1}" if number else None, "timestamp": message.milliseconds // 1000}


def lines(values: list[dict[str, Any]]) -> bytes:
    return b"".join(json.dumps(value, ensure_ascii=False).encode() + b"\n" for value in values)


def parsed(content: bytes, name: str = "utterances.jsonl") -> list[ParsedConversation]:
    return parse(ConvoKitReader(), content, name, OPTIONS)


def test_reads_as_the_golden_file_shows() -> None:
    check_golden(check_reader(ConvoKitReader(), HERE, OPTIONS), HERE)


def test_a_zip_reads_like_its_folder_and_a_file_alone(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "corpus.zip", "w") as archive:
        for file in HERE.iterdir():
            archive.write(file, f"corpus/{file.name}")
    plain = read([HERE], OPTIONS).messages
    assert read([tmp_path / "corpus.zip"], OPTIONS).messages.equals(plain)
    shutil.copy(HERE / "utterances.jsonl", tmp_path / "alone.jsonl")
    assert read([tmp_path / "alone.jsonl"], OPTIONS).messages.equals(plain)


def test_a_corpus_that_convokit_wrote_is_read_whole(tmp_path: Path) -> None:
    """Beside the utterances ConvoKit 5.0.0 puts values and vectors as Python's own, and `info` by `dump_info`."""
    start = {"conversation_id": "a", "meta": {"raw": "<##bin{0}&&@**>"}, "vectors": ["bow"]}
    rows = [
        {"id": "a", **start, "text": "hallo\u2028du", "speaker": "Rosa", "reply-to": None, "timestamp": 1700000000},
        {"id": "b", **start, "text": "", "speaker": "Jörg Müßig", "reply-to": "a", "timestamp": 1700000060.25},
        {"id": "c", **start, "text": "ja", "speaker": "Rosa", "reply-to": "b", "timestamp": "1700000120"},
    ]
    (tmp_path / "utterances.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), "ascii")
    (tmp_path / "info.tok.jsonl").write_text('{"id": "a", "value": {"n": 30}}\n{"id": "b", "value": {"n": 2}}\n')
    (tmp_path / "conversations.json").write_text('{"a": {"meta": {"title": "Kueche"}, "vectors": []}}')
    (tmp_path / "speakers.json").write_text('{"Rosa": {"meta": {"age": 3}, "vectors": []}}')
    (tmp_path / "corpus.json").write_text('{"about": "x"}')
    (tmp_path / "index.json").write_text('{"utterances-index": {"raw": ["bin"]}, "version": 1, "vectors": ["bow"]}')
    for name in ("raw-bin.p", "vectors.bow.p"):
        (tmp_path / name).write_bytes(b"\x80\x04\x95\x0b.")
    chats = read([tmp_path], OPTIONS)
    (part,) = chats.parts
    assert part.conversation.title == "Kueche"
    assert [note.partition(" of which")[0] for note in part.conversation.notes] == ["1 message"]
    assert chats.messages["sent_at"].dt.epoch("ms").to_list() == [1700000000000, 1700000060250, 1700000120000]
    assert chats.messages["text"].to_list() == ["hallo\u2028du", None, "ja"]
    assert chats.messages["reply_to"].to_list() == [None, "ma", "mb"]


@pytest.mark.parametrize(("generator", "kind", "owner"), [("unlike", "image", "rosa"), ("other", "text", None)])
def test_kinds_and_owner_are_believed_of_unlike_alone(
    tmp_path: Path, generator: str, kind: str, owner: str | None
) -> None:
    value = utterance(RandomMessage(0, 1, "yes"), 0, is_old=False) | {"meta": {"kind": "image"}}
    (tmp_path / "utterances.jsonl").write_bytes(lines([value]))
    (tmp_path / "conversations.json").write_text('{"k0": {"meta": {"owner": "rosa"}}}')
    (tmp_path / "corpus.json").write_text(json.dumps({"generator": generator}))
    (part,) = read([tmp_path], OPTIONS).parts
    assert part.messages["kind"].cast(pl.String).to_list() == [kind]
    assert part.conversation.owner == owner


@given(random_messages(people=3, step=1_000), st.booleans(), st.booleans())
def test_random_corpora_are_read_back(messages: list[RandomMessage], is_old: bool, is_list: bool) -> None:
    values = [utterance(message, number, is_old=is_old) for number, message in enumerate(messages)]
    content = json.dumps(values, ensure_ascii=False, indent=1).encode() if is_list else lines(values)
    assert ConvoKitReader().recognise(memory_export({"utterances.json": content}))
    table = parsed(content)[0].messages
    assert rows_of(table) == [(message.sent_at, PEOPLE[message.sender], message.text) for message in messages]
    assert table["reply_to"].to_list() == [None, *(f"mk{number}" for number in range(len(messages) - 1))]


@given(random_messages(step=1_000), st.sampled_from([("z",), ("wall",), ("wall", "z"), ("number", "wall", "wall")]))
def test_a_date_is_read_by_its_own_clock(messages: list[RandomMessage], forms: tuple[str, ...]) -> None:
    used = [forms[number % len(forms)] for number in range(len(messages))]
    kolkata = ZoneInfo("Asia/Kolkata")
    values = [utterance(message, number, is_old=False) for number, message in enumerate(messages)]
    for value, message, form in zip(values, messages, used, strict=True):
        local = message.sent_at.astimezone(kolkata)
        dates = {"z": f"{message.sent_at:%Y-%m-%dT%H:%M:%SZ}", "wall": f"{local:%Y-%m-%d %H:%M:%S}"}
        value["timestamp"] = dates.get(form, value["timestamp"])
    part = parse(ConvoKitReader(), lines(values), "utterances.jsonl", ReadOptions(kolkata))[0]
    assert rows_of(part.messages) == [(message.sent_at, PEOPLE[message.sender], message.text) for message in messages]
    said = f"Times without a zone, read as those of Asia/Kolkata: {used.count('wall')}." in part.conversation.notes
    assert said == (len(set(used)) > 1)


@pytest.mark.parametrize("key", ["conversation_id", "speaker"])
@pytest.mark.parametrize(
    "values", [(1.0, 2.0), (1.5, 2.5), (True, False), ("x" * 300 + "1", "x" * 300 + "2"), ([1], [2])]
)
def test_ids_of_every_type_stay_apart(values: tuple[object, object], key: str) -> None:
    start = {"text": "a", "timestamp": 1_700_000_000, "conversation_id": "c", "speaker": "rosa"}
    parts = parsed(lines([{**start, "id": f"k{number}", key: values[number % 2]} for number in range(4)]))
    if key == "speaker":
        assert parts[0].messages["sender"].n_unique() == 2
    else:
        assert [part.messages["ref"].to_list() for part in parts] == [["mk0", "mk2"], ["mk1", "mk3"]]


def test_utterances_of_no_conversation_are_counted_and_have_no_ids_of_their_own() -> None:
    start = {"text": "a", "timestamp": 1_700_000_000, "speaker": "rosa"}
    named, unnamed = parsed(lines([{**start, "id": "1", "conversation_id": "c"}, {**start, "id": "2"}]))
    assert (named.conversation.notes, named.conversation.has_ids) == ((), True)
    assert unnamed.conversation.notes == ("Messages that name no chat, read as one conversation: 1.",)
    assert not unnamed.conversation.has_ids


@given(random_messages(step=1_000), st.integers(1, 200), st.booleans())
def test_a_file_that_breaks_off_loses_nothing_in_silence(
    messages: list[RandomMessage], lost: int, is_list: bool
) -> None:
    values = [utterance(message, number, is_old=False) for number, message in enumerate(messages)]
    content = (json.dumps(values).encode() if is_list else lines(values))[:-lost]
    if not ConvoKitReader().recognise(memory_export({"utterances.json": content})):
        return
    try:
        part = parsed(content)[0]
    except (BrokenExportError, EmptyExportError):
        return
    assert schema_violations(part.messages) == []
    assert part.conversation.coverage.total >= content.count(b'"timestamp"')


@pytest.mark.parametrize(
    "content",
    [
        b'{"id": "1", "speaker": "x", "text": "y", "timestamp": 1}\n',
        b'{"conversation_id": "1", "speaker": "x", "text": "y", "timestamp": 1}\n',
        b'[{"conversation_id": "1"}]',
    ],
)
def test_look_alikes_are_not_claimed(content: bytes) -> None:
    assert not ConvoKitReader().recognise(memory_export({"x.jsonl": content}))


def test_a_corpus_without_times_is_a_sentence() -> None:
    values = [utterance(RandomMessage(0, 0, "yes"), 0, is_old=False) | {"timestamp": None}]
    with pytest.raises(BrokenExportError, match="cannot be read"):
        parsed(lines(values))
    with pytest.raises(EmptyExportError):
        parsed(b"\n")
