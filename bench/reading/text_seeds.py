"""Invented texts of further apps that a fuzz run starts from, and what must stay of their lines."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from unlike.readers.apps.irc.log_stamps import is_remark
from unlike.readers.apps.kakaotalk import talk_headers
from unlike.readers.apps.kakaotalk.talk_text import TalkChat, talk_chats
from unlike.readers.apps.line.line_headers import is_saved_line, line_date, line_title
from unlike.readers.apps.line.line_text import LineChat, line_chats
from unlike.readers.apps.viber.viber_lines import viber_lines
from unlike.readers.formats.whole_texts import whole_text
from unlike.readers.testkit import memory_export

LINE_DIRECT = """[LINE] Chat history with Ines
Saved on: 2024/05/04 10:00

Wed, 05/01/2024
10:00\tInes\tgood morning
10:01\tTom Ahl\t"two
lines"
10:02\tInes\t[Photo]
24:15\t\tInes unsent a message.

Thu, 05/02/2024
10:03pm\tTom Ahl\t☎ Call time 1:02
10:04pm\tInes\t"never closed
10:05pm\tTom Ahl\t"look
2024.04.01 Monday
10:00\tLou\told
there"
"""
LINE_GROUP = """[LINE] 会のトーク履歴
保存日時：2024/05/04 10:00

2024/05/01(水)
午前10:00\tイネス\tおはよう
午後0:05\tトム\t[スタンプ]
午後0:06\t\tルーが参加しました。
2024/05/02(木)
10:00\tルー\tはい
"""
LINE_COMPUTER = """2024.05.01 Wednesday
10:00 Ines good morning
10:01 Tom Ahl two
lines
10:02 Tom Ahl Photos
2024.05.02 Thursday
10:03 Tom Ahl and more
"""
KAKAO_WINDOWS = """Ines 님과 카카오톡 대화
저장한 날짜 : 2024-05-04 22:14:03

--------------- 2024년 5월 1일 수요일 ---------------
[Ines] [오전 10:00] 안녕
[Tom Ahl] [오전 10:01] 두
줄
[Ines] [오전 9:00] copied
[Ines] [오전 10:02] 사진
Lou님이 들어왔습니다.
--------------- Thursday, May 2, 2024 ---------------
[Tom Ahl] [12:05 AM] File: report.pdf
"""
KAKAO_PHONES = """노젓기 3 님과 카카오톡 대화
저장한 날짜 : 2024년 5월 4일 오후 10:14

2024년 5월 1일 오전 10:00
2024년 5월 1일 오전 10:00, Ines : 안녕 : 그리고
둘째 줄
2024년 5월 1일 오전 10:01, Lou님이 나갔습니다.
Talk_2024.5.4 22_14-1.txt
Date Saved : May 4, 2024 at 22:14

