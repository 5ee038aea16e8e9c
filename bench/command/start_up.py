"""Start-up of the program beside bare Python: the import, the help, the demo's answer.

    python -m bench.command.start_up [--runs 21]

Each command is run once uncounted, so that its modules are compiled, then in turn with the others, so that whatever
else the machine does is spread over all of them; the median and the fastest of the runs are shown, and their distance
to bare Python. Writes docs/measurements/start-up.md.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from bench.shared.measurement_page import write_section
from bench.shared.paths import MEASUREMENTS

PAGE = MEASUREMENTS / "start-up.md"
CHAT = "WhatsApp Chat with Rosa.txt"
COMMANDS = {
    "bare Python": ["-c", "pass"],
    "`import unlike`": ["-c", "import unlike"],
    "`unlike --help`": ["-m", "unlike", "--help"],
    "`unlike check --help`": ["-m", "unlike", "check", "--help"],
    "`unlike check` of the demo, 38,852 records": [
        "-m", "unlike", "check", CHAT, "--me", "Imke", "--timezone", "Europe/Berlin",
    ],
}  # fmt: skip
AS_INSTALLED = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
"""Environment in which modules are compiled once, as an installation has them, and not at every start."""
LIMITS = {"`import unlike`": 30, "`unlike --help`": 100}
"""Milliseconds beyond bare Python that are put up with."""


def run_seconds(arguments: list[str], folder: str) -> float:
    """Wall-clock time of one run, which must end well."""
    start = time.perf_counter()
    subprocess.run([sys.executable, *arguments], cwd=folder, env=AS_INSTALLED, stdout=subprocess.DEVNULL, check=True)
    return time.perf_counter() - start


def times_table(times: dict[str, list[float]]) -> str:
    bare = times["bare Python"]
    rows = ["| | median, ms | fastest, ms | beyond bare Python, fastest, ms | limit |", "|---|---|---|---|---|"]
    for name, runs in times.items():
        beyond = f"{(min(runs) - min(bare)) * 1e3:.0f}" if name != "bare Python" else "–"
        limit = f"{LIMITS[name]}" if name in LIMITS else "–"
        rows.append(f"| {name} | {statistics.median(runs) * 1e3:.0f} | {min(runs) * 1e3:.0f} | {beyond} | {limit} |")
    return "\n".join(rows)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--runs", type=int, default=21)
    runs = parser.parse_args().runs
    times: dict[str, list[float]] = {name: [] for name in COMMANDS}
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([sys.executable, "-m", "unlike", "sample", folder], stdout=subprocess.DEVNULL, check=True)
        assert (Path(folder) / CHAT).exists()
        for arguments in COMMANDS.values():
            run_seconds(arguments, folder)  # compiles what is not yet
        for turn in range(runs):
            for name, arguments in COMMANDS.items():
                if "demo" not in name or turn % 3 == 0:
                    times[name].append(run_seconds(arguments, folder))
    machine = f"{runs} runs in turn, load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores."
    again = f"Again: `python -m bench.command.start_up --runs {runs}`."
    write_section("start-up", "\n\n".join((times_table(times), machine, again)), PAGE)


if __name__ == "__main__":
    main()
