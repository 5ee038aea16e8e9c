"""What LINE itself writes in place of a photo, a sticker or a call, in the languages of its exports."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from typing import Final

from unlike.readers.formats.dated_chats import Content, DatedRecord

_WORDS: Final = {
    "image": ("Photo", "Photos", "写真", "照片", "圖片", "图片", "사진", "รูปภาพ", "รูป", "Foto", "Gambar"),
    "video": ("Video", "Videos", "動画", "影片", "视频", "視頻", "동영상", "วิดีโอ", "Vídeo"),
    "sticker": ("Sticker", "Stickers", "スタンプ", "貼圖", "贴图", "스티커", "สติกเกอร์", "Stiker"),
    "audio": (
        *(
            "Voice message",
            "Audio",
            "ボイスメッセージ",
            "語音訊息",
            "语音信息",
            "语音消息",
            "음성 메시지",
            "음성메시지",
        ),
        *("ข้อความเสียง", "Pesan suara"),
    ),
    "document": ("File", "ファイル", "檔案", "文件", "파일", "ไฟล์", "Berkas"),
    "contact": ("Contact", "連絡先", "聯絡資訊", "联系人", "名片", "연락처", "Kontak"),
    "location": ("Location", "位置情報", "位置資訊", "位置", "位置信息", "위치", "ตำแหน่ง", "Lokasi", "null"),
    "poll": ("Poll", "投票", "アンケート", "투표"),
    "gif": ("GIF",),
    "media": (
        "Notes",
        "Note",
        "ノート",
        "記事本",
        "记事本",
        "Album",
        "アルバム",
        "相簿",
        "相册",
        "앨범",
        "Gift",
        "プレゼント",
    ),
}
_KINDS: Final = {f"[{word}]": kind for kind, words in _WORDS.items() for word in words}
_WITH_MORE: Final = frozenset({"document", "location", "poll", "media", "contact"})
"""Kinds whose label a name, an address or a link may follow."""

_BARE: Final = {"Photos": "image", "Videos": "video", "Stickers": "sticker", "Audio": "audio"}
"""What the program for computers writes, without brackets."""

_LABEL: Final = re.compile(r"(\[[^\[\]\t]{1,24}\])(?:\s++(.*))?", re.DOTALL)
_CALL: Final = re.compile(r"[☎📞]\ufe0f?\s")
_UNSENT: Final = tuple(
    re.compile(pattern)
    for pattern in (
        r"(?P<who>.+?) unsent a message\.?",
        r"(?P<who>.+?)\s?が?メッセージの送信を取り消しました。?",
        r"(?P<who>.+?)\s?已收回訊息。?",
        r"(?P<who>.+?)\s?(?:撤回了一条消息|已撤回.{0,4}(?:消息|信息))。?",
        r"(?P<who>.+?)님이 메시지.{0,8}취소했습니다\.?",
        r"(?P<who>.+?)\s?(?:ได้)?ยกเลิก(?:การส่ง)?ข้อความ(?:แล้ว)?",
        r"(?P<who>.+?) membatalkan pengiriman pesan\.?",
    )
)
_UNSENT_BARE: Final = frozenset(
    {"message unsent", "メッセージの送信を取り消しました", "已收回訊息", "撤回了一条消息", "메시지가 취소되었습니다"}
)
_OWNER_WORDS: Final = frozenset({"you", "您", "你", "あなた"})
_SPACED_LINES: Final = re.compile(
    r"(?:.+? (?:joined|left) the (?:chat|group)\.|.+? changed the (?:chat|group)'s .+|.+? (?:added|invited|removed) .+ "
    r"(?:to|from) the (?:chat|group)\.|.+が(?:グループに参加|退出|退会|グループを退会)しました。?|"
    r".+(?:加入|離開|离开)了?(?:聊天|群組|群组)。?|Auto-reply .+)"
)
"""Lines of the app in texts of the program for computers, where no tab tells them from messages."""

_OFTEN: Final = 3
_LONGEST: Final = 300
"""Characters beyond which no line is the app's."""

_NO_WORD: Final = re.compile(r"\[[\d\W]*\]")


def often_alone(records: Iterable[DatedRecord]) -> frozenset[str]:
    """Words in brackets that are no known label, stand alone in at least three messages, and so are the app's."""
    alone = Counter(
        record.body[0]
        for record in records
        if record.sender and len(record.body) == 1 and record.body[0].startswith("[")
    )
    return frozenset(
        words
        for words, number in alone.items()
        if number >= _OFTEN and words not in _KINDS and _LABEL.fullmatch(words) and not _NO_WORD.fullmatch(words)
    )


def line_content(record: DatedRecord, unknown: frozenset[str], *, spaced: bool) -> Content:
    """What a record is.

    Args:
        record: a message or a line of the app.
        unknown: further words in brackets that are the app's.
        spaced: from a text of the program for computers.
    """
    text = "\n".join(record.body)
    words = text.strip()
    if record.sender is None:
        return _of_app(words)
    if words.rstrip("。.").casefold() in _UNSENT_BARE:
        return Content("deleted", None, record.sender)
    if _CALL.match(words) and "\n" not in words:
        return Content("call", None, record.sender)
    kind = _labelled(words, unknown) or (_BARE.get(words) if spaced else None)
    return Content(kind or "text", None if kind else text, record.sender)


def unsent_by(words: str) -> str | None:
    """Who took a message back, where a line of the app says so; None where it says something else, or "you"."""
    for form in _UNSENT:
        match = form.fullmatch(words)
        if match and match["who"].strip().casefold() not in _OWNER_WORDS:
            return match["who"].strip()
    return None


def is_spaced_line(words: str) -> bool:
    """Whether what stands behind a time and a space is a line of the app, or says that a message was taken back."""
    is_short = len(words) < _LONGEST
    return is_short and (bool(_SPACED_LINES.fullmatch(words)) or any(form.fullmatch(words) for form in _UNSENT))


def _of_app(words: str) -> Content:
    who = unsent_by(words)
    return Content("deleted", None, who) if who else Content("system", None, None)


def _labelled(words: str, unknown: frozenset[str]) -> str | None:
    """The kind of a message that is a label of the app, or begins with one."""
    parts = _LABEL.fullmatch(words)
    if parts is None:
        return None
    if words in unknown:
        return "media"
    kind = _KINDS.get(parts[1])
    return kind if kind and (parts[2] is None or kind in _WITH_MORE) else None
