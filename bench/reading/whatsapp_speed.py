"""Seconds and memory of reading WhatsApp's .txt, beside four other readers and beside only decoding the file.

    python -m bench.reading.whatsapp_speed [10000 100000 1000000]

Chats are invented. The others are installed into an environment of their own, in the user's cache folder. Every
reading runs in a process of its own, turn by turn, so that all share the machine's mood; the median of three counts,
and readers that need longer than 10 s run once. Seconds are without imports, memory is the process's peak. Writes
its section of docs/measurements/reading-whatsapp.md.
"""

from __future__ import annotations

import argparse
import json
import random
import statistics
import subprocess
import sys
import tempfile
import venv
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from bench.shared.measurement_page import write_section
from bench.shared.paths import CACHE, MEASUREMENTS

PAGE = MEASUREMENTS / "reading-whatsapp.md"
PYTHON_PEERS = ("whatstk==0.9.*", "chat-miner==0.6.*", "whatsapp-chat-analyzer==0.2.*", "pandas")
NODE_PEER = "whatsapp-chat-parser@4"
ROUNDS, SLOW = 3, 10.0
BARE, OURS = "read and decode only", "unlike"
WORDS = "the of and to in is you that it he was for on are as with his they at be this have from or one had by word but"

PYTHON = """
import json, resource, sys, time
path = sys.argv[1]
{imports}
start = time.perf_counter()
{run}
seconds = time.perf_counter() - start
print(json.dumps([seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, {count}]))
"""
NODE = """
import fs from "node:fs";
import {parseString} from "whatsapp-chat-parser";
const start = performance.now();
const messages = parseString(fs.readFileSync(process.argv[2], "utf8"));
const seconds = (performance.now() - start) / 1000;
console.log(JSON.stringify([seconds, process.resourceUsage().maxRSS / 1024, messages.length]));
"""


@dataclass(frozen=True)
class Reader:
    """One way to read: the interpreter, and what it runs."""

    name: str
    command: tuple[str, ...]


def script(name: str, python: str, imports: str, run: str, count: str) -> Reader:
    return Reader(name, (python, "-c", PYTHON.format(imports=imports, run=run, count=count)))


def own_readers() -> list[Reader]:
    """What runs in this environment."""
    imports = "import polars\nfrom pathlib import Path\nfrom zoneinfo import ZoneInfo\nfrom unlike.readers import *"
    run = "table = read([Path(path)], ReadOptions(ZoneInfo('Europe/Berlin'))).messages"
    bare = "with open(path, 'rb') as file:\n    text = file.read().decode()"
    return [
        script(BARE, sys.executable, "", bare, "0"),
        script(OURS, sys.executable, imports, run, "table.height"),
    ]


def other_readers() -> list[Reader]:
    """The other readers, installed where they are not yet."""
    python = CACHE / "venv" / "bin" / "python"
    if not python.exists():
        venv.create(CACHE / "venv", with_pip=True)
        subprocess.run([python, "-m", "pip", "install", "-q", *PYTHON_PEERS], check=True)
    if not (CACHE / "node_modules").exists():
        subprocess.run(["npm", "install", "--silent", "--prefix", CACHE, NODE_PEER], check=True)
    (CACHE / "read.mjs").write_text(NODE)
    miner = "reader = WhatsAppParser(path); reader.parse_file(); table = reader.parsed_messages.get_df(as_pandas=True)"
    return [
        Reader("whatsapp-chat-parser 4 (npm)", ("node", "--max-old-space-size=8192", str(CACHE / "read.mjs"))),
        script(
            "whatstk 0.9",
            str(python),
            "from whatstk import WhatsAppChat",
            "table = WhatsAppChat.from_source(filepath=path, max_size=None).df",
            "len(table)",
        ),
        script(
            "whatsapp-chat-analyzer 0.2",
            str(python),
            "import pandas\nfrom whatsapp_analyzer import parse_file",
            "table = parse_file(path)",
            "len(table)",
        ),
        script(
            "chat-miner 0.6",
            str(python),
            "import logging\nlogging.disable()\nfrom chatminer.chatparsers import WhatsAppParser",
            miner,
            "len(table)",
        ),
    ]


