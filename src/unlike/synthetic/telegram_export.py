"""A chat as Telegram Desktop's `result.json`."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Final
from zoneinfo import ZoneInfo

from unlike.synthetic.synthetic_chat import SyntheticChat

_LEFT_OUT: Final = "(File not included. Change data exporting settings to download.)"
_FILES: Final = {
    "audio": {"media_type": "voice_message", "mime_type": "audio/ogg", "duration_seconds": 17},
    "video": {
        "media_type": "video_file",
        "mime_type": "video/mp4",
        "duration_seconds": 9,
        "width": 720,
        "height": 1280,
    },
    "gif": {"media_type": "animation", "mime_type": "video/mp4", "width": 320, "height": 240},
    "sticker": {"media_type": "sticker", "sticker_emoji": "😊", "width": 512, "height": 512},
}
_FIRST_ID: Final = 4117
_PEER: Final = 402118377
_EMPHASIS: Final = 67
"""Every so many texts have a word in italics, which the app writes as a list of pieces."""


def write_telegram(chat: SyntheticChat, path: Path, zone: str = "Europe/Berlin") -> tuple[str | None, ...]:
    """Write a chat as Telegram Desktop exports it.

    Args:
        chat: the chat; deleted messages and the app's notice are not in such exports.
        path: the `result.json` to write.
        zone: of the chat's wall-clock times.

    Returns:
        The ref of every row: "m" and the message's id, None for rows that the export does not have.
    """
    local = ZoneInfo(zone)
    made, refs = [], []
    for number, row in enumerate(chat.rows.iter_rows(named=True)):
        there = row["kind"] not in {"deleted", "system"}
        refs.append(f"m{_FIRST_ID + number}" if there else None)
        if there:
            made.append(_message(chat, number, row, local))
    whole = {"name": chat.title, "type": "personal_chat", "id": _PEER, "messages": made}
    path.write_text(json.dumps(whole, ensure_ascii=False, indent=1), "utf-8")
    return tuple(refs)


def _message(chat: SyntheticChat, number: int, row: dict[str, Any], zone: ZoneInfo) -> dict[str, object]:
    """One entry, its keys in the app's order."""
    call = row["kind"] == "call"
    who = "actor" if call else "from"
    made: dict[str, object] = {"id": _FIRST_ID + number, "type": "service" if call else "message"}
    made |= _times("date", row["sent_at"], zone)
    if row["edited"]:
        made |= _times("edited", row["sent_at"] + timedelta(seconds=41), zone)
    made |= {who: row["sender"], f"{who}_id": _account(chat, row["sender"])}
    if call:
        made |= {"action": "phone_call", "discard_reason": "missed"}
    if row["reply_to"] is not None:
        made["reply_to_message_id"] = _FIRST_ID + row["reply_to"]
    made |= _medium(row["kind"])
    text = _pieces(row["text"] or "", number)
    made |= {"text": text if isinstance(text, str) else _shortened(text), "text_entities": _entities(text)}
    return made | _reactions(chat, row, zone)


def _times(name: str, moment: datetime, zone: ZoneInfo) -> dict[str, object]:
    """A wall-clock time and its moment."""
    return {
        name: moment.isoformat(timespec="seconds"),
        f"{name}_unixtime": str(int(moment.replace(tzinfo=zone).timestamp())),
    }


def _account(chat: SyntheticChat, sender: str) -> str:
    return f"user{_PEER if sender == chat.other else 95310442}"


def _medium(kind: str) -> dict[str, object]:
    if kind == "image":
        return {"photo": _LEFT_OUT, "width": 960, "height": 1280}
    return {"file": _LEFT_OUT, **_FILES[kind]} if kind in _FILES else {}


def _pieces(text: str, number: int) -> str | list[dict[str, str]]:
    """Plain text, or its pieces where a word is in italics."""
    words = text.split(" ")
    if number % _EMPHASIS or len(words) < 3:
        return text
    return [
        {"type": "plain", "text": f"{words[0]} "},
        {"type": "italic", "text": words[1]},
        {"type": "plain", "text": " " + " ".join(words[2:])},
    ]


def _shortened(pieces: list[dict[str, str]]) -> list[str | dict[str, str]]:
    """Plain pieces are bare strings in `text`."""
    return [piece["text"] if piece["type"] == "plain" else piece for piece in pieces]


def _entities(text: str | list[dict[str, str]]) -> list[dict[str, str]]:
    if isinstance(text, list):
        return text
    return [{"type": "plain", "text": text}] if text else []


def _reactions(chat: SyntheticChat, row: dict[str, Any], zone: ZoneInfo) -> dict[str, object]:
    """Who answered with an emoji, a minute later."""
    if not row["reactions"]:
        return {}
    when = _times("date", row["sent_at"] + timedelta(minutes=1), zone)["date"]
    return {
        "reactions": [
            {
                "type": "emoji",
                "count": 1,
                "emoji": one["emoji"],
                "recent": [{"from": one["sender"], "from_id": _account(chat, one["sender"]), "date": when}],
            }
            for one in row["reactions"]
        ]
    }