2024년 5월 2일 목요일
2024. 5. 2. 21:37, Tom Ahl : 다시
Friday, May 3, 2024
May 3, 2024 at 19:12: Ines invited Tom .
May 3, 2024 at 19:12, Tom Ahl : hello
2024년 5월 4일 토요일
오후 8:36, Ines : 네
"""
KAKAO_TABLE = """Date,User,Message
2024-05-01 10:00:00,"Ines","word 1"
2024-05-01 10:01:00,"Tom","an
""answer"", yes"
2024-05-01 10:02:00,"Ines","Photo"
"""
KAKAOTALK: dict[str, bytes] = {
    "windows.txt": KAKAO_WINDOWS.encode(),
    "phones.txt": KAKAO_PHONES.encode(),
    "table.csv": KAKAO_TABLE.encode(),
}
LINE: dict[str, bytes] = {
    "direct.txt": LINE_DIRECT.encode(),
    "group.txt": LINE_GROUP.encode(),
    "[LINE]computer.txt": LINE_COMPUTER.encode(),
}


def _skype() -> dict[str, Any]:
    quote = '<quote author="ines" messageid="9000"><legacyquote>[1] ines: </legacyquote>word</quote>'
    contents = (
        ("RichText", "word 1"),
        ("RichText", f'{quote}an &amp; <b raw_pre="*">answer</b> <ss type="smile">:)</ss>'),
        ("RichText/UriObject", '<URIObject type="Picture.1" uri="https://x">see</URIObject>'),
        ("Event/Call", '<partlist type="ended"><part identity="ines"><duration>7</duration></part></partlist>'),
        ("ThreadActivity/AddMember", "<addmember><target>8:tom</target></addmember>"),
        ("RichText", ""),
        ("Text", "plain <b>"),
        ("RichText/Nova", "?"),
    )
    properties: dict[str, Any] = {
        "emotions": [{"key": "heart", "users": [{"mri": "8:tom", "time": 1}]}],
        "edittime": "1714550460000",
    }
    messages: list[dict[str, Any]] = [
        {"id": f"900{number}", "displayName": None, "originalarrivaltime": f"2024-05-01T10:00:0{number}.5Z"}
        | {"messagetype": kind, "content": content, "from": ("8:ines", "8:live:tom")[number % 2]}
        | {"conversationid": "8:ines", "properties": properties if number == 1 else None}
        for number, (kind, content) in enumerate(contents)
    ]
    chats: list[dict[str, Any]] = [
        {"id": "8:ines", "displayName": "Ines", "threadProperties": None, "MessageList": messages[::-1]},
        {"id": "19:a@thread.skype", "displayName": None, "MessageList": messages[:3]},
        {"id": "48:calllogs", "displayName": None, "MessageList": messages[3:4]},
        {"id": "8:nobody", "displayName": "Nobody", "MessageList": []},
    ]
    return {"userId": "8:live:tom", "exportDate": "2024-05-04T10:00", "conversations": chats}


SKYPE: dict[str, bytes] = {
    "messages.json": json.dumps(_skype(), ensure_ascii=False).encode(),
    "indented.json": json.dumps(_skype(), ensure_ascii=False, indent=2).encode(),
}


OF_OTHERS = ("m.reaction", "m.poll.response", "org.matrix.msc3381.poll.response")
"""Types of Matrix events that are no records of their own."""


def _matrix() -> dict[str, Any]:
    relation = {"rel_type": "m.annotation", "event_id": "$0", "key": "❤"}
    edit = {"rel_type": "m.replace", "event_id": "$0"}
    answer = {"m.in_reply_to": {"event_id": "$0"}}
    contents: list[tuple[str, dict[str, Any]]] = [
        ("m.room.message", {"msgtype": "m.text", "body": "word 0"}),
        ("m.room.message", {"msgtype": "m.text", "body": "> <@a:b> x\n\nan\nanswer", "m.relates_to": answer}),
        ("m.room.message", {"msgtype": "m.image", "body": "words", "filename": "lake.jpg"}),
        ("m.reaction", {"m.relates_to": relation}),
        ("m.room.message", {"body": "* x", "m.new_content": {"body": "y"}, "m.relates_to": edit}),
        ("m.room.encrypted", {"algorithm": "x"}),
        ("m.room.member", {"membership": "join", "displayname": "Ines"}),
        ("m.poll.start", {"m.poll": {}}),
        ("org.example.nova", {"x": 1}),
    ]
    events = [
        {"type": kind, "sender": ("@ines:b.org", "@tom:b.org")[number % 2], "content": content, "room_id": "!r:b.org"}
        | {"origin_server_ts": 1_714_550_400_000 + number, "event_id": f"${number}", "unsigned": {}}
        | ({"state_key": "@ines:b.org"} if kind == "m.room.member" else {})
        for number, (kind, content) in enumerate(contents)
    ]
    head = {"room_name": "Lake", "room_creator": "Ines", "topic": "", "export_date": "2024/05/04", "exported_by": "tom"}
    return {**head, "messages": events}


ELEMENT_TEXT = """Wed, May 1, 2024, 10:00:00 - Ines created this room.
Wed, May 1, 2024, 10:00:01 - Ines: good morning
Wed, May 1, 2024, 10:00:02 - Tom Ahl: <Ines "good morning"> two: lines
and more
Wed, May 1, 2024, 10:00:03 AM - Ines sent an image. (Media omitted)
5/2/2024, 10:00:04 PM - Tom Ahl: Message deleted
5/2/2024, 10:00:05 PM - * Ines waves
5/2/2024, 10:00:06 PM - Ines: route.pdf (File Attached)
"""
MATRIX: dict[str, bytes] = {
    "room.json": json.dumps(_matrix(), ensure_ascii=False, indent=2).encode(),
    "compact.json": json.dumps(_matrix(), ensure_ascii=False).encode(),
    "matrix - Lake - Chat Export - x.txt": ELEMENT_TEXT.encode(),
}


IRSSI = """--- Log opened Wed May 01 10:00:00 2024
10:00 -!- Ines [i@example.org] has joined #lake
10:00 < Ines> good morning
10:01 <@Tom> two: \x0304words\x03
10:02  * Ines waves
10:03 -!- Ines is now known as Ines_
--- Day changed Thu May 02 2024
10:04 < Ines_> and more
"""
WEECHAT = """2024-05-01 10:00:00\t-->\tInes (~i@example.org) has joined #lake
2024-05-01 10:00:01\t@Ines\tgood\tmorning
2024-05-01 10:00:02\t *\tTom waves
2024-05-01 10:00:03\t--\tInes is now known as Lou
2024-05-01 10:00:04\tLou\tyes
"""
ZNC = """[10:00:00] *** Joins: Ines (i@example.org)
[10:00:01] <Ines> good morning
[10:00:02] * Tom waves
[10:00:03] -Ines- a notice
[10:00:04] <Tom> gr\u00fc\u00dfe
"""
IRC: dict[str, bytes] = {
    "irssi.log": IRSSI.encode(),
    "lake.weechatlog": WEECHAT.encode(),
    "#lake_20240501.log": ZNC.encode("latin-1"),
}

VIBER_TEXT = """01/05/2024,10:00:00,Ines,+4915550100,good morning
01/05/2024,10:00:01,Me,+4915550109,two, words
and a line
02/05/2024,10:00:02,Ahl, Tom,+4915550101,Photo message
22/05/2024,10:00:03,,,Tom left
"""
VIBER_TABLE = """="01/05/2024"\t10:00:00\t="Ines"\t="+4915550100"\t="good ""old"" morning"
="01/05/2024"\t10:00:01\t="Me"\t="+4915550109"\t="two
lines"
="22/05/2024"\t10:00:02\t="Ines"\t="+4915550100"\t="Sticker"
"""
VIBER: dict[str, bytes] = {"Ines.txt": VIBER_TEXT.encode(), "Ines.csv": VIBER_TABLE.encode()}


def lost_text(app: str, content: bytes, total: int) -> Iterator[str]:
    """What is wrong where lines of an app's text are neither read nor left over.

    Args:
        app: the reader's name.
        content: of the file.
        total: records that were counted.
    """
    fallback = "cp1252" if app == "irc" else ""
    lines = whole_text(memory_export({"a.txt": content}).only, lambda _done, _all: None, fallback).lines
    if app == "line":
        yield from _lost_lines(lines, line_chats(lines), _is_other_of_line)
    if app == "kakaotalk":
        yield from _lost_lines(lines, talk_chats(lines), _is_other_of_talk)
    if app == "viber":
        yield from _lost_viber_lines(lines)
    expected = sum(bool(line.strip()) and not is_remark(line) for line in lines)
    if app == "irc" and total != expected:
        yield f"{total} of {expected} lines"


def _lost_viber_lines(lines: Sequence[str]) -> Iterator[str]:
    found = viber_lines(lines)
    kept = sum(len(record.body) for record in found.records) + sum(number for _, number in found.left)
    filled = sum(bool(line.strip()) for line in lines)
    if kept < filled:
        yield f"{kept} of {filled} lines"


def _is_other_of_line(line: str) -> bool:
    return bool(line_date(line, stands_alone=True) or line_title(line) or is_saved_line(line))


def _is_other_of_talk(line: str) -> bool:
    return bool(talk_headers.talk_date(line) or talk_headers.talk_title(line) or talk_headers.is_saved_line(line))


def _lost_lines(
    lines: Sequence[str], chats: Sequence[LineChat | TalkChat], is_other: Callable[[str], bool]
) -> Iterator[str]:
    kept = sum(len(record.body) for chat in chats for record in chat.records)
    kept += sum(number for chat in chats for _, number in chat.left)
    others = sum(map(is_other, lines))
    filled = sum(bool(line.strip()) for line in lines)
    if kept + others < filled:
        yield f"{kept} and {others} of {filled} lines"
