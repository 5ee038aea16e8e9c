from __future__ import annotations

import json
import re
import zipfile
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import polars as pl
import pytest

from unlike.readers import ReadOptions, read
from unlike.synthetic import SyntheticChat, write_telegram, write_whatsapp
from unlike.synthetic.exports import Layout

HEADS = {
    "android": r"(\d\d/\d\d/\d{4}, \d\d:\d\d) - ",
    "android-us": r"(\d{1,2}/\d{1,2}/\d\d, \d{1,2}:\d\d\u202f[AP]M) - ",
    "ios": r"\u200e?\[(\d\d/\d\d/\d{4}, \d\d:\d\d:\d\d)\] ",
    "ios-us": r"\u200e?\[(\d{1,2}/\d{1,2}/\d\d, \d{1,2}:\d\d:\d\d\u202f[AP]M)\] ",
}
TIMES = {
    "android": "%d/%m/%Y, %H:%M",
    "android-us": "%m/%d/%y, %I:%M\u202f%p",
    "ios": "%d/%m/%Y, %H:%M:%S",
    "ios-us": "%m/%d/%y, %I:%M:%S\u202f%p",
}


def _write(chat: SyntheticChat, folder: Path, layout: Layout) -> tuple[Path, tuple[str, ...]]:
    path = folder / f"WhatsApp Chat {'-' if 'ios' in layout else 'with'} Rosa.{'zip' if 'ios' in layout else 'txt'}"
    return path, write_whatsapp(chat, path, layout)


def _text(path: Path) -> str:
    if path.suffix == ".txt":
        return path.read_bytes().decode()
    with zipfile.ZipFile(path) as archive:
        assert archive.namelist() == ["_chat.txt"]
        return archive.read("_chat.txt").decode()


@pytest.mark.parametrize("layout", ["android", "android-us", "ios", "ios-us"])
def test_whatsapp_lines_hold_every_row(english: SyntheticChat, tmp_path: Path, layout: Layout) -> None:
    path, refs = _write(english, tmp_path, layout)
    lines = _text(path).split("\n")
    assert lines.pop() == ""
    head = re.compile(HEADS[layout])
    starts = [number for number, line in enumerate(lines, 1) if head.match(line)]
    assert [f"L{number}" for number in starts] == list(refs)
    step = "1s" if "ios" in layout else "1m"
    for number, row in zip(starts, english.rows.with_columns(pl.col.sent_at.dt.truncate(step)).rows(), strict=True):
        match = head.match(lines[number - 1])
        assert match is not None
        assert datetime.strptime(match[1], TIMES[layout]) == row[0]  # noqa: DTZ007 - wall clock
        if row[3] == "text":
            body = lines[number - 1][match.end() :]
            assert body.startswith(f"{row[1]}: {row[2].split(chr(10))[0]}")


@pytest.mark.parametrize("layout", ["android", "ios"])
def test_whatsapp_exports_read_back(english: SyntheticChat, tmp_path: Path, layout: Layout) -> None:
    path, refs = _write(english, tmp_path, layout)
    imported = read([path], ReadOptions(zone=ZoneInfo("Europe/Berlin")))
    assert imported.conversations[0].skipped == ()
    _assert_same(english, refs, imported.messages, media="android" in layout)


def test_telegram_exports_read_back(german: SyntheticChat, tmp_path: Path) -> None:
    path = tmp_path / "result.json"
    refs = write_telegram(german, path)
    imported = read([path], ReadOptions(zone=ZoneInfo("Europe/Berlin")))
    _assert_same(german, refs, imported.messages, media=False)
    quotes = imported.messages["reply_to"].drop_nulls()
    assert quotes.len() > 100
    assert imported.messages["reactions"].list.len().sum() > 500


def _assert_same(chat: SyntheticChat, refs: tuple[str | None, ...], messages: pl.DataFrame, *, media: bool) -> None:
    """Assert that the messages read are those written; one app's export has one placeholder for all media."""
    kind = pl.col("kind").cast(pl.String)
    if media:
        kind = pl.when(kind.is_in(["image", "video", "audio", "sticker", "gif"])).then(pl.lit("media")).otherwise(kind)
    expected = chat.table().with_columns(pl.Series("ref", refs), kind.alias("kind")).filter(pl.col("ref").is_not_null())
    columns = ["ref", pl.col("sender").cast(pl.String), "text", pl.col("kind").cast(pl.String)]
    assert expected.select(columns).equals(messages.select(columns))
    step = "1m" if media else "1s"
    assert expected["sent_at"].dt.truncate(step).equals(messages["sent_at"].dt.truncate(step))


def test_telegram_entries_are_as_the_app_writes_them(german: SyntheticChat, tmp_path: Path) -> None:
    path = tmp_path / "result.json"
    refs = write_telegram(german, path)
    document: dict[str, Any] = json.loads(path.read_text("utf-8"))
    assert list(document) == ["name", "type", "id", "messages"]
    entries = document["messages"]
    assert [f"m{entry['id']}" for entry in entries] == [ref for ref in refs if ref]
    assert {type(entry["text"]) for entry in entries} == {str, list}
    assert path.read_bytes().startswith(b'{\n "name": "Jule",\n "type": "personal_chat",\n')
    for entry in entries[:500]:
        local = datetime.fromisoformat(entry["date"]).replace(tzinfo=ZoneInfo("Europe/Berlin"))
        assert int(entry["date_unixtime"]) == int(local.timestamp())


def test_exports_are_the_same_bytes_every_time(english: SyntheticChat, tmp_path: Path) -> None:
    first, second = tmp_path / "a.zip", tmp_path / "b.zip"
    write_whatsapp(english, first, "ios")
    write_whatsapp(english, second, "ios")
    assert first.read_bytes() == second.read_bytes()
