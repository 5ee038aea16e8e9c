"""One field of one message that no app writes so: the message is read as before, or something is said about it.

Databases, XML, pages and tables; samples of JSON are changed by the tests of their readers.
"""

from __future__ import annotations

import csv
import io
import re
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bench.reading.apple_database import IMESSAGE
from bench.reading.chat_app_seeds import LINKEDIN
from bench.reading.database_seeds import LINE, WHATSAPP, written_database
from bench.reading.export_seeds import DISCORD, SMS, TABLE
from bench.reading.text_seeds import KAKAOTALK
from unlike.errors import UnlikeError
from unlike.readers import ReadOptions, read

OPTIONS = ReadOptions(ZoneInfo("Europe/Berlin"), "dmy")
SAMPLES = Path(__file__).parents[1] / "readers"

_Read = tuple[list[tuple[object, ...]], set[str]]
_Cell = tuple[str, str, str, int, tuple[object, ...]]
"""Database, table, column, row, and values that no app writes there; `//1000` is the value in seconds."""

NO_TIMES = (None, "x", b"\xff", -1, "//1000")
NO_SIDES = (None, "x", b"\xff", 7)
NO_WORDS = (None, b"\xff\xfe", "as bytes")
CELLS: tuple[_Cell, ...] = (
    ("android.sql", "message", "timestamp", 2, NO_TIMES),
    ("android.sql", "message", "from_me", 3, NO_SIDES),
    ("android.sql", "message", "text_data", 2, NO_WORDS),
    ("android.sql", "message", "chat_row_id", 2, (None, -1, 777, b"\xff")),
    ("android.sql", "message", "message_type", 2, (None, "x", 777)),
    ("android.sql", "message", "sender_jid_row_id", 6, (None, 0, 777, "x")),
    ("legacy.sql", "messages", "timestamp", 2, NO_TIMES),
    ("legacy.sql", "messages", "key_from_me", 3, NO_SIDES),
    ("legacy.sql", "messages", "data", 2, NO_WORDS),
    ("legacy.sql", "messages", "key_remote_jid", 2, (None, "-1", 777, b"\xff")),
    ("legacy.sql", "messages", "media_wa_type", 2, ("x", b"\xff", 777)),
    ("legacy.sql", "messages", "remote_resource", 7, (None, 0, "x")),
    ("ios.sql", "ZWAMESSAGE", "ZMESSAGEDATE", 2, (None, "x", b"\xff", -1)),
    ("ios.sql", "ZWAMESSAGE", "ZISFROMME", 3, NO_SIDES),
    ("ios.sql", "ZWAMESSAGE", "ZTEXT", 2, NO_WORDS),
    ("ios.sql", "ZWAMESSAGE", "ZCHATSESSION", 2, (None, 777, b"\xff")),
    ("ios.sql", "ZWAMESSAGE", "ZMESSAGETYPE", 2, (None, "x", 777)),
    ("naver", "chat_history", "created_time", 1, NO_TIMES),
    ("naver", "chat_history", "from_mid", 1, (b"\xff", b"u1a")),
    ("naver", "chat_history", "content", 1, NO_WORDS),
    ("naver", "chat_history", "chat_id", 1, (None, b"\xff")),
    ("naver", "chat_history", "type", 1, ("x", b"\xff", 777)),
    ("naver", "chat_history", "attachement_type", 1, ("x", b"\xff", 777)),
    ("core", "ZMESSAGE", "ZTIMESTAMP", 1, NO_TIMES),
    ("core", "ZMESSAGE", "ZTEXT", 1, NO_WORDS),
    ("core", "ZMESSAGE", "ZCHAT", 1, (None, 777, b"\xff")),
    ("core", "ZMESSAGE", "ZCONTENTTYPE", 1, ("x", b"\xff", 777)),
    ("apple", "message", "date", 1, (None, "x", b"\xff")),
    ("apple", "message", "is_from_me", 1, NO_SIDES),
    ("apple", "message", "text", 1, NO_WORDS),
    ("apple", "message", "handle_id", 22, (None, 777)),
    ("apple", "message", "attributedBody", 2, (None, b"\xff\xfe", "x")),
)
DATABASES = {
    **{name: written_database(content) for name, content in WHATSAPP.items()},
    "naver": written_database(LINE["android.sql"]),
    "core": written_database(LINE["ios.sql"]),
    "apple": IMESSAGE["chat.db"],
}
ATTRIBUTES = ("date", "type", "body", "address", "msg_box", "ct")
TABLES = {
    "channel.csv": DISCORD["channel.csv"],
    "messages.csv": LINKEDIN["messages.csv"],
    "written.tsv": TABLE["written.tsv"],
    "KakaoTalk_Chat_Ines_2024-05-04-10-15-20.csv": KAKAOTALK["table.csv"],
}


