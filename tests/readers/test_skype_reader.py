from __future__ import annotations

import html
import io
import json
import tarfile
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
from unlike.readers.apps.skype import SkypeReader
from unlike.readers.apps.skype.skype_content import skype_content
from unlike.readers.registry import readers
from unlike.readers.testkit import check_golden, check_reader, memory_export, parse

SAMPLE = Path(__file__).parent / "skype" / "messages.json"
OPTIONS = ReadOptions(ZoneInfo("Europe/Berlin"))
PEOPLE = ("8:live:imke", "8:rosa", "8:lou")
NAMES = ("imke", "Rosa Ahl", "lou")
CHAT = "8:rosa"


def entry(message: RandomMessage, number: int, **more: object) -> dict[str, Any]:
    time = message.sent_at.isoformat(timespec="milliseconds").replace("+00:00", "Z")
    kind = {"messagetype": "RichText", "content": html.escape(message.text), "from": PEOPLE[message.sender]}
    start = {"id": f"170000{number}", "displayName": None, "originalarrivaltime": time}
    return {**start, **kind, "conversationid": CHAT, **more}


def export(*entries: object, ident: str = CHAT, owner: str = "8:live:imke") -> dict[str, Any]:
    chat = {"id": ident, "displayName": "Rosa Ahl", "version": 1, "MessageList": list(reversed(entries))}
    empty: dict[str, Any] = {"id": "8:nobody", "displayName": None, "MessageList": []}
    return {"userId": owner, "exportDate": "2025-03-02T10:15", "conversations": [empty, chat]}


def written(document: object, indent: int | None = None) -> bytes:
    return json.dumps(document, ensure_ascii=False, indent=indent).encode()


def parsed(content: bytes) -> ParsedConversation:
    return parse(SkypeReader(), content, "messages.json", OPTIONS)[0]


def expected(messages: list[RandomMessage]) -> list[tuple[Any, ...]]:
    return [(one.sent_at, NAMES[one.sender], one.text.replace("\r\n", "\n").replace("\r", "\n")) for one in messages]


def packed(path: Path, files: dict[str, bytes]) -> Path:
    with tarfile.open(path, "w") as archive:
        for name, content in files.items():
            info = tarfile.TarInfo(name)
            info.size = len(content)
            archive.addfile(info, io.BytesIO(content))
    return path


def test_reads_as_the_golden_file_shows() -> None:
    check_golden(check_reader(SkypeReader(), SAMPLE, OPTIONS), SAMPLE)


@given(random_messages(people=3), st.sampled_from([None, 0, 2]), st.data())
def test_random_chats_are_read_back_with_nothing_lost_or_invented(
    messages: list[RandomMessage], indent: int | None, data: st.DataObject
) -> None:
    entries: list[object] = [entry(message, number) for number, message in enumerate(messages)]
    odd: list[object] = data.draw(st.lists(st.sampled_from([None, 5, "}, {", []]), max_size=3), label="no message")
    for value in odd:
        entries.insert(data.draw(st.integers(0, len(entries))), value)
    again = data.draw(st.sampled_from(entries), label="stands twice")
    repeated = isinstance(again, dict)
    part = parsed(written(export(*([again] if repeated else []), *entries), indent))
    assert sorted(rows_of(part.messages)) == sorted(expected(messages))
    assert part.conversation.coverage.total == len(entries) + repeated
    assert part.conversation.coverage.skipped == len(odd)
    assert part.conversation.coverage.repeated == repeated
    assert part.conversation.owner == ("imke" if any(one.sender == 0 for one in messages) else None)


@given(random_messages(), st.integers(1, 2_000), st.sampled_from([None, 2]))
def test_a_file_that_breaks_off_gives_a_part_or_a_sentence(
    messages: list[RandomMessage], lost: int, indent: int | None
) -> None:
    content = written(export(*(entry(one, number) for number, one in enumerate(messages))), indent)[:-lost]
    if not SkypeReader().recognise(memory_export({"messages.json": content})):
        return
    try:
        part = parsed(content)
    except (BrokenExportError, EmptyExportError):
        return
    assert schema_violations(part.messages.sort("sent_at", maintain_order=True)) == []
    assert set(rows_of(part.messages)) <= set(expected(messages))
    assert part.conversation.breaks_off


