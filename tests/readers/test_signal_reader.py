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
from unlike.core.medium_limits import MediumLimitKind
from unlike.errors import BrokenExportError, EmptyExportError, UnknownExportError
from unlike.messages import schema_violations
from unlike.readers import ParsedConversation, ReadOptions, read
from unlike.readers.apps.signal import SignalReader
from unlike.readers.testkit import check_golden, check_reader, memory_export, parse

HERE = Path(__file__).parent / "signal"
OPTIONS = ReadOptions(ZoneInfo("Europe/Berlin"))
SAMPLES = (HERE / "main.jsonl", HERE / "Rosa" / "data.json")
PEOPLE = ("Imke", "Rosa", "Lou")

START = (
    {"account": {"givenName": "Imke"}},
    {"recipient": {"id": "1", "self": {}}},
    {"recipient": {"id": "2", "contact": {"aci": "AQ==", "profileGivenName": "Rosa"}}},
    {"recipient": {"id": "3", "contact": {"aci": "Ag==", "profileGivenName": "Lou"}}},
    {"recipient": {"id": "4", "group": {"masterKey": "AA==", "snapshot": {"title": {"title": "Rowers"}}}}},
    {"chat": {"id": "10", "recipientId": "2"}},
    {"chat": {"id": "11", "recipientId": "4"}},
)


def item(message: RandomMessage, chat: int = 10, **more: object) -> dict[str, Any]:
    direction: dict[str, Any] = {"outgoing": {}} if message.sender == 0 else {"incoming": {}}
    content = {"standardMessage": {"text": {"body": message.text}}}
    ids = {"chatId": str(chat), "authorId": str(message.sender + 1), "dateSent": str(message.milliseconds)}
    return {"chatItem": {**ids, **direction, **content, **more}}


def lines(*frames: object) -> bytes:
    return b"".join(json.dumps(frame, ensure_ascii=False).encode() + b"\n" for frame in frames)


def parsed(content: bytes) -> list[ParsedConversation]:
    return parse(SignalReader(), content, "main.jsonl", OPTIONS)


def expected(messages: list[RandomMessage]) -> list[tuple[Any, ...]]:
    return [(message.sent_at, PEOPLE[message.sender], message.text) for message in messages]


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.name)
def test_reads_as_the_golden_file_shows(path: Path) -> None:
    check_golden(check_reader(SignalReader(), path, OPTIONS), path)


def test_every_item_is_accounted_for() -> None:
    result = read([SAMPLES[0]], OPTIONS)
    items = SAMPLES[0].read_bytes().count(b'{"chatItem"')
    left_out = 2  # a note to oneself, and Signal's own news
    assert sum(one.coverage.total for one in result.conversations) + left_out == items


def test_a_zip_of_the_folder_reads_like_the_file(tmp_path: Path) -> None:
    path = tmp_path / "signal.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.write(SAMPLES[0], "signal-export/main.jsonl")
        archive.writestr("signal-export/metadata.json", '{"version":1}')
        archive.writestr("signal-export/files/aa/aabb.json", '{"sent": "in the chat"}')
    result = read([path], OPTIONS)
    assert result.messages.equals(read([SAMPLES[0]], OPTIONS).messages)
    assert not any("not read as an export" in note for note in result.conversations[0].notes)


@pytest.mark.parametrize("packed", [True, False])
def test_a_folder_of_chats_of_signal_export_is_one_conversation_each(tmp_path: Path, *, packed: bool) -> None:
    root = tmp_path / "chats"
    for name, words in (("Rosa", "a"), ("Lou", "b")):
        (root / name / "media").mkdir(parents=True)
        (root / name / "data.json").write_bytes(SAMPLES[1].read_bytes().replace(b"still at", words.encode()))
        (root / name / "chat.md").write_text("[2025-03-30 01:59:58] Rosa: are you up?\n", encoding="utf-8")
        (root / name / "media" / "sent.json").write_text('{"sent": "in the chat"}', encoding="utf-8")
    if packed:
        with zipfile.ZipFile(tmp_path / "chats.zip", "w") as archive:
            for path in sorted(root.rglob("*.*")):
                archive.write(path, path.relative_to(root))
        root = tmp_path / "chats.zip"
    result = read([root], OPTIONS)
    assert result.owner == "Me"
    assert {one.title for one in result.conversations} == {"Rosa", "Lou"}
    assert not any("not read as an export" in note for one in result.conversations for note in one.notes)


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.name)
def test_other_exports_beside_it_are_read_too(path: Path, tmp_path: Path) -> None:
    (tmp_path / path.name).write_bytes(path.read_bytes())
    (tmp_path / "WhatsApp Chat with Bo.txt").write_text("01/02/2024, 10:00 - Bo: hi\n01/02/2024, 10:01 - Imke: ho\n")
    result = read([tmp_path], ReadOptions(OPTIONS.zone, "dmy"))
    assert {"signal", "whatsapp"} == {one.app for one in result.conversations}


