# ruff: noqa: S311 - seeds, not secrets
from __future__ import annotations

import random
import time
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from unlike.readers import ReadOptions, read
from unlike.readers.formats import text_lines
from unlike.readers.formats.mixed_line_ends import header_shapes, with_line_ends

OPTIONS = ReadOptions(ZoneInfo("UTC"))
ENDS = ("\n", "\r\n", "\r", "\x0b", "\x0c", "\x85", "\u2028", "\u2029")
WORDS = ("Good morning, how was it?", "fine", "shall we meet at 12:30?", "Übermorgen 👍", "see\u2028you", "ok")

FORMS = {
    "viber.txt": "{day}/02/2024, 10:{minute:02}:11,{name},+491234567{n},{words}",
    "2024-02-01 10.00.00 Talk/meeting_saved_chat.txt": "10:{minute:02}:11\t From  {name} to  Everyone:\t{words}",
    "element.txt": "Feb {day}, 2024, 10:{minute:02}:11 AM - {name}: {words}",
    "#talk.log": "2024-02-{day} 10:{minute:02}:11 <{name}> {words}",
    "table.csv": "2024-02-{day} 10:{minute:02}:11,{name},{words!r}",
    "WhatsApp Chat mit Rosa.txt": "{day}.02.24, 10:{minute:02} - {name}: {words}",
}


def chat(form: str, number: int, rng: random.Random) -> list[tuple[str, str]]:
    """Lines and the words in each."""
    lines = []
    for n in range(number):
        words = rng.choice(WORDS)
        name = ("Imke", "Rosa")[n % 2]
        shown = words if "{words!r}" not in form else words.replace(",", "")
        line = form.replace("{words!r}", '"{words}"')
        lines.append((line.format(day=14 + n // 60, minute=n % 60, name=name, n=n % 2, words=shown), shown))
    return lines


@pytest.mark.parametrize("name", FORMS)
@pytest.mark.parametrize("seed", range(6))
def test_no_message_is_swallowed_by_a_line_that_ends_otherwise(tmp_path: Path, name: str, seed: int) -> None:
    rng = random.Random(seed)
    lines = chat(FORMS[name], 40, rng)
    head = "timestamp,sender,text\n" if name.endswith(".csv") else ""
    text = head + "".join(line + rng.choice(ENDS) for line, _ in lines)
    path = tmp_path / name
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(text.encode())
    messages = read([path], OPTIONS).messages
    assert messages["text"].to_list() == [words for _, words in lines]
    assert messages["sender"].to_list() == ["Imke", "Rosa"] * 20


@pytest.mark.parametrize("size", [1, 7, 64, 300, 1_000])
def test_the_edges_of_blocks_change_nothing(tmp_path: Path, size: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(text_lines, "BLOCK_BYTES", size)
    lines = chat(FORMS["element.txt"], 30, random.Random(size))
    path = tmp_path / "element.txt"
    path.write_bytes("".join(line + ENDS[n % len(ENDS)] for n, (line, _) in enumerate(lines)).encode())
    assert read([path], OPTIONS).messages["text"].to_list() == [words for _, words in lines]


@pytest.mark.parametrize("words", ["12:30 at the bridge", "in May", "1.2.24", "", "> 10:01 you wrote"])
def test_a_sign_within_words_stays(words: str) -> None:
    text = f"2024-02-14 10:00:11 <Imke> one\n2024-02-14 10:01:11 <Rosa> two\u2028{words}\n"
    assert with_line_ends(text.encode(), header_shapes(text)).decode() == text


def test_many_signs_cost_little() -> None:
    block = ("10:00:11\t From Imke:\n" + "words\u2028" * 200_000).encode()
    start = time.process_time()
    with_line_ends(block, header_shapes(block.decode()))
    assert time.process_time() - start < 5
