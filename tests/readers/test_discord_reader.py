from __future__ import annotations

import csv
import io
import json
import zipfile
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from random_chats import RandomMessage, random_messages, rows_of
from unlike.core.medium_limits import MediumLimitKind
from unlike.errors import BrokenExportError, EmptyExportError, UnknownExportError
from unlike.messages import schema_violations
from unlike.readers import ParsedConversation, ReadOptions, read
from unlike.readers.apps.discord import DiscordReader
from unlike.readers.testkit import check_golden, check_reader, memory_export, parse

HERE = Path(__file__).parent / "discord"
SAMPLES = sorted(path for path in HERE.iterdir() if not path.name.endswith(".messages.json"))
OPTIONS = ReadOptions(ZoneInfo("Europe/Berlin"))
PEOPLE = ("Imke", "Rosa", "Lou")
COLUMNS = ("AuthorID", "Author", "Date", "Content", "Attachments", "Reactions")


def entry(message: RandomMessage, number: int, **more: object) -> dict[str, Any]:
    author = {"id": f"7000{message.sender}", "name": PEOPLE[message.sender].lower(), "nickname": PEOPLE[message.sender]}
    times = {"timestamp": message.sent_at.isoformat(timespec="milliseconds"), "timestampEdited": None}
    rest = {"content": message.text, "author": author, "attachments": [], "reactions": [], "stickers": []}
    return {"id": f"9000{number}", "type": "Default", **times, **rest, **more}


def channel(*entries: object, count: int | None = None, kind: str = "DirectTextChat") -> dict[str, Any]:
    head = {"guild": {"id": "0", "name": "Direct Messages"}, "channel": {"id": "80001", "type": kind, "name": "rosa"}}
    number = len(entries) if count is None else count
    return {**head, "dateRange": {}, "messages": list(entries), "messageCount": number}


def written(document: object, indent: int | None = 2) -> bytes:
    return json.dumps(document, ensure_ascii=False, indent=indent).encode()


def parsed(content: bytes, name: str = "chat.json") -> ParsedConversation:
    return parse(DiscordReader(), content, name, OPTIONS)[0]


def expected(messages: list[RandomMessage]) -> list[tuple[Any, ...]]:
    return [(message.sent_at, PEOPLE[message.sender], message.text) for message in messages]


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.suffix)
def test_reads_as_the_golden_file_shows(path: Path) -> None:
    check_golden(check_reader(DiscordReader(), path, OPTIONS), path)


@given(random_messages(people=3), st.sampled_from([None, 0, 2, 4]), st.data())
def test_random_channels_are_read_back_with_nothing_lost_or_invented(
    messages: list[RandomMessage], indent: int | None, data: st.DataObject
) -> None:
    entries: list[object] = [entry(message, number) for number, message in enumerate(messages)]
    odd: list[object] = data.draw(
        st.lists(st.sampled_from([None, 5, "}, {", [], {}]), max_size=3), label="what is no message"
    )
    for value in odd:
        entries.insert(data.draw(st.integers(0, len(entries))), value)
    again = data.draw(st.sampled_from(entries), label="stands twice")
    repeated = isinstance(again, dict) and bool(again)
    part = parsed(written(channel(*entries, *([again] if repeated else [])), indent))
    assert rows_of(part.messages) == expected(messages)
    assert part.conversation.coverage.total == len(entries) + repeated
    assert part.conversation.coverage.skipped == len(odd)
    assert part.conversation.coverage.repeated == repeated


@given(random_messages(people=3))
def test_random_tables_are_read_back(messages: list[RandomMessage]) -> None:
    text = io.StringIO(newline="")
    writer = csv.writer(text, quoting=csv.QUOTE_ALL, lineterminator="\n")
    writer.writerow(COLUMNS)
    for message in messages:
        writer.writerow(("70001", PEOPLE[message.sender], message.sent_at.isoformat(), message.text, "", ""))
    part = parsed(text.getvalue().encode(), "Direct Messages - Private - Rosa [80001].csv")
    assert part.conversation.title == "Rosa"
    assert rows_of(part.messages) == expected(messages)


@given(random_messages(), st.integers(1, 2_000))
def test_a_file_that_breaks_off_gives_a_part_or_a_sentence(messages: list[RandomMessage], lost: int) -> None:
    content = written(channel(*(entry(message, number) for number, message in enumerate(messages))))[:-lost]
    try:
        part = parsed(content)
    except (BrokenExportError, EmptyExportError):
        return
    assert schema_violations(part.messages) == []
    assert rows_of(part.messages) == expected(messages)[: part.messages.height]
    assert part.conversation.breaks_off


@pytest.mark.parametrize("indent", [None, 2])
def test_a_damaged_entry_costs_itself(indent: int | None) -> None:
    entries = [entry(RandomMessage(number, 1, f"words {number}"), number) for number in range(3)]
    part = parsed(written(channel(*entries), indent).replace(b': "words 1"', b' "words 1"'))
    assert part.messages["text"].to_list() == ["words 0", "words 2"]
    assert [(record.ref, record.why) for record in part.conversation.skipped] == [("entry 2", "this entry is damaged")]


def test_a_lost_quotation_mark_costs_little() -> None:
    entries = [entry(RandomMessage(number, 1, f"words {number}"), number) for number in range(6)]
    part = parsed(written(channel(*entries)).replace(b'"words 2"', b'"words 2'))
    coverage = part.conversation.coverage
    assert coverage.messages + coverage.skipped == coverage.total
    assert {"words 0", "words 1", "words 4", "words 5"} <= set(part.messages["text"])


def test_the_file_s_own_count_is_not_believed() -> None:
    document = channel(entry(RandomMessage(0, 1, "hi"), 1), count=58)
    assert "The file says that it holds 58 messages; 1 were read." in parsed(written(document)).conversation.notes


