from __future__ import annotations

import json
import zipfile
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from random_chats import RandomMessage, random_messages, rows_of
from unlike.errors import BrokenExportError, EmptyExportError, UnknownExportError
from unlike.messages import schema_violations
from unlike.readers import ParsedConversation, ReadOptions, read
from unlike.readers.apps.qq import QqReader
from unlike.readers.testkit import check_golden, check_reader, memory_export, parse

HERE = Path(__file__).parent / "qq"
ZONE = ZoneInfo("Asia/Shanghai")
OPTIONS = ReadOptions(ZONE)
PEOPLE = ("Imke", "Rosa", "Lou")
HEAD = "消息记录（此消息记录为文本格式，不支持重新导入）\n\n"
RULE = "=" * 64


def wall_clock(at: datetime, *, twelve_hours: bool) -> str:
    local = at.astimezone(ZONE)
    clock = f"{local.hour % 12 or 12}:{local:%M:%S} {'AM' if local.hour < 12 else 'PM'}"
    return f"{local:%Y-%m-%d} {clock}" if twelve_hours else f"{local:%Y-%m-%d %H:%M:%S}"


def as_text(messages: list[RandomMessage], title: str = "Rowers", *, twelve_hours: bool, is_group: bool = True) -> str:
    section = "我的群聊" if is_group else "我的好友"
    head = f"{RULE}\n消息分组:{section}\n{RULE}\n消息对象:{title}\n{RULE}\n\n"
    return head + "".join(
        f"{wall_clock(message.sent_at, twelve_hours=twelve_hours)} {PEOPLE[message.sender]}"
        + (f"(10000{message.sender + 1})" if is_group else "")
        + f"\n{message.text}\n\n"
        for message in messages
    )


def entry(message: RandomMessage, number: int) -> dict[str, Any]:
    sender = {"uid": f"u_{message.sender}", "uin": f"10000{message.sender}", "name": PEOPLE[message.sender]}
    content = {"text": message.text, "elements": [{"type": "text", "data": {"text": message.text}}]}
    start = {"id": f"k{number}", "seq": "1", "timestamp": message.milliseconds, "sender": sender, "type": "text"}
    return {**start, "content": content, "recalled": False, "system": False}


def document(entries: list[dict[str, Any]], indent: int | None = 2) -> bytes:
    info = {"name": "Rowers", "type": "group", "selfUid": "u_0", "selfUin": "100000", "selfName": "Imke"}
    head = {"metadata": {"name": "QQChatExporter V5", "version": "5.5.1"}, "chatInfo": info, "statistics": {}}
    return json.dumps({**head, "messages": entries}, ensure_ascii=False, indent=indent).encode()


def parsed(content: bytes, name: str) -> list[ParsedConversation]:
    return parse(QqReader(), content, name, OPTIONS)


def typed(messages: list[RandomMessage]) -> list[RandomMessage]:
    """The messages without line breaks at the ends, which no export keeps."""
    return [RandomMessage(message.after, message.sender, message.text.strip()) for message in messages]


def expected(messages: list[RandomMessage]) -> list[tuple[Any, ...]]:
    return [(message.sent_at, PEOPLE[message.sender], message.text) for message in messages]


@pytest.mark.parametrize("name", ["消息记录.txt", "group.json", "chunked"])
def test_reads_as_the_golden_file_shows(name: str) -> None:
    check_golden(check_reader(QqReader(), HERE / name, OPTIONS), HERE / name)


@given(
    random_messages(people=3, step=1_000),
    random_messages(step=1_000),
    st.booleans(),
    st.sampled_from(("utf-8", "gb18030", "utf-16")),
)
def test_random_chats_are_read_back_from_a_text(
    group: list[RandomMessage], direct: list[RandomMessage], twelve_hours: bool, coding: str
) -> None:
    group, direct = typed(group), typed(direct)
    chats = as_text(group, twelve_hours=twelve_hours) + as_text(direct, "Rosa", twelve_hours=False, is_group=False)
    content = (HEAD + chats).encode(coding)
    assert QqReader().recognise(memory_export({"x.txt": content}))
    for part, messages in zip(parsed(content, "x.txt"), (group, direct), strict=True):
        assert rows_of(part.messages) == expected(messages)
        assert part.conversation.group == (messages is group)


@given(random_messages(people=3, step=1_000), st.sampled_from((None, 2)))
def test_random_chats_are_read_back_from_the_exporter(messages: list[RandomMessage], indent: int | None) -> None:
    messages = typed(messages)
    entries = [entry(message, number) for number, message in enumerate(messages)]
    lines = b"".join(json.dumps(value, ensure_ascii=False).encode() + b"\n" for value in entries)
    for content, name in ((document(entries, indent), "a.json"), (lines, "chunk_0001.jsonl")):
        assert rows_of(parsed(content, name)[0].messages) == expected(messages)
    assert parsed(document(entries), "a.json")[0].conversation.owner == "Imke"