def android(at: datetime) -> str:
    return at.strftime("%d/%m/%Y, %H:%M - ")


def iphone(at: datetime) -> str:
    return at.strftime("[%d.%m.%y, %H:%M:%S] ")


def british(at: datetime) -> str:
    return at.strftime("[%d/%m/%Y, %H:%M:%S] ")


def american(at: datetime) -> str:
    half = "PM" if at.hour > 11 else "AM"
    return f"{at.month}/{at.day}/{at:%y}, {at.hour % 12 or 12}:{at.minute:02d}\u202f{half} - "


STYLES = {"Android": android, "iPhone": iphone, "iPhone, British": british, "AM/PM": american}


def write(path: Path, size: int, style: str) -> None:
    """An invented chat of so many messages: files in 2 of 100, two lines in 3, an emoji in 10."""
    chance, at = random.Random(1), datetime(2016, 1, 4, 8)  # noqa: DTZ001 - a wall clock
    left_out = "\u200eimage omitted" if style.startswith("iPhone") else "<Media omitted>"
    with path.open("w", encoding="utf-8") as file:
        for _ in range(size):
            at += timedelta(seconds=chance.expovariate(1 / 300))
            text = " ".join(chance.choices(WORDS.split(), k=chance.randint(1, 18)))
            draw = chance.random()
            if draw < 0.02:
                text = left_out
            elif draw < 0.05:
                text += f"\nand {text}"
            elif draw < 0.15:
                text += " 😂"
            file.write(f"{STYLES[style](at)}{chance.choice(['Rosa Klein', 'Imke'])}: {text}\n")


def measure(readers: list[Reader], path: Path) -> dict[str, tuple[float, float, int]]:
    """Median seconds, peak MiB, and the messages found, by reader."""
    runs_by_reader: dict[str, list[list[float]]] = {reader.name: [] for reader in readers}
    for _ in range(ROUNDS):
        for reader in readers:
            runs = runs_by_reader[reader.name]
            if not runs or runs[0][0] < SLOW:
                process = subprocess.run([*reader.command, str(path)], capture_output=True, check=True, cwd=CACHE)
                runs.append(json.loads(process.stdout.splitlines()[-1]))
    return {
        name: (statistics.median(run[0] for run in runs), max(run[1] for run in runs), int(runs[0][2]))
        for name, runs in runs_by_reader.items()
    }


def rows(size: int, style: str, readers: list[Reader]) -> list[str]:
    """The table's rows for one file; ratios are this reader's speed over the row's."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "WhatsApp Chat with Imke.txt"
        write(path, size, style)
        megabytes = path.stat().st_size / 2**20
        results = measure(readers, path)
    own_result = results[OURS]
    assert own_result[2] == size, "not every message was found"
    return [
        f"| {size:,} | {style} | {name} | {seconds:.3f} | {size / seconds:,.0f} | {seconds / own_result[0]:.2f} "
        f"| {peak:.0f} | {peak / megabytes:.1f} | {count or ''} |"
        for name, (seconds, peak, count) in results.items()
    ]


HEAD = [
    "| messages | style | reader | seconds | messages/s | times unlike's | peak, MiB | peak / file | found |",
    "|---|---|---|---|---|---|---|---|---|",
]


def main() -> None:
    """Print all rows as they come, then write them into the page."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sizes", type=int, nargs="*", default=[10_000, 100_000, 1_000_000])
    sizes = parser.parse_args().sizes
    lines = list(HEAD)
    readers = [*own_readers(), *other_readers()]
    for size in sizes:
        lines += rows(size, "Android", readers)
        print("\n".join(lines[-len(readers) :]), flush=True)
    for style in ("iPhone", "AM/PM"):
        lines += rows(max(sizes), style, own_readers())
        print("\n".join(lines[-2:]), flush=True)
    write_section("whatsapp_speed", "\n".join(lines), PAGE)


if __name__ == "__main__":
    main()
