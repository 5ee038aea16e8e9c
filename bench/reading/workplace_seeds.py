"""Invented exports of apps of Google and of workplaces that a fuzz run starts from."""

from __future__ import annotations

import json
from typing import Any

_INES = {"name": "Ines Moor", "email": "ines@example.org", "user_type": "Human"}
_TOM = {"name": "Tom Ahl", "email": "tom@example.org", "user_type": "Human"}
_FIRST_MICROSECOND = 1_420_000_000_000_000


def _text(value: object, indent: int | None = 1) -> bytes:
    return json.dumps(value, indent=indent, ensure_ascii=False).encode()


def _chat_messages(date: str) -> dict[str, Any]:
    contents: tuple[dict[str, Any], ...] = (
        {"text": "word 1", "reactions": [{"emoji": {"unicode": "❤"}, "reactor_emails": ["tom@example.org"]}]},
        {"text": "an\nanswer", "quoted_message_metadata": {"creator": _INES, "message_id": "A/t0/t0"}},
        {"attached_files": [{"original_name": "slip.jpg", "export_name": "File-slip.jpg"}]},
        {"message_state": "DELETED", "deleted_date": date.format(hour=9)},
        {"annotations": [{"gsuite_integration_metadata": {"call_data": {"call_status": "CALL_MISSED"}}}]},
        {"text": "word 6", "updated_date": date.format(hour=10)},
    )
    messages = [
        {"creator": (_INES, _TOM)[number % 2], "created_date": date.format(hour=number)}
        | {"topic_id": f"t{number // 2}", "message_id": f"A/t{number}/t{number}", **content}
        for number, content in enumerate(contents, 1)
    ]
    messages.append({"message_state": "DELETED", "deleted_date": date.format(hour=9), "message_id": "A/t9/t9"})
    return {"messages": messages}


def _hangouts() -> dict[str, Any]:
    me, other = {"gaia_id": "100", "chat_id": "100"}, {"gaia_id": "200", "chat_id": "200"}
    segments = [
        {"type": "TEXT", "text": "see "},
        {"type": "LINE_BREAK"},
        {"type": "LINK", "text": "https://example.org"},
    ]
    photo = [{"embed_item": {"type": ["PLUS_PHOTO"], "plus_photo": {"url": "a.jpg"}}}]
    contents: tuple[dict[str, Any], ...] = (
        {"chat_message": {"message_content": {"segment": segments}}},
        {"chat_message": {"message_content": {"attachment": photo}}},
        {"hangout_event": {"event_type": "START_HANGOUT"}},
        {"membership_change": {"type": "JOIN", "participant_id": [other]}},
    )
    events = [
        {"sender_id": (me, other)[number % 2], "timestamp": str(_FIRST_MICROSECOND + number * 1_000_000)}
        | {"event_id": f"e{number}", "conversation_id": {"id": "UgA"}, **content}
        for number, content in enumerate(contents * 2)
    ]
    about = {
        "type": "STICKY_ONE_TO_ONE",
        "self_conversation_state": {"self_read_state": {"participant_id": me}},
        "participant_data": [{"id": me, "fallback_name": "Ines Moor"}, {"id": other, "fallback_name": "Bruno"}],
    }
    outer = {"conversation": {"conversation_id": {"id": "UgA"}, "conversation": about}, "events": events}
    return {"conversations": [outer]}


GOOGLE_CHAT: dict[str, bytes] = {
    "messages.json": _text(_chat_messages("Friday, May 3, 2024 at {hour}:59:58\u202fPM UTC")),
    "Hangouts.json": _text(_hangouts()),
    "Groups/DM AbC/messages.json": _text(_chat_messages("Freitag, 3. Mai 2024 um {hour:02}:59:58 UTC")),
    "Groups/DM AbC/group_info.json": _text({"members": [_INES, _TOM]}),
    "Users/User 1/user_info.json": _text({"user": _INES}),
}
