"""Invented exports whose reading begins with a decoder: Signal Desktop's encrypted database, and a backup of SMS."""

from __future__ import annotations

import json
from contextlib import closing
from pathlib import Path
from xml.sax.saxutils import quoteattr

import apsw

from bench.reading.app_speed import messages
from bench.reading.signal_seeds import DESKTOP

KEY = "0123456789abcdef" * 4
OTHER = "aaaaaaaa-0000-4000-8000-000000000002"


def write_signal_folder(folder: Path, size: int) -> None:
    """Signal Desktop's folder, with its key beside the database and one chat of so many messages."""
    (folder / "sql").mkdir(parents=True)
    (folder / "config.json").write_text(json.dumps({"key": KEY}), encoding="utf-8")
    rows = (
        (
            number,
            f"m{number}",
            "{}",
            int(at.timestamp() * 1000) + number % 1000,
            ("incoming", "outgoing")[who],
            text,
            OTHER,
        )
        for number, (at, who, text) in enumerate(messages(size), start=1)
    )
    with closing(apsw.Connection(str(folder / "sql" / "db.sqlite"))) as base:
        for name, value in (("cipher", "sqlcipher"), ("legacy", 4), ("key", f"x'{KEY}'")):
            base.pragma(name, value)
        with base:
            for statement in DESKTOP.split(";\n"):
                if "INTO messages " not in statement and "INTO message_attachments" not in statement:
                    base.execute(statement)
            base.executemany(
                "INSERT INTO messages (rowid, id, json, sent_at, type, body, conversationId, sourceServiceId) "
                "VALUES (?, ?, ?, ?, ?, ?, 'c2', ?)",
                rows,
            )


def write_sms_backup(path: Path, size: int) -> None:
    """A backup of SMS with one person."""
    with path.open("w", encoding="utf-8") as file:
        file.write(f"<?xml version='1.0' encoding='UTF-8' standalone='yes' ?>\n<smses count=\"{size}\">\n")
        for number, (at, who, text) in enumerate(messages(size)):
            date = int(at.timestamp() * 1000) + number % 1000
            file.write(
                f'  <sms protocol="0" address="+15550100" date="{date}" type="{who + 1}" subject="null" '
                f'body={quoteattr(text)} toa="null" sc_toa="null" service_center="null" read="1" status="-1" '
                f'locked="0" date_sent="0" sub_id="1" readable_date="{at:%d.%m.%Y %H:%M:%S}" contact_name="Ines" />\n'
            )
        file.write("</smses>\n")
