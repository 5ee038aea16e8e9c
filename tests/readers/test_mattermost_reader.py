from __future__ import annotations

import json
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
from unlike.readers.apps.mattermost import MattermostReader
from unlike.readers.testkit import check_golden, check_reader, memory_export, parse

HERE = Path(__file__).parent / "mattermost"
OPTIONS = ReadOptions(ZoneInfo("Europe/Berlin"))
PEOPLE = ("Imke", "Rosa", "Lou")
START = [
    {"type": "version", "version": 1},
    {"type": "team", "team": {"name": "club", "display_name": "Club"}},
    *({"type": "user", "user": {"username": f"u{number}", "nickname": name}} for number, name in enumerate(PEOPLE)),
]
PLACE = {"team": "club", "channel": "rowers"}


def post(message: RandomMessage, **more: object) -> dict[str, Any]:
    return {"user": f"u{message.sender}", "message": message.text, "create_at": message.milliseconds, **more}


def written(lines: list[dict[str, Any]]) -> bytes:
    return b"".join(json.dumps(line, ensure_ascii=False).encode() + b"\n" for line in [*START, *lines])


def posts(messages: list[RandomMessage]) -> list[dict[str, Any]]:
    return [{"type": "post", "post": post(message, **PLACE)} for message in messages]


def parsed(content: bytes, name: str = "import.jsonl") -> ParsedConversation:
    return parse(MattermostReader(), content, name, OPTIONS)[0]


def expected(messages: list[RandomMessage]) -> list[tuple[Any, ...]]:
    rows = [(message.sent_at, PEOPLE[message.sender], message.text) for message in messages]
    return [row for number, row in enumerate(rows) if row not in rows[:number]]


def test_reads_as_the_golden_file_shows() -> None:
    check_golden(check_reader(MattermostReader(), HERE / "import.jsonl", OPTIONS), HERE / "import.jsonl")


@given(random_messages(people=3), st.data())
def test_random_channels_are_read_back_with_nothing_lost_or_invented(
    messages: list[RandomMessage], data: st.DataObject
) -> None:
    roots = data.draw(st.integers(1, len(messages)), label="posts of their own")
    lines = posts(messages[:roots])
    lines[-1]["post"]["replies"] = [post(message) for message in messages[roots:]]
    odd: list[Any] = data.draw(st.lists(st.sampled_from([None, 5, [], "}{"]), max_size=3), label="no answers")
    lines[-1]["post"]["replies"] += odd
    part = parsed(written(lines))
    assert sorted(rows_of(part.messages)) == sorted(expected(messages))
    coverage = part.conversation.coverage
    assert (coverage.total, coverage.skipped) == (len(messages) + len(odd), len(odd))
    assert part.conversation.title == "Club · rowers"


@given(random_messages(people=3), st.integers(1, 400))
def test_a_file_that_breaks_off_gives_a_part_or_a_sentence(messages: list[RandomMessage], lost: int) -> None:
    content = written(posts(messages))[:-lost]
    if not MattermostReader().recognise(memory_export({"import.jsonl": content})):
        return
    try:
        part = parsed(content)
    except (BrokenExportError, EmptyExportError):
        return
    assert schema_violations(part.messages) == []
    assert rows_of(part.messages) == expected(messages)[: part.messages.height]
    assert part.conversation.breaks_off or content.endswith((b"\n", b"}"))


def test_what_the_server_wrote_is_told_by_its_words_and_the_name() -> None:
    words = (
        "u1 joined the channel.",
        "u2 added to the channel by u1.",
        "u2 joined the channel.",
        "so u1 left the team.",
    )
    messages = [RandomMessage(number * 1_000, 1, text) for number, text in enumerate(words)]
    part = parsed(written(posts(messages)))
    assert part.messages["text"].to_list() == [None, None, *words[2:]]


def test_a_direct_chat_is_named_after_both(tmp_path: Path) -> None:
    message = RandomMessage(0, 1, "hi")
    line = {"type": "direct_post", "direct_post": post(message, channel_members=["u1", "u0"])}
    with zipfile.ZipFile(tmp_path / "export.zip", "w") as archive:
        archive.writestr("import.jsonl", written([line]))
        archive.writestr("data/notes.json", b'{"a": 1}')
    result = read([tmp_path / "export.zip"], OPTIONS)
    assert [(one.title, one.group) for one in result.conversations] == [("Imke, Rosa", False)]


def test_two_exports_that_overlap_are_one_history(tmp_path: Path) -> None:
    messages = [RandomMessage(number * 100_000, number % 2, f"words {number}") for number in range(9)]
    for name, some in (("a", messages[:6]), ("b", messages[3:])):
        (tmp_path / f"{name}.jsonl").write_bytes(written(posts(some)))
    result = read([tmp_path], OPTIONS)
    assert (len(result.conversations), result.messages.height) == (1, 9)


@pytest.mark.parametrize(
    "content",
    [
        b'{"type":"version","version":1}\n',
        b'{"type":"post","text":"x"}\n{"type":"user","name":"x"}\n',
        b'{"_type":"header","chatlab":{"version":"0.0.2"}}\n{"_type":"message"}\n',
        b'{"type":"user","message":{"role":"user"}}\n{"type":"assistant","message":{}}\n',
    ],
)
def test_look_alikes_are_not_claimed(content: bytes) -> None:
    assert not MattermostReader().recognise(memory_export({"x.jsonl": content}))


def test_what_cannot_be_read_is_a_sentence() -> None:
    with pytest.raises(EmptyExportError):
        parsed(written([]))
    with pytest.raises(BrokenExportError, match="cannot be read"):
        parsed(written([{"type": "post", "post": {**PLACE, "user": "u1", "message": "x"}}]))