def test_the_owner_of_a_direct_chat_is_whom_it_is_not_named_after() -> None:
    pair = (entry(RandomMessage(0, 0, "a"), 1), entry(RandomMessage(1, 1, "b"), 2))
    assert parsed(written(channel(*pair))).conversation.owner == "Imke"
    assert parsed(written(channel(*pair, kind="DirectGroupTextChat"))).conversation.owner is None
    assert parsed(written(channel(pair[0]))).conversation.owner is None


def test_parts_of_one_channel_are_one_conversation(tmp_path: Path) -> None:
    entries = [entry(RandomMessage(number * 1_000, number % 2, "the same"), number) for number in range(9)]
    (tmp_path / "chat [part 1].json").write_bytes(written(channel(*entries[:6])))
    (tmp_path / "chat [part 2].json").write_bytes(written(channel(*entries[4:])))
    result = read([tmp_path], OPTIONS)
    assert len(result.conversations) == 1
    assert result.messages.height == 9


def test_many_messages_without_words_are_a_warning() -> None:
    blank = [entry(RandomMessage(number, 1, ""), number) for number in range(12)]
    assert any("without the right" in str(note) for note in parsed(written(channel(*blank))).conversation.notes)


def package(root: Path, messages: list[RandomMessage], *, whole: bool) -> Path:
    """A data package in a folder; newest first, as Discord writes it."""
    entries = [
        {"ID": 9000 + number, "Timestamp": f"{message.sent_at:%Y-%m-%d %H:%M:%S}", "Contents": message.text}
        for number, message in enumerate(messages)
    ]
    folder = root / "messages" / "c80001"
    folder.mkdir(parents=True)
    (folder / "channel.json").write_text('{"id": "80001", "type": "DM", "recipients": ["70001", "70002"]}')
    (folder / "messages.json").write_bytes(written([{**one, "Attachments": ""} for one in reversed(entries)]))
    old = root / "messages" / "c80002"
    old.mkdir()
    (old / "channel.json").write_text(
        '{"id": "80002", "type": 0, "name": "general", "guild": {"id": "1", "name": "x"}}'
    )
    (old / "messages.csv").write_text(
        "ID,Timestamp,Contents,Attachments\n9900,2021-05-04 12:34:56.789000+00:00,hello there,\n", encoding="utf-8"
    )
    names = '{"80001": "Direct Message with rosa#0", "80002": "general in Rowers"}'
    (root / "messages" / "index.json").write_text(names)
    if whole:
        (root / "account").mkdir()
        (root / "account" / "user.json").write_text('{"id": "70001", "username": "imke", "global_name": "Imke"}')
    return root


@pytest.mark.parametrize("whole", [True, False])
@pytest.mark.parametrize("packed", [True, False])
def test_a_data_package_holds_only_the_owner_s_messages(tmp_path: Path, *, whole: bool, packed: bool) -> None:
    messages = [RandomMessage(number * 2_000, 0, f"words {number}") for number in range(4)]
    root = package(tmp_path / "package", messages, whole=whole)
    if packed:
        with zipfile.ZipFile(tmp_path / "package.zip", "w") as archive:
            for path in sorted(root.rglob("*.*")):
                archive.write(path, path.relative_to(root))
        root = tmp_path / "package.zip"
    result = read([root], OPTIONS)
    assert {one.title for one in result.conversations} == {"rosa", "general in Rowers"}
    assert result.owner == ("Imke" if whole else "Me")
    direct = next(part for part in result.parts if part.conversation.title == "rosa")
    assert not direct.conversation.group
    assert direct.messages["text"].to_list() == [f"words {number}" for number in range(4)]
    assert direct.messages["sent_at"].to_list() == [message.sent_at for message in messages]
    assert all(one.limit(MediumLimitKind.OWN_MESSAGES) for one in result.conversations)


def test_a_folder_around_a_package_hides_no_other_export(tmp_path: Path) -> None:
    package(tmp_path / "package", [RandomMessage(0, 0, "hi")], whole=True)
    (tmp_path / "other.json").write_bytes(
        written(channel(entry(RandomMessage(0, 1, "ho"), 1)) | {"channel": {"id": "5"}})
    )
    assert set(read([tmp_path], OPTIONS).messages["text"]) == {"hi", "hello there", "ho"}


@pytest.mark.parametrize(
    "content",
    [
        b'{"guild": "x", "channel": "y", "messages": []}',
        b'{"name":"Bo","type":"personal_chat","messages":[]}',
        b"Author,Date,Content\n",
        b'{"channel": {"id": 1}, "messages": []}',
    ],
)
def test_look_alikes_are_not_claimed(content: bytes) -> None:
    assert not DiscordReader().recognise(memory_export({"x.json": content}))


def test_an_empty_channel_is_a_sentence() -> None:
    with pytest.raises(EmptyExportError):
        parsed(written(channel()))
    with pytest.raises(BrokenExportError, match="cannot be read"):
        parsed(written(channel({"id": "1"})))


@pytest.mark.parametrize(
    ("name", "content"),
    [
        (
            "Ines.txt",
            f"{'=' * 62}\nGuild: Direct Messages\nChannel: ines\n{'=' * 62}\n\n[01-May-24 10:00 AM] ines\nhi\n",
        ),
        ("Ines.html", '<!DOCTYPE html><html><body><div class="chatlog__message-group">hi</div></body></html>'),
    ],
)
def test_the_other_forms_of_the_exporter_are_named(name: str, content: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_text(content, "utf-8")
    with pytest.raises(UnknownExportError, match="choose JSON"):
        read([path], OPTIONS)
