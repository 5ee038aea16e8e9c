"""Invented exports of Snapchat and further apps that a fuzz run starts from."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import Any

FIRST = datetime(2024, 5, 1, 10, 0, tzinfo=UTC)


def _text(value: object, indent: int | None = None) -> bytes:
    return json.dumps(value, indent=indent, ensure_ascii=False).encode()


def _at(number: int) -> datetime:
    return FIRST + timedelta(seconds=number)


def _snapchat() -> dict[str, bytes]:
    contents: list[dict[str, Any]] = [
        {"Media Type": "TEXT", "Content": "word 1"},
        {"Media Type": "TEXT", "Content": "an\nanswer"},
        {"Media Type": "MEDIA", "Content": "", "Media IDs": "b~x"},
        {"Media Type": "STATUSERASEDMESSAGE", "Content": ""},
        {"Media Type": "STATUSPARTICIPANTREMOVED", "Content": None},
        {"Media Type": "TEXT", "Content": None},
        {"Media Type": "HOLOGRAM", "Content": "x"},
    ]
    entries = [
        {"From": ("ines.q", "tom_a")[number % 2], "Created": f"{_at(number):%Y-%m-%d %H:%M:%S} UTC", **content}
        | {"Created(microseconds)": int(_at(number).timestamp()) * 1000 + 5}
        for number, content in enumerate(contents)
    ]
    newer = [{**entry, "IsSender": entry["From"] == "tom_a", "Conversation Title": None} for entry in entries[::-1]]
    group = [{**entry, "Conversation Title": "Rowers"} for entry in newer]
    older = [{**entry, "From": "ines.q"} for entry in entries]
    oldest = [{"To": "lou", "Media Type": "TEXT", "Created": "2021-02-03 04:05:06 UTC", "Text": "it&#39;s me"}]
    sections = {"Received Saved Chat History": older, "Sent Saved Chat History": [*older[:3], *oldest]}
    return {
        "chat_history.json": _text({"ines.q": newer, "group-1": group, "lou": []}, 1),
        "compact.json": _text({"ines.q": newer}),
        "sections.json": _text(sections, 1),
    }


def _x() -> dict[str, bytes]:
    contents: list[dict[str, Any]] = [
        {"messageCreate": {"id": "1", "senderId": "42", "recipientId": "7", "text": "word 1 &lt;3", "mediaUrls": []}},
        {
            "messageCreate": {
                "id": "2",
                "senderId": "7",
                "recipientId": "42",
                "text": "an\nanswer",
                "mediaUrls": ["a.jpg"],
            }
        },
        {"joinConversation": {"initiatingUserId": "42", "participantsSnapshot": ["7", "42"]}},
        {"reactionCreate": {"senderId": "7", "reactionKey": "like", "eventId": "1"}},
        {"participantsLeave": {"userIds": ["42"]}},
        {"conversationNameUpdate": {"initiatingUserId": "7", "name": "Rowers"}},
        {
            "messageCreate": {
                "id": "3",
                "senderId": "42",
                "text": "see https://t.co/a",
                "reactions": [{}],
            }
        },
        {"hologramCreate": {"id": "4", "senderId": "42"}},
    ]
    messages = [
        {name: {**fields, "createdAt": f"{_at(number):%Y-%m-%dT%H:%M:%S}.500Z"} for name, fields in content.items()}
        for number, content in enumerate(contents)
    ]
    messages[6]["messageCreate"]["urls"] = [{"url": "https://t.co/a", "expanded": "https://example.org"}]
    chats = [
        {"dmConversation": {"conversationId": "7-42", "messages": messages[::-1]}},
        {"dmConversation": {"conversationId": "99", "name": "Rowers", "messages": messages}},
    ]
    start = b"window.YTD.direct_messages.part0 = "
    return {"direct-messages.js": start + _text(chats, 2), "direct-messages-group.js": start + _text(chats)}


def _tiktok() -> dict[str, bytes]:
    contents = ["word 1", "an\nanswer", "https://www.tiktokv.com/share/video/1/", "", "word 5"]
    chat = [
        {"Date": f"{_at(number):%Y-%m-%d %H:%M:%S}", "From": ("ines.q", "tom_a")[number % 2], "Content": content}
        for number, content in enumerate(contents)
    ]
    chats = {"Chat History with ines.q:": chat, "Chat History with lou:": chat[1:2]}
    older: dict[str, Any] = {"Activity": {"Like List": {"ItemFavoriteList": []}}}
    older["Direct Messages"] = {"Chat History": {"ChatHistory": chats}}
    profile = {"Profile Info": {"ProfileMap": {"userName": "tom_a"}}}
    newer: dict[str, Any] = {"Profile": profile, "Direct Message": {"Direct Messages": {"ChatHistory": chats}}}
    newer["Direct Message"]["Group Chat"] = {"GroupChat": {"Rowers": chat}}
    return {"user_data.json": _text(older), "user_data_tiktok.json": _text(newer, 2)}


QQ_TEXT = """
消息记录（此消息记录为文本格式，不支持重新导入）

