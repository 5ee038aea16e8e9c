"""Fuzz of the readers: invented exports, changed at random, and what must hold of whatever is read from them.

    python -m bench.reading.fuzz --seconds 600 --seed 1

or `make fuzz` runs it; a run of one seed and count is always alike. Each input is read by its reader as the driver does
it, and it is a fault if

- anything but a sentence of this program is raised,
- rows are not in the schema, or rows and skipped records are not all records; of one input in `AGAIN_SHARE` also
  after it was interpreted again in another zone and order of dates, without a second reading,
- a line of a WhatsApp file, an entry of a valid JSON file, a valid line of JSON lines or a row of a database is neither
  read nor left over,
- it takes longer than `SLOWEST_SECONDS`, or more memory than `MEMORY_FACTOR` times its size and a floor.

Inputs with a fault are written to build/fuzz.
"""

from __future__ import annotations

import argparse
import random
import re
import resource
import signal
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from zoneinfo import ZoneInfo

from bench.reading.database_seeds import written_database
from bench.reading.fuzz_mutations import mutate
from bench.reading.fuzz_readers import READERS
from bench.reading.fuzz_records import left_out, records
from bench.reading.fuzz_seeds import SEEDS
from bench.reading.record_counts import COUNTERS, expected_records
from bench.reading.text_seeds import lost_text
from unlike.errors import UnlikeError
from unlike.messages import schema_violations, sort
from unlike.readers import ParsedConversation, Reader, ReadOptions
from unlike.readers.apps.whatsapp.reading_pass import ReadingPass
from unlike.readers.base import DateOrderQuestion, Interpretation, ReadResult
from unlike.readers.coverage import miscount
from unlike.readers.formats.text_lines import encoding
from unlike.readers.testkit import memory_export

ZONE = ZoneInfo("Europe/Berlin")
OTHER_ANSWERS = Interpretation(ZoneInfo("Asia/Kolkata"), "mdy")
SLOWEST_SECONDS = 5.0
LINE_SHARE = 4
"""Of so many WhatsApp inputs the lines of one are counted."""
AGAIN_SHARE = 4
"""Of so many inputs one is interpreted again, under other answers of the owner; another one than whose lines count."""
_OTHER_LINE_END = re.compile(rb"\r|[\x0b\x0c]|\xc2\x85|\xe2\x80[\xa8\xa9]")
MEMORY_FACTOR = 20
MEMORY_FLOOR_KIB = 64 << 10
"""What a process needs for anything; peaks below it say nothing of an input."""

FAULTS = Path("build") / "fuzz"


class TooSlowError(BaseException):
    """An input that is not read in time."""


@dataclass(slots=True)
class Tally:
    """What became of the inputs so far."""

    outcomes: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)
    slowest: float = 0.0

    @property
    def inputs(self) -> int:
        return sum(self.outcomes.values())


def fuzz(reader: str, seed: int, count: int, seconds: float = float("inf")) -> Tally:
    """Read so many changed exports with one reader, or as many as there is time for."""
    tally, end = Tally(), time.monotonic() + seconds
    for number in range(count):
        if time.monotonic() > end:
            break
        chance = random.Random(f"{reader} {seed} {number}")
        name = chance.choice(sorted(SEEDS[reader]))
        content = mutate(chance, SEEDS[reader][name])
        _try(reader, name, content, f"{reader}-{seed}-{number}", tally)
    return tally


def _try(reader: str, name: str, content: bytes, label: str, tally: Tally) -> None:
    """Read one input and add what becomes of it."""
    before, start = _peak_kib(), time.process_time()
    try:
        with _time_limit():
            outcome, why = _outcome(READERS[reader](), name, content)
    except BaseException as error:
        if isinstance(error, KeyboardInterrupt):
            raise
        outcome, why = "fault", f"{type(error).__name__}: {error}"[:300]
    tally.slowest = max(tally.slowest, time.process_time() - start)
    grown = _peak_kib() - before
    if grown > MEMORY_FLOOR_KIB + MEMORY_FACTOR * len(content) // 1024:
        outcome, why = "fault", f"{grown >> 10} MiB for {len(content)} bytes"
    tally.outcomes[outcome] += 1
    if outcome == "fault":
        tally.faults.append(f"{label} {name}: {why}")
        FAULTS.mkdir(parents=True, exist_ok=True)
        (FAULTS / f"{label}-{name.replace(chr(47), chr(95))}").write_bytes(content)


def _outcome(reader: Reader, name: str, content: bytes) -> tuple[str, str]:
    """What becomes of an input: "read", "asked", the name of a refusal, or "fault" and why."""
    export = memory_export(_files(reader.name, name, content))
    if not reader.recognise(export):
        return "not recognised", ""
    try:
        results = list(reader.read(export, ReadOptions(ZONE)))
        parts = [_answered(result) for result in results]
        again = [part.reinterpret(OTHER_ANSWERS) for part in parts if part.reinterpret and _is_read_again(content)]
    except UnlikeError as error:
        return (type(error).__name__, "") if "\n" not in str(error) else ("fault", f"a sentence of two lines: {error}")
    checked = [*parts, *(part for part in again if isinstance(part, ParsedConversation))]
    faults = [fault for part in checked for fault in _faults(part)] + [*_losses(reader.name, name, content, parts)]
    return ("fault", "; ".join(faults)) if faults else ("read", "")


