"""Three exports of one chat, an Android .txt, an iPhone zip and a database, become one history in the library."""

from __future__ import annotations

import json
import zipfile
from datetime import datetime, timedelta
from itertools import permutations
from pathlib import Path
from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo

import pytest

from sql_databases import database_from, insert

if TYPE_CHECKING:
    from library_fixtures import Run

ZONE: Final = ZoneInfo("Europe/Berlin")
START: Final = datetime(2024, 1, 8, 9, 0, tzinfo=ZONE)
SAID: Final = ("did you sleep well?", "like a log", "see you at the lake", "bring the boat", "ok", "ok")
MESSAGES: Final = [
    (START + timedelta(days=day, minutes=2 * place, seconds=7 * place + day % 5), ("Rosa", "Imke")[place % 2], text)
    for day in range(120)
    for place, text in enumerate((f"{SAID[day % 4]} {day}", *SAID))
]
"""Seconds pass that the first export does not show; equal words come back each day."""
TABLES: Final = """
CREATE TABLE chat_list (_id INTEGER PRIMARY KEY, key_remote_jid TEXT, subject TEXT);
CREATE TABLE messages (_id INTEGER PRIMARY KEY, key_remote_jid TEXT, key_from_me INTEGER, key_id TEXT, status INTEGER,
    data TEXT, timestamp INTEGER, media_wa_type TEXT, media_mime_type TEXT, media_caption TEXT, remote_resource TEXT,
    quoted_row_id INTEGER, forwarded INTEGER);
CREATE TABLE messages_quotes (_id INTEGER PRIMARY KEY, key_id TEXT);
INSERT INTO messages VALUES (1,'-1',0,'-1',-1,NULL,0,'-1',NULL,NULL,NULL,0,0);
"""


def android(folder: Path) -> Path:
    path = folder / "WhatsApp Chat with Rosa.txt"
    lines = [f"{at:%d/%m/%Y, %H:%M} - {sender}: {text}\n" for at, sender, text in MESSAGES[:500]]
    path.write_text("".join(lines), "utf-8")
    return path


def iphone(folder: Path) -> Path:
    path = folder / "WhatsApp Chat - Rosa.zip"
    lines = [f"[{at:%d.%m.%y, %H:%M:%S}] {sender}: {text}\n" for at, sender, text in MESSAGES[250:700]]
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("_chat.txt", "".join(lines))
    return path


def database(folder: Path) -> Path:
    path = database_from(TABLES, folder / "msgstore.db")
    rows = (
        (number, "15550100@s.whatsapp.net", int(sender == "Imke"), f"K{number}", 5, text, int(at.timestamp() * 1_000),
         "0", None, None, None, 0, 0)
        for number, (at, sender, text) in enumerate(MESSAGES[400:], start=2)
    )  # fmt: skip
    insert(path, "messages", rows)
    return path


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_they_are_one_history_in_whatever_order(run: Run, tmp_path: Path, order: tuple[int, ...]) -> None:
    paths = [make(tmp_path) for make in (android, iphone, database)]
    for number in order:
        owner = () if number == 2 else ("--me", "Imke")
        code, _, err = run("add", paths[number], "--timezone", ZONE.key, *owner)
        assert (code, err) == (0, "")
    shown = run("list")[1]
    assert f"{len(MESSAGES)} messages" in shown
    assert "from 3 exports" in shown
    assert "1 chat, encrypted" in shown
    run("export", tmp_path / "out.jsonl")
    rows = [json.loads(line) for line in (tmp_path / "out.jsonl").read_text("utf-8").splitlines()]
    own = {row["sender"] for row in rows} - {"Rosa", "15550100", "+15550100"}
    assert len(own) == 1
    assert [(row["text"], row["sender"] in own) for row in rows] == [
        (text, name == "Imke") for _, name, text in MESSAGES
    ]
    assert {row["lacking"] for row in rows} == {False}
