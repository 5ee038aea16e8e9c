"""Seconds from the drop of a file of a million messages to the first answer of the page, stage by stage.

    python -m bench.page.first_answer [messages] [--beside FOLDER] [--whole]

The chat is that of `bench.page.page_speed`: two people, ten years. The workspace of the page reads and
studies it in a process of its own, which has loaded what `unlike open` loads before there is an export, and every
change of its progress is noted. With `--beside`, the code of another
checkout is measured turn by turn with this one. Processor seconds are those of all threads: they, and not the seconds
on the clock, can be compared on a machine that is busy. Writes its section of docs/measurements/page-speed.md.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from datetime import timedelta
from pathlib import Path

from bench.page.page_speed import TO, chat
from bench.shared.invented_pairs import ZONE
from bench.shared.measurement_page import write_section
from bench.shared.paths import ROOT
from unlike.core.time_zones import find_zone
from unlike.readers.preload import preload_readers
from unlike.synthetic import demo
from unlike.web.early_answer import early_answer
from unlike.web.session import Session, Workspace

ROUNDS = 3
STAGES = {
    "ready": "the file is copied",
    "0": "read",
    "1": "measured",
    "2": "compared, and words of harm looked for",
    "3": "what the two share",
    "4": "reasons",
}
"""What is done while the progress of the page tells of each step."""
FIRST, ALL = "**the first answer**", "**everything**"
Marks = dict[str, tuple[float, float]]
"""Seconds on the clock and processor seconds of each stage, and until the first answer."""


class Stopwatch:
    """Seconds on the clock and processor seconds, from one mark to the next."""

    def __init__(self) -> None:
        self.marks: Marks = {}
        self._begin = (time.perf_counter(), time.process_time())
        self._last = self._begin

    def mark(self, name: str) -> None:
        """End a stage."""
        now = (time.perf_counter(), time.process_time())
        self.marks[name] = (now[0] - self._last[0], now[1] - self._last[1])
        self._last = now

    def mark_whole(self, name: str) -> None:
        """Note the seconds since the beginning."""
        self.marks[name] = (time.perf_counter() - self._begin[0], time.process_time() - self._begin[1])


def child(path: Path, *, whole: bool) -> Marks:
    """Read and study a chat as the page does, up to the first answer or to the end."""
    preload_readers().join()
    watch = Stopwatch()
    zone, today, step = find_zone(ZONE), demo()[0].end + timedelta(1), 0
    assert zone is not None
    with tempfile.TemporaryDirectory() as folder:
        dropped = Path(shutil.copy(path, folder))
        workspace = Workspace(Session(zone, lambda: today, paths=(dropped,), owner="Imke"))
        watch.mark("ready")
        workspace.begin_work(workspace.read_exports)
        while not workspace.wait_until_done(0.01):
            progress = workspace.session.progress
            if progress is None:
                continue
            if progress.step != step:
                watch.mark(str(step))
                step = progress.step
            if progress.early_findings is not None and FIRST not in watch.marks:
                if not early_answer(progress.early_findings, today):
                    sys.exit("Of this chat nothing may be said early.")
                watch.mark_whole(FIRST)
                if not whole:
                    watch.mark(str(step))
                    return watch.marks
        watch.mark(str(step))
    assert workspace.session.analysis is not None, workspace.session.problem
    watch.mark_whole(ALL)
    return watch.marks


def measured(path: Path, source: Path, *, whole: bool) -> Marks:
    """Marks of one run with the code of a checkout."""
    environment = {**os.environ, "PYTHONPATH": f"{source / 'src'}{os.pathsep}{ROOT}"}
    command = [sys.executable, "-m", "bench.page.first_answer", "--child", str(path), *(["--whole"] if whole else [])]
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT, env=environment)
    return {name: (wall, cpu) for name, (wall, cpu) in json.loads(done.stdout.splitlines()[-1]).items()}


def section(runs: list[list[Marks]], load: tuple[float, float], messages: int) -> str:
    """Table of the least seconds of each stage, which are those with the least disturbance."""
    labels = ["here", "beside"][: len(runs)]
    head = " | ".join(f"processor s, {label} | clock s, {label}" for label in labels)
    rows = []
    seen = {name for rounds in runs for marks in rounds for name in marks}
    for name, text in {**STAGES, FIRST: FIRST, ALL: ALL}.items():
        if name not in seen:
            continue
        cells = (
            min(marks.get(name, (0.0, 0.0))[kind] for marks in rounds) for rounds in runs for kind in (1, 0)
        )  # fmt: skip
        rows.append(f"| {text} | {' | '.join(f'{seconds:.1f}' for seconds in cells)} |")
    return "\n".join(
        [
            f"Made by `python -m bench.page.first_answer` on {os.cpu_count()} cores: {messages:,} messages,",
            f"best of {len(runs[0])} runs. The load of the machine (processes that ran or waited) was {load[0]:.1f}",
            f"before and {load[1]:.1f} after; seconds on the clock say little from about 1.5 on.",
            "",
            f"| from the drop of the file | {head} |",
            f"|---|{'---|---|' * len(runs)}",
            *rows,
        ]
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("messages", type=int, nargs="?", default=1_000_000)
    parser.add_argument("--beside", type=Path, help="another checkout")
    parser.add_argument("--whole", action="store_true", help="go on to the end of the analysis")
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    parser.add_argument("--child", type=Path, help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if chosen.child:
        print(json.dumps(child(chosen.child, whole=chosen.whole)), flush=True)
        os._exit(0)  # what goes on beside the page is not waited for
    sources = [ROOT, *([chosen.beside] if chosen.beside else [])]
    runs: list[list[Marks]] = [[] for _ in sources]
    path, rows = chat(chosen.messages)
    before = os.getloadavg()[0]
    for _ in range(chosen.rounds):
        for source, rounds in zip(sources, runs, strict=True):
            rounds.append(measured(path, source, whole=chosen.whole))
            print(source, rounds[-1], f"load {os.getloadavg()[0]:.1f}", flush=True)
    text = section(runs, (before, os.getloadavg()[0]), rows)
    print(text)
    if chosen.messages == 1_000_000:
        write_section("first_answer", f"## From the drop of a file to the first answer\n\n{text}", TO)


if __name__ == "__main__":
    main()