@pytest.mark.parametrize("indent", [None, 2])
def test_a_damaged_message_costs_itself(indent: int | None) -> None:
    entries = [entry(RandomMessage(number, 1, f"words {number}"), number) for number in range(5)]
    content = written(export(*entries), indent)
    for broken in (
        content.replace(b': "words 2"', b' "words 2"'),
        content.replace(b'"words 2"', b'"words "2"'),
        content.replace(b'"words 2"', b'{"words 2"'),
    ):
        assert broken != content
        part = parsed(broken)
        assert {"words 0", "words 1", "words 3", "words 4"} <= set(part.messages["text"])
        assert part.conversation.title == "Rosa Ahl"
        assert part.conversation.coverage.total == 5


@pytest.mark.parametrize("name", ["imke_export.tar", "imke_export"])
def test_the_tar_of_skype_is_read_and_what_was_sent_in_it_is_not(tmp_path: Path, name: str) -> None:
    files = {
        "messages.json": SAMPLE.read_bytes(),
        "endpoints.json": b"{}",
        "media/0-weu.1.txt": b"12/11/2025, 08:06 - Ines: sent in the chat\n",
    }
    result = read([packed(tmp_path / name, files)], OPTIONS)
    assert {one.title for one in result.conversations} == {"Rosa Ahl", "Rowers"}
    folder = tmp_path / "folder"
    folder.mkdir()
    packed(folder / "a.tar", files)
    assert read([folder], OPTIONS).messages.height == result.messages.height


def test_two_exports_that_overlap_are_one_history(tmp_path: Path) -> None:
    entries = [entry(RandomMessage(number * 1_000, number % 2, "the same"), number) for number in range(9)]
    for name, some in (("a", entries[:6]), ("b", entries[3:])):
        (tmp_path / name).mkdir()
        (tmp_path / name / "messages.json").write_bytes(written(export(*some)))
    result = read([tmp_path], OPTIONS)
    assert len(result.conversations) == 1
    assert result.messages.height == 9


@pytest.mark.parametrize(
    ("kind", "content", "expected_kind", "text"),
    [
        ("RichText", "a &lt;3 &amp; b", "text", "a <3 & b"),
        ("RichText", "<i raw_pre='_'>x</i><br/>y", "text", "x\ny"),
        ("RichText", '<quote messageid="7">old</quote>new', "text", "new"),
        ("RichText", '<quote messageid="7">old</quote>', "media", None),
        ("RichText", '<at id="8:rosa">Rosa</at> hi', "text", "Rosa hi"),
        ("RichText", "", "deleted", None),
        ("RichText/Html", "<p>hi</p>", "text", "hi"),
        ("RichText/Media_GenericFile", '<URIObject type="Audio.1/x">', "audio", None),
        ("RichText/UriObject", "", "media", None),
        ("EndToEndEncryption/EncryptedText", "x", "media", None),
        ("EndToEndEncryption/E2EEHandshakeInvite", "x", "system", None),
        ("Notice", "x", "system", None),
        ("Nova", "x", None, None),
        (None, "x", None, None),
    ],
)
def test_kinds_and_words(kind: object, content: str, expected_kind: str | None, text: str | None) -> None:
    found = skype_content({"messagetype": kind, "content": content})
    assert (found.kind, found.text) == (expected_kind, text)
    assert found.answered == ("7" if text == "new" else None)


@pytest.mark.parametrize(
    "content",
    [
        b'{"conversations": [], "userId": 5}',
        b'{"name":"Bo","type":"personal_chat","messages":[]}',
        b'[{"userId": "x", "exportDate": "y"}]',
        b'{"userId": "x", "exportDate": "y", "chats": []}',
    ],
)
def test_look_alikes_are_not_claimed(content: bytes) -> None:
    assert not SkypeReader().recognise(memory_export({"messages.json": content}))


def test_no_other_reader_claims_it() -> None:
    made = memory_export({"messages.json": SAMPLE.read_bytes()})
    assert [reader.name for reader in readers() if reader.recognise(made)] == ["skype"]


def test_an_empty_export_is_a_sentence() -> None:
    with pytest.raises(EmptyExportError):
        parsed(written(export()))
    with pytest.raises(BrokenExportError, match="none of its 2 entries"):
        parsed(written(export({"id": "1"}, {"id": "2"})))
