"""Seconds and memory of reading Telegram's result.json, beside `json.load` and a Python loop into the same table.

    python -m bench.reading.telegram_speed [100000 1000000]

Chats are invented. Every reading runs in a process of its own, turn by turn, so that all share the machine's mood; the
best of the rounds counts. Seconds are without imports, memory is the process's peak.
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import polars as pl

from unlike.messages import conform, join
from unlike.readers import ReadOptions, read

ROUNDS = 3
WORDS = (
    "yes",
    "no",
    "maybe",
    "okay",
    "tomorrow",
    "call",
    "train",
    "late",
    "😂",
    "haha",
    "danke",
    "schön",
    "кот",
    "дом",
    "film",
)
PEOPLE = (("Mira Voss", "user4400001"), ("Jonas Reh", "user4400002"))
LEFT_OUT = "(File not included. Change data exporting settings to download.)"
MEDIA = {"sticker": "sticker", "animation": "gif", "voice_message": "audio", "video_file": "video"}


def entry(chance: random.Random, number: int, at: int) -> dict[str, Any]:
    """One message as Telegram Desktop writes it."""
    name, account = PEOPLE[chance.random() < 0.5]
    message: dict[str, Any] = {"id": number, "type": "message", "date": "2020-01-01T00:00:00", "date_unixtime": str(at)}
    if chance.random() < 0.03:
        message |= {"edited": "2020-01-01T00:01:00", "edited_unixtime": str(at + 30)}
    message |= {"from": name, "from_id": account}
    if chance.random() < 0.1:
        message["reply_to_message_id"] = max(1, number - chance.randint(1, 20))
    text: str | list[object] = " ".join(chance.choices(WORDS, k=1 + int(chance.expovariate(1 / 6))))
    draw = chance.random()
    if draw < 0.04:
        message |= {"photo": LEFT_OUT, "photo_file_size": 12345, "width": 960, "height": 1280}
    elif draw < 0.07:
        message |= {"file": LEFT_OUT, "media_type": "sticker", "sticker_emoji": "😂", "width": 512, "height": 512}
        text = ""
    elif draw < 0.11:
        text = [text, {"type": "link", "text": "https://example.org/a"}, ""]
    message |= {"text": text, "text_entities": [{"type": "plain", "text": text}] if text else []}
    if chance.random() < 0.06:
        recent = [{"from": name, "from_id": account, "date": "2020-01-01T00:02:00"}]
        message["reactions"] = [{"type": "emoji", "count": 1, "emoji": "❤", "recent": recent}]
    return message


def write(path: Path, size: int) -> None:
    """An invented chat of so many messages."""
    chance, at = random.Random(7), 1_577_836_800
    with path.open("w", encoding="utf-8") as file:
        file.write('{\n "name": "Mira Voss",\n "type": "personal_chat",\n "id": 4400001,\n "messages": [\n')
        for number in range(1, size + 1):
            at += 1 + int(chance.expovariate(1 / 150))
            lines = json.dumps(entry(chance, number, at), ensure_ascii=False, indent=1).replace("\n", "\n  ")
            file.write(f"  {lines}" + (",\n" if number < size else "\n"))
        file.write(" ]\n}")


def loop(path: Path) -> pl.DataFrame:
    """What one writes first."""
    with path.open(encoding="utf-8") as file:
        chat = json.load(file)
    columns: dict[str, list[Any]] = {
        name: [] for name in ("sent_at", "sender", "text", "kind", "reply_to", "edited_at", "reactions", "ref")
    }
    for message in chat["messages"]:
        text = message["text"]
        if isinstance(text, list):
            text = "".join(part if isinstance(part, str) else part["text"] for part in text)
        reply, edited = message.get("reply_to_message_id"), message.get("edited_unixtime")
        media = MEDIA.get(message.get("media_type", ""), "image" if "photo" in message else "text")
        columns["sent_at"].append(datetime.fromtimestamp(int(message["date_unixtime"]), UTC))
        columns["sender"].append(message["from"])
        columns["text"].append(text or None)
        columns["kind"].append(media)
        columns["reply_to"].append(f"m{reply}" if reply else None)
        columns["edited_at"].append(datetime.fromtimestamp(int(edited), UTC) if edited else None)
        columns["reactions"].append(
            [
                {"emoji": reaction["emoji"], "sender": reacted["from"]}
                for reaction in message.get("reactions", ())
                for reacted in reaction["recent"]
            ]
        )
        columns["ref"].append(f"m{message['id']}")
    return join([conform(pl.DataFrame(columns), "telegram:personal_chat:4400001", "telegram")])


def unlike(path: Path) -> pl.DataFrame:
    """This reader, driver included."""
    return read([path], ReadOptions(ZoneInfo("UTC"))).messages


READERS = {"json.load and a loop": loop, "unlike": unlike}


def measure(reader: str, path: str) -> None:
    """One reading: seconds, peak MiB, and a mark of the table."""
    start = time.perf_counter()
    table = READERS[reader](Path(path))
    seconds = time.perf_counter() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    mark = table.with_columns(pl.col(pl.Categorical).cast(pl.String)).hash_rows(seed=1).sum()
    print(json.dumps([seconds, peak, table.height, mark]))


def main() -> None:
    """Print the table for `docs/measurements/reading-telegram.md`."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sizes", type=int, nargs="*", default=[100_000, 1_000_000])
    parser.add_argument("--read", nargs=2, metavar=("READER", "PATH"), help="one reading, in this process")
    options = parser.parse_args()
    if options.read:
        measure(*options.read)
        return
    print("| messages | file, MiB | reader | seconds | messages/s | peak, MiB | times as fast |")
    print("|---|---|---|---|---|---|---|")
    for size in options.sizes:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "result.json"
            write(path, size)
            rows(path, size)


def rows(path: Path, size: int) -> None:
    """The rows of one size."""
    runs_by_reader: dict[str, list[list[float]]] = {reader: [] for reader in READERS}
    for _ in range(ROUNDS):
        for reader in READERS:
            command = [sys.executable, "-m", "bench.reading.telegram_speed", "--read", reader, str(path)]
            runs_by_reader[reader].append(json.loads(subprocess.run(command, capture_output=True, check=True).stdout))
    marks = {tuple(run[2:]) for runs in runs_by_reader.values() for run in runs}
    assert len(marks) == 1, "the readers disagree about the table"
    slowest = min(run[0] for run in runs_by_reader["json.load and a loop"])
    for reader, runs in runs_by_reader.items():
        seconds, peak = min(run[0] for run in runs), max(run[1] for run in runs)
        print(
            f"| {size:,} | {path.stat().st_size / 2**20:.0f} | {reader} | {seconds:.2f} | {size / seconds:,.0f} "
            f"| {peak:.0f} | {slowest / seconds:.1f} |"
        )


if __name__ == "__main__":
    main()
