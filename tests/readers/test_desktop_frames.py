from __future__ import annotations

import json
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from zoneinfo import ZoneInfo

import polars as pl
import pytest
from hypothesis import given

from random_chats import RandomMessage, random_messages, rows_of
from signal_desktop import LOU, OWN, ROSA, DesktopFolder, desktop_folder, message, person
from unlike.core.medium_limits import MediumLimitKind
from unlike.readers import Import, ReadOptions, read
from unlike.readers.apps.signal import SignalReader
from unlike.readers.testkit import check_golden, check_reader

HERE = Path(__file__).parent / "signal"
OPTIONS = ReadOptions(ZoneInfo("Europe/Berlin"))
PEOPLE = ("Imke", "Rosa", "Lou")
ACCOUNTS = (None, ROSA, LOU)
T = 1_767_000_000_000

ROWS = (
    message(1, T, None, None, type="timer-notification", fields={"expirationTimerUpdate": {"expireTimer": 604_800}}),
    message(2, T + 60_123, "are you up?", ROSA, expireTimer=604_800),
    message(
        *(3, T + 120_000, "still at the lake\nback soon", None),
        fields={
            "quote": {"id": T + 60_123, "authorAci": ROSA, "text": "are you up?"},
            "reactions": [
                {"emoji": "😮", "fromId": "c-rosa", "timestamp": 1},
                {"emoji": "❤️", "fromId": "c-rosa", "timestamp": 2},
                {"emoji": "👍", "fromId": "+15550100", "timestamp": 3},
                {"emoji": "🐟", "fromId": "c-lou", "timestamp": 4, "remove": True},
            ],
        },
    ),
    message(
        *(4, T + 180_000, "bring bread", ROSA),
        fields={
            "editMessageTimestamp": T + 200_000,
            "editHistory": [
                {"body": "bring bread", "timestamp": T + 200_000},
                {"body": "bring bred", "timestamp": T + 180_000},
            ],
        },
    ),
    message(5, T + 300_000, "look", ROSA, hasAttachments=1),
    message(6, T + 310_000, None, ROSA, hasAttachments=1),
    message(7, T + 315_000, None, ROSA, fields={"attachments": [{"contentType": "video/mp4", "flags": 8}]}),
    message(8, T + 320_000, None, ROSA, fields={"sticker": {"packId": "aa", "emoji": "🐟"}}),
    message(9, T + 330_000, "", None, fields={"deletedForEveryone": True}),
    message(10, T + 340_000, None, None, type="call-history", fields={"callId": "5"}),
    message(11, T + 345_000, None, None, type="call-history", fields={"callHistoryDetails": {"wasIncoming": False}}),
    message(12, T + 350_000, None, ROSA, isViewOnce=1, isErased=1),
    message(13, T + 355_000, None, ROSA, isErased=1),
    message(14, T + 360_000, "where is that?", ROSA, fields={"storyReplyContext": {"messageId": "x"}}, storyId="x"),
    message(15, T + 365_000, None, ROSA, fields={"contact": [{"name": {"givenName": "Ada"}}]}),
    message(16, T + 370_000, "once more", None),
    message(17, T + 370_000, "once more", None),
    message(18, T + 380_000, None, ROSA, fields={"body": "only in the JSON"}),
    message(19, T + 385_000, "only in the column", ROSA, json="{damaged"),
    message(20, T + 386_000, None, ROSA, json="{damaged"),
    message(21, None, "without a date", ROSA),
    message(22, None, "by the server's clock", ROSA, serverTimestamp=T + 388_000),
    message(23, T + 400_000, None, None, type="delivery-issue"),
    message(24, T + 410_000, None, ROSA, fields={"errors": [{"name": "Error"}]}),
    message(25, T + 415_000, "new in a later Signal", ROSA, type="hologram"),
    message(26, T + 420_000, "a very long story", ROSA, fields={"bodyAttachment": {"size": 9_000}}),
    message(27, T + 425_000, "a whole long story", ROSA, fields={"bodyAttachment": {"size": 9_000, "path": "aa/bb"}}),
    message(28, T + 430_000, "cut", ROSA),
    message(29, T + 440_000, None, ROSA, type="story"),
    message(30, T + 450_000, None, None, type="profile-change", fields={"profileChange": {"oldName": "Rosa Q"}}),
    message(31, T + 460_000, None, ROSA, fields={"payment": {"kind": 1, "note": "for the bread"}}),
    message(32, T + 470_000, None, ROSA, fields={"flags": 2, "expirationTimerUpdate": {"expireTimer": 0}}),
    message(40, T + 100_000_000, None, None, conversationId="c-rowers", type="group-v2-change"),
    message(
        *(41, T + 100_001_000, None, LOU),
        conversationId="c-rowers",
        fields={"poll": {"question": "row on Sunday?", "options": ["yes", "no"]}},
    ),
    message(42, T + 100_002_000, "yes", ROSA.upper(), conversationId="c-rowers"),
    message(43, T + 100_002_000, "me too", None, conversationId="c-rowers"),
    message(44, T + 100_003_000, "from a number", None, conversationId="c-rowers", type="incoming", source="15550101"),
    message(45, T + 100_003_500, "who was that?", "bbbbbbbb-0000-4000-8000-000000000009", conversationId="c-rowers"),
    message(46, T + 100_004_000, None, None, conversationId="c-rowers", type="call-history", fields={"callId": "7"}),
    message(47, T + 100_005_000, "to a story", ROSA, conversationId="c-rowers", storyId="y"),
    message(50, T + 200_000_000, "buy oars", None, conversationId="c-own"),
    message(51, T + 200_000_000, "new in Signal", None, conversationId="c-signal", type="incoming"),
    message(60, T + 300_000_000, "another Rosa", None, conversationId="c-rosa-2"),
    message(61, T + 300_000_100, "yes?", "cccccccc-0000-4000-8000-000000000004", conversationId="c-rosa-2"),
    message(70, T + 400_000_000, "whose chat is gone", ROSA, conversationId="c-gone"),
)
LEFT_OUT = 4  # a story, an answer to one, a note to oneself, and Signal's own news


