"""Seconds and bytes of the library, beside plain SQLite with the same rows.

    python -m bench.reading.library [--rows 1000000]

Chats are invented, of two people each. *Plain* is Python's own sqlite3 with one table of the message table's columns,
in one transaction, flushed to the disk likewise. Both get the same rows as the same frame, turn by turn; the best of
three rounds counts.
"""

from __future__ import annotations

import argparse
import gc
import random
import sqlite3
import tempfile
import time
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import polars as pl

from bench.reading.telegram_speed import WORDS
from bench.shared.measurement_page import write_section
from bench.shared.paths import MEASUREMENTS
from unlike.library.adding import NewExport
from unlike.library.chat_library import open_library
from unlike.library.message_rows import stored_content
from unlike.messages import conform
from unlike.readers.base import Conversation, ParsedConversation
from unlike.readers.coverage import Coverage

PAGE = MEASUREMENTS / "library.md"
PASSPHRASE = "seven grey herons"  # noqa: S105 - of an invented library
START = datetime(2014, 1, 1, tzinfo=UTC)
BERLIN = ZoneInfo("Europe/Berlin")
ROUNDS = 3
CHATS = 500
YEARS_ROWS, MONTH_ROWS = 120_000, 1_000
COLUMNS = ("conversation", "sent_at", "sender", "text", "kind", "reply_to", "edited_at", "reactions", "source", "ref")


def chat(title: str, rows: int, seed: int) -> ParsedConversation:
    """An invented chat of so many messages, a quarter of an hour apart on average."""
    chance, at, moments = random.Random(seed), START, []
    for _ in range(rows):
        at += timedelta(seconds=int(chance.expovariate(1 / 900)))
        moments.append(at)
    frame = pl.DataFrame(
        {
            "sent_at": moments,
            "sender": [("Imke", title)[chance.random() < 0.5] for _ in range(rows)],
            "text": [" ".join(chance.choices(WORDS, k=1 + int(chance.expovariate(1 / 6)))) for _ in range(rows)],
            "ref": [f"m{number}" for number in range(rows)],
        },
        schema_overrides={"sent_at": pl.Datetime("us", "UTC")},
    )
    coverage = Coverage(messages=rows, total=rows)
    conversation = Conversation(title, title, "telegram", group=False, owner="Imke", clock=timedelta(seconds=1),
                                coverage=coverage)  # fmt: skip
    return ParsedConversation(conversation, conform(frame, title, "telegram"), origin=(title,))