@given(random_messages(), random_messages(people=3), st.data())
def test_random_chats_are_read_back_with_nothing_lost_or_invented(
    direct: list[RandomMessage], group: list[RandomMessage], data: st.DataObject
) -> None:
    frames = [item(message) for message in direct] + [item(message, 11) for message in group]
    content = lines(*START, *frames)
    if data.draw(st.booleans(), label="raw line breaks"):
        content = content.replace(b"\\n", b"\n")
    if data.draw(st.booleans(), label="numbers that are no text"):
        content = content.replace(b'"chatId": "10"', b'"chatId": 10')
    if data.draw(st.booleans(), label="references behind their use"):
        content = lines(*frames, *START)
    if data.draw(st.booleans(), label="other frames between"):
        content = content.replace(b'{"chat": {"id": "11"', lines({"stickerPack": {}}) + b'{"chat": {"id": "11"')
    by_title = {part.conversation.title: part for part in parsed(content)}
    same = [(message.milliseconds, message.sender, message.text) for message in direct]
    assert by_title["Rosa"].conversation.coverage.repeated == len(same) - len(set(same))
    assert rows_of(by_title["Rosa"].messages) == list(dict.fromkeys(expected(direct)))
    assert rows_of(by_title["Rowers"].messages) == list(dict.fromkeys(expected(group)))
    assert by_title["Rowers"].conversation.group
    assert not by_title["Rosa"].conversation.group


@given(random_messages(), st.integers(1, 400))
def test_a_file_that_breaks_off_gives_a_part_or_a_sentence(messages: list[RandomMessage], lost: int) -> None:
    content = lines(*START, *(item(message) for message in messages))[:-lost]
    try:
        part = parsed(content)[0]
    except (BrokenExportError, EmptyExportError):
        return
    assert schema_violations(part.messages) == []
    assert rows_of(part.messages) == list(dict.fromkeys(expected(messages)))[: part.messages.height]
    ends_whole = content.endswith((b"\n", b"}}}}"))
    assert part.conversation.breaks_off != ends_whole


def test_reactions_replies_and_edits_name_people_and_rows() -> None:
    first, second = RandomMessage(0, 1, "yes"), RandomMessage(5_000, 0, "no")
    quote = {"targetSentTimestamp": str(first.milliseconds), "authorId": "2"}
    content = {"text": {"body": "no"}, "quote": quote, "reactions": [{"emoji": "👍", "authorId": "2"}]}
    edited = item(second, standardMessage=content, revisions=[item(second)["chatItem"]])
    edited["chatItem"]["dateSent"] = str(second.milliseconds + 1_000)
    table = parsed(lines(*START, item(first), edited))[0].messages
    assert table["reply_to"].to_list() == [None, table["ref"][0]]
    assert table["reactions"].to_list() == [[], [{"emoji": "👍", "sender": "Rosa"}]]
    assert (table["edited_at"] - table["sent_at"]).dt.total_seconds().to_list() == [None, 1]


def test_two_people_of_one_name_stay_two() -> None:
    other = {"recipient": {"id": "3", "contact": {"aci": "Ag==", "e164": "15550100", "profileGivenName": "Rosa"}}}
    chat = {"chat": {"id": "12", "recipientId": "3"}}
    one, two = RandomMessage(0, 1, "I"), RandomMessage(1, 2, "II")
    parts = parsed(lines(*START, other, chat, item(one), item(two, 12)))
    assert [part.conversation.title for part in parts] == ["Rosa (2)", "Rosa (0100)"]
    assert len({part.conversation.key for part in parts}) == 2