def whole_folder(folder: Path) -> DesktopFolder:
    desktop = desktop_folder(folder)
    desktop.insert(
        "conversations",
        person("c-rosa-2", "cccccccc-0000-4000-8000-000000000004", "Rosa"),
        person("c-signal", "11111111-1111-4111-8111-111111111111", "Signal"),
    )
    desktop.insert("messages", *ROWS)
    files = (
        ("message-5", -1, "attachment", 0, "image/jpeg", "aa/x", 0),
        ("message-5", -1, "attachment", 1, "audio/mp4", "aa/y", 0),
        ("message-5", -1, "preview", 0, "image/png", "aa/p", 0),
        ("message-6", -1, "attachment", 0, "audio/aac", "aa/z", 1),
        ("message-28", -1, "long-message", 0, "text/x-signal-plain", None, 0),
        ("message-4", 0, "attachment", 0, "image/png", "aa/w", 0),
    )
    names = ("messageId", "editHistoryIndex", "attachmentType", "orderInMessage", "contentType", "path", "flags")
    desktop.insert("message_attachments", *(dict(zip(names, file, strict=True)) for file in files))
    desktop.insert(
        "callsHistory",
        {"callId": "5", "peerId": ROSA, "mode": "Direct", "direction": "Incoming", "status": "Missed"},
        {"callId": "7", "peerId": "AA==", "mode": "Group", "direction": "Incoming", "startedById": LOU},
    )
    return desktop


def by_title(result: Import) -> dict[str, pl.DataFrame]:
    return {part.conversation.title: part.messages for part in result.parts}


def test_reads_as_the_golden_file_shows(tmp_path: Path) -> None:
    folder = whole_folder(tmp_path / "Signal").folder
    check_golden(check_reader(SignalReader(), folder, OPTIONS), HERE / "desktop")


def test_every_row_is_accounted_for_and_the_owner_is_certain(tmp_path: Path) -> None:
    result = read([whole_folder(tmp_path / "Signal").folder], OPTIONS)
    assert sum(one.coverage.total for one in result.conversations) + LEFT_OUT == len(ROWS)
    assert result.owner == "Imke"
    notes = [str(note) for one in result.conversations for note in one.notes]
    assert any("Stories were left out, for they stand in no chat (entries: 2)" in note for note in notes)


