"""Invented downloads of Messenger and Instagram that a fuzz run starts from."""

from __future__ import annotations

import json
from typing import Any

FIRST_MS = 1_714_550_400_000


def misencoded(text: str) -> str:
    """The text as Meta writes it: each byte of its UTF-8 as a character."""
    return text.encode().decode("latin-1")


def _ordinary() -> dict[str, Any]:
    photo = {"uri": "your_facebook_activity/messages/inbox/ines_7/photos/1.jpg", "creation_timestamp": 1714550400}
    contents: tuple[dict[str, Any], ...] = (
        {"content": misencoded("so schön 😂"), "reactions": [{"reaction": misencoded("❤"), "actor": "Tom Ahl"}]},
        {"content": "good morning"},
        {"photos": [photo]},
        {"content": "see", "videos": [photo]},
        {"content": "Ines Ek sent an attachment.", "share": {"link": "https://example.org", "share_text": "x"}},
        {"content": "The video call ended.", "call_duration": 192},
        {"is_unsent": True},
        {"content": "Tom Ahl named the group Rowers."},
        {"content": misencoded("Reacted 😮 to your message ")},
        {"sticker": {"uri": "messages/stickers_used/1.png", "ai_stickers": []}},
        {},
    )
    messages = [
        {
            "sender_name": ("Ines Ek", "Tom Ahl")[number % 2],
            "timestamp_ms": FIRST_MS - number * 61_000,
            **content,
            "is_geoblocked_for_viewer": False,
            "is_unsent_image_by_messenger_kid_parent": False,
        }
        for number, content in enumerate(contents)
    ]
    people = [{"name": "Ines Ek"}, {"name": "Tom Ahl"}]
    return {
        "participants": people,
        "messages": messages,
        "title": "Ines Ek",
        "is_still_participant": True,
        "thread_path": "inbox/ines_7",
        "magic_words": [],
    }


def _encrypted() -> dict[str, Any]:
    given = [{"actor": "Tom Ahl", "reaction": "❤"}]
    contents: tuple[dict[str, Any], ...] = (
        {"text": "hallo 😂", "type": "text", "reactions": given},
        {"text": "", "type": "media", "media": [{"uri": "./media/1.jpeg"}]},
        {"text": "", "type": "media", "media": [{"uri": "Failed to download media"}]},
        {"text": "https://example.org", "type": "link"},
        {"text": "", "type": "placeholder", "isUnsent": True},
    )
    empty: dict[str, Any] = {"isUnsent": False, "media": [], "reactions": []}
    messages = [
        {**empty, "senderName": ("Ines Ek", "Tom Ahl")[number % 2], "timestamp": FIRST_MS + number * 61_000, **content}
        for number, content in enumerate(contents)
    ]
    return {"participants": ["Ines Ek", "Tom Ahl"], "threadName": "Ines Ek_4", "messages": messages}


def _instagram() -> dict[str, Any]:
    document = _ordinary()
    text = (
        json.dumps(document)
        .replace("your_facebook_activity", "your_instagram_activity")
        .replace("is_unsent_image_by_messenger_kid_parent", "is_instagram")
    )
    changed: dict[str, Any] = json.loads(text)
    return changed


_BLOCK = """<div class="pam _3-95 _2ph- _a6-g uiBoxWhite noborder"><h2 class="_3-95 _2pim _a6-h _a6-i">{sender}</h2>
<div class="_3-95 _a6-p"><div><div></div><div>{text}</div><div></div><div>{more}</div></div></div>
<div class="_3-94 _a6-o">{date}</div></div>
"""


def _page() -> str:
    image = '<div><a href="photos/1.jpg"><img src="photos/1.jpg" class="_a6_o _3-96" /></a></div>'
    given = '<ul class="_a6-q"><li><span>❤️Tom Ahl</span></li></ul>'
    blocks = (
        ("Tom Ahl", "so schön 😂 &amp; gut", given, "May 01, 2024 8:04 am"),
        ("Ines Ek", "two<br />lines", "", "May 01, 2024 7:59 am"),
        ("Tom Ahl", "", image, "Apr 30, 2024 11:12 pm"),
        ("Ines Ek", "Liked a message", "", "Apr 30, 2024 11:11 pm"),
    )
    inside = "".join(
        _BLOCK.format(sender=sender, text=text, more=more, date=date) for sender, text, more, date in blocks
    )
    return f'<html lang="en"><head><title>Ines Ek</title></head><body><main class="_a706">{inside}</main></body></html>'


def _text(value: object, indent: int | None) -> bytes:
    return json.dumps(value, indent=indent).encode()


MESSENGER: dict[str, bytes] = {
    "message_1.json": _text(_ordinary(), 2),
    "compact.json": _text(_ordinary(), None),
    "Ines Ek_4.json": _text(_encrypted(), 1),
    "message_1.html": _page().encode(),
}
INSTAGRAM: dict[str, bytes] = {"message_2.json": _text(_instagram(), 2)}
