from __future__ import annotations

import json
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
from unlike.readers.apps.x_archive import XReader
from unlike.readers.testkit import check_golden, check_reader, memory_export, parse

HERE = Path(__file__).parent / "x_archive"
OPTIONS = ReadOptions(ZoneInfo("Europe/Berlin"))
ACCOUNTS = ("700001", "700002", "700003")
START = b"window.YTD.direct_messages.part0 = "


def event(message: RandomMessage, number: int) -> dict[str, Any]:
    escaped = message.text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    created = f"{message.sent_at:%Y-%m-%dT%H:%M:%S}.{message.sent_at.microsecond // 1000:03}Z"
    fields = {"senderId": ACCOUNTS[message.sender], "id": str(number), "text": escaped, "createdAt": created}
    return {"messageCreate": {**fields, "reactions": [], "urls": [], "mediaUrls": []}}


def conversation(messages: list[RandomMessage], ident: str, first: int = 1) -> dict[str, Any]:
    events = [event(message, number) for number, message in enumerate(messages, first)]
    return {"dmConversation": {"conversationId": ident, "messages": events[::-1]}}


def script(*conversations: dict[str, Any]) -> bytes:
    return START + json.dumps(conversations, ensure_ascii=False, indent=2).encode()


def parsed(content: bytes) -> list[ParsedConversation]:
    return parse(XReader(), content, "direct-messages.js", OPTIONS)


def test_reads_as_the_golden_file_shows() -> None:
    check_golden(check_reader(XReader(), HERE, OPTIONS), HERE)


def test_a_zip_reads_like_its_folder(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "twitter-2026-01-04-abc.zip", "w") as archive:
        for file in HERE.rglob("*.js"):
            archive.write(file, file.relative_to(HERE))
        archive.writestr("Your archive.html", "<html></html>")
        archive.writestr("assets/js/runtime.js", "void 0")
    zipped, plain = read([tmp_path], OPTIONS), read([HERE], OPTIONS)
    assert zipped.messages.equals(plain.messages)
    assert zipped.conversations == plain.conversations


@given(random_messages(), random_messages())
def test_random_chats_are_read_back_and_tell_their_owner(
    first: list[RandomMessage], second: list[RandomMessage]
) -> None:
    other = [RandomMessage(message.after, 2 * message.sender, message.text) for message in second]
    pair = [conversation(first, "700001-700002"), conversation(other, "700001-700003", 1_000)]
    for part, messages in zip(parsed(script(*pair)), (first, other), strict=True):
        expected = [(message.sent_at, ACCOUNTS[message.sender], message.text) for message in messages]
        in_order = len({message.after for message in messages}) == 1
        assert rows_of(part.messages) == (expected[::-1] if in_order else expected)
        assert part.conversation.owner == "700001"
        assert part.conversation.title == ("700002" if messages is first else "700003")


@given(random_messages(), st.integers(1, 400))
def test_a_file_that_breaks_off_gives_a_part_or_a_sentence(messages: list[RandomMessage], lost: int) -> None:
    content = script(conversation(messages, "700001-700002"))[:-lost]
    if not XReader().recognise(memory_export({"direct-messages.js": content})):
        return
    try:
        part = parsed(content)[0]
    except (BrokenExportError, EmptyExportError):
        return
    assert schema_violations(part.messages) == []
    assert part.messages.height + part.conversation.coverage.skipped == part.conversation.coverage.total
    assert part.conversation.coverage.total >= content.count(b'"mediaUrls": []')


def test_one_chat_alone_does_not_tell_its_owner() -> None:
    part = parsed(script(conversation([RandomMessage(0, 0, "yes"), RandomMessage(1, 1, "no")], "700001-700002")))[0]
    assert part.conversation.owner is None
    assert part.conversation.title == "700001-700002"


