"""Invented exports that a fuzz run starts from: small, and with one of each thing that an app writes."""

from __future__ import annotations

import json
from typing import Any

from bench.reading import (
    apple_database,
    chat_app_seeds,
    database_seeds,
    export_seeds,
    mail_seeds,
    meta_seeds,
    signal_seeds,
    text_seeds,
    workplace_seeds,
)

PEOPLE = (("Ines", "user7"), ("Tom Ahl", "user8"))
FIRST_SECOND = 1_714_550_400

ANDROID = """12/11/2025, 08:06 - Messages and calls are end-to-end encrypted. Only people in this chat can read them.
12/11/2025, 08:06 - Ines: good morning
12/11/2025, 08:07 - Tom Ahl: morning!
two lines: here
and 12/11/2025 in the middle
13/11/2025, 23:59 - Ines: <Media omitted>
14/11/2025, 00:01 - Tom Ahl: IMG-20251114-WA0001.jpg (file attached)
what a view
14/11/2025, 00:02 - Ines: This message was deleted
14/11/2025, 09:15 - Tom Ahl: see https://example.org/a?b=1:2 <This message was edited>
15/11/2025, 10:00 - Ines: 😂 done - at last: yes
"""

AMERICAN = """[1/29/25, 9:05:01\u202fPM] Tom Ahl: \u200eMessages and calls are end-to-end encrypted.
[1/29/25, 9:05:02\u202fPM] Tom Ahl: are you there?
[1/29/25, 9:06:10\u202fPM] Ines: \u200eimage omitted
[1/30/25, 12:00:00\u202fAM] Ines: happy new day
second line
[1/30/25, 12:10:59\u202fPM] Tom Ahl: \u200e<attached: 00000012-AUDIO-2025-01-30.opus>
[1/30/25, 12:11:00\u202fPM] Ines: \u200eMissed voice call
[1/30/25, 1:12:00\u202fPM] Ines: ok: fine
"""

GERMAN = """05.08.23, 17:52 - Ines hat dich hinzugefügt.
05.08.23, 17:53 - Ines: <Medien ausgeschlossen>
05.08.23, 17:54 - Tom Ahl: schöne Grüße
aus Köln
06.08.23, 07:01 - Lou: wer kommt?
06.08.23, 07:02 - Ines: Diese Nachricht wurde gelöscht.
07.08.23, 07:02 - Tom Ahl: ich
"""


def _message(number: int, **more: object) -> dict[str, Any]:
    name, account = PEOPLE[number % 2]
    times = {"date": f"2024-05-01T10:00:{number % 60:02}", "date_unixtime": str(FIRST_SECOND + number)}
    start = {"id": number, "type": "message", **times, "from": name, "from_id": account}
    return start | {"text": f"word {number}", "text_entities": [{"type": "plain", "text": f"word {number}"}]} | more


def _chat(first: int, kind: str) -> dict[str, Any]:
    reacted = [{"from": "Tom Ahl", "from_id": "user8", "date": "2024-05-01T10:00:00"}]
    pieces = ["look ", {"type": "custom_emoji", "text": "😮", "document_id": "x"}, {"type": "bold", "text": "now"}]
    call = {"type": "service", "actor": "Ines", "actor_id": "user7", "action": "phone_call", "text": ""}
    blocks = [{"type": "paragraph", "text": ["a", {"text": "b"}]}]
    return {
        "name": "Ines",
        "type": kind,
        "id": 7 + first,
        "messages": [
            _message(first),
            _message(first + 1, reactions=[{"type": "emoji", "count": 2, "emoji": "❤", "recent": reacted}]),
            _message(first + 2, text=pieces, reply_to_message_id=first),
            _message(first + 3, text="", media_type="sticker", file="(File not included)"),
            {"id": first + 4, "date_unixtime": str(FIRST_SECOND + first + 4), **call},
            _message(first + 5, forwarded_from="Ines", edited_unixtime=str(FIRST_SECOND + 90)),
            _message(first + 6, text="", rich_message={"blocks": blocks}),
            _message(first + 7, text='so "it" is \\ \n yes', photo="(File not included)"),
        ],
    }


def _telegram() -> dict[str, bytes]:
    one = _chat(1, "personal_chat")
    account = {
        "about": "Here is the data you requested.",
        "personal_information": {"user_id": 8, "first_name": "Tom", "last_name": "Ahl"},
        "chats": {
            "about": "x",
            "list": [_chat(1, "personal_chat"), _chat(31, "private_group"), _chat(61, "saved_messages")],
        },
    }
    old = json.loads(json.dumps(one))
    for entry in old["messages"]:
        entry.pop("date_unixtime")
        entry["date"] = "2019-10-27T02:30:00"
    return {
        "one_chat.json": _text(one, 1),
        "compact.json": _text(one, None),
        "account.json": _text(account, 1),
        "old.json": _text(old, 1),
    }


def _text(value: object, indent: int | None) -> bytes:
    return json.dumps(value, indent=indent, ensure_ascii=False).encode()


SEEDS: dict[str, dict[str, bytes]] = {
    "imessage": apple_database.IMESSAGE,
    "instagram": meta_seeds.INSTAGRAM,
    "matrix": text_seeds.MATRIX,
    "messenger": meta_seeds.MESSENGER,
    "chatlab": export_seeds.CHATLAB,
    "convokit": chat_app_seeds.CONVOKIT,
    "discord": export_seeds.DISCORD,
    "irc": text_seeds.IRC,
    "kakaotalk": text_seeds.KAKAOTALK,
    "line": text_seeds.LINE,
    "signal": export_seeds.SIGNAL | signal_seeds.SIGNAL_DESKTOP,
    "skype": text_seeds.SKYPE,
    "linkedin": chat_app_seeds.LINKEDIN,
    "mail": mail_seeds.MAIL,
    "qq": chat_app_seeds.QQ,
    "google_chat": workplace_seeds.GOOGLE_CHAT,
    "google_voice": workplace_seeds.GOOGLE_VOICE,
    "mattermost": workplace_seeds.MATTERMOST,
    "slack": workplace_seeds.SLACK,
    "sms": export_seeds.SMS,
    "snapchat": chat_app_seeds.SNAPCHAT,
    "table": export_seeds.TABLE,
    "teams": workplace_seeds.TEAMS,
    "telegram": _telegram(),
    "tiktok": chat_app_seeds.TIKTOK,
    "wechat": chat_app_seeds.WECHAT,
    "viber": text_seeds.VIBER,
    "whatsapp": {
        "android.txt": ANDROID.encode(),
        "american.txt": AMERICAN.encode(),
        "german.txt": GERMAN.encode(),
    },
    "zoom": workplace_seeds.ZOOM,
    "line_database": database_seeds.LINE,
    "whatsapp_database": database_seeds.WHATSAPP,
    "x": chat_app_seeds.X,
}
"""Exports by reader and name."""