@given(random_messages(step=1_000), st.sampled_from([("z",), ("wall",), ("wall", "z"), ("number", "wall", "wall")]))
def test_a_date_of_the_exporter_is_read_by_its_own_clock(messages: list[RandomMessage], forms: tuple[str, ...]) -> None:
    messages = typed(messages)
    used = [forms[number % len(forms)] for number in range(len(messages))]
    entries = [entry(message, number) for number, message in enumerate(messages)]
    for value, message, form in zip(entries, messages, used, strict=True):
        local = message.sent_at.astimezone(ZONE)
        dates = {"z": f"{message.sent_at:%Y-%m-%dT%H:%M:%S}.000Z", "wall": f"{local:%Y-%m-%d %H:%M:%S}"}
        value["timestamp"] = dates.get(form, value["timestamp"])
    part = parsed(document(entries), "a.json")[0]
    assert rows_of(part.messages) == expected(messages)
    said = f"Times without a zone, read as those of Asia/Shanghai: {used.count('wall')}." in part.conversation.notes
    assert said == (len(set(used)) > 1)
    assert (part.reinterpret is not None) == ("wall" in used)


@pytest.mark.parametrize("ids", [(1.5, 2.5), (10001.0, 10002.0), (1, 2), ("x" * 300 + "1", "x" * 300 + "2")])
def test_people_with_ids_of_every_type_stay_apart(ids: tuple[object, object]) -> None:
    entries = [entry(RandomMessage(60_000, 0, "a"), number) for number in range(4)]
    for number, value in enumerate(entries):
        value["sender"] = {"uin": ids[number % 2]}
    senders = parsed(document(entries), "a.json")[0].messages["sender"].to_list()
    assert senders[:2] == senders[2:]
    assert senders[0] != senders[1]


@given(random_messages(step=1_000), st.integers(1, 300), st.booleans())
def test_a_file_that_breaks_off_loses_nothing_in_silence(
    messages: list[RandomMessage], lost: int, by_text: bool
) -> None:
    messages = typed(messages)
    entries = [entry(message, number) for number, message in enumerate(messages)]
    content = (HEAD + as_text(messages, twelve_hours=False)).encode() if by_text else document(entries)
    content = content[:-lost]
    name = "a.txt" if by_text else "a.json"
    if not QqReader().recognise(memory_export({name: content})):
        return
    try:
        part = parsed(content, name)[0]
    except (BrokenExportError, EmptyExportError):
        return
    assert schema_violations(part.messages) == []
    assert part.conversation.coverage.total >= (0 if by_text else content.count(b'"timestamp"'))
    assert rows_of(part.messages)[:-1] == expected(messages)[: part.messages.height - 1]


def test_a_zip_of_chunks_reads_like_its_folder(tmp_path: Path) -> None:
    folder = HERE / "chunked"
    with zipfile.ZipFile(tmp_path / "Rosa.zip", "w") as archive:
        for file in (*folder.glob("*.json"), *folder.rglob("*.jsonl")):
            archive.write(file, file.relative_to(folder))
    assert read([tmp_path], OPTIONS).messages.equals(read([folder], OPTIONS).messages)


def test_a_damaged_list_of_chunks_is_named(tmp_path: Path) -> None:
    for file in (HERE / "chunked").rglob("*"):
        if file.is_file():
            copy = tmp_path / file.relative_to(HERE / "chunked")
            copy.parent.mkdir(exist_ok=True)
            content = file.read_bytes()
            copy.write_bytes(content[:-3] if file.name == "manifest.json" else content)
    result = read([tmp_path], OPTIONS)
    assert any("manifest.json" in note for note in result.conversations[0].notes)


def test_two_exports_are_one_history(tmp_path: Path) -> None:
    messages = [RandomMessage(number * 60_000, number % 2, f"word {number}") for number in range(9)]
    for name, some in (("a.txt", messages[:6]), ("b.txt", messages[3:])):
        (tmp_path / name).write_text(HEAD + as_text(some, twelve_hours=False), encoding="utf-8")
    assert read([tmp_path], OPTIONS).messages.height == 9


def test_names_follow_the_number_and_titles_are_no_part_of_them() -> None:
    messages = [RandomMessage(number * 1_000, number % 2, "yes") for number in range(4)]
    text = as_text(messages, twelve_hours=False).replace(" Rosa(", " 【群主】Rosa(", 1).replace(" Imke(", " old(", 1)
    part = parsed((HEAD + text).encode(), "x.txt")[0]
    assert part.messages["sender"].unique().sort().to_list() == ["Imke", "Rosa"]


