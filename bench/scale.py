"""Time and memory of each stage, from ten thousand to ten million messages.

    python -m bench.scale [--sizes 10000 100000 1000000] [--shapes one many group]

Three shapes: one chat of two people over ten years, chats of a thousand messages each, and a group of a thousand
people. The exports are WhatsApp's, of texts drawn from an invented pair's, each with a common word more, so that most
texts of a long history stand once in it; in the one chat the other falls quiet now and then, so that every stage has
something to do. Each size runs in a process of its own; seconds are processor time, memory is the most that was
resident in the stage. Writes docs/measurements/scale.md.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import numpy as np
import polars as pl

from bench.shared.invented_pairs import ZONE
from bench.shared.measurement_page import write_section
from bench.shared.paths import MEASUREMENTS, ROOT
from unlike.synthetic import STRONG, generate, random_world
from unlike.text.word_rates import word_rates

PAGE = MEASUREMENTS / "scale.md"
SHAPES = {"one": "one chat", "many": "chats of a thousand messages", "group": "a group of a thousand people"}
CHAT_MESSAGES, GROUP_PEOPLE = 1_000, 1_000
DAYS, MANY_DAYS = 3_650, 150
QUIET_EVERY, QUIET_DAYS, QUIET_SHARE = 300, 8, 0.8
"""Days between the beginnings of the other's quiet spells in the one chat, days of each, part of the messages lost."""
STAGES = ("read", "measure", "detect", "explain", "document")
LIMIT = {
    "read": "the bytes read and decoded, lines split",
    "measure": "one pass of a regular expression over all texts",
    "detect": "one copy of the message table",
    "explain": "one pass of a regular expression over all texts",
    "document": "one copy of the message table",
}
"""What a stage cannot be faster than, measured in the same process."""


@dataclass(frozen=True, slots=True)
class Measured:
    """A stage: processor seconds, most resident memory in MB, and seconds of its limit."""

    seconds: float
    megabytes: float
    limit: float


