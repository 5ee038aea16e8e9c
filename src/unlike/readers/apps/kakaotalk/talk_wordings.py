"""What KakaoTalk itself writes in place of a photo, an emoticon or a call."""

from __future__ import annotations

import re
from typing import Final

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
_CALLED: Final = "(?:보이스톡|페이스톡|그룹콜|voice ?(?:talk|call)|face ?talk|video ?call|group ?call)"
_ENDED: Final = "(?:해요|부재중|취소|거절|응답 없음|종료|missed|canceled|declined|no answer|ended)"
_FORMS: Final = (
    ("image", r"사진 \d+장|\d+ photos?|photos? \d+|写真\d+枚|[0-9a-f]{24,}\.(?:jpe?g|png|webp|heic)"),
    ("video", r"동영상 \d+개|\d+ videos?|[0-9a-f]{24,}\.(?:mp4|mov|avi)"),
    ("audio", r"[0-9a-f]{24,}\.(?:m4a|aac|mp3)"),
    ("gif", r"[0-9a-f]{24,}\.gif"),
    ("document", r"(?:파일|file|ファイル) ?: \S.*"),
    ("contact", r"(?:연락처|contact) ?: \S.*"),
    ("location", r"(?:지도|위치|map|location) ?: \S.*"),
    ("media", r"샵검색 ?: .*"),
    ("poll", r"(?:투표|poll) ?: \S.*"),
    ("call", rf"{_CALLED}(?: {_ENDED}|,? \d{{1,2}}:\d{{2}}(?::\d{{2}})?)?"),
)
_ANY_FORM: Final = re.compile("|".join(f"(?P<{kind}>{form})" for kind, form in _FORMS), re.IGNORECASE)


def talk_content(record: DatedRecord) -> Content:
    """What a record of a text is."""
    return content_of("\n".join(record.body), record.sender)


def content_of(text: str, sender: str | None) -> Content:
    """What words by somebody are; whoever has a name wrote them, even where they read like a line of the app.

    Args:
        text: as it stands in the export.
        sender: None for the app itself.
    """
    words = text.strip()
    if sender is None:
        return Content("system", None, None)
    if "\n" in words:
        return Content("text", text, sender)
    kind = _KINDS.get(words.strip("<>()").rstrip(".").strip().casefold())
    if kind is None:
        form = _ANY_FORM.fullmatch(words.rstrip("."))
        kind = form.lastgroup if form else None
    return Content(kind or "text", None if kind else text, sender)