def test_two_archives_are_one_history(tmp_path: Path) -> None:
    messages = [RandomMessage(number * 1_000, number % 2, "the same") for number in range(9)]
    for name, first, some in (("a.js", 0, messages[:6]), ("b.js", 3, messages[3:])):
        (tmp_path / name).write_bytes(script(conversation(some, "700001-700002", first)))
    assert read([tmp_path / "a.js", tmp_path / "b.js"], OPTIONS).messages.height == 9


def test_a_damaged_part_is_named_and_the_others_are_read(tmp_path: Path) -> None:
    messages = [RandomMessage(number * 1_000, number % 2, "yes") for number in range(3)]
    (tmp_path / "direct-messages.js").write_bytes(script(conversation(messages, "700001-700002")))
    (tmp_path / "direct-messages-part1.js").write_bytes(START.replace(b"0", b"1") + b'[{"dmConversation": {}}]]]')
    result = read([tmp_path], OPTIONS)
    assert result.messages.height == 3
    assert "direct-messages-part1.js" in " ".join(map(str, result.conversations[0].notes))
    (tmp_path / "direct-messages.js").write_bytes(START + b'[{"dmConversation": {}}]]]')
    with pytest.raises(BrokenExportError, match="damaged"):
        read([tmp_path], OPTIONS)


BOM = b"\xef\xbb\xbf"


@pytest.mark.parametrize("start", [BOM + START, b"", BOM, b"window.YTD.other.part0 = ", b"\n\n" + START])
def test_no_part_of_an_archive_is_passed_over(tmp_path: Path, start: bytes) -> None:
    first, second = ([RandomMessage(number * 1_000, number % 2, word) for number in range(3)] for word in ("yes", "no"))
    (tmp_path / "direct-messages.js").write_bytes(script(conversation(first, "700001-700002")))
    other = json.dumps([conversation(second, "700001-700003", 100)]).encode()
    (tmp_path / "direct-messages-group.js").write_bytes(start + other)
    result = read([tmp_path], OPTIONS)
    said = " ".join(str(note) for part in result.conversations for note in part.notes)
    assert result.messages.height == 6 or "direct-messages-group.js" in said
    assert result.messages.height == 6 or b"other" in start


def test_a_file_that_ends_between_two_messages_breaks_off() -> None:
    messages = [RandomMessage(number * 1_000, number % 2, "yes") for number in range(3)]
    content = script(conversation(messages, "700001-700002"))
    parts = parsed(content[: content.rindex(b"messageCreate") - len(b'{"')].rstrip().rstrip(b"{").rstrip())
    assert [part.messages.height for part in parts] == [2]
    assert parts[0].conversation.breaks_off


def test_conversations_without_a_number_are_no_others_parts(tmp_path: Path) -> None:
    for name, word in (("direct-messages.js", "yes"), ("direct-messages-part1.js", "no")):
        nameless = conversation([RandomMessage(number * 1_000, number % 2, word) for number in range(3)], "")
        (tmp_path / name).write_bytes(script(nameless))
    assert [part.messages.height for part in read([tmp_path], OPTIONS).parts] == [3, 3]


def test_a_message_without_a_sender_keeps_its_words() -> None:
    chat = conversation([RandomMessage(0, 0, "yes")], "700001-700002")
    chat["dmConversation"]["messages"][0]["messageCreate"].pop("senderId")
    table = parsed(script(chat))[0].messages
    assert table.select(pl.col("sender").cast(pl.String), "text").rows() == [("Unknown", "yes")]


@pytest.mark.parametrize(
    "content",
    [
        b"window.YTD.direct_message_headers.part0 = [ ]",
        b"window.YTD.tweets.part0 = [ ]",
        b"[]",
        b'{"dmConversation": {}}',
        b"var messages = [];",
    ],
)
def test_other_scripts_are_not_claimed(content: bytes) -> None:
    assert not XReader().recognise(memory_export({"x.js": content}))


def test_an_archive_without_messages_is_a_sentence() -> None:
    with pytest.raises(EmptyExportError):
        parsed(START + b"[ ]")