def export(shape: str, messages: int, folder: Path) -> list[Path]:
    """Write invented exports, and return them."""
    world = replace(random_world(7, STRONG, years=1), messages_per_day=30.0)
    texts = generate(world).rows["text"].drop_nulls().unique(maintain_order=True)
    rng = np.random.default_rng(messages)
    number = max(messages // CHAT_MESSAGES, 1) if shape == "many" else 1
    each = messages // number
    paths = []
    for chat in range(number):
        path = folder / f"WhatsApp Chat with {chat}.txt"
        written = lines(each, shape, f"Friend {chat}", texts, rng)
        written.write_csv(path, include_header=False, quote_style="never")
        paths.append(path)
    return paths


def lines(number: int, shape: str, other: str, texts: pl.Series, rng: np.random.Generator) -> pl.DataFrame:
    """Messages at random moments, those who write most far more than the others."""
    people = GROUP_PEOPLE if shape == "group" else 2
    day = rng.integers(0, MANY_DAYS if shape == "many" else DAYS, number)
    second = (8 * 3600 + np.minimum(rng.gamma(3.0, 9_000, number), 15 * 3600)).astype(np.int64)
    weight = 1 / np.arange(1, people + 1)
    sender = np.minimum(np.searchsorted(np.cumsum(weight / weight.sum()), rng.random(number)), people - 1)
    moment = np.sort(day * 86_400 + second)
    if shape == "one":
        quiet = (moment // 86_400) % QUIET_EVERY >= QUIET_EVERY - QUIET_DAYS
        sender[quiet & (rng.random(number) < QUIET_SHARE)] = 0
    words = pl.Series(list(word_rates("de")), dtype=pl.String)
    frame = pl.DataFrame({
        "at": np.datetime64("2014-01-01", "ms") + moment.astype("timedelta64[s]"),
        "sender": sender,
        "text": texts.gather(rng.integers(0, texts.len(), number)),
        "word": words.gather(rng.integers(0, words.len(), number)),
    })  # fmt: skip
    name = pl.when(pl.col("sender") == 0).then(pl.lit("Owner")).otherwise(pl.format("{} {}", pl.lit(other), "sender"))
    at = pl.col("at").dt.strftime("%d/%m/%Y, %H:%M")
    return frame.select(line=pl.format("{} - {}: {} {}", at, name, "text", "word"))


def timed(work: Callable[[], Any]) -> tuple[float, float, Any]:
    """Processor seconds of some work, the most resident memory in it, and its result."""
    Path("/proc/self/clear_refs").write_text("5", "ascii")
    start = time.process_time()
    result = work()
    seconds = time.process_time() - start
    status = Path("/proc/self/status").read_text("ascii")
    return seconds, int(status.partition("VmHWM:")[2].split()[0]) / 1024, result


def stages(paths: list[Path]) -> dict[str, Measured]:
    """Run the stages, one after the other, and their limits."""
    from unlike.analysis.analysis_options import AnalysisOptions  # noqa: PLC0415 - after the export is written
    from unlike.analysis.assemble import AnalysisParts, Annotations, assemble  # noqa: PLC0415
    from unlike.analysis.explanation_stage import explain  # noqa: PLC0415
    from unlike.analysis.relationship_stage import relate  # noqa: PLC0415
    from unlike.analysis.scope import scope_of  # noqa: PLC0415
    from unlike.analysis.shift_explanations import WrittenMessages  # noqa: PLC0415
    from unlike.analysis.stages import DetectionStage  # noqa: PLC0415
    from unlike.api import read  # noqa: PLC0415
    from unlike.messages.queries import by_conversation  # noqa: PLC0415
    from unlike.presentation.json.document import document_text  # noqa: PLC0415

    made: dict[str, Measured] = {}

    def stage(name: str, work: Callable[[], Any], limit: Callable[[], object]) -> Any:  # noqa: ANN401
        seconds, megabytes, result = timed(work)
        made[name] = Measured(seconds, megabytes, timed(limit)[0])
        return result

    imported = stage("read", lambda: read(paths, zone=ZONE), lambda: [decoded(path) for path in paths])
    scope = scope_of(imported, AnalysisOptions(owner="Owner"))
    detection = DetectionStage(scope, AnalysisOptions())
    rows = by_conversation(scope.messages)
    for conversation in imported.conversations:
        detection.measured.add(conversation.key, rows[conversation.key], conversation.clock)
    text = imported.messages["text"]

    def one_pass() -> object:
        return text.str.contains(r"\bq[a-z]+x\b").sum()

    def one_copy() -> object:
        return imported.messages.sort("sent_at", maintain_order=True).height

    stage("measure", lambda: list(detection.measured.values()), one_pass)
    measured, detected = detection.measured, map(detection.conversation, imported.conversations)
    parts = stage("detect", lambda: relate(tuple(detected), measured, scope.owner, AnalysisOptions()), one_copy)
    written = partial(WrittenMessages, parts, scope.messages, scope.owner, scope.zone)
    explained = stage("explain", lambda: explain(parts, measured, written()), one_pass)
    whole = AnalysisParts(scope.owner, ZoneInfo(ZONE), 0.1, parts, explained, {})
    stage("document", lambda: document_text(assemble(whole, Annotations())), one_copy)
    return made


def decoded(path: Path) -> int:
    """Lines of a file, split as cheaply as Python can."""
    return len(path.read_bytes().decode().split("\n"))


def child(shape: str, messages: int) -> dict[str, Measured]:
    """Measure a size in a process of its own."""
    command = [sys.executable, "-m", "bench.scale", "--child", shape, str(messages)]
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT)
    return {name: Measured(**values) for name, values in json.loads(done.stdout.splitlines()[-1]).items()}


def run_child(shape: str, messages: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        call = f"export({shape!r}, {messages}, Path({folder!r}))"
        program = f"from pathlib import Path; from bench.scale import export; {call}"
        subprocess.run([sys.executable, "-c", program], check=True, cwd=ROOT)
        made = stages(sorted(Path(folder).iterdir()))
    print(json.dumps({name: asdict(one) for name, one in made.items()}))


def section(shape: str, sizes: list[int], results: dict[int, dict[str, Measured]]) -> str:
    head = " | ".join(f"{size:,}" for size in sizes)
    table = [
        f"## {SHAPES[shape].capitalize()}",
        "",
        f"| stage | {head} | growth, last ten times | times its limit |",
        f"|---|{'---|' * (len(sizes) + 2)}",
    ]
    for name in STAGES:
        cells = " | ".join(f"{results[size][name].seconds:.2f} s" for size in sizes)
        last = results[sizes[-1]][name]
        growth = last.seconds / max(results[sizes[-2]][name].seconds, 1e-9) if len(sizes) > 1 else float("nan")
        table.append(f"| {name} | {cells} | {growth:.1f} | {_times(last)} |")
    sums = " | ".join(f"{sum(one.seconds for one in results[size].values()):.1f} s" for size in sizes)
    most = " | ".join(f"{max(one.megabytes for one in results[size].values()):,.0f} MB" for size in sizes)
    return "\n".join([*table, f"| **all** | {sums} | | |", f"| **most memory** | {most} | | |"])


def _times(stage: Measured) -> str:
    times = stage.seconds / max(stage.limit, 1e-9)
    return f"{times:.0f}" if times >= 1 else "< 1"


def report(shape: str, sizes: list[int], results: dict[int, dict[str, Measured]]) -> None:
    text = section(shape, sizes, results)
    print(text, flush=True)
    text += f"\n\nMade by `python -m bench.scale --shapes {shape} --sizes {' '.join(map(str, sizes))}`, {date_of()}."
    write_section(shape, text, PAGE)


def date_of() -> str:
    """When it was measured, and with what."""
    return f"Python {sys.version.split()[0]}, Polars {pl.__version__}, {date.today():%B %Y}"  # noqa: TID251, DTZ011


def intro() -> Iterator[str]:
    yield "What each stage cannot be faster than, measured beside it in the same process:\n"
    yield from (f"- **{name}**: {limit}" for name, limit in LIMIT.items())


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", type=int, nargs="+", default=[10_000, 100_000, 1_000_000])
    parser.add_argument("--shapes", nargs="+", choices=SHAPES, default=list(SHAPES))
    parser.add_argument("--child", nargs=2, help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if chosen.child:
        run_child(chosen.child[0], int(chosen.child[1]))
        return
    if not PAGE.exists():
        PAGE.write_text("# From ten thousand messages to ten million\n", "utf-8")
    write_section("limits", "\n".join(intro()), PAGE)
    for shape in chosen.shapes:
        results: dict[int, dict[str, Measured]] = {}
        for size in sorted(chosen.sizes):
            results[size] = child(shape, size)
            report(shape, sorted(results), results)


if __name__ == "__main__":
    main()
