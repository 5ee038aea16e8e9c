"""Invented exports of further apps that a fuzz run starts from."""

from __future__ import annotations

import io
import json
from typing import Any

import polars as pl

FIRST_SECOND = 1_714_550_400


def _signal() -> dict[str, bytes]:
    start: list[dict[str, Any]] = [
        {"version": "1", "backupTimeMs": "1714640000000"},
        {"account": {"givenName": "Tom", "familyName": "Ahl"}},
        {"recipient": {"id": "1", "self": {}}},
        {"recipient": {"id": "2", "contact": {"aci": "AQ==", "e164": "15550100", "profileGivenName": "Ines"}}},
        {"recipient": {"id": "3", "group": {"masterKey": "AA==", "snapshot": {"title": {"title": "Rowers"}}}}},
        {"chat": {"id": "10", "recipientId": "2", "expirationTimerMs": "60000"}},
        {"chat": {"id": "11", "recipientId": "3"}},
    ]
    quote = {"targetSentTimestamp": str(FIRST_SECOND * 1000 + 1000), "authorId": "2"}
    reactions = [{"emoji": "❤", "authorId": "1", "sentTimestamp": "1"}]
    photo = [{"pointer": {"contentType": "image/jpeg"}, "flag": "GIF"}]
    contents: list[dict[str, Any]] = [
        {"incoming": {"dateReceived": "5"}, "standardMessage": {"text": {"body": "word"}, "reactions": reactions}},
        {"outgoing": {"sendStatus": []}, "standardMessage": {"text": {"body": "an\nanswer"}, "quote": quote}},
        {"incoming": {}, "standardMessage": {"attachments": photo, "longText": {}}},
        {"directionless": {}, "updateMessage": {"individualCall": {"direction": "INCOMING"}}},
        {"directionless": {}, "updateMessage": {"simpleUpdate": {"type": "BAD_DECRYPT"}}},
        {"incoming": {}, "poll": {"question": "when?", "options": [{"option": "now"}]}},
        {"outgoing": {}, "remoteDeletedMessage": {}},
        {"incoming": {}, "stickerMessage": {}, "revisions": [{"dateSent": "1714550400000"}]},
    ]
    items = [
        {"chatItem": {"chatId": str(10 + number % 2), "authorId": str(1 + number % 3), **_sent(number), **content}}
        for number, content in enumerate(contents * 2)
    ]
    desktop = [
        {"date": f"2024-05-01T10:00:{number:02}.5", "sender": ("Me", "Ines")[number % 2], "body": f"word {number}  "}
        | {
            "quote": "",
            "sticker": "",
            "reactions": [["Me", "❤"]],
            "attachments": [{"name": "a", "path": "a.jpg"}] * (number % 2),
        }
        for number in range(8)
    ]
    return {"main.jsonl": _lines([*start, *items]), "data.json": _lines(desktop)}


SMS_BACKUP = """<?xml version='1.0' encoding='UTF-8' standalone='yes' ?>
<!--File Created By SMS Backup & Restore-->
<smses count="9" type="full">
  <sms address="+15550100" date="1714550400000" type="1" body="word 1 &#55357;&#56842;" contact_name="Ines" />
  <sms address="0015550100" date="1714550401000" type="2" subject="null" body="an&#10;answer" contact_name="Ines" />
  <sms address="Shop" date="1714550402000" type="1" body="Your &lt;parcel&gt;" contact_name="(Unknown)" />
  <sms address="+15550100" date="1714550403000" type="3" body="a draft" contact_name="Ines" />
  <mms date="1714550404000" msg_box="1" address="+15550100" m_type="132" contact_name="Ines">
    <parts><part ct="image/jpeg" text="null" data="AAAA" /><part ct="text/plain" text="look" /></parts>
    <addrs><addr address="+15550100" type="137" /><addr address="+15550109" type="151" /></addrs>
  </mms>
  <mms date="1714550405000" msg_box="2" address="+15550100~+15550101" m_type="128" contact_name="Ines, Lou">
    <parts><part ct="application/smil" text='x' /><part ct="text/plain" text="both" /></parts>
    <addrs><addr address="+15550109" type="137" /></addrs>
  </mms>
  <sms address="+15550101" date="1714550406000" type="1" body="word 2" contact_name="Lou" />
  <sms address="+15550101" date="1714550407000" type="2" body="word 3" contact_name="Lou" />
</smses>
"""


def _sent(number: int) -> dict[str, Any]:
    return {"dateSent": str((FIRST_SECOND + number) * 1000)}


def _lines(values: list[dict[str, Any]]) -> bytes:
    return b"".join(_text(value, None) + b"\n" for value in values)


def _text(value: object, indent: int | None) -> bytes:
    return json.dumps(value, indent=indent, ensure_ascii=False).encode()


