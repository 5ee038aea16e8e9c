"""Reading WhatsApp's .txt: this reader against four others, and against only reading and decoding the file.

    python bench/parse.py [10000 100000 1000000]

Chats are invented. The others are installed into an environment of their own, in the user's cache folder. Every
reading runs in a process of its own, turn by turn, so that all share the machine's mood; the median of three counts,
and readers that need longer than 10 s run once. Seconds are without imports, memory is the process's peak. The table
goes to `docs/parsing.md`, between its two marks.
"""

from __future__ import annotations

import json
import os
import random
import statistics
import subprocess
import sys
import tempfile
import venv
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

HERE = Path(__file__).resolve().parent
PAGE = HERE.parent / "docs" / "parsing.md"
CACHE = Path(os.environ.get("XDG_CACHE_HOME", Path.home() / ".cache")) / "unlike-bench"
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


def ours() -> list[Reader]:
    """What runs in this environment."""
    imports = "import polars\nfrom pathlib import Path\nfrom zoneinfo import ZoneInfo\nfrom unlike.readers import *"
    run = "table = read([Path(path)], ReadOptions(ZoneInfo('Europe/Berlin'))).messages"
    bare = "with open(path, 'rb') as file:\n    text = file.read().decode()"
    return [
        script(BARE, sys.executable, "", bare, "0"),
        script(OURS, sys.executable, imports, run, "table.height"),
    ]


def peers() -> list[Reader]:
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


def american(at: datetime) -> str:
    half = "PM" if at.hour > 11 else "AM"
    return f"{at.month}/{at.day}/{at:%y}, {at.hour % 12 or 12}:{at.minute:02d}\u202f{half} - "


STYLES = {"Android": android, "iPhone": iphone, "AM/PM": american}


def write(path: Path, size: int, style: str) -> None:
    """An invented chat of so many messages: files in 2 of 100, two lines in 3, an emoji in 10."""
    chance, at = random.Random(1), datetime(2016, 1, 4, 8)  # noqa: DTZ001 - a wall clock
    left_out = "\u200eimage omitted" if style == "iPhone" else "<Media omitted>"
    with path.open("w", encoding="utf-8") as file:
        for _ in range(size):
            at += timedelta(seconds=chance.expovariate(1 / 300))
            text = " ".join(chance.choices(WORDS.split(), k=chance.randint(1, 18)))
            what = chance.random()
            if what < 0.02:
                text = left_out
            elif what < 0.05:
                text += f"\nand {text}"
            elif what < 0.15:
                text += " 😂"
            file.write(f"{STYLES[style](at)}{chance.choice(['Rosa Klein', 'Imke'])}: {text}\n")


def measure(readers: list[Reader], path: Path) -> dict[str, tuple[float, float, int]]:
    """Median seconds, peak MiB, and the messages found, by reader."""
    found: dict[str, list[list[float]]] = {reader.name: [] for reader in readers}
    for _ in range(ROUNDS):
        for reader in readers:
            runs = found[reader.name]
            if not runs or runs[0][0] < SLOW:
                done = subprocess.run([*reader.command, str(path)], capture_output=True, check=True, cwd=CACHE)
                runs.append(json.loads(done.stdout.splitlines()[-1]))
    return {
        name: (statistics.median(run[0] for run in runs), max(run[1] for run in runs), int(runs[0][2]))
        for name, runs in found.items()
    }


def rows(size: int, style: str, readers: list[Reader]) -> list[str]:
    """The table's rows for one file; ratios are this reader's speed over the row's."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "WhatsApp Chat with Imke.txt"
        write(path, size, style)
        megabytes = path.stat().st_size / 2**20
        found = measure(readers, path)
    mine = found[OURS]
    assert mine[2] == size, "not every message was found"
    return [
        f"| {size:,} | {style} | {name} | {seconds:.3f} | {size / seconds:,.0f} | {seconds / mine[0]:.2f} "
        f"| {peak:.0f} | {peak / megabytes:.1f} | {count or ''} |"
        for name, (seconds, peak, count) in found.items()
    ]


HEAD = [
    "| messages | style | reader | seconds | messages/s | times unlike's | peak, MiB | peak / file | found |",
    "|---|---|---|---|---|---|---|---|---|",
]


def main(sizes: list[int]) -> None:
    """All rows, shown as they come, then put into the page."""
    lines = list(HEAD)
    every = [*ours(), *peers()]
    for size in sizes:
        lines += rows(size, "Android", every)
        print("\n".join(lines[-len(every) :]), flush=True)
    for style in ("iPhone", "AM/PM"):
        lines += rows(max(sizes), style, ours())
        print("\n".join(lines[-2:]), flush=True)
    before, _, rest = PAGE.read_text(encoding="utf-8").partition("<!-- table -->")
    _, _, after = rest.partition("<!-- end -->")
    table = "\n".join(lines)
    PAGE.write_text(f"{before}<!-- table -->\n{table}\n<!-- end -->{after}", encoding="utf-8")


if __name__ == "__main__":
    main([int(size) for size in sys.argv[1:]] or [10_000, 100_000, 1_000_000])
