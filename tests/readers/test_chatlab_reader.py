from __future__ import annotations

import json
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
from unlike.readers.apps.chatlab import ChatLabReader
from unlike.readers.testkit import check_golden, check_reader, memory_export, parse

HERE = Path(__file__).parent / "chatlab"
OPTIONS = ReadOptions(ZoneInfo("Europe/Berlin"))
PEOPLE = ("Imke", "Rosa", "Lou")
HEAD = {"chatlab": {"version": "0.0.2"}, "meta": {"name": "Rowers", "platform": "qq", "type": "group", "ownerId": "0"}}


def entry(message: RandomMessage, number: int | None = None) -> dict[str, Any]:
    ident = {} if number is None else {"platformMessageId": f"k{number}"}
    who = {"sender": str(message.sender), "accountName": PEOPLE[message.sender]}
    return {**who, "timestamp": message.milliseconds // 1000, "type": 0, "content": message.text, **ident}


def as_json(entries: list[dict[str, Any]], indent: int | None = 2) -> bytes:
    members = [{"platformId": "1", "accountName": "Rosa"}]
    return json.dumps({**HEAD, "members": members, "messages": entries}, ensure_ascii=False, indent=indent).encode()


def as_lines(entries: list[dict[str, Any]]) -> bytes:
    values = [{"_type": "header", **HEAD}, *({"_type": "message", **value} for value in entries)]
    return b"".join(json.dumps(value, ensure_ascii=False).encode() + b"\n" for value in values)


def parsed(content: bytes, name: str = "chat.json") -> ParsedConversation:
    return parse(ChatLabReader(), content, name, OPTIONS)[0]


def expected(messages: list[RandomMessage]) -> list[tuple[Any, ...]]:
    return [(message.sent_at, PEOPLE[message.sender], message.text) for message in messages]


@pytest.mark.parametrize("name", ["group.json", "private.jsonl"])
def test_reads_as_the_golden_file_shows(name: str) -> None:
    check_golden(check_reader(ChatLabReader(), HERE / name, OPTIONS), HERE / name)


@given(random_messages(people=3, step=1_000), st.booleans())
def test_random_chats_are_read_back_from_both_layouts(messages: list[RandomMessage], with_ids: bool) -> None:
    entries = [entry(message, number if with_ids else None) for number, message in enumerate(messages)]
    for content, name in (
        (as_json(entries), "a.json"),
        (as_json(entries, None), "a.json"),
        (as_lines(entries), "a.jsonl"),
    ):
        part = parsed(content, name)
        assert rows_of(part.messages) == expected(messages)
        assert part.conversation.owner == ("Imke" if any(message.sender == 0 for message in messages) else None)


@given(random_messages(step=1_000))
def test_the_app_itself_is_nobody(messages: list[RandomMessage]) -> None:
    """Its lines stand under SYSTEM, which ChatLab lists among the members, or under an id of the converting program."""
    lines = [entry(messages[0], 1_000 + number) for number in range(3)]
    for line, who, number in zip(lines, ("SYSTEM", "system", "SYSTEM"), (80, 80, 81), strict=True):
        line.update(sender=who, accountName="系统消息", type=number, content="x")
    entries = [*lines, *(entry(message, number) for number, message in enumerate(messages))]
    members = [{"platformId": "SYSTEM", "accountName": "Imke"}]
    meta = {key: value for key, value in HEAD["meta"].items() if key != "type"}
    part = parsed(json.dumps({**HEAD, "meta": meta, "members": members, "messages": entries}).encode())
    kinds = part.messages["kind"].cast(pl.String).to_list()
    assert kinds.count("system") == 3
    people = part.messages.filter(pl.col("kind").cast(pl.String) != "system")
    assert rows_of(people) == expected(messages)
    assert not part.conversation.group


@pytest.mark.parametrize("ids", [(1.5, 2.5), (10001.0, 10002.0), (1, 2), ("x" * 300 + "1", "x" * 300 + "2")])
def test_people_with_ids_of_every_type_stay_apart(ids: tuple[object, object]) -> None:
    entries = [entry(RandomMessage(60_000, 0, "a"), number) for number in range(4)]
    for number, value in enumerate(entries):
        value["sender"] = ids[number % 2]
        value.pop("accountName", None)
    senders = parsed(as_json(entries)).messages["sender"].to_list()
    assert senders[:2] == senders[2:]
    assert senders[0] != senders[1]


@given(random_messages(step=1_000), st.integers(1, 400), st.booleans())
def test_a_file_that_breaks_off_gives_a_part_or_a_sentence(
    messages: list[RandomMessage],
    lost: int,
    by_lines: bool,
) -> None:
    entries = [entry(message, number) for number, message in enumerate(messages)]
    content = (as_lines(entries) if by_lines else as_json(entries))[:-lost]
    if not ChatLabReader().recognise(memory_export({"a.json": content})):
        return
    try:
        part = parsed(content)
    except (BrokenExportError, EmptyExportError):
        return
    assert schema_violations(part.messages) == []
    assert rows_of(part.messages) == expected(messages)[: part.messages.height]
    ends_whole = by_lines and content.endswith((b"\n", b"}"))
    assert part.conversation.breaks_off != ends_whole


def test_two_files_of_one_group_are_one_history(tmp_path: Path) -> None:
    messages = [RandomMessage(number * 1_000, number % 2, "the same") for number in range(9)]
    entries = [entry(message, number) for number, message in enumerate(messages)]
    head = json.dumps(HEAD["meta"] | {"groupId": "9"})
    for name, some in (("a.json", entries[:6]), ("b.json", entries[3:])):
        (tmp_path / name).write_bytes(as_json(some).replace(json.dumps(HEAD["meta"], indent=2).encode(), head.encode()))
    assert read([tmp_path], OPTIONS).messages.height == 9


@pytest.mark.parametrize(
    "content",
    [
        b'{"chatlab": "0.0.2", "messages": []}',
        b'{"chatlab": {"version": "0.0.2"}, "other": 1}',
        b'{"_type":"header","name":"x"}\n',
        b'{"name":"chatlab","type":"personal_chat","messages":[]}',
    ],
)
def test_look_alikes_are_not_claimed(content: bytes) -> None:
    assert not ChatLabReader().recognise(memory_export({"x.json": content}))


def test_an_empty_chat_is_a_sentence() -> None:
    with pytest.raises(EmptyExportError):
        parsed(as_json([]))
    with pytest.raises(BrokenExportError, match="cannot be read"):
        parsed(as_lines([{"sender": "1"}]))