def _discord() -> dict[str, Any]:
    authors = [{"id": f"7000{number}", "name": name, "nickname": None} for number, name in enumerate(("ines", "tom"))]
    heart = {"emoji": {"id": "", "name": "❤"}, "count": 2, "users": [authors[0]]}
    contents: tuple[dict[str, Any], ...] = (
        {"content": "word 1", "reactions": [heart]},
        {"content": "an\nanswer", "type": "Reply", "reference": {"messageId": "90000", "channelId": "8"}},
        {"content": "look", "attachments": [{"fileName": "lake.jpg"}], "timestampEdited": "2024-05-01T10:09:00+00:00"},
        {"content": "", "stickers": [{"name": "fish"}]},
        {"content": "Started a call.", "type": "Call"},
        {"content": "Pinned a message.", "type": "ChannelPinnedMessage"},
        {"content": "", "forwardedMessage": {"content": "not mine"}},
        {"content": "word 7"},
    )
    messages = [
        {"id": f"9000{number}", "type": "Default", "timestamp": f"2024-05-01T10:00:0{number}.5+00:00"}
        | {"author": authors[number % 2], "attachments": [], "reactions": [], **content}
        for number, content in enumerate(contents)
    ]
    head = {"guild": {"id": "0", "name": "Direct Messages"}, "channel": {"id": "8", "type": "DirectTextChat"}}
    return {**head, "dateRange": {"after": None}, "messages": messages, "messageCount": 8}


CHANNEL_TABLE = """AuthorID,Author,Date,Content,Attachments,Reactions
"70000","ines","2024-05-01T10:00:00.0000000+00:00","word 1","",""
"70001","tom","2024-05-01T10:01:00.0000000+00:00","an
""answer"", yes","","❤ (1)"
"70000","ines","2024-05-01T10:02:00.0000000+00:00","look","lake.jpg",""
"70001","tom","2024-05-01T10:03:00.0000000+00:00","word 4","",""
"""


def _chatlab() -> list[dict[str, Any]]:
    header = {"chatlab": {"version": "0.0.2", "exportedAt": FIRST_SECOND}}
    header["meta"] = {"name": "Rowers", "platform": "qq", "type": "group", "groupId": "9", "ownerId": "1"}
    members = [{"platformId": str(number), "accountName": name} for number, name in enumerate(("Ines", "Tom"), 1)]
    contents: list[tuple[int, object]] = [(0, "word 1"), (25, "an\nanswer"), (1, "[x]"), (80, "joined"), (81, None)]
    messages = [
        {"sender": str(1 + number % 2), "accountName": "Ines", "timestamp": FIRST_SECOND + number, "type": kind}
        | {"content": content, "platformMessageId": f"m{number}", "replyToMessageId": "m0"}
        for number, (kind, content) in enumerate(contents * 2)
    ]
    return [header, *members, *messages]


def _chatlab_files() -> dict[str, bytes]:
    header, first, second, *messages = _chatlab()
    types = ["header", "member", "member", *("message" for _ in messages)]
    lines = [{"_type": kind, **value} for kind, value in zip(types, _chatlab(), strict=True)]
    whole = {**header, "members": [first, second], "messages": messages}
    return {"chat.json": _text(whole, 2), "compact.json": _text(whole, None), "chat.jsonl": _lines(lines)}


CHATS_TABLE = """timestamp,sender,text,chat
2024-05-01T10:00:00+00:00,Ines,word 1,Rowers
2024-05-01T10:01:00+00:00,Tom,"an
answer, yes",Rowers
2024-05-01T10:02:00+00:00,Ines,,Ines
2024-05-01T10:03:00+00:00,Ines,word 4,Ines
"""
WRITTEN_TABLE = """Date\tTime\tFrom\tMessage\tKind
31.05.2024\t10:00:05\tInes\tword 1\t
31.05.2024\t10:01:05\tTom\tan answer\ttext
01.06.2024\t10:02:05\tInes\t\tphoto
02.06.2024\t10:02:05\t\tTom joined\tsystem
"""
TABLE_LINES = [
    {"id": number, "created_at": FIRST_SECOND + number, "from": ("Ines", "Tom")[number % 2], "body": f"word {number}"}
    for number in range(6)
]


def _parquet() -> bytes:
    content = io.BytesIO()
    rows = [(FIRST_SECOND + number, "Ines", f"word {number}") for number in range(4)]
    pl.DataFrame(rows, schema=["timestamp", "sender", "text"], orient="row").write_parquet(content)
    return content.getvalue()


TABLE: dict[str, bytes] = {
    "chats.csv": CHATS_TABLE.encode(),
    "written.tsv": WRITTEN_TABLE.encode(),
    "lines.ndjson": _lines(TABLE_LINES),
    "columns.parquet": _parquet(),
}
CHATLAB: dict[str, bytes] = _chatlab_files()
DISCORD: dict[str, bytes] = {
    "channel.json": _text(_discord(), 2),
    "compact.json": _text(_discord(), None),
    "channel.csv": CHANNEL_TABLE.encode(),
}
SIGNAL: dict[str, bytes] = _signal()
SMS: dict[str, bytes] = {"sms.xml": SMS_BACKUP.encode()}