def title_of(place: int) -> str:
    """A title of its own: one that ends in a number would be another copy's."""
    return "Chat " + "".join(chr(ord("a") + place // 26**power % 26) for power in range(3))


def until(part: ParsedConversation, rows: int) -> ParsedConversation:
    """The first messages of a chat."""
    coverage = Coverage(messages=rows, total=rows)
    return replace(part, conversation=replace(part.conversation, coverage=coverage), messages=part.messages.head(rows))


def export(name: str, parts: Sequence[ParsedConversation]) -> NewExport:
    return NewExport(name, name, START, "Europe/Berlin", tuple(parts))


def add(folder: Path, *exports: NewExport) -> float:
    """Seconds of adding exports one after another to a library; those of the last count, without opening."""
    with open_library(folder / "library.db", PASSPHRASE, create=True) as library:
        for one in exports[:-1]:
            library.add([one])
        start = time.perf_counter()
        library.add([exports[-1]])
        return time.perf_counter() - start


def plain(folder: Path, parts: Sequence[ParsedConversation]) -> float:
    """Seconds of writing the same rows to plain SQLite."""
    start = time.perf_counter()
    with closing(sqlite3.connect(folder / "plain.db")) as connection:
        connection.execute("PRAGMA synchronous = EXTRA")
        connection.execute(f"CREATE TABLE messages ({', '.join(COLUMNS)})")
        insert = f"INSERT INTO messages VALUES ({', '.join('?' for _ in COLUMNS)})"  # noqa: S608 - no value
        for part in parts:
            names = part.messages.select(pl.col("conversation", "source").cast(pl.String), "ref")
            rows = pl.concat([stored_content(part.messages), names], how="horizontal").select(COLUMNS)
            connection.executemany(insert, rows.iter_rows())
        connection.commit()
    return time.perf_counter() - start


def timed(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def opening(folder: Path) -> tuple[float, float, float]:
    """Seconds of opening, of reading one chat's share of an opened library, and of reading all of it."""
    start = time.perf_counter()
    with open_library(folder / "library.db", PASSPHRASE) as library:
        opened = time.perf_counter() - start
        numbers = [each.number for each in library.chats()]
        first = timed(lambda: library.read(BERLIN, numbers[:1]))
        return opened, first, timed(lambda: library.read(BERLIN))


def round_of(parts: Sequence[ParsedConversation]) -> dict[str, float]:
    """One round of everything, by what was measured."""
    found: dict[str, float] = {}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        found["plain"] = plain(folder, parts)
        gc.collect()
        found["add"] = add(folder / "one", export("all", parts))
        found["open"], found["read one"], found["read all"] = opening(folder / "one")
        found["plain bytes"] = (folder / "plain.db").stat().st_size
        found["bytes"] = (folder / "one/library.db").stat().st_size
    return found


def best(parts: Sequence[ParsedConversation]) -> dict[str, float]:
    rounds = [round_of(parts) for _ in range(ROUNDS)]
    return {name: min(each[name] for each in rounds) for name in rounds[0]}


def month(rows: int) -> tuple[float, float]:
    """Seconds of adding a whole later export, and only the later part, to years of a chat."""
    whole = chat("Rosa", rows + MONTH_ROWS, 1)
    older = export("older", [until(whole, rows)])
    late = whole.messages.tail(2 * MONTH_ROWS)
    coverage = Coverage(messages=late.height, total=late.height)
    part = replace(whole, conversation=replace(whole.conversation, coverage=coverage), messages=late)
    best_of: list[float] = []
    for newer in (whole, part):
        rounds = []
        for _ in range(ROUNDS):
            with tempfile.TemporaryDirectory() as name:
                rounds.append(add(Path(name), older, export("newer", [newer])))
        best_of.append(min(rounds))
    return best_of[0], best_of[1]


def table(rows: int) -> str:
    lines = [
        "## Speed and size",
        "",
        "Beside Python's own sqlite3 with one plain table of the same rows, in one run.",
        "Opening is nearly all the key: Argon2id with 64 MiB and three passes.",
        "",
        "| messages | chats | plain, s | library, s | ratio | MiB, plain | MiB | open, s | one chat, s | all, s |",
        "|---|---|---|---|---|---|---|---|---|---|",
    ]
    for number in (1, CHATS):
        found = best([chat(title_of(place), rows // number, place) for place in range(number)])
        sizes = (found[name] / 2**20 for name in ("plain bytes", "bytes"))
        lines.append(
            f"| {rows:,} | {number} | {found['plain']:.2f} | {found['add']:.2f} | {found['add'] / found['plain']:.1f} "
            f"| {' | '.join(f'{size:.0f}' for size in sizes)} | {found['open']:.2f} | {found['read one']:.2f} "
            f"| {found['read all']:.2f} |"
        )
    whole, part = month(YEARS_ROWS)
    later = (
        f"To a chat of {YEARS_ROWS:,} messages, a whole later export with {MONTH_ROWS:,} new messages is added in "
        f"{whole:.2f} s, one of the last {2 * MONTH_ROWS:,} messages in {part:.2f} s, without opening."
    )
    return "\n".join([*lines, "", later, "", f"Again: `python -m bench.reading.library --rows {rows}`."])


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, default=1_000_000)
    text = table(parser.parse_args().rows)
    print(text)
    write_section("speed", text, PAGE)
