"""Seconds of processor and memory of reading an export, beside other programs that read the same file, in one run.

    python -m bench.reading.peers [--sizes 38851 200000] [--rounds 5] [--peers FOLDER]
        [--only TITLE]

Exports are invented. Programs are run one after the other, round by round, each reading in a process of its own; one
that took five times as long as this reader in each of two rounds is not run again.
Seconds are those of all its threads, without imports; memory is the process's peak. FOLDER, or UNLIKE_PEERS, is where
the others are installed, see bench/reading/peer_programs.py; one that is missing there has a row that says so. Writes
a section for each export of docs/measurements/reading-beside-others.md.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from bench.reading import telegram_speed, whatsapp_speed
from bench.reading.android_database import write_database
from bench.reading.decoded_exports import write_signal_folder, write_sms_backup
from bench.reading.peer_programs import (
    DATABASE,
    DECODERS,
    FETCH,
    LOOP,
    OURS,
    PROGRAMS,
    SIGNAL,
    SMS,
    TELEGRAM,
    WHATSAPP,
    ReadingProgram,
)
from bench.shared.measurement_page import write_section
from bench.shared.paths import CACHE, MEASUREMENTS, ROOT

PAGE = MEASUREMENTS / "reading-beside-others.md"
SIZES, ROUNDS, TIME_LIMIT_SECONDS = (38_851, 200_000), 5, 300
SLOW_ROUNDS, SLOW_RATIO = 2, 5.0
"""So many rounds of being so many times as slow as this reader are enough to know that."""
LOOP_GOAL, DATABASE_GOAL, DECODER_GOAL = 5.0, 200_000, 1.5
"""How many times as fast as `json.load` and a loop this reader should be; messages a second from a
database; how many times as long as their decoder alone an encrypted database and XML may take."""
HEAD = """
| program | gives | messages read | rounds | seconds, median | fastest | times unlike's | messages/s | peak, MiB |
|---|---|---|---|---|---|---|---|---|
""".strip()


EXPORTS: tuple[tuple[str, str, str, Callable[[Path, int], None]], ...] = (
    ("WhatsApp, Android", WHATSAPP, "WhatsApp Chat with Imke.txt", partial(whatsapp_speed.write, style="Android")),
    (
        "WhatsApp, iPhone",
        WHATSAPP,
        "WhatsApp Chat with Imke.txt",
        partial(whatsapp_speed.write, style="iPhone, British"),
    ),
    ("Telegram", TELEGRAM, "result.json", telegram_speed.write),
    ("WhatsApp's database, Android", DATABASE, "msgstore.db", write_database),
    ("Signal Desktop", SIGNAL, "Signal", write_signal_folder),
    ("SMS", SMS, "sms-20260101.xml", write_sms_backup),
)
"""Title, format, file name and writer of each export."""


@dataclass(slots=True)
class Runs:
    """What a program needed for one file, round by round.

    Attributes:
        seconds: of processor.
        peak: most memory, MiB.
        count: messages it returned.
        failure: the last line of what it said instead.
    """

    seconds: list[float] = field(default_factory=list)
    peak: float = 0.0
    count: int = 0
    failure: str | None = None

    def add(self, command: list[str], folder: Path) -> None:
        """Run a program once more, unless it failed before."""
        if self.failure is not None:
            return
        try:
            run = subprocess.run(
                command, check=False, capture_output=True, text=True, cwd=folder, timeout=TIME_LIMIT_SECONDS
            )
        except subprocess.TimeoutExpired:
            self.failure = f"needs more than {TIME_LIMIT_SECONDS} s"
            return
        if run.returncode:
            said = [line for line in run.stderr.splitlines() if "Error" in line] or ["stops without a word"]
            self.failure = said[-1].strip()[:100].replace("|", "/")
            return
        seconds, peak, count = json.loads(run.stdout.splitlines()[-1])
        self.seconds.append(seconds)
        self.peak, self.count = max(self.peak, peak), int(count)


def measure(file_format: str, path: Path, folder: Path, rounds: int) -> dict[ReadingProgram, Runs | None]:
    """Runs of every program that reads the format; None where it is not installed."""
    programs = [program for program in PROGRAMS if file_format in program.scripts]
    runs = {program: None if program.version(folder) is None else Runs() for program in programs}
    own = next(measured for program, measured in runs.items() if program.name == OURS)
    for number in range(rounds):
        for program, measured in runs.items():
            if measured is None or own is None or (number >= SLOW_ROUNDS and is_slow(measured, own)):
                continue
            place = ROOT if program.registry == "own" else folder
            measured.add([*program.command(file_format, folder), str(path)], place)
    return runs


def is_slow(measured: Runs, own: Runs) -> bool:
    """Whether a program needed so much more than this reader that further rounds would say nothing new."""
    return bool(measured.seconds) and min(measured.seconds) > SLOW_RATIO * max(own.seconds)


def table(runs: dict[ReadingProgram, Runs | None], size: int, folder: Path) -> Iterator[str]:
    """The lines of one export's table."""
    yield HEAD
    own = next(measured for program, measured in runs.items() if program.name == OURS)
    if own is None or own.count != size:
        raise SystemExit(f"This reader did not return all of {size:,} messages: {own}")
    own_median = statistics.median(own.seconds)
    for program, measured in runs.items():
        name = f"{program.name} {program.version(folder) or ''}".strip()
        if measured is None or not measured.seconds:
            reason = "not installed" if measured is None else measured.failure
            yield f"| {name} | {program.gives} | {reason} | – | – | – | – | – | – |"
            continue
        median = statistics.median(measured.seconds)
        yield (
            f"| {name} | {program.gives} | {measured.count:,} | {len(measured.seconds)} | {median:.3f} "
            f"| {min(measured.seconds):.3f} | {median / own_median:.2f} | {measured.count / median:,.0f} "
            f"| {measured.peak:.0f} |"
        )