def _is_read_again(content: bytes) -> bool:
    return len(content) % AGAIN_SHARE == 1


def _files(reader: str, name: str, content: bytes) -> dict[str, bytes]:
    """The files of an export in which one is changed: a seed that lies in a folder stands beside those that do, too.

    A name that begins with "./" is that of a file in the folder itself.
    """
    whole = {other: seed for other, seed in SEEDS[reader].items() if "/" in other} if "/" in name else {}
    files = {**whole, name: written_database(content) if name.endswith(".sql") else content}
    return {file.removeprefix("./"): text for file, text in files.items()}


def _answered(result: ReadResult) -> ParsedConversation:
    """A conversation, after the order of day and month was given where it is asked for."""
    if isinstance(result, DateOrderQuestion):
        return _answered(result.reinterpret(Interpretation(ZONE, "dmy")))
    return result


def _faults(part: ParsedConversation) -> Iterator[str]:
    """What is wrong with a conversation."""
    conversation = part.conversation
    yield from schema_violations(sort(part.messages))
    fault = miscount(conversation.coverage, part.messages, len(conversation.skipped))
    if fault:
        yield fault
    if not all(record.ref and record.why for record in conversation.skipped):
        yield "a record is skipped without a place or a reason"
    if any(not note.strip() or "\n" in note for note in conversation.notes):
        yield "a note is no sentence on one line"


def _losses(reader: str, name: str, content: bytes, parts: list[ParsedConversation]) -> Iterator[str]:
    """Lines or entries that are neither read nor left over."""
    if name.endswith(".txt") and len(content) % LINE_SHARE == 0 and parts and parts[0].conversation.app == "whatsapp":
        yield from _lost_lines(name, content)
    app = parts[0].conversation.app if parts else ""
    if name.endswith((".txt", ".log")):
        yield from lost_text(app, content, sum(part.conversation.coverage.total for part in parts))
    expected = _expected(reader, app, name, content)
    if expected is not None:
        entries = sum(part.conversation.coverage.total for part in parts) + sum(map(left_out, _notes(parts)))
        if entries < expected:
            yield f"{entries} of {expected} entries"


def _expected(reader: str, app: str, name: str, content: bytes) -> int | None:
    """How many records an export of one changed file must give at least; None where that cannot be told."""
    if app in COUNTERS:
        return expected_records(app, content)
    seeds = SEEDS[reader]
    files = [
        (file, text)
        for file, text in _files(reader, name, content).items()
        if records(file, seeds.get(file) or seeds[f"./{file}"])
    ]
    numbers = [records(file, text) for file, text in files]
    return None if None in numbers else sum(filter(None, numbers))


def _lost_lines(name: str, content: bytes) -> Iterator[str]:
    """Lines of a file in UTF-8 that are in no message and were not skipped.

    A carriage return, and what other programs end lines with, may end one or stand in it.
    """
    if encoding(content)[0] != "utf-8" or b"\x00" in content:
        return
    lines = content.removeprefix(b"\xef\xbb\xbf")
    fewest = lines.count(b"\n") + (not lines.endswith(b"\n"))
    most = fewest + len(_OTHER_LINE_END.findall(lines))
    document = memory_export({name: content}).only
    counted = ReadingPass(document, ReadOptions(ZONE).progress, "chat", None).splitter.lines
    if not fewest <= counted <= most:
        yield f"{counted} of {fewest} to {most} lines"


def _notes(parts: list[ParsedConversation]) -> Iterator[str]:
    for part in parts:
        yield from part.conversation.notes


def _peak_kib() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


@contextmanager
def _time_limit() -> Iterator[None]:
    """Raise TooSlowError in what takes longer than it may."""

    def stop(*_: object) -> None:
        raise TooSlowError

    previous = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, SLOWEST_SECONDS * 4)  # of the clock, on a machine with other work
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, previous)


def main() -> None:
    """Fuzz one reader or all, and say what became of the inputs."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument(
        "--reader", choices=sorted(READERS), action="append", help="which reader; all where none is given"
    )
    parser.add_argument("--count", type=int, default=1_000_000_000, help="inputs a reader")
    parser.add_argument("--seconds", type=float, default=60.0, help="seconds a reader")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    faults = 0
    for reader in options.reader or sorted(READERS):
        tally = fuzz(reader, options.seed, options.count, options.seconds)
        outcomes = ", ".join(f"{name} {number:,}" for name, number in tally.outcomes.most_common())
        worst = f"slowest {tally.slowest:.2f} s, peak {_peak_kib() >> 10} MiB, faults {len(tally.faults)}"
        print(f"{reader}: {tally.inputs:,} inputs ({outcomes}); {worst}")
        print(*tally.faults[:50], sep="\n")
        faults += len(tally.faults)
    raise SystemExit(1 if faults else 0)


if __name__ == "__main__":
    main()
