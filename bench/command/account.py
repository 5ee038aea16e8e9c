"""A whole Telegram account of several hundred chats, from the shell: processor time and memory of `unlike check`.

    python -m bench.command.account [--chats 300] [--messages 273000] [--runs 3]

The chats are stretches of invented pairs under names of their own, their sizes log-normal: most of a few messages, some
of ten thousand. In one run with it, the same file is decoded by `json.load` and nothing else. Writes its section of
docs/measurements/start-up.md.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import resource
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np

from bench.command.start_up import AS_INSTALLED, PAGE
from bench.shared.measurement_page import write_section
from unlike.synthetic import STRONG, generate, random_world, write_telegram

SIZE_DEVIATION = 1.5
"""Standard deviation of the logarithm of a chat's messages."""
LARGEST = 20_000
SOURCES = 4
OWNER, OWNER_ID = "Imke", 700
LIMIT_SECONDS, LIMIT_MB = 20, 1_000
PEAK = "import atexit, sys; atexit.register(lambda: print(open('/proc/self/status').read(), file=sys.stderr)); "
"""Tells the peak of this process alone at its end: what the system counts at exit holds its parent's, too."""
DECODE = PEAK + "import json; json.load(open(sys.argv[1], encoding='utf-8'))"
CHECK = PEAK + "from unlike.cli import main; sys.exit(main(sys.argv[1:]))"


def entries_of_pairs(folder: Path) -> Iterator[list[dict[str, Any]]]:
    """Entries of a few invented pairs, as Telegram Desktop writes them, the owner's under one name and id."""
    for seed in range(SOURCES):
        chat, path = generate(random_world(26_000 + seed, STRONG)), folder / f"pair-{seed}.json"
        write_telegram(chat, path)
        entries: list[dict[str, Any]] = json.loads(path.read_text("utf-8"))["messages"]
        for entry in entries:
            for sender_key in ("from", "actor"):
                if entry.get(sender_key) == chat.owner:
                    entry |= {sender_key: OWNER, f"{sender_key}_id": f"user{OWNER_ID}"}
        yield entries


def write_account(folder: Path, chats: int, messages: int) -> int:
    """Write `result.json` of an account, and return the number of its entries."""
    rng = np.random.default_rng(26)
    sizes = rng.lognormal(0.0, SIZE_DEVIATION, chats)
    sizes = np.clip(sizes / sizes.sum() * messages, 3, LARGEST).astype(int)
    pairs = list(entries_of_pairs(folder))
    chat_objects = [_chat_object(number, int(size), pairs[number % SOURCES], rng) for number, size in enumerate(sizes)]
    owner_fields = {"user_id": OWNER_ID, "first_name": OWNER}
    document = {"about": "", "personal_information": owner_fields, "chats": {"about": "", "list": chat_objects}}
    (folder / "result.json").write_text(json.dumps(document, ensure_ascii=False), "utf-8")
    return sum(len(chat["messages"]) for chat in chat_objects)


def _chat_object(
    chat_number: int, size: int, entries: list[dict[str, Any]], rng: np.random.Generator
) -> dict[str, Any]:
    """One chat: every so many entries of a pair from somewhere on, the other person under a name of their own."""
    step = max(1, min(20, len(entries) // (2 * size)))
    start = int(rng.integers(0, max(1, len(entries) - size * step)))
    messages = []
    for number, entry in enumerate(entries[start : start + size * step : step], 1):
        copied_entry = {key: value for key, value in entry.items() if key != "reply_to_message_id"} | {"id": number}
        for sender_key in ("from", "actor"):
            if copied_entry.get(sender_key, OWNER) != OWNER:
                copied_entry |= {sender_key: f"Friend {chat_number}", f"{sender_key}_id": f"user{5_000 + chat_number}"}
        messages.append(copied_entry)
    return {"name": f"Friend {chat_number}", "type": "personal_chat", "id": 5_000 + chat_number, "messages": messages}


def run_cost(arguments: list[str]) -> tuple[float, float]:
    """Processor seconds and peak memory in MB of one run, which must end well."""
    usage_before = resource.getrusage(resource.RUSAGE_CHILDREN)
    process = subprocess.run([sys.executable, *arguments], env=AS_INSTALLED, capture_output=True, text=True, check=True)
    usage_after = resource.getrusage(resource.RUSAGE_CHILDREN)
    peak = re.search(r"VmHWM:\s+(\d+)", process.stderr)
    assert peak is not None
    return usage_after.ru_utime + usage_after.ru_stime - usage_before.ru_utime - usage_before.ru_stime, int(
        peak[1]
    ) / 1024


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--chats", type=int, default=300)
    parser.add_argument("--messages", type=int, default=273_000)
    parser.add_argument("--runs", type=int, default=3)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "result.json"
        number = write_account(path.parent, options.chats, options.messages)
        check = ["-W", "error", "-c", CHECK, "check", str(path), "--timezone", "Europe/Berlin"]
        run_cost(["-c", CHECK, "check", "--help"])  # compiles what is not yet
        commands = {"`json.load` alone": ["-c", DECODE, str(path)], "`unlike check`": check}
        costs = {label: [run_cost(command) for _ in range(options.runs)] for label, command in commands.items()}
        size = path.stat().st_size / 1e6
    rows = ["| | processor, s, median | fastest | peak, MB | limit |", "|---|---|---|---|---|"]
    for label, runs in costs.items():
        seconds, memory = zip(*runs, strict=True)
        limit = f"{LIMIT_SECONDS} s, {LIMIT_MB:,} MB" if "check" in label else "–"
        cells = f"{statistics.median(seconds):.1f} | {min(seconds):.1f} | {max(memory):,.0f} | {limit}"
        rows.append(f"| {label} | {cells} |")
    text = [
        "## A whole account",
        f"Telegram's export of {options.chats} chats with {number:,} messages, {size:,.0f} MB, as one table:",
        "\n".join(rows),
        f"{options.runs} runs, load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores; a warning is an error in them.",
        f"Again: `python -m bench.command.account --runs {options.runs}`.",
    ]
    write_section("account", "\n\n".join(text), PAGE)


if __name__ == "__main__":
    main()
