"""Texts and lines of JSON that another program saved: their rows stay the same, whatever ends lines or stands above."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bench.reading.fuzz_seeds import SEEDS
from unlike.readers import ReadOptions
from unlike.readers.driver import read_results

Row = tuple[str, str | None, str | None]
TEXTS = [
    ("viber", "Ines.txt"),
    ("kakaotalk", "windows.txt"),
    ("line", "group.txt"),
    ("irc", "irssi.log"),
    ("imessage", "Ines.txt"),
    ("zoom", "2024-05-01 Rowers.txt"),
    ("matrix", "matrix - Lake - Chat Export - x.txt"),
    ("whatsapp", "german.txt"),
]
LINES = [(app, name) for app, seeds in SEEDS.items() for name in seeds if name.endswith(("jsonl", ".ndjson"))]
STARTS: dict[str, Callable[[bytes], bytes]] = {
    "mark": lambda content: b"\xef\xbb\xbf" + content,
    "marks": lambda content: b"\xef\xbb\xbf\xef\xbb\xbf" + content,
    "blank lines": lambda content: b"\n \n" + content,
}


def rows(path: Path, content: bytes) -> list[Row]:
    path.write_bytes(content)
    results = read_results([path], ReadOptions(ZoneInfo("UTC"), "dmy"))
    found: list[Row] = []
    for result in results:
        found += result.messages.select("kind", "sender", "text").rows()  # type: ignore[union-attr]  # no question
    return found


@pytest.mark.parametrize(("app", "name"), TEXTS)
@pytest.mark.parametrize("end", ["\u2028", "\u2029", "\x85", "\x0b", "\x0c"])
def test_lines_that_end_otherwise(app: str, name: str, end: str, tmp_path: Path) -> None:
    content = SEEDS[app][name].rstrip(b"\n")
    assert rows(tmp_path / name, content.replace(b"\n", end.encode())) == rows(tmp_path / name, content)


@pytest.mark.parametrize(("app", "name"), LINES)
@pytest.mark.parametrize("start", STARTS)
def test_what_stands_above_lines_of_json(app: str, name: str, start: str, tmp_path: Path) -> None:
    content = SEEDS[app][name]
    assert rows(tmp_path / Path(name).name, STARTS[start](content)) == rows(tmp_path / Path(name).name, content)