def result_of(name: str, content: bytes, folder: Path) -> _Read:
    """Rows without their chat, and all that is said; an export that is refused has no row and says that."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    (folder / name).write_bytes(content)
    try:
        imported = read([folder / name], OPTIONS)
    except UnlikeError as error:
        return [], {str(error)}
    remarks = {f"{chat.key}: {note}" for chat in imported.conversations for note in (*chat.notes, *chat.skipped)}
    rows = imported.messages.select("sent_at", "sender", "kind", "text").rows()
    return sorted(rows, key=str), remarks


def assert_same_or_said(before: _Read, after: _Read) -> None:
    assert after[0] == before[0] or after[1] - before[1]


def changed_database(content: bytes, cell: _Cell, value: object) -> bytes:
    _, table, column, row, _ = cell
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.deserialize(content)
        where = f'"{table}" WHERE rowid = {row}'
        if value in {"//1000", "as bytes"}:
            (old,) = connection.execute(f'SELECT "{column}" FROM {where}').fetchone()  # noqa: S608 - a test's names
            value = int(old) // 1000 if value == "//1000" else old.encode()
        connection.execute(f'UPDATE "{table}" SET "{column}" = ? WHERE rowid = {row}', (value,))  # noqa: S608
        connection.commit()
        return connection.serialize()


@pytest.mark.parametrize("cell", CELLS, ids=lambda cell: f"{cell[0]}-{cell[2]}")
def test_a_cell_of_a_database(cell: _Cell, tmp_path: Path) -> None:
    content = DATABASES[cell[0]]
    before = result_of("messages.sqlite", content, tmp_path / "before")
    assert before[0]
    for value in cell[4]:
        changed = changed_database(content, cell, value)
        assert_same_or_said(before, result_of("messages.sqlite", changed, tmp_path / "after"))


def attribute_changes(text: str) -> Iterator[str]:
    for match in re.finditer(rf'\s(?:{"|".join(ATTRIBUTES)})="([^"]*)"', text):
        if match[1] not in {"null", "application/smil", "image/jpeg"}:
            yield text[: match.start()] + text[match.end() :]
            yield text[: match.start(1)] + text[match.end(1) :]


def test_an_attribute_of_xml(tmp_path: Path) -> None:
    text = SMS["sms.xml"].decode()
    before = result_of("sms.xml", text.encode(), tmp_path / "before")
    for changed in attribute_changes(text):
        after = result_of("sms.xml", changed.encode(), tmp_path / "after")
        assert len(after[0]) == len(before[0]) or after[1] - before[1]
        words, left = ({row[3] for row in rows} for rows in (before[0], after[0]))
        assert words == left or after[1] - before[1]


def old_page() -> str:
    """Messenger's sample as pages were until 2025."""
    page = (SAMPLES / "meta/message_1.html").read_text("utf-8").replace("_a6-g ", "")
    for new, old in (("_a6-h", "_2lek"), ("_a6-p", "_2let"), ("_a6-o", "_2lem")):
        page = page.replace(new, old)
    return page


PAGES = {
    "message_1.html": (SAMPLES / "meta/message_1.html").read_text("utf-8"),
    "message_2.html": old_page(),
    "Rowers.html": (SAMPLES / "imessage/Rowers.html").read_text("utf-8"),
}


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("new", ["", ' class="new"'])
def test_an_element_of_a_page_without_its_class(name: str, new: str, tmp_path: Path) -> None:
    page = PAGES[name]
    before = result_of(name, page.encode(), tmp_path / "before")
    assert before[0]
    for match in re.finditer(r' class="[^"]*"', page):
        changed = page[: match.start()] + new + page[match.end() :]
        assert result_of(name, changed.encode(), tmp_path / "after")[0] == before[0]


@pytest.mark.parametrize(
    "form", ["<span>{}</span>", '<div class="new"><p>{}</p></div>', "{}", '<b class="bubble">{}</b>']
)
def test_words_below_a_picture_of_a_page(form: str, tmp_path: Path) -> None:
    page = PAGES["Rowers.html"]
    picture = 'loading="lazy"></div>'
    changed = page.replace(picture, picture + form.format("look at <i>that</i>"))
    rows = result_of("Rowers.html", changed.encode(), tmp_path / "after")[0]
    assert [row[3] for row in rows if row[2] == "image"] == ["look at that\nthe boat"]


@pytest.mark.parametrize("name", TABLES)
def test_a_row_of_a_table_without_a_cell(name: str, tmp_path: Path) -> None:
    text = TABLES[name].decode("utf-8-sig")
    delimiter = "\t" if name.endswith(".tsv") else ","
    rows = list(csv.reader(io.StringIO(text), delimiter=delimiter))
    before = result_of(name, TABLES[name], tmp_path / "before")
    assert before[0]
    for place in range(len(rows[0])):
        changed = [list(row) for row in rows]
        del changed[1][place]
        written = io.StringIO()
        csv.writer(written, delimiter=delimiter).writerows(changed)
        assert_same_or_said(before, result_of(name, written.getvalue().encode(), tmp_path / "after"))
