"""Exports of one person in two apps, one after the other: Rosa in WhatsApp, Rosi in Telegram."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

START = datetime(2024, 1, 1, 9, tzinfo=UTC)


def whatsapp(path: Path) -> Path:
    """Some weeks with Rosa, as WhatsApp writes them on Android."""
    lines = []
    for day in range(60):
        moment = START + timedelta(days=day)
        lines += [
            f"{moment:%d/%m/%Y, %H:%M} - Rosa: good morning {day}",
            f"{moment:%d/%m/%Y, %H:%M} - Imke: and you {day}",
        ]
    path.write_text("\n".join(lines) + "\n")
    return path


def telegram(path: Path) -> Path:
    """The weeks after, as Telegram writes them."""
    messages = [
        {
            "id": 2 * day + number,
            "type": "message",
            "date": f"{START + timedelta(days=60 + day, minutes=number):%Y-%m-%dT%H:%M:%S}",
            "date_unixtime": str(int((START + timedelta(days=60 + day, minutes=number)).timestamp())),
            "from": name,
            "from_id": f"user{number + 1}",
            "text": f"and now {day}",
        }
        for day in range(60)
        for number, name in enumerate(("Rosi", "Imke Ruiz"))
    ]
    document = {"name": "Rosi", "type": "personal_chat", "id": 7, "messages": messages}
    path.write_text(json.dumps(document))
    return path
