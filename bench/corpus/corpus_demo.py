"""A corpus on a pool and on Ray, with workers killed and the driver killed: the same tables, to the byte.

    python -m bench.corpus.corpus_demo [--conversations 2000] [--workers 2]

The reference is a run in one process, without a kill. Then a run on the pool and one on Ray: a tenth of the tasks have
their worker killed (SIGKILL) in the middle, and the driver itself is killed after a third and after two thirds of
the bytes, and started again. Writes docs/measurements/corpus.md.
"""

from __future__ import annotations

import argparse
import hashlib
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Self

import polars as pl

from bench.corpus.invented_corpus import BROKEN, ZONE, write_corpus
from bench.corpus.killing_executor import KillingExecutor
from bench.shared.measurement_page import write_section
from bench.shared.paths import MEASUREMENTS, ROOT
from unlike.corpus.corpus_folder import CorpusFolder
from unlike.corpus.corpus_schema import TABLES
from unlike.corpus.corpus_types import CorpusOptions
from unlike.corpus.process_pool import ProcessPool
from unlike.corpus.pseudonyms import write_key
from unlike.corpus.ray_executor import RayExecutor
from unlike.corpus.run_corpus import run_corpus

PAGE = MEASUREMENTS / "corpus.md"
BUILD = ROOT / "build" / "corpus-demo"
NAMES = {"single": "one process", "pool": "pool", "ray": "Ray"}
DRIVER_KILLS = (1 / 3, 2 / 3)
"""Shares of the bytes after which the driver is killed."""


@dataclass(frozen=True, slots=True)
class Run:
    """Result of a run.

    Attributes:
        engine: where its tasks ran.
        seconds: of wall clock, over all starts.
        processor_seconds: of the tasks that counted.
        messages: that were read.
        conversations: rows of the table of conversations, and how many of them are different ones.
        worker_kills, driver_kills: how many there were.
        digests: of every table.
    """

    engine: str
    seconds: float
    processor_seconds: float
    messages: int
    conversations: tuple[int, int]
    worker_kills: int
    driver_kills: int
    digests: dict[str, str]


class SingleProcess:
    """Executor without workers: the reference."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_details: object) -> None:
        pass

    def map(self, work: Callable[[Any], Any], tasks: Sequence[Any]) -> Iterator[Any]:
        return map(work, tasks)


def drive_corpus(engine: str, workers: int, output: str) -> None:
    """Run the corpus in this process, and say how far it is."""
    kills = BUILD / f"{engine} kills"
    kills.mkdir(exist_ok=True)
    options = CorpusOptions(BUILD / "in", Path(output), ZONE, key_file=BUILD / "key")
    engines = {"pool": ProcessPool, "ray": RayExecutor}
    executor = KillingExecutor(engines[engine](workers), kills) if engine in engines else SingleProcess()
    with executor:
        run_corpus(options, executor, lambda finished, total: print(finished, total, flush=True))


def run_engine(engine: str, workers: int) -> Run:
    """Run the corpus in processes of their own, and kill those."""
    output = BUILD / engine
    shutil.rmtree(output, ignore_errors=True)
    shutil.rmtree(BUILD / f"{engine} kills", ignore_errors=True)
    start = time.perf_counter()
    plan = [*DRIVER_KILLS, 2.0] if engine != "single" else [2.0]
    kills = sum(_is_driver_killed(engine, workers, output, share) for share in plan)
    seconds = time.perf_counter() - start
    results = CorpusFolder(output).results()
    conversations = pl.read_parquet(output / "conversations/**/*.parquet").select("source", "conversation")
    return Run(
        engine,
        seconds,
        sum(result.seconds for result in results),
        sum(result.messages for result in results),
        (conversations.height, conversations.unique().height),
        sum(1 for _ in (BUILD / f"{engine} kills").iterdir()),
        kills,
        {name: _table_digest(output / name) for name in TABLES},
    )


def _is_driver_killed(engine: str, workers: int, output: Path, share: float) -> bool:
    """Start a driver and kill it after a share of the bytes; return whether it was killed."""
    command = [sys.executable, "-m", "bench.corpus.corpus_demo", "--drive", engine]
    command += ["--workers", str(workers), "--output", str(output)]
    driver = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT)
    assert driver.stdout is not None
    for line in driver.stdout:
        finished, total = map(int, line.split())
        if finished >= share * total:
            driver.send_signal(signal.SIGKILL)
            driver.wait()
            driver.stdout.close()
            time.sleep(2)
            return True
    assert driver.wait() == 0, engine
    return False


def _table_digest(table: Path) -> str:
    """Hash of all files of a table with their places."""
    digest = hashlib.sha256()
    for file in sorted(table.rglob("*.parquet")):
        digest.update(file.relative_to(table).as_posix().encode())
        digest.update(file.read_bytes())
    return digest.hexdigest()


def report_text(conversations: int, sources: int, runs: list[Run]) -> str:
    reference = runs[0]
    is_same = all(corpus_run.digests == reference.digests for corpus_run in runs)
    intro = (
        f"An invented corpus of {conversations:,} conversations in {sources:,} sources, {len(BROKEN)} of which cannot "
        f"be read, {reference.messages:,} messages. *One process* is the reference, without a kill. In the other runs "
        "a tenth of the tasks have their worker killed (SIGKILL) in the middle, and the driver is killed after a third "
        "and after two thirds, and started again."
    )
    head = (
        "| run | conversations, different ones | workers killed | drivers killed | s / 1,000 messages | throughput a "
    )
    lines = [
        "## The same corpus three times, with kills",
        "",
        intro,
        "",
        f"{head}worker | wall clock, s |",
        "|---|---|---|---|---|---|---|",
    ]
    base = reference.processor_seconds / reference.messages
    for corpus_run in runs:
        cost = corpus_run.processor_seconds / corpus_run.messages
        rows, different = corpus_run.conversations
        lines.append(
            f"| {NAMES[corpus_run.engine]} | {rows:,}, {different:,} | {corpus_run.worker_kills} | "
            f"{corpus_run.driver_kills} | {1000 * cost:.3f} | {base / cost:.0%} | {corpus_run.seconds:.0f} |"
        )
    verdict = "the same, byte for byte" if is_same else "**different**"
    outro = (
        f"All {len(TABLES)} tables of all runs are {verdict}. Seconds and throughput are by processor time, since the "
        "machine is shared; wall clock includes the starts after kills."
    )
    again = f"`python -m bench.corpus.corpus_demo --conversations {conversations}`"
    lines += ["", outro, "", f"Again: `make corpus-demo`, or {again}."]
    if not is_same:
        raise SystemExit("\n".join(lines))
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--conversations", type=int, default=2_000)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--drive", help=argparse.SUPPRESS)
    parser.add_argument("--output", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.drive:
        drive_corpus(options.drive, options.workers, options.output)
        return
    sources = write_corpus(BUILD, options.conversations)
    if not (BUILD / "key").exists():
        write_key(BUILD / "key", b"invented".ljust(32, b"."))
    engines = ["single", "pool", *(["ray"] if find_spec("ray") else [])]
    runs = []
    for engine in engines:
        runs.append(run_engine(engine, options.workers))
        print(runs[-1], flush=True)
    text = report_text(options.conversations, sources, runs)
    if "ray" not in engines:
        text += "\n\nRay is not installed here, so that it was left out."
    print(text)
    write_section("kills", text, PAGE)


if __name__ == "__main__":
    main()
