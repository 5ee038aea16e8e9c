from __future__ import annotations

from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from unlike.readers import Import, ReadOptions, read

OPTIONS = ReadOptions(ZoneInfo("Europe/Berlin"), "dmy")
GAPS = (
    "\u00a0",
    "\u202f",
    "\u2009",
    "\u3000",
    "\t",
    "",
    "\u200e ",
    "\u200f ",
    " \u200f",
    "\u2069 ",
    "\ufeff ",
    "\u061c\u00a0",
)
DATES = {
    "WhatsApp Chat with Ines.txt": "{day:02}/06/2024, 10:0{day} - ",
    "_chat.txt": "[{day:02}.06.24, 10:0{day}:33] ",
}


def chat(name: str, gap: str, colon: str, unspaced_days: range) -> str:
    """A chat in which what stands behind senders of some days is another."""
    lines = []
    for day in range(1, 8):
        for sender in ("Ines", "Tom Ahl"):
            between = colon + gap if day in unspaced_days else ": "
            lines.append(f"{DATES[name].format(day=day)}{sender}{between}hallo {day}\nand more\n")
    return "".join(lines)


def imported(name: str, text: str, folder: Path) -> Import:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return read([path], OPTIONS)


@pytest.mark.parametrize("name", DATES)
@pytest.mark.parametrize("gap", GAPS)
@pytest.mark.parametrize("colon", [":", "\uff1a"])
@pytest.mark.parametrize("days", [range(3, 4), range(1, 8)])
def test_whatever_stands_behind_a_name_it_is_the_sender_s(
    name: str, gap: str, colon: str, days: range, tmp_path: Path
) -> None:
    expected = imported(name, chat(name, " ", ":", range(0)), tmp_path).messages
    found = imported(name, chat(name, gap, colon, days), tmp_path).messages
    assert found.select("sent_at", "sender", "text").rows() == expected.select("sent_at", "sender", "text").rows()


@pytest.mark.parametrize("line", ["Ines left", "https://example.org", "Messages are encrypted:now", "10:30"])
def test_a_line_of_the_app_stays_one(line: str, tmp_path: Path) -> None:
    name = "WhatsApp Chat with Ines.txt"
    text = chat(name, " ", ":", range(0)) + f"08/06/2024, 10:00 - {line}\n"
    messages = imported(name, text, tmp_path).messages
    assert messages.filter(messages["kind"] == "system").height == 1
