"""Headers that lost a part, within the text of another message: their sender's name gives them away."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from corpus_folders import short_chat
from unlike.api import read
from unlike.synthetic import write_whatsapp

LOSSES: dict[str, Callable[[str], str]] = {
    "sign": lambda line: line.replace(" - ", "  ", 1),
    "blanks": lambda line: line.replace(" - ", "-", 1),
    "columns": lambda line: line.replace(", ", ";", 1).replace(" - ", ";", 1).replace(": ", ";", 1),
    "year": lambda line: re.sub(r"^(\d+/\d+)/\d{4}", r"\1", line),
    "time": lambda line: re.sub(r"^(\S+), \d+:\d+", r"\1", line),
    "date": lambda line: re.sub(r"^\S+, ", "", line),
    "order": lambda line: re.sub(r"^(\S+), (\S+) - (\w+): ", r"\3 (\1 \2): ", line),
    "day": lambda line: re.sub(r"^\d+/\d+", "45/45", line),
    "digit of the day": lambda line: re.sub(r"^\d+/", "1Z/", line),
    "digit of the month": lambda line: re.sub(r"^(\d+/\d*)\d/", r"\1Z/", line),
    "digit of the year": lambda line: re.sub(r"^(\d+/\d+/\d\d)\d", r"\1Z", line),
    "digit of the hour": lambda line: re.sub(r"^(\S+, \d*)\d:", r"\1Z:", line),
    "sign before it": lambda line: f"?{line}",
    "letter before it": lambda line: f"Z{line}",
    "letters before it": lambda line: f"12:30 Zz{line}",
    "first digit": lambda line: re.sub(r"^\d", "Z", line),
    "digit of the minute": lambda line: re.sub(r"^(\S+, \d+:)\d", r"\1Z", line),
}


@pytest.mark.parametrize("lost", LOSSES)
def test_messages_that_lost_a_part_of_their_header_are_counted(lost: str, tmp_path: Path) -> None:
    chat, dice = short_chat(5), random.Random(4)  # noqa: S311 - which lines, no secret
    path = tmp_path / f"WhatsApp Chat with {chat.other}.txt"
    write_whatsapp(chat, path)
    lines = path.read_text("utf-8").splitlines()
    broken = {at for at in range(10, len(lines)) if dice.random() < 0.3}
    written = [LOSSES[lost](line) if at in broken else line for at, line in enumerate(lines)]
    path.write_text("\n".join(written) + "\n", "utf-8")
    of_people = sum(" - " in lines[at] and ": " in lines[at] for at in broken)
    coverage = read(path).conversations[0].coverage
    assert of_people * 0.98 <= coverage.doubtful <= len(broken)


@pytest.mark.parametrize(
    "text",
    ["1. {name}: salad", "{name}: bread", "- {name} 12", "{name} 10:30 dentist", "2x {name}", "2x 1b {name}: tea"],
)
def test_lists_with_names_are_words(text: str, tmp_path: Path) -> None:
    path = tmp_path / "WhatsApp Chat with Rosa.txt"
    lines = [
        f"13/10/2025, 10:{minute:02} - {name}: who brings what?" for minute, name in enumerate(("Rosa", "Imke") * 4)
    ]
    path.write_text("\n".join([*lines, text.format(name="Rosa"), text.format(name="Imke")]) + "\n", "utf-8")
    conversation = read(path).conversations[0]
    assert (conversation.coverage.messages, conversation.coverage.doubtful) == (8, 0)
