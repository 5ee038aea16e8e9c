"""Processor seconds of `unlike check` from the library: made anew, unchanged, and after a month more.

    python -m bench.reading.library_answers [--rows 120000]

The chat is invented, ten years of two people. `unlike list` needs the same start and the same key, and no more.
"""

from __future__ import annotations

import argparse
import os
import resource
import subprocess
import sys
import tempfile
from datetime import timedelta
from pathlib import Path

from bench.reading.library import PASSPHRASE, START, chat
from bench.reading.library_kills import PAGE
from bench.shared.measurement_page import write_section

ROUNDS = 3
MONTH_ROWS = 1_000


def write_text(path: Path, rows: int, messages: list[tuple[str, str, str]]) -> None:
    """An Android export of the first messages."""
    path.parent.mkdir(exist_ok=True)
    lines = (f"{moment} - {sender}: {text}\n" for moment, sender, text in messages[:rows])
    path.write_text("".join(lines), "utf-8")


def messages_of(rows: int) -> list[tuple[str, str, str]]:
    """Wall clock, sender and text; 44 minutes apart on average, so that ten years are 120,000."""
    table = chat("Rosa", rows, 1).messages
    moments = [START + 2.93 * (moment - START) for moment in table["sent_at"]]
    assert timedelta(0) <= moments[-1] - START
    texts = zip(moments, table["sender"].cast(str), table["text"], strict=True)
    return [(f"{moment:%d/%m/%Y, %H:%M}", sender, text) for moment, sender, text in texts]


def seconds(data: Path, *arguments: str) -> float:
    """Processor seconds of a command."""
    reading, writing = os.pipe()
    os.write(writing, f"{PASSPHRASE}\n".encode())
    os.close(writing)
    environment = {**os.environ, "XDG_DATA_HOME": str(data), "UNLIKE_PASSPHRASE_FD": str(reading)}
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    command = [sys.executable, "-m", "unlike", *arguments]
    subprocess.run(command, env=environment, pass_fds=[reading], check=True, stdout=subprocess.DEVNULL)
    os.close(reading)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def table(rows: int) -> str:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        name_of_chat = "WhatsApp Chat with Rosa.txt"
        messages = messages_of(rows + MONTH_ROWS)
        owner = ("--me", "Imke", "--timezone", "Europe/Berlin")
        write_text(folder / "older" / name_of_chat, rows, messages)
        write_text(folder / "newer" / name_of_chat, rows + MONTH_ROWS, messages)
        seconds(folder, "add", str(folder / "older" / name_of_chat), *owner)
        anew = seconds(folder, "check")
        unchanged = min(seconds(folder, "check") for _ in range(ROUNDS))
        start = min(seconds(folder, "list") for _ in range(ROUNDS))
        added = seconds(folder, "add", str(folder / "newer" / name_of_chat), *owner)
        month = seconds(folder, "check")
    return "\n".join(
        [
            "## Answers",
            "",
            f"Processor seconds of whole commands, with start and key, on ten years of a chat ({rows:,} messages).",
            "An answer is stored beside its chats and made anew, all of it, where a chat, the question, a note or the",
            "program has changed.",
            "",
            "| `unlike list` | `unlike check`, made anew | unchanged | a month is added | made anew after that |",
            "|---|---|---|---|---|",
            f"| {start:.2f} | {anew:.2f} | {unchanged:.2f} | {added:.2f} | {month:.2f} |",
            "",
            f"Again: `python -m bench.reading.library_answers --rows {rows}`.",
        ]
    )


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, default=120_000)
    text = table(parser.parse_args().rows)
    print(text)
    write_section("answers", text, PAGE)
