"""Messages without a time, which apps write as 0, -1 or nothing: they are named, and are never of 1970 or 2001."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any, Final
from zoneinfo import ZoneInfo

import pytest

from bench.reading.apple_database import IMESSAGE
from bench.reading.database_seeds import LINE, WHATSAPP, written_database
from unlike.errors import InputError
from unlike.readers import Import, ReadOptions, read

OPTIONS: Final = ReadOptions(ZoneInfo("Europe/Berlin"), "dmy")
FIRST_YEAR: Final = 2002
LAST_YEAR: Final = 2060
"""Of the invented messages; two digits of 1970 are also those of 2070."""

NO_NUMBERS: Final = (0, -1, None, "", "0", "-1", "null", False, 0.0)
NO_DAYS: Final = ("01/01/1970, 01:00", "31/12/1969, 19:00", "[01.01.70, 01:00:00]", "[1970-01-01 9:00:00 AM]")


def messenger(time: object) -> bytes:
    people = [{"name": "Ines Ek"}, {"name": "Tom Ahl"}]
    message = {"sender_name": "Ines Ek", "timestamp_ms": time, "content": "hallo", "is_geoblocked_for_viewer": False}
    thread = {"participants": people, "messages": [message], "title": "Ines", "thread_path": "inbox/ines_7"}
    return json.dumps(thread).encode()


def telegram(time: object) -> bytes:
    message = {"id": 1, "type": "message", "date": "1970-01-01T01:00:00", "date_unixtime": time, "from": "Ines"}
    chat = {"name": "Ines", "type": "personal_chat", "id": 7}
    return json.dumps({**chat, "messages": [{**message, "from_id": "user7", "text": "hallo"}]}, indent=1).encode()


def sms(time: object) -> bytes:
    attributes = f'address="+15550100" date="{time}" type="1" body="hallo" contact_name="Ines"'
    return f"<?xml version='1.0' encoding='UTF-8'?>\n<smses count='1'><sms {attributes} /></smses>".encode()


def table(time: object) -> bytes:
    return f"timestamp,sender,text\n{time},Ines,hallo\n".encode()


NUMBERS: Final[dict[str, Callable[[object], bytes]]] = {
    "message_1.json": messenger,
    "result.json": telegram,
    "sms.xml": sms,
    "chat.csv": table,
}
DAYS: Final = {
    "Ines.html": (
        (
            '<html><body><div class="message"><div class="received"><p><span class="timestamp">{date}'
            '</span><span class="sender">Ines</span></p><div class="message_part"><span class="bubble">hallo'
            "</span></div></div></div></body></html>"
        ),
        ("Dec 31, 2000 7:00:00 PM", "Jan 01, 2001 12:00:00 AM", "Jan 01, 1970 1:00:00 AM"),
    ),
    "Ines.txt": (
        "{date}\nInes\nhallo\n\n",
        ("Dec 31, 2000  7:00:00 PM", "Jan 01, 2001 12:00:00 AM", "Jan 01, 1970 1:00:00 AM"),
    ),
    "message_1.html": (
        (
            '<html lang="en"><head><title>Ines</title></head><body><main class="_a706"><div class="_a6-g uiBoxWhite">'
            '<h2 class="_a6-h">Ines</h2><div class="_a6-p"><div><div></div><div>hallo</div></div></div>'
            '<div class="_a6-o">{date}</div></div></main></body></html>'
        ),
        ("Jan 01, 1970 1:00 am", "Dec 31, 1969 7:00 pm"),
    ),
}
DATABASES: Final = {
    **{name: written_database(content) for name, content in WHATSAPP.items()},
    "naver": written_database(LINE["android.sql"]),
    "core": written_database(LINE["ios.sql"]),
    "apple": IMESSAGE["chat.db"],
}
CELLS: Final = (
    ("android.sql", "message", "timestamp"),
    ("legacy.sql", "messages", "timestamp"),
    ("ios.sql", "ZWAMESSAGE", "ZMESSAGEDATE"),
    ("naver", "chat_history", "created_time"),
    ("core", "ZMESSAGE", "ZTIMESTAMP"),
    ("apple", "message", "date"),
)


def assert_named(name: str, content: bytes, folder: Path) -> None:
    """Whatever the export says instead of a time, no message is of it, and it is refused or the message is named."""
    path = folder / name
    path.write_bytes(content)
    try:
        imported: Import = read([path], OPTIONS)
    except InputError:
        return
    years = {at.year for at in imported.messages["sent_at"]}
    assert years <= set(range(FIRST_YEAR, LAST_YEAR))
    assert any(conversation.skipped for conversation in imported.conversations)


@pytest.mark.parametrize("name", NUMBERS)
@pytest.mark.parametrize("time", NO_NUMBERS)
def test_a_number_that_is_no_time(name: str, time: object, tmp_path: Path) -> None:
    assert_named(name, NUMBERS[name](time), tmp_path)


@pytest.mark.parametrize("others", [False, True])
@pytest.mark.parametrize(("name", "date"), [(name, date) for name, (_, dates) in DAYS.items() for date in dates])
def test_a_date_that_is_no_time(name: str, date: str, others: bool, tmp_path: Path) -> None:
    form, _ = DAYS[name]
    page = form.format(date=date)
    other = form.format(date="May 01, 2024 10:00:00 AM")
    assert_named(name, (other + page if others else page).encode(), tmp_path)


@pytest.mark.parametrize("others", [False, True])
@pytest.mark.parametrize("day", NO_DAYS)
def test_a_header_that_is_no_time(day: str, others: bool, tmp_path: Path) -> None:
    dash = "" if day.startswith("[") else " -"
    line = f"{day}{dash} Ines: hallo\n"
    later = line.replace("1970", "2024").replace("1969", "2023").replace("70,", "24,")
    # A few lines beside others would be left over as odd years, too; as many are not.
    text = line * 3 + later * 3 if others else line
    path = tmp_path / "WhatsApp Chat with Ines.txt"
    path.write_text(text)
    try:
        messages = read([path], OPTIONS).messages
    except InputError:
        return
    assert {at.year for at in messages["sent_at"]} <= set(range(FIRST_YEAR, LAST_YEAR))


@pytest.mark.parametrize("cell", CELLS, ids=lambda cell: f"{cell[0]}-{cell[2]}")
@pytest.mark.parametrize("value", [0, -1, None, "", 1, 0.0, -0.5])
def test_a_cell_that_is_no_time(cell: tuple[str, str, str], value: Any, tmp_path: Path) -> None:  # noqa: ANN401
    database, name, column = cell
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.deserialize(DATABASES[database])
        connection.execute(f'UPDATE "{name}" SET "{column}" = ?', (value,))  # noqa: S608 - a test's names
        connection.commit()
        content = connection.serialize()
    assert_named("messages.sqlite", content, tmp_path)
