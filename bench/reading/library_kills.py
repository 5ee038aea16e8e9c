"""Kills at random points of changes of the library: the old library or the new one is left, never a third.

    python -m bench.reading.library_kills [--kills 300]

Each time an invented library is copied, a process of its own opens it and begins to change it, and is killed (SIGKILL)
at a random moment of the time that the change takes, or at a random write of its pages, as few moments are in those.
The next program that opens it must find every page whole, and exactly the messages from before or from after; no file
beside it may hold a word that was written.
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import random
import shutil
import signal
import tempfile
import time
from collections import Counter
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path
from unittest.mock import patch

import apsw
import polars as pl

from bench.shared.measurement_page import write_section
from bench.shared.paths import MEASUREMENTS
from unlike.library.adding import NewExport
from unlike.library.chat_library import ChatLibrary, open_library
from unlike.library.encrypted_database import KeyCost
from unlike.library.stored_people import StoredPerson, merge_people, split_person
from unlike.messages import conform
from unlike.readers.base import Conversation, ParsedConversation
from unlike.readers.coverage import Coverage

PAGE = MEASUREMENTS / "library.md"
CHEAP = KeyCost(memory=1_024, passes=1)  # derived before the change begins
PASSPHRASE = "seven grey herons"  # noqa: S105 - of an invented library
START = datetime(2015, 1, 1, tzinfo=UTC)
NEEDLE = "quince jelly"
CHANGES = {
    "add": "adding an export",
    "forget": "forgetting a chat",
    "merge": "saying that two are one",
    "split": "taking a person apart",
}
"""Changes, with what a table says of each."""
State = tuple[tuple[str, int, int], ...]
"""Title, number of messages and a hash of them all, one a conversation; then who is one person, by number of chats."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """A library before and after a change.

    Attributes:
        change: which.
        before: its folder before; never changed itself.
        states: what is in it, before and after.
        seconds: that the change takes.
        writes: of pages that it makes.
    """

    change: str
    before: Path
    states: tuple[State, State]
    seconds: float
    writes: int


def part(title: str, begin: int, end: int) -> ParsedConversation:
    """Messages number begin..end of an invented chat."""
    numbers = range(begin, end)
    frame = pl.DataFrame(
        {
            "sent_at": [START + timedelta(minutes=7 * number) for number in numbers],
            "sender": [("Imke", title)[number % 2] for number in numbers],
            "text": [f"{NEEDLE} {title} {number * 7919 % 10_007}" for number in numbers],
            "ref": [f"L{number - begin + 1}" for number in numbers],
        },
        schema_overrides={"sent_at": pl.Datetime("us", "UTC")},
    )
    coverage = Coverage(messages=len(numbers), total=len(numbers))
    conversation = Conversation(title, title, "whatsapp", group=False, owner="Imke", clock=timedelta(minutes=1),
                                coverage=coverage)  # fmt: skip
    return ParsedConversation(conversation, conform(frame, title, "whatsapp"), origin=(f"{title} {begin}.txt",))


def export(*parts: ParsedConversation) -> NewExport:
    name = "".join(one.origin[0] for one in parts)
    return NewExport(name, name, START, "UTC", parts)


def state(library: ChatLibrary) -> State:
    """What is in a library."""
    people = tuple((person.name, len(person.chats), 0) for person in library.people() if person.person_id)
    chats = tuple(
        (stored.chat.title, stored.history.messages.height,
         int(stored.history.messages.select(pl.struct("sent_at", "text").hash(seed=1).sum()).item()))
        for stored in library.histories()
    )  # fmt: skip
    return chats + people


def person(library: ChatLibrary, name: str) -> StoredPerson:
    return next(one for one in library.people() if one.name == name)


def change(library: ChatLibrary, which: str, rows: int) -> None:
    """Change a library: add what overlaps and another chat, forget the larger chat, say who is one, or take it back."""
    if which == "add":
        library.add([export(part("Rosa", rows // 2, rows * 3 // 2), part("Ada", 0, rows // 2))])
    elif which == "merge":
        merge_people(library.database, person(library, "Rosa"), person(library, "Bo"))
    elif which == "split":
        split_person(library.database, person(library, "Rosa"), None)
    else:
        library.forget(next(chat.number for chat in library.chats() if chat.title == "Rosa"))


class PageWrites(apsw.VFS):
    """The system's files; the process is killed when a page of the library is written for the n-th time.

    Attributes:
        left: writes until then; negative for none that kills.
        made: writes so far.
    """

    def __init__(self) -> None:
        self.left, self.made = -1, 0
        super().__init__("page writes", "unix")

    def xOpen(self, name: str | apsw.URIFilename | None, flags: list[int]) -> LibraryFile:  # noqa: N802 - SQLite's name
        return LibraryFile(name, flags, self)


class LibraryFile(apsw.VFSFile):
    """A file of the library, which counts its writes where it holds the pages."""

    def __init__(self, name: str | apsw.URIFilename | None, flags: list[int], writes: PageWrites) -> None:
        self._writes, self._is_library = writes, bool(flags[0] & apsw.SQLITE_OPEN_MAIN_DB)
        super().__init__("unix", name, flags)

    def xWrite(self, data: bytes, offset: int) -> None:  # noqa: N802
        if self._is_library:
            if self._writes.made == self._writes.left:
                os.kill(os.getpid(), signal.SIGKILL)
            self._writes.made += 1
        super().xWrite(data, offset)


def victim(path: str, which: str, rows: int, ready: Connection, writes: int) -> None:
    """Process that is killed, also by itself before a write: says when the change begins, and how much it wrote."""
    counted = PageWrites()
    connection = partial(apsw.Connection, vfs="multipleciphers-page writes")
    watched = patch("unlike.library.encrypted_database.apsw.Connection", connection)
    with watched, open_library(Path(path), PASSPHRASE, cost=CHEAP) as library:
        ready.send("begins")
        counted.left, counted.made = writes, 0
        change(library, which, rows)
    ready.send(counted.made)


def prepare(folder: Path, which: str, rows: int) -> Prepared:
    """Make the library of a change, and try the change once."""
    before = folder / which
    with open_library(before / "library.db", PASSPHRASE, create=True, cost=CHEAP) as library:
        library.add([export(part("Rosa", 0, rows)), export(part("Bo", 0, rows // 4))])
        if which == "split":
            change(library, "merge", rows)
        old = state(library)
    after = folder / f"{which} after"
    shutil.copytree(before, after)
    with open_library(after / "library.db", PASSPHRASE, cost=CHEAP) as library:
        change(library, which, rows)
        new = state(library)
    assert old != new
    return Prepared(which, before, (old, new), *_extent(folder, before, which, rows))


def _extent(folder: Path, before: Path, which: str, rows: int) -> tuple[float, int]:
    """How long the change takes in a process of its own, with a little to spare, and how many pages it writes."""
    whole = folder / f"{which} whole"
    shutil.copytree(before, whole)
    process, answers = _begin(whole / "library.db", which, rows)
    start = time.perf_counter()
    writes = answers.recv()
    seconds = time.perf_counter() - start
    process.join()
    return 1.1 * seconds, writes


def killed(prepared: Prepared, rows: int, chance: random.Random, *, at_write: bool) -> Counter[str]:
    """Kill one change at a random moment, or at a random write of its pages, and say what is left of it."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name, "data")
        shutil.copytree(prepared.before, folder)
        if at_write:
            _kill_at_write(folder / "library.db", prepared, rows, chance.randrange(prepared.writes))
        else:
            _kill(folder / "library.db", prepared, rows, chance)
        found: Counter[str] = Counter(journals=int((folder / "library.db-journal").exists()))
        found["readable"] = sum(NEEDLE.encode() in path.read_bytes() for path in folder.iterdir())
        try:
            with open_library(folder / "library.db", PASSPHRASE, cost=CHEAP) as library:
                library.check()
                left = state(library)
        except Exception as error:  # noqa: BLE001 - whatever it is, it is a third library
            print(type(error).__name__, error)
            return found + Counter(third=1)
        return found + Counter({dict(zip(prepared.states, ("old", "new"), strict=True)).get(left, "third"): 1})


