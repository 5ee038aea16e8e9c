"""Faults under the library: a full disk, failing flushes and writes, files that were cut or changed.

    python -m bench.reading.library_faults [--damages 300]

A shim between SQLite and the system lets the n-th write or flush of a change fail, for each n in turn, once or from
then on; what is opened afterwards must be the old library or the new one, whole. A file system of a few MiB fills up,
where one can be mounted. Damaged copies must be refused, or read as they were; a backup is then put in their place.
"""

from __future__ import annotations

import argparse
import random
import shutil
import subprocess
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from unittest.mock import patch

import apsw

from bench.reading.library_kills import CHANGES, CHEAP, PAGE, PASSPHRASE, State, change, export, part, state
from bench.shared.measurement_page import write_section
from unlike.errors import UnlikeError
from unlike.library.chat_library import open_library
from unlike.library.library_copies import back_up, put_back

ENCRYPTED_VFS = "multipleciphers-faulty"
"""What encrypts, above the shim."""
FAULTS = ("flush", "flush on", "write", "write on")
LABELS = {"flush": "a flush fails", "flush on": "flushes fail from then on", "write": "a write finds no room",
          "write on": "writes find no room from then on"}  # fmt: skip
DAMAGES = ("cut", "flipped bit", "zeroed page", "a page of another state")


@dataclass
class Fault:
    """What is to fail.

    Attributes:
        kind: one of `FAULTS`; empty for nothing.
        after: calls that succeed before.
        calls: those that came.
    """

    kind: str = ""
    after: int = 0
    calls: int = 0

    def strikes(self, call: str) -> bool:
        """Whether a call fails."""
        if not self.kind.startswith(call):
            return False
        self.calls += 1
        return self.calls > self.after if self.kind.endswith(" on") else self.calls == self.after + 1


FAULT = Fault()


class FaultyFile(apsw.VFSFile):
    """File whose writes and flushes can fail."""

    def __init__(self, name: str | apsw.URIFilename | None, flags: list[int]) -> None:
        super().__init__("unix", name, flags)

    def xWrite(self, data: bytes, offset: int) -> None:  # noqa: N802 - SQLite's name
        if FAULT.strikes("write"):
            raise apsw.FullError("no room")
        super().xWrite(data, offset)

    def xSync(self, flags: int) -> None:  # noqa: N802
        if FAULT.strikes("flush"):
            raise apsw.IOError("not flushed")
        super().xSync(flags)


class FaultySystem(apsw.VFS):
    """The system's files, but for the faults."""

    def __init__(self) -> None:
        super().__init__("faulty", "unix")

    def xOpen(self, name: str | apsw.URIFilename | None, flags: list[int]) -> FaultyFile:  # noqa: N802
        return FaultyFile(name, flags)


@cache
def _registered() -> FaultySystem:
    """The shim, registered once: what encrypts holds on to it."""
    return FaultySystem()


@contextmanager
def faulty(kind: str, after: int) -> Iterator[Fault]:
    """Let something fail in the block."""
    _registered()
    FAULT.kind, FAULT.after, FAULT.calls = kind, after, 0
    connection = partial(apsw.Connection, vfs=ENCRYPTED_VFS)
    try:
        with patch("unlike.library.encrypted_database.apsw.Connection", connection):
            yield FAULT
    finally:
        FAULT.kind = ""


@dataclass(frozen=True)
class Prepared:
    """A library before and after a change, and a backup of it."""

    change: str
    before: Path
    backup: Path
    states: tuple[State, State]