================================================================
消息分组:我的群聊
================================================================
消息对象:Rowers
================================================================

2024-05-01 8:43:38 PM 【管理员】Ines(100011)
word 1

2024-05-01 8:44:38 PM 系统消息(10000)
Tom joined.

2024-05-01 8:45:38 PM Tom Ahl<tom@example.org>
an

answer [图片]

2024-05-01 8:46:38 PM Ines(100011)


================================================================
消息分组:我的好友
================================================================
消息对象:Lou
================================================================

2024-05-02 10:00:00 Lou
[表情]

2024-05-02 10:01:00 Tom Ahl
word 6
"""
QQ_SHORT = """消息记录（此消息记录为文本格式，不支持重新导入）
消息对象:Rowers
2024-05-01 10:00:00 Ines(100011)
word 1
2024-05-01 10:01:00 Tom(100012)
[语音]
"""


def _qq_messages() -> list[dict[str, Any]]:
    contents: list[dict[str, Any]] = [
        {"text": "word 1", "elements": [{"type": "text", "data": {"text": "word 1"}}]},
        {
            "text": "[图片]",
            "elements": [{"type": "image", "data": {"filename": "a.jpg"}}],
            "resources": [{"type": "image"}],
        },
        {
            "text": "x",
            "elements": [
                {"type": "reply", "data": {"messageId": "m0"}},
                {"type": "text", "data": {"text": "an\nanswer"}},
            ],
        },
        {"text": "[回复 Ines: x] yes [表情]"},
        {"text": "y", "elements": [{"type": "hologram", "data": {}}]},
    ]
    senders = [
        {"uid": "u_1", "uin": "100011", "name": "Ines"},
        {"uid": "u_2", "uin": "100012", "name": "Tom", "remark": "T"},
    ]
    return [
        {
            "id": f"m{number}",
            "seq": "1",
            "timestamp": int(_at(number).timestamp()) * 1000,
            "sender": senders[number % 2],
        }
        | {"type": "type_1", "content": content, "recalled": number == 6, "system": number == 7}
        for number, content in enumerate(contents * 2)
    ]


def _qq() -> dict[str, bytes]:
    info = {"name": "Rowers", "type": "group", "selfUid": "u_2", "selfUin": "100012", "selfName": "Tom"}
    head = {
        "metadata": {"name": "QQChatExporter V5", "version": "5.5.1"},
        "chatInfo": info,
        "statistics": {"totalMessages": 10},
    }
    older = [
        {"messageId": message["id"], "timestamp": f"{_at(0):%Y-%m-%dT%H:%M:%S}.000Z", "sender": message["sender"]}
        | {"content": message["content"], "isRecalled": False, "isSystemMessage": False}
        for message in _qq_messages()
    ]
    lines = b"".join(_text(message) + b"\n" for message in _qq_messages())
    return {
        "all.txt": QQ_TEXT.encode(),
        "short.txt": QQ_SHORT.encode(),
        "gbk.txt": QQ_TEXT.encode("gb18030"),
        "group.json": _text({**head, "messages": _qq_messages(), "avatars": {"100011": "data:x"}}, 2),
        "older.json": _text({**head, "messages": older}),
        "chunk_0001.jsonl": lines,
    }


QQ: dict[str, bytes] = _qq()


def _wechat() -> dict[str, bytes]:
    kinds = ("文本消息", "引用消息", "图片消息", "系统消息", "未知类型(1)", "通话消息")
    contents = ("word 1", "an\nanswer [引用 Ines：word 1]", "[图片]", "Ines 撤回了一条消息", "<xml/>", "[语音通话]")
    messages = [
        {"localId": number, "createTime": int(_at(number).timestamp()), "type": kind, "content": content}
        | {"isSend": None if kind == "系统消息" else number % 2, "senderUsername": f"wxid_{number % 2}"}
        | {"senderDisplayName": ("Ines", "Tom")[number % 2]}
        for number, (kind, content) in enumerate(zip(kinds * 2, contents * 2, strict=True))
    ]
    session = {"wxid": "wxid_0", "displayName": "Ines", "type": "私聊", "messageCount": 12}
    whole = {"weflow": {"version": "1"}, "session": session, "messages": messages, "avatars": {}}
    return {"Ines.json": _text(whole, 2), "compact.json": _text({"session": session, "messages": messages})}


WECHAT: dict[str, bytes] = _wechat()


def _convokit() -> dict[str, bytes]:
    contents = ("word 1", "an\nanswer", "[deleted]", "", "word 5")
    values = [
        {
            "id": f"u{number}",
            "conversation_id": f"u{number % 2}",
            "text": content,
            "speaker": ("Ines", "Tom")[number % 2],
        }
        | {"meta": {"score": 1}, "reply-to": "u0", "timestamp": int(_at(number).timestamp()), "vectors": []}
        for number, content in enumerate(contents * 2)
    ]
    return {"utterances.jsonl": b"".join(_text(value) + b"\n" for value in values), "utterances.json": _text(values, 1)}


CONVOKIT: dict[str, bytes] = _convokit()
TIKTOK: dict[str, bytes] = _tiktok()
MESSAGES_TABLE = """CONVERSATION ID,CONVERSATION TITLE,FROM,SENDER PROFILE URL,TO,RECIPIENT PROFILE URLS,DATE,SUBJECT,\
CONTENT,FOLDER,ATTACHMENTS,IS MESSAGE DRAFT,IS CONVERSATION DRAFT
c1,,Ines Q,https://linkedin.com/in/ines,Tom A,https://linkedin.com/in/tom,2024-05-01 10:05:00 UTC,,word 1,INBOX,,No,No
c1,,Tom A,https://www.linkedin.com/in/tom,Ines Q,https://www.linkedin.com/in/ines,2024-05-01 10:04:00 UTC,,"an
""answer"", yes",INBOX,,No,No
c2,Rowers,Lou,,"Tom A,Ines Q","https://www.linkedin.com/in/tom,https://www.linkedin.com/in/ines",\
2024-05-01 10:03:00 UTC,,,INBOX,https://www.linkedin.com/x/lake.jpg,No,No
c2,Rowers,Tom A,https://www.linkedin.com/in/tom,Lou,,2024-05-01 10:02:00 UTC,,never sent,INBOX,,Yes,No
c3,,Shop,,Tom A,https://www.linkedin.com/in/tom,2024-05-01 10:01:00 UTC,Buy,<p>Dear &amp; dear</p>,SPAM,,No,No
"""
LINKEDIN: dict[str, bytes] = {"messages.csv": MESSAGES_TABLE.encode()}
X: dict[str, bytes] = _x()
SNAPCHAT: dict[str, bytes] = _snapchat()
