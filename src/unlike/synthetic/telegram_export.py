"""A chat as Telegram Desktop's `result.json`."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Final
from zoneinfo import ZoneInfo

from unlike.synthetic.synthetic_chat import SyntheticChat

_FILE_PLACEHOLDER: Final = "(File not included. Change data exporting settings to download.)"
_MEDIA_FIELDS: Final = {
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
_FIRST_MESSAGE_ID: Final = 4117
_OTHER_ID, _OWNER_ID = 402118377, 95310442
_ITALICS_INTERVAL: Final = 67
"""One of so many texts has a word in italics, which the app writes as a list of pieces."""


def write_telegram(chat: SyntheticChat, path: Path, zone: str = "Europe/Berlin") -> tuple[str | None, ...]:
    """Write a chat as Telegram Desktop exports it.

    Args:
        chat: the chat; deleted messages and the app's notice are not in such exports.
        path: the `result.json` to write.
        zone: zone of the chat's wall-clock times.

    Returns:
        The ref of every row: "m" and the message's id, None for rows that the export does not have.
    """
    local = ZoneInfo(zone)
    messages, refs = [], []
    for number, row in enumerate(chat.rows.iter_rows(named=True)):
        exported = row["kind"] not in {"deleted", "system"}
        refs.append(f"m{_FIRST_MESSAGE_ID + number}" if exported else None)
        if exported:
            messages.append(_message_entry(chat, number, row, local))
    document = {"name": chat.title, "type": "personal_chat", "id": _OTHER_ID, "messages": messages}
    path.write_text(json.dumps(document, ensure_ascii=False, indent=1), "utf-8")
    return tuple(refs)


def _message_entry(chat: SyntheticChat, number: int, row: dict[str, Any], zone: ZoneInfo) -> dict[str, object]:
    """Make one entry, with its keys in the app's order."""
    call = row["kind"] == "call"
    sender_key = "actor" if call else "from"
    entry: dict[str, object] = {"id": _FIRST_MESSAGE_ID + number, "type": "service" if call else "message"}
    entry |= _time_fields("date", row["sent_at"], zone)
    if row["edited"]:
        entry |= _time_fields("edited", row["sent_at"] + timedelta(seconds=41), zone)
    entry |= {sender_key: row["sender"], f"{sender_key}_id": _account_id(chat, row["sender"])}
    if call:
        entry |= {"action": "phone_call", "discard_reason": "missed"}
    if row["reply_to"] is not None:
        entry["reply_to_message_id"] = _FIRST_MESSAGE_ID + row["reply_to"]
    entry |= _media_fields(row["kind"])
    text = _text_pieces(row["text"] or "", number)
    entry |= {"text": text if isinstance(text, str) else _text_field(text), "text_entities": _text_entities(text)}
    return entry | _reaction_fields(chat, row, zone)


def _time_fields(name: str, moment: datetime, zone: ZoneInfo) -> dict[str, object]:
    """Give a time as wall clock and as seconds since 1970."""
    return {
        name: moment.isoformat(timespec="seconds"),
        f"{name}_unixtime": str(int(moment.replace(tzinfo=zone).timestamp())),
    }


def _account_id(chat: SyntheticChat, sender: str) -> str:
    return f"user{_OTHER_ID if sender == chat.other else _OWNER_ID}"


def _media_fields(kind: str) -> dict[str, object]:
    if kind == "image":
        return {"photo": _FILE_PLACEHOLDER, "width": 960, "height": 1280}
    return {"file": _FILE_PLACEHOLDER, **_MEDIA_FIELDS[kind]} if kind in _MEDIA_FIELDS else {}


def _text_pieces(text: str, number: int) -> str | list[dict[str, str]]:
    """Split a text into pieces where a word is in italics; else return it as it is."""
    words = text.split(" ")
    if number % _ITALICS_INTERVAL or len(words) < 3:
        return text
    return [
        {"type": "plain", "text": f"{words[0]} "},
        {"type": "italic", "text": words[1]},
        {"type": "plain", "text": " " + " ".join(words[2:])},
    ]


def _text_field(pieces: list[dict[str, str]]) -> list[str | dict[str, str]]:
    """Make the field `text`, in which plain pieces are bare strings."""
    return [piece["text"] if piece["type"] == "plain" else piece for piece in pieces]


def _text_entities(text: str | list[dict[str, str]]) -> list[dict[str, str]]:
    if isinstance(text, list):
        return text
    return [{"type": "plain", "text": text}] if text else []


def _reaction_fields(chat: SyntheticChat, row: dict[str, Any], zone: ZoneInfo) -> dict[str, object]:
    """Make the field `reactions`; each came a minute after the message."""
    if not row["reactions"]:
        return {}
    date = _time_fields("date", row["sent_at"] + timedelta(minutes=1), zone)["date"]
    return {
        "reactions": [
            {
                "type": "emoji",
                "count": 1,
                "emoji": reaction["emoji"],
                "recent": [
                    {"from": reaction["sender"], "from_id": _account_id(chat, reaction["sender"]), "date": date}
                ],
            }
            for reaction in row["reactions"]
        ]
    }