def test_chats_of_one_title_stay_two_and_groups_are_told_from_people(tmp_path: Path) -> None:
    result = read([whole_folder(tmp_path / "Signal").folder], OPTIONS)
    groups = {one.title: one.group for one in result.conversations}
    assert groups == {"Rosa (0101)": False, "Rosa (c-rosa-2)": False, "Rowers": True, "Unknown chat": False}
    assert rows_of(by_title(result)["Rosa (c-rosa-2)"])[1][1:] == ("Rosa (c-rosa-2)", "yes?")


@pytest.mark.parametrize(
    ("timed", "said"),
    [
        ({}, False),
        ({"expireTimer": 60}, True),
        ({"type": "timer-notification", "fields": {"expirationTimerUpdate": {"expireTimer": 60}}}, True),
        ({"type": "timer-notification", "fields": {"expirationTimerUpdate": {"expireTimer": 0}}}, False),
    ],
)
def test_disappearing_messages_are_said(timed: dict[str, Any], tmp_path: Path, *, said: bool) -> None:
    desktop = desktop_folder(tmp_path / "Signal")
    desktop.insert("messages", message(1, T, "hi", ROSA), message(2, T + 1, None, ROSA, **timed))
    (conversation,) = read([desktop.folder], OPTIONS).conversations
    assert (conversation.limit(MediumLimitKind.DISAPPEARING) is not None) is said


def test_a_timer_of_the_chat_is_said_where_no_message_has_one(tmp_path: Path) -> None:
    desktop = desktop_folder(tmp_path / "Signal")
    desktop.insert("conversations", person("c-ada", "dddddddd-0000-4000-8000-000000000005", "Ada", expireTimer=60))
    desktop.insert("messages", message(1, T, "hi", None, conversationId="c-ada"))
    (conversation,) = read([desktop.folder], OPTIONS).conversations
    assert conversation.limit(MediumLimitKind.DISAPPEARING)


def random_rows(direct: list[RandomMessage], group: list[RandomMessage]) -> list[dict[str, Any]]:
    chats = [*((one, "c-rosa") for one in direct), *((one, "c-rowers") for one in group)]
    return [
        message(number, one.milliseconds, one.text, ACCOUNTS[one.sender], conversationId=chat)
        for number, (one, chat) in enumerate(chats)
    ]


def expected(messages: list[RandomMessage]) -> list[tuple[Any, ...]]:
    return [(one.sent_at, PEOPLE[one.sender], one.text) for one in messages]


@given(random_messages(), random_messages(people=3))
def test_random_chats_are_read_back_with_nothing_lost_or_invented(
    direct: list[RandomMessage], group: list[RandomMessage]
) -> None:
    with TemporaryDirectory() as folder:
        desktop = desktop_folder(Path(folder, "Signal"))
        desktop.insert("messages", *random_rows(direct, group))
        result = read([desktop.folder], OPTIONS)
    tables = by_title(result)
    assert rows_of(tables["Rosa"]) == expected(direct)
    assert rows_of(tables["Rowers"]) == expected(group)
    assert {one.owner for one in result.conversations} == {"Imke"}


def plain_lines(direct: list[RandomMessage], group: list[RandomMessage]) -> bytes:
    """The same chats as Signal's own export writes them: account ids in base64, other ids of its own."""
    rosa, lou = "qqqqqgAAQACAAAAAAAAAAg==", "qqqqqgAAQACAAAAAAAAAAw=="
    frames: list[dict[str, Any]] = [
        {"account": {"givenName": "Imke"}},
        {"recipient": {"id": "1", "self": {}}},
        {"recipient": {"id": "2", "contact": {"aci": rosa, "e164": "15550101", "profileGivenName": "Rosa"}}},
        {"recipient": {"id": "3", "contact": {"aci": lou, "profileGivenName": "Lou"}}},
        {"recipient": {"id": "4", "group": {"masterKey": "AA==", "snapshot": {"title": {"title": "Rowers"}}}}},
        {"chat": {"id": "10", "recipientId": "2"}},
        {"chat": {"id": "11", "recipientId": "4"}},
    ]
    for one, chat in [*((one, "10") for one in direct), *((one, "11") for one in group)]:
        ids = {"chatId": chat, "authorId": f"{one.sender + 1}", "dateSent": f"{one.milliseconds}"}
        side: dict[str, Any] = {"incoming": {}} if one.sender else {"outgoing": {}}
        frames.append({"chatItem": {**ids, **side, "standardMessage": {"text": {"body": one.text}}}})
    return b"".join(json.dumps(frame).encode() + b"\n" for frame in frames)


