from __future__ import annotations

import json
import re
import zipfile
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from random_chats import RandomMessage, random_messages, rows_of
from unlike.errors import BrokenExportError, EmptyExportError
from unlike.messages import schema_violations
from unlike.readers import ParsedConversation, ReadOptions, read
from unlike.readers.apps.wechat import WeChatReader
from unlike.readers.apps.wechat.wechat_rows import without_quotation
from unlike.readers.testkit import check_golden, check_reader, memory_export, parse

HERE = Path(__file__).parent / "wechat"
OPTIONS = ReadOptions(ZoneInfo("Asia/Shanghai"))
PEOPLE = ("Imke", "Rosa", "Lou")


def entry(message: RandomMessage, number: int) -> dict[str, Any]:
    who = {"senderUsername": f"wxid_{message.sender}", "senderDisplayName": PEOPLE[message.sender]}
    start = {"localId": number, "createTime": message.milliseconds // 1000, "type": "文本消息"}
    return {**start, "content": message.text, "isSend": int(message.sender == 0), **who}


def document(entries: list[dict[str, Any]], indent: int | None = 2, avatar: int = 0, *, is_group: bool = True) -> bytes:
    session = {"wxid": "4711@chatroom" if is_group else "wxid_1", "displayName": "Rowers", "avatar": "A" * avatar}
    session["type"] = "群聊" if is_group else "私聊"
    content = {"weflow": {"version": "1"}, "session": session, "messages": entries}
    return json.dumps(content, ensure_ascii=False, indent=indent).encode()


def parsed(content: bytes) -> ParsedConversation:
    return parse(WeChatReader(), content, "Rowers.json", OPTIONS)[0]


def expected(messages: list[RandomMessage]) -> list[tuple[Any, ...]]:
    return [(message.sent_at, PEOPLE[message.sender], message.text) for message in messages]


@pytest.mark.parametrize("name", ["Rosa.json", "rowers.json"])
def test_reads_as_the_golden_file_shows(name: str) -> None:
    check_golden(check_reader(WeChatReader(), HERE / name, OPTIONS), HERE / name)


@given(random_messages(people=3, step=1_000), st.sampled_from((None, 2)), st.sampled_from((0, 200_000)), st.booleans())
def test_random_chats_are_read_back(
    messages: list[RandomMessage], indent: int | None, avatar: int, is_group: bool
) -> None:
    content = document(
        [entry(message, number) for number, message in enumerate(messages)], indent, avatar, is_group=is_group
    )
    assert WeChatReader().recognise(memory_export({"a.json": content}))
    part = parsed(content)
    assert rows_of(part.messages) == expected(messages)
    assert part.conversation.owner == ("Imke" if any(message.sender == 0 for message in messages) else None)
    assert part.conversation.group == is_group


@given(random_messages(step=1_000), st.integers(1, 300))
def test_a_file_that_breaks_off_loses_nothing_in_silence(messages: list[RandomMessage], lost: int) -> None:
    content = document([entry(message, number) for number, message in enumerate(messages)])[:-lost]
    if not WeChatReader().recognise(memory_export({"a.json": content})):
        return
    try:
        part = parsed(content)
    except (BrokenExportError, EmptyExportError):
        return
    assert schema_violations(part.messages) == []
    assert part.conversation.coverage.total >= content.count(b'"createTime"')
    assert rows_of(part.messages) == expected(messages)[: part.messages.height]
    assert part.conversation.breaks_off


def test_two_exports_in_a_zip_are_one_history(tmp_path: Path) -> None:
    messages = [RandomMessage(number * 60_000, number % 2, f"word {number}") for number in range(9)]
    entries = [entry(message, number) for number, message in enumerate(messages)]
    with zipfile.ZipFile(tmp_path / "texts.zip", "w") as archive:
        archive.writestr("a.json", document(entries[:6]))
        archive.writestr("b.json", document(entries[3:]))
    assert read([tmp_path], OPTIONS).messages.height == 9


@pytest.mark.parametrize(
    "content",
    [
        b'{"session": {"wxid": "x"}, "messages": []}',
        b'{"weflow": {"version": "1"}, "messages": []}',
        b'[{"session": {"wxid": "x"}, "isSend": 1}]',
    ],
)
def test_look_alikes_are_not_claimed(content: bytes) -> None:
    assert not WeChatReader().recognise(memory_export({"x.json": content}))


def test_an_export_without_messages_is_a_sentence() -> None:
    with pytest.raises(EmptyExportError):
        parsed(document([]))
    with pytest.raises(BrokenExportError, match="cannot be read"):
        parsed(document([{"localId": 1}]))


OLD_QUOTATION = re.compile(r"\s*\[引用[^\n]*\]\s*\Z|\A\[引用消息\]\s*")


@given(st.lists(st.sampled_from(("[引用", "[引用消息]", "]", "[", "x", " ", "\n", "引用"))).map("".join))
def test_a_quotation_is_what_stands_in_its_brackets(content: str) -> None:
    assert without_quotation(content) == OLD_QUOTATION.sub("", content)


@pytest.mark.parametrize("run", [" ", "[引用", "[引用消息] ", "\n", "]"])
def test_a_long_run_is_no_work(run: str) -> None:
    assert isinstance(without_quotation((run * 400_000)[:1_000_000] + "x"), str)
