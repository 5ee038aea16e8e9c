"""Texts and JSON that another program saved: their rows stay the same, whatever ends lines or stands above them."""

from __future__ import annotations

import codecs
from collections.abc import Callable
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from zoneinfo import ZoneInfo

import pytest

from bench.reading.fuzz_seeds import SEEDS
from unlike.errors import InputError
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
JSON = [(app, name) for app, seeds in SEEDS.items() for name in seeds if name.endswith((".json", ".js"))]
CODINGS = ("utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-be")
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


@cache
def rows_before(name: str, content: bytes) -> list[Row]:
    """Rows of an export before it is changed, read once for all the ways in which it is."""
    with TemporaryDirectory() as folder:
        return rows(Path(folder, name), content)


def number_of_messages(found: list[Row]) -> int:
    """How many rows people wrote."""
    return sum(kind != "system" for kind, _, _ in found)


@pytest.mark.parametrize(("app", "name"), TEXTS)
@pytest.mark.parametrize("end", ["\u2028", "\u2029", "\x85", "\x0b", "\x0c"])
def test_lines_that_end_otherwise(app: str, name: str, end: str, tmp_path: Path) -> None:
    content = SEEDS[app][name].rstrip(b"\n")
    assert rows(tmp_path / name, content.replace(b"\n", end.encode())) == rows_before(name, content)


@pytest.mark.parametrize(("app", "name"), LINES)
@pytest.mark.parametrize("start", STARTS)
def test_what_stands_above_lines_of_json(app: str, name: str, start: str, tmp_path: Path) -> None:
    name, content = Path(name).name, SEEDS[app][name]
    assert rows(tmp_path / name, STARTS[start](content)) == rows_before(name, content)


@pytest.mark.parametrize(("app", "name"), [*JSON, *LINES])
def test_json_in_other_encodings_and_below_marks(app: str, name: str, tmp_path: Path) -> None:
    path, content = tmp_path / Path(name).name, SEEDS[app][name]
    try:
        expected = rows(path, content)
    except InputError:
        pytest.skip("a part of a folder")
    texts = [content.decode(errors="replace").encode(coding) for coding in CODINGS]
    texts += [codecs.BOM_UTF8 * number + content for number in (1, 2, 3)]
    texts += [2 * codecs.BOM_UTF16_LE + content.decode(errors="replace").encode("utf-16-le")]
    for changed in texts:
        assert rows(path, changed) == expected, changed[:12]


@pytest.mark.parametrize(("app", "name"), TEXTS)
@pytest.mark.parametrize("end", ["\u2028", "\u2029", "\x85", "\x0b", "\x0c", "\r", "\r\n"])
def test_lines_of_which_some_end_otherwise(app: str, name: str, end: str, tmp_path: Path) -> None:
    content = SEEDS[app][name].rstrip(b"\n").replace(b"[12:05 AM]", "[오전 12:05]".encode())  # one style
    expected = number_of_messages(rows_before(name, content))
    lines = content.split(b"\n")
    for place in range(len(lines) - 1):
        ends = [end.encode() if number == place else b"\n" for number in range(len(lines) - 1)]
        changed = b"".join(line + after for line, after in zip(lines, [*ends, b""], strict=True))
        if end != "\r" or lines[place + 1]:  # else it is one end with the next
            assert number_of_messages(rows(tmp_path / name, changed)) == expected, lines[place : place + 2]