@given(random_messages(), random_messages(people=3))
def test_the_same_chats_in_signal_s_own_export_are_joined_message_by_message(
    direct: list[RandomMessage], group: list[RandomMessage]
) -> None:
    with TemporaryDirectory() as folder:
        desktop = desktop_folder(Path(folder, "Signal"))
        desktop.insert("messages", *random_rows(direct, group))
        exported = Path(folder, "export", "main.jsonl")
        exported.parent.mkdir()
        exported.write_bytes(plain_lines(direct, group))
        alone = read([desktop.folder], OPTIONS)
        both = read([exported.parent, desktop.folder], OPTIONS)
    assert {one.key for one in both.conversations} == {one.key for one in alone.conversations}
    for title, table in by_title(alone).items():
        assert rows_of(by_title(both)[title]) == rows_of(table)


def test_an_older_layout_is_read_too(tmp_path: Path) -> None:
    schema = """
    CREATE TABLE conversations (id STRING PRIMARY KEY ASC, json TEXT, active_at INTEGER, type STRING, members TEXT,
     name TEXT, profileName TEXT);
    CREATE TABLE messages (id STRING PRIMARY KEY ASC, json TEXT, sent_at INTEGER, conversationId STRING,
     received_at INTEGER, source STRING, hasAttachments INTEGER, type STRING, body TEXT);
    CREATE TABLE items (id STRING PRIMARY KEY ASC, json TEXT);
    """
    desktop = desktop_folder(tmp_path / "Signal", schema=schema, with_people=False)
    desktop.insert("items", {"id": "number_id", "json": json.dumps({"value": "+4915550100.2"})})
    desktop.insert(
        "conversations",
        {"id": "+4915550100", "type": "private", "profileName": "Imke", "json": "{}"},
        {"id": "+4915550101", "type": "private", "name": "\u2068Rosa Quist\u2069", "json": "{}"},
    )
    common = {"conversationId": "+4915550101", "json": "{}", "hasAttachments": 0}
    desktop.insert(
        "messages",
        {
            **common,
            "id": "a",
            "type": "incoming",
            "sent_at": T,
            "received_at": T,
            "source": "+4915550101",
            "body": "hi",
        },
        {**common, "id": "b", "type": "outgoing", "sent_at": T + 1, "received_at": T + 1, "source": "", "body": "ho"},
    )
    (part,) = read([desktop.folder], OPTIONS).parts
    assert (part.conversation.title, part.conversation.key) == ("Rosa Quist", "signal:e164:4915550101")
    assert [row[1:] for row in rows_of(part.messages)] == [("Rosa Quist", "hi"), ("Imke", "ho")]


def test_without_settings_the_sessions_tell_who_the_owner_is(tmp_path: Path) -> None:
    desktop = desktop_folder(tmp_path / "Signal", with_people=False)
    desktop.insert("conversations", person("c-own", OWN, "Imke"), person("c-rosa", ROSA, "Rosa"))
    desktop.insert("sessions", {"id": "1", "ourServiceId": OWN, "serviceId": ROSA})
    desktop.insert("messages", message(1, T, "hi", None), message(2, T + 1, "from my phone", OWN))
    (part,) = read([desktop.folder], OPTIONS).parts
    assert [row[1] for row in rows_of(part.messages)] == ["Imke", "Imke"]


def test_where_nothing_tells_the_owner_what_was_sent_is_still_theirs(tmp_path: Path) -> None:
    desktop = desktop_folder(tmp_path / "Signal", with_people=False)
    desktop.insert("conversations", person("c-rosa", ROSA, "Rosa"))
    desktop.insert("messages", message(1, T, "hi", None), message(2, T + 1, "ho", ROSA))
    (part,) = read([desktop.folder], OPTIONS).parts
    assert part.conversation.owner == "Me"
    assert [row[1] for row in rows_of(part.messages)] == ["Me", "Rosa"]