BRACKETED = ("Imke(2024)", "Imke<3weeks>", "Imke(10086)", "Imke")


@given(
    random_messages(step=1_000),
    st.sampled_from(BRACKETED),
    st.sampled_from(("Rosa", "Rosa(2024)", "Rosa<3weeks>")),
    st.booleans(),
)
def test_brackets_in_a_nickname_hide_nobody(
    messages: list[RandomMessage], own: str, other: str, twelve_hours: bool
) -> None:
    names, messages = (own, other), typed(messages)
    head = f"{HEAD}{RULE}\n消息分组:我的好友\n{RULE}\n消息对象:{other}\n{RULE}\n\n"
    text = head + "".join(
        f"{wall_clock(message.sent_at, twelve_hours=twelve_hours)} {names[message.sender]}\n{message.text}\n\n"
        for message in messages
    )
    part = parsed(text.encode(), "x.txt")[0]
    assert part.messages["text"].to_list() == [message.text for message in messages]
    senders = part.messages["sender"].cast(pl.String).to_list()
    by_sender = {(message.sender, sender) for message, sender in zip(messages, senders, strict=True)}
    assert len(by_sender) == len({sender for _, sender in by_sender}) == len({number for number, _ in by_sender})
    assert part.conversation.coverage.doubtful == 0


@pytest.mark.parametrize("number", ["", "(100002)"])
def test_what_looks_like_a_header_and_is_none_is_in_doubt(number: str) -> None:
    headers = [f"2026-01-0{day} 10:00:00 {name}{number}" for day, name in ((3, "Rosa"), (4, "Imke"), (5, "Rosa"))]
    copied = "2026-01-02 10:00:00 Lou" + ("" if number else "(100003)")
    nameless = "2026-01-04 11:00:00 \nwhose is this?"
    text = "\n\n".join(
        [f"{headers[0]}\nyes", f"{headers[1]}\nshe said\n\n{copied}\nno", nameless, f"{headers[2]}\nso?"]
    )
    part = parsed(f"{HEAD}{RULE}\n消息对象:Rosa\n{RULE}\n\n{text}\n".encode(), "x.txt")[0]
    assert part.messages["text"].to_list()[::2] == ["yes", "so?"]
    assert part.messages.height == 3
    assert part.conversation.coverage.doubtful == 2


def test_other_forms_are_told_what_to_choose(tmp_path: Path) -> None:
    text = "[QQChatExporter V5 / https://github.com/shuakami/qq-chat-exporter]\n\n聊天名称: Rosa\n"
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    with pytest.raises(UnknownExportError, match="choose JSON as format"):
        read([tmp_path / "a.txt"], OPTIONS)


@pytest.mark.parametrize(
    "content",
    [
        b'{"metadata": {}, "messages": []}',
        b'{"chatInfo": {}, "messages": []}',
        b'{"id": 1, "sender": {"uid": "x"}, "content": "y"}\n',
        "消息对象:x\n".encode(),
        b"2026-01-02 10:00:00 Rosa(100002)\nyes\n",
    ],
)
def test_look_alikes_are_not_claimed(content: bytes) -> None:
    assert not QqReader().recognise(memory_export({"x.json": content}))


def test_an_export_without_messages_is_a_sentence() -> None:
    with pytest.raises(EmptyExportError):
        parsed(document([]), "a.json")
    with pytest.raises(EmptyExportError):
        parsed((HEAD + as_text([], twelve_hours=False)).encode(), "a.txt")


@pytest.mark.parametrize("typed_moment", ["2019-04-05 10:00:00 dentist", "2018-01-05 10:00:00 dentist"])
def test_a_moment_in_a_message_is_words_and_doubtful(typed_moment: str) -> None:
    texts = ["hi", f"plans:\n\n{typed_moment}\nat the lake", "yes", "so"]
    messages = [RandomMessage(number * 600_000, number % 2, text) for number, text in enumerate(texts)]
    part = parsed(as_text(messages, twelve_hours=False, is_group=False).encode(), "消息记录.txt")[0]
    assert rows_of(part.messages) == expected(messages)
    assert part.conversation.coverage.doubtful == 1


def test_who_is_called_like_a_number_of_the_app_s_writes_messages() -> None:
    text = as_text([RandomMessage(0, 0, "hi"), RandomMessage(1_000, 1, "so")], twelve_hours=False, is_group=False)
    part = parsed(text.replace(f" {PEOPLE[1]}\n", " 10000\n").encode(), "消息记录.txt")[0]
    assert part.messages["text"].to_list() == ["hi", "so"]