def _begin(path: Path, which: str, rows: int, writes: int = -1) -> tuple[BaseProcess, Connection]:
    """Begin a change in a process of its own; what comes next from it is that it is done.

    Args:
        path: of the library.
        which: change.
        rows: of the library.
        writes: of pages, after which the process kills itself; negative for none.
    """
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["unlike.library.chat_library"])
    ours, theirs = context.Pipe(duplex=False)
    process = context.Process(target=victim, args=(str(path), which, rows, theirs, writes))
    process.start()
    theirs.close()
    ours.recv()
    return process, ours


def _kill(path: Path, prepared: Prepared, rows: int, chance: random.Random) -> None:
    """Begin a change, and kill it."""
    process, answers = _begin(path, prepared.change, rows)
    time.sleep(chance.uniform(0, prepared.seconds))
    process.kill()
    process.join()
    process.close()
    answers.close()


def _kill_at_write(path: Path, prepared: Prepared, rows: int, writes: int) -> None:
    """Begin a change that kills its process after so many writes of pages."""
    process, answers = _begin(path, prepared.change, rows, writes)
    process.join()
    assert process.exitcode == -signal.SIGKILL
    process.close()
    answers.close()


def kills(number: int, rows: int, seed: int = 1) -> dict[str, Counter[str]]:
    """Kill each change so many times, every second time at a write of its pages, and count what was left."""
    chance = random.Random(seed)
    counts: dict[str, Counter[str]] = {}
    with tempfile.TemporaryDirectory() as name:
        for which in CHANGES:
            prepared = prepare(Path(name), which, rows)
            counts[which] = Counter()
            for turn in range(number):
                counts[which].update(killed(prepared, rows, chance, at_write=turn % 2 == 1))
    return counts


def table(number: int, rows: int, counts: dict[str, Counter[str]]) -> str:
    intro = (
        f"An invented library of {rows * 5 // 4:,} messages, changed by a process that is killed (SIGKILL), {number} "
        "times each: every second time at a random write of its pages, else at a random moment of the change. "
        "*Unfinished*: a journal was left, from which the next program put the old library back."
    )
    lines = [
        "## Kills",
        "",
        intro,
        "",
        "| killed while | kills | old library | new library | a third | unfinished | files with a readable word |",
        "|---|---|---|---|---|---|---|",
    ]
    for which, label in CHANGES.items():
        found = counts[which]
        cells = (found[name] for name in ("old", "new", "third", "journals", "readable"))
        lines.append(f"| {label} | {number} | {' | '.join(map(str, cells))} |")
    return "\n".join([*lines, "", f"Again: `python -m bench.reading.library_kills --kills {number}`."])


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kills", type=int, default=300)
    parser.add_argument("--rows", type=int, default=20_000)
    chosen = parser.parse_args()
    text = table(chosen.kills, chosen.rows, kills(chosen.kills, chosen.rows))
    print(text)
    write_section("kills", text, PAGE)