def verdict(runs: dict[ReadingProgram, Runs | None], size: int) -> str:
    """What the table says of this reader: who is faster, and whether the goal beside a loop is reached."""
    medians = {
        program.name: statistics.median(measured.seconds)
        for program, measured in runs.items()
        if measured is not None and measured.seconds and measured.count
    }
    own = medians[OURS]
    others = medians.keys() - {OURS, LOOP, FETCH, *DECODERS}
    faster = [name for name in medians if name in others and medians[name] < own]
    sentences = (
        [f"Faster than unlike: {', '.join(faster)}." if faster else "None is faster than unlike."] if others else []
    )
    if LOOP in medians:
        ratio = medians[LOOP] / own
        state = "reached" if ratio >= LOOP_GOAL else "**missed**"
        sentences.append(f"The goal of {LOOP_GOAL:.0f} times the speed of {LOOP} is {state}: {ratio:.1f} times.")
    if FETCH in medians:
        speed = size / own
        state = "reached" if speed >= DATABASE_GOAL else "**missed**"
        sentences.append(f"The goal of {DATABASE_GOAL:,} messages a second is {state}: {speed:,.0f}.")
    for name in set(DECODERS) & medians.keys():
        ratio = own / medians[name]
        state = "reached" if ratio <= DECODER_GOAL else "**missed**"
        sentences.append(f"The goal of {DECODER_GOAL} times its decoder alone is {state}: {ratio:.1f} times.")
    return " ".join(sentences)


def main() -> None:
    """Print every table as it comes, then write the section."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="*", default=SIZES)
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    parser.add_argument("--peers", type=Path, default=Path(os.environ.get("UNLIKE_PEERS", CACHE / "peers")))
    parser.add_argument("--only", choices=[title for title, *_ in EXPORTS], help="measure one export alone")
    options = parser.parse_args()
    folder = options.peers.absolute()
    for title, file_format, name, write in EXPORTS:
        if options.only and title != options.only:
            continue
        pieces = [f"## {title}"]
        for size in options.sizes:
            with tempfile.TemporaryDirectory() as scratch:
                path = Path(scratch) / name
                write(path, size)
                megabytes = sum(file.stat().st_size for file in (path, *path.rglob("*")) if file.is_file()) / 2**20
                runs = measure(file_format, path, folder, options.rounds)
            lines = "\n".join(table(runs, size, folder))
            pieces.append(f"{size:,} messages, {megabytes:.1f} MiB:\n\n{lines}\n\n{verdict(runs, size)}")
            print(title, pieces[-1], flush=True)
        pieces.append(f"Load at its end: {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores.")
        write_section(title, "\n\n".join(pieces), PAGE)


if __name__ == "__main__":
    main()