def test_a_timer_is_said() -> None:
    timed = item(RandomMessage(0, 1, "soon gone"), expiresInMs="60000")
    assert parsed(lines(*START, timed))[0].conversation.limit(MediumLimitKind.DISAPPEARING)
    plain = item(RandomMessage(0, 1, "here to stay"))
    assert not parsed(lines(*START, plain))[0].conversation.limit(MediumLimitKind.DISAPPEARING)


def test_a_damaged_item_is_left_over_in_the_chat_that_it_names() -> None:
    good = item(RandomMessage(0, 1, "yes"))
    damaged = lines(item(RandomMessage(9, 2, "no"), 11)).replace(b'"text":', b'"text"')
    parts = parsed(lines(*START, good, item(RandomMessage(1, 2, "I"), 11)) + damaged + lines(good))
    assert [[record.why for record in part.conversation.skipped] for part in parts] == [[], ["this entry is damaged"]]


def test_what_holds_no_conversation_is_a_sentence() -> None:
    own = {"chat": {"id": "10", "recipientId": "1"}}
    with pytest.raises(UnknownExportError, match="notes to yourself"):
        parsed(lines(*START, own, item(RandomMessage(0, 0, "oars"))))
    with pytest.raises(EmptyExportError):
        parsed(lines(*START))
    with pytest.raises(BrokenExportError, match="cannot be read"):
        parsed(lines(*START, {"chatItem": {"chatId": "10", "authorId": "2"}}))


@pytest.mark.parametrize(
    "content",
    [
        b'{"_type":"header","chatlab":{}}\n{"_type":"message"}\n',
        b'{"name":"Bo","type":"personal_chat","messages":[]}',
        b'{"recipient":"Bo"}\n{"chat":"hello"}\n',
        b'{"date":"2024-01-01","text":"x"}\n' * 5,
    ],
)
def test_look_alikes_are_not_claimed(content: bytes) -> None:
    assert not SignalReader().recognise(memory_export({"main.jsonl": content}))


def test_a_file_alone_is_named_after_its_folder(tmp_path: Path) -> None:
    path = tmp_path / "data.json"
    path.write_bytes(SAMPLES[1].read_bytes())
    part = read([path], OPTIONS).parts[0]
    assert part.conversation.title == tmp_path.name
    assert [record.ref for record in part.conversation.skipped] == ["L10"]
    assert part.messages.filter(pl.col("kind") == "call")["sender"].to_list() == ["Me"]


@pytest.mark.parametrize(
    "update",
    [
        {"expirationTimerChange": {"expiresInMs": "604800000"}},
        {"groupChange": {"updates": [{}, {"groupExpirationTimerUpdate": {"expiresInMs": 60_000}}]}},
    ],
)
def test_a_timer_that_was_on_once_is_said_for_the_export_lacks_what_disappears(update: dict[str, Any]) -> None:
    notice = {"chatItem": {"chatId": "10", "dateSent": "1767000000000", "directionless": {}, "updateMessage": update}}
    (part,) = parsed(lines(*START, notice, item(RandomMessage(0, 1, "hi"))))
    assert part.conversation.limit(MediumLimitKind.DISAPPEARING)


@pytest.mark.parametrize("update", [{"expirationTimerChange": {"expiresInMs": "0"}}, {"groupChange": {"updates": [5]}}])
def test_a_timer_that_was_switched_off_says_nothing(update: dict[str, Any]) -> None:
    notice = {"chatItem": {"chatId": "10", "dateSent": "1767000000000", "directionless": {}, "updateMessage": update}}
    (part,) = parsed(lines(*START, notice, item(RandomMessage(0, 1, "hi"))))
    assert part.conversation.limit(MediumLimitKind.DISAPPEARING) is None


def test_messages_of_one_moment_are_each_the_same_one_in_every_export() -> None:
    start = [*START, {"recipient": {"id": "5", "contact": {"aci": "BQ==", "profileGivenName": "Ada"}}}]
    rows = [item(RandomMessage(7, sender, text), 11) for sender, text in ((1, "yes"), (2, "no"), (4, "maybe"))]
    later = item(RandomMessage(9_000, 1, "later"), 11)

    def refs(*items: dict[str, Any]) -> dict[str, str]:
        (part,) = parsed(lines(*start, *items, later))
        return dict(part.messages.select("text", "ref").iter_rows())

    whole = refs(*rows)
    assert len(set(whole.values())) == 4
    assert refs(*reversed(rows)) == whole
    lost = refs(rows[2], rows[1])
    assert {whole[text] for text in lost} == set(lost.values())
