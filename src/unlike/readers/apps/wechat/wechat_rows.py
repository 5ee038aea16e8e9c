"""One message of a WeFlow file as a row."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from unlike.readers.conversation_rows import RecordRow, second_or_millisecond, whole_number
from unlike.readers.formats.json_fields import line_of

_KINDS: Final = {
    "文本消息": "text",
    "引用消息": "text",
    "图片消息": "image",
    "语音消息": "audio",
    "视频消息": "video",
    "文件消息": "document",
    "动画表情": "sticker",
    "表情消息": "sticker",
    "名片消息": "contact",
    "位置消息": "location",
    "卡片式链接": "media",
    "图文消息": "media",
    "链接消息": "media",
    "红包卡片": "media",
    "转账卡片": "media",
    "小程序分享": "media",
    "视频号直播卡片": "media",
    "视频号名片": "media",
    "音乐分享": "media",
    "聊天记录合并转发": "media",
    "接龙消息": "media",
    "通话消息": "call",
    "语音通话": "call",
    "视频通话": "call",
    "系统消息": "system",
    "撤回消息": "system",
    "拍一拍": "system",
}
"""WeFlow's words for what a message is; of all but the first two the content is the program's."""

_QUOTED: Final = "[引用"
_QUOTE_TITLE: Final = "[引用消息]"
_ROOM: Final = "@chatroom"


def wechat_row(message: Mapping[str, Any], place: str) -> RecordRow:
    """A message as a row whose sender is an account's id, to be replaced by a name."""
    ident = whole_number(message.get("localId"))
    kind, content = _kind(message), message.get("content")
    words = without_quotation(content) if kind == "text" and isinstance(content, str) else None
    return RecordRow(
        ref=place if ident is None else f"m{ident}",
        sent_at=second_or_millisecond(message.get("createTime")),
        sender=line_of(message.get("senderUsername")) or line_of(message.get("senderDisplayName")) or None,
        kind=kind,
        text=words,
    )


def without_quotation(content: str) -> str:
    """What was typed of a message, without what it quotes: in brackets at its end, or named at its beginning."""
    whole = content.rstrip()
    start = whole.find(_QUOTED, whole.rfind("\n") + 1) if whole.endswith("]") else -1
    words = content if start < 0 else whole[:start].rstrip()
    return words.removeprefix(_QUOTE_TITLE).lstrip() if words.startswith(_QUOTE_TITLE) else words


def is_unknown(message: Mapping[str, Any]) -> bool:
    """Whether it is of a type that is not known."""
    return _kind(message) != "system" and line_of(message.get("type")) not in _KINDS


def is_own(message: Mapping[str, Any]) -> bool:
    """Whether the owner sent it."""
    return message.get("isSend") in (1, "1") and not is_room(line_of(message.get("senderUsername")))


def is_room(who: str) -> bool:
    """Whether an id is a group's."""
    return who.endswith(_ROOM)


def _kind(message: Mapping[str, Any]) -> str:
    """A line of WeChat has no direction, or the group as its sender."""
    lacks_direction = "isSend" in message and message["isSend"] is None
    if lacks_direction or is_room(line_of(message.get("senderUsername"))):
        return "system"
    return _KINDS.get(line_of(message.get("type")), "media")