def prepare(folder: Path, which: str, rows: int) -> Prepared:
    before, after, backup = folder / which, folder / f"{which} after", folder / f"{which} backup.db"
    with open_library(before / "library.db", PASSPHRASE, create=True, cost=CHEAP) as library:
        library.add([export(part("Rosa", 0, rows)), export(part("Bo", 0, rows // 4))])
        old = state(library)
    back_up(before / "library.db", PASSPHRASE, backup, CHEAP)
    shutil.copytree(before, after)
    with open_library(after / "library.db", PASSPHRASE, cost=CHEAP) as library:
        change(library, which, rows)
        return Prepared(which, before, backup, (old, state(library)))


def changed(path: Path, which: str, rows: int) -> str:
    """Change a library, and return the sentence of what went wrong; empty where nothing did."""
    try:
        with open_library(path, PASSPHRASE, cost=CHEAP) as library:
            change(library, which, rows)
    except UnlikeError as error:
        return str(error)
    return ""


def left_of(path: Path, states: tuple[State, State]) -> str:
    """Which library is there."""
    with open_library(path, PASSPHRASE, cost=CHEAP) as library:
        library.check()
        return dict(zip(states, ("old", "new"), strict=True)).get(state(library), "third")


def fault_counts(prepared: Prepared, rows: int, kind: str, step: int) -> Counter[str]:
    """Let every n-th call in turn fail, until a change is done before its turn comes."""
    counts: Counter[str] = Counter()
    after = 0
    while True:
        with tempfile.TemporaryDirectory() as name:
            path = Path(name, "data/library.db")
            shutil.copytree(prepared.before, path.parent)
            with faulty(kind, after) as fault:
                sentence = changed(path, prepared.change, rows)
            if fault.calls <= after:
                return counts
            left = left_of(path, prepared.states)
            counts.update({"faults": 1, left: 1, "said": int(_is_one_sentence(sentence)), "silent": int(not sentence)})
            counts["silent and old"] += int(not sentence and left != "new")
        after += step


def full_disk_counts(prepared: Prepared, rows: int, sizes: int) -> Counter[str] | None:
    """Change a library on a file system that has room for more and more of it; None where none can be mounted."""
    counts: Counter[str] = Counter()
    least = (prepared.before / "library.db").stat().st_size // 4096
    for number in range(sizes):
        with tempfile.TemporaryDirectory() as name:
            options = f"size={4 * (least + 8 + number * least // (2 * sizes // 3))}k,mode=0700"
            if subprocess.run(["mount", "-t", "tmpfs", "-o", options, "none", name], check=False).returncode:
                return None
            try:
                path = Path(name, "library.db")
                shutil.copyfile(prepared.before / "library.db", path)
                sentence = changed(path, prepared.change, rows)
                counts.update({"faults": int(bool(sentence)), "said": int(_is_one_sentence(sentence))})
                if sentence:
                    shutil.copytree(name, f"{name} copy")  # where there is room, as after some was freed
                    counts[left_of(Path(f"{name} copy/library.db"), prepared.states)] += 1
                    shutil.rmtree(f"{name} copy")
            finally:
                subprocess.run(["umount", name], check=True)
    return counts


def damage(content: bytes, other: bytes, kind: str, chance: random.Random) -> bytes:
    """Content with one damage."""
    place = chance.randrange(len(content))
    page = 4096 * (place // 4096)
    if kind == "cut":
        return content[:place]
    if kind == "flipped bit":
        return content[:place] + bytes([content[place] ^ 1 << chance.randrange(8)]) + content[place + 1 :]
    if kind == "zeroed page":
        return content[:page] + bytes(4096) + content[page + 4096 :]
    common = range(0, min(len(content), len(other)), 4096)
    page = chance.choice([each for each in common if content[each : each + 4096] != other[each : each + 4096]])
    return content[:page] + other[page : page + 4096] + content[page + 4096 :]


def damage_counts(prepared: Prepared, other: bytes, number: int, kind: str, chance: random.Random) -> Counter[str]:
    """Damage copies, and count which are refused, which read as they were, and which read otherwise."""
    counts: Counter[str] = Counter()
    content = prepared.backup.read_bytes()
    for _ in range(number):
        with tempfile.TemporaryDirectory() as name:
            path = Path(name, "library.db")
            path.write_bytes(damaged := damage(content, other, kind, chance))
            counts["faults"] += 1
            counts["untouched"] += int(damaged == content)
            try:
                with open_library(path, PASSPHRASE, cost=CHEAP) as library:
                    counts["same" if state(library) == prepared.states[0] else "third"] += 1
            except UnlikeError as error:
                counts["said"] += int(_is_one_sentence(str(error)))
            put_back(prepared.backup, PASSPHRASE, path, replace=True, cost=CHEAP)
            counts["restored"] += int(left_of(path, prepared.states) == "old")
    return counts


def _is_one_sentence(sentence: str) -> bool:
    """Whether it names the file and says what to do, in one line."""
    return "library.db: " in sentence and sentence.endswith(".") and "\n" not in sentence


def other_state(prepared: Prepared, folder: Path) -> bytes:
    """Bytes of the same library after more was added, with the same key."""
    path = folder / "other" / "library.db"
    shutil.copytree(prepared.before, path.parent)
    with open_library(path, PASSPHRASE, cost=CHEAP) as library:
        library.add([export(part("Rosa", 0, 50_000)), export(part("Ada", 0, 100))])
    return path.read_bytes()


def tables(damages: int, rows: int, step: int = 1) -> tuple[str, Counter[str]]:
    """The section of the page, and what must not be: counts of it."""
    bad: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        prepared = [prepare(folder, which, rows) for which in CHANGES]
        lines = [_FAULT_HEAD]
        for each in prepared:
            rows_of: list[tuple[str, Callable[[], Counter[str] | None]]] = [
                (LABELS[kind], partial(fault_counts, each, rows, kind, step)) for kind in FAULTS
            ]
            rows_of.append(("the disk is full", partial(full_disk_counts, each, rows, 24)))
            for label, count in rows_of:
                found = count()
                if found is None:
                    continue
                bad.update({"third": found["third"], "silent": found["silent and old"]})
                bad["unsaid"] += found["faults"] - found["said"] - found["silent"]
                cells = " | ".join(str(found[key]) for key in ("faults", "said", "old", "new", "third"))
                lines.append(f"| {_DOING[each.change]} | {label} | {cells} |")
        lines.append(_DAMAGE_HEAD)
        chance, other = random.Random(1), other_state(prepared[0], folder)
        for kind in DAMAGES:
            found = damage_counts(prepared[0], other, damages, kind, chance)
            bad.update({"third": found["third"], "lost": found["faults"] - found["restored"]})
            cells = " | ".join(str(found[key]) for key in ("faults", "said", "same", "third", "restored"))
            lines.append(f"| {kind} | {cells} |")
    lines.append(f"\nAgain: `python -m bench.reading.library_faults --damages {damages}`.")
    return "\n".join(lines), bad


_DOING = {"add": "adding an export", "forget": "forgetting a chat", "merge": "saying that two are one"}
_FAULT_HEAD = """## Faults

Each write and each flush of a change fails in turn, once or from then on, by a shim between SQLite and the system; and
a file system in memory has room for more and more of the change. *Said*: in one sentence that
names the file.

| while | what fails | faults | said | old library | new library | a third |
|---|---|---|---|---|---|---|"""
_DAMAGE_HEAD = """
Copies are damaged at a random place and read whole. Those that read as they were had the damage where nothing is
stored. After each, the backup is put in its place.

| damage | copies | refused, in one sentence | read as they were | read otherwise | restored |
|---|---|---|---|---|---|"""


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--damages", type=int, default=300)
    parser.add_argument("--rows", type=int, default=4_000)
    parser.add_argument("--step", type=int, default=1)
    chosen = parser.parse_args()
    text, wrong = tables(chosen.damages, chosen.rows, chosen.step)
    print(text)
    print(dict(wrong))
    write_section("faults", text, PAGE)
