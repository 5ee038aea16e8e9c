"""What KakaoTalk itself writes in place of a photo, an emoticon or a call."""

from __future__ import annotations

import re
from typing import Final

from unlike.readers.apps.kakaotalk.talk_headers import is_system_line
from unlike.readers.formats.dated_chats import Content, DatedRecord

_ALONE: Final = {
    "image": ("사진", "photo", "写真"),
    "video": ("동영상", "비디오", "video", "動画"),
    "sticker": ("이모티콘", "emoticon", "emoticons", "sticker", "スタンプ"),
    "audio": ("음성메시지", "음성 메시지", "voice message", "voice note", "voice messages", "ボイスメッセージ"),
    "contact": ("연락처", "contact"),
    "location": ("지도", "위치", "map", "location"),
    "media": ("선물", "라이브톡", "앨범", "카카오톡 프로필", "사진 읽지 않음", "동영상 읽지 않음"),
    "document": ("파일", "file"),
    "deleted": (
        *("삭제된 메시지입니다", "메시지가 삭제되었습니다", "이 메시지는 삭제되었습니다", "this message was deleted"),
        *("deleted message", "the message has been deleted", "message deleted", "削除されたメッセージです"),
        *("채팅방 관리자가 메시지를 가렸습니다",),
    ),
}
_KINDS: Final = {word: kind for kind, words in _ALONE.items() for word in words}
_FORMS: Final = (
    ("image", re.compile(r"(?:사진 \d+장|\d+ photos?|photos? \d+|写真\d+枚)", re.IGNORECASE)),
    ("video", re.compile(r"(?:동영상 \d+개|\d+ videos?)", re.IGNORECASE)),
    ("document", re.compile(r"(?:파일|file|ファイル) ?: \S.*", re.IGNORECASE)),
    ("contact", re.compile(r"(?:연락처|contact) ?: \S.*", re.IGNORECASE)),
    ("location", re.compile(r"(?:지도|위치|map|location) ?: \S.*", re.IGNORECASE)),
    ("media", re.compile(r"샵검색 ?: .*")),
    ("poll", re.compile(r"(?:투표|poll) ?: \S.*", re.IGNORECASE)),
    (
        "call",
        re.compile(
            r"(?:보이스톡|페이스톡|그룹콜|voice ?(?:talk|call)|face ?talk|video ?call|group ?call)"
            r"(?: (?:해요|부재중|취소|거절|응답 없음|종료|missed|canceled|declined|no answer|ended)"
            r"|,? \d{1,2}:\d{2}(?::\d{2})?)?",
            re.IGNORECASE,
        ),
    ),
    ("image", re.compile(r"[0-9a-f]{24,}\.(?:jpe?g|png|webp|heic)", re.IGNORECASE)),
    ("gif", re.compile(r"[0-9a-f]{24,}\.gif", re.IGNORECASE)),
    ("video", re.compile(r"[0-9a-f]{24,}\.(?:mp4|mov|avi)", re.IGNORECASE)),
    ("audio", re.compile(r"[0-9a-f]{24,}\.(?:m4a|aac|mp3)", re.IGNORECASE)),
)


def talk_content(record: DatedRecord) -> Content:
    """What a record of a text is."""
    return content_of("\n".join(record.body), record.sender)


def content_of(text: str, sender: str | None) -> Content:
    """What words by somebody are.

    Args:
        text: as it stands in the export.
        sender: None for the app itself.
    """
    words = text.strip()
    if sender is None or is_system_line(words):
        return Content("system", None, None)
    if "\n" in words:
        return Content("text", text, sender)
    bare = words.strip("<>()").rstrip(".").strip().casefold()
    kind = _KINDS.get(bare) or next((kind for kind, form in _FORMS if form.fullmatch(words.rstrip("."))), None)
    return Content(kind or "text", None if kind else text, sender)
