"""Words in brackets that stand for what is no text in QQ's exports."""

from __future__ import annotations

import re
from typing import Final

KINDS: Final = {
    "图片": "image",
    "闪照": "image",
    "表情": "sticker",
    "动画表情": "sticker",
    "原创表情": "sticker",
    "语音": "audio",
    "视频": "video",
    "短视频": "video",
    "文件": "document",
    "位置": "location",
    "地理位置": "location",
    "名片": "contact",
    "推荐名片": "contact",
    "语音通话": "call",
    "视频通话": "call",
    "红包": "media",
    "QQ红包": "media",
    "转账": "media",
    "链接": "media",
    "卡片消息": "media",
    "分享": "media",
    "音乐": "media",
    "小程序": "media",
    "转发": "media",
    "聊天记录": "media",
    "转发消息": "media",
    "合并转发": "media",
    "戳一戳": "media",
    "拍一拍": "media",
    "礼物": "media",
    "窗口抖动": "media",
}
_NAMES: Final = "|".join(sorted(KINDS, key=len, reverse=True))
_PLACEHOLDER: Final = re.compile(r"\[(" + _NAMES + r")(?:[:：][^\[\]\n]{0,200})?\]")
_REPLY: Final = re.compile(r"\A\[回复[^\n]{0,500}?\]\s*")


def typed_part(text: str) -> tuple[str, str]:
    """The kind of a message and what was typed in it, by a text in which placeholders stand for everything else.

    Args:
        text: as it stands in an export; what a reply quotes, in brackets at its beginning, is left out.
    """
    words = _REPLY.sub("", text)
    first = _PLACEHOLDER.search(words)
    if first is None:
        return "text", words
    kind = KINDS[first[1]]
    rest = _PLACEHOLDER.sub("", words).strip()
    return ("media" if kind == "call" and rest else kind), rest
