"""Values that travel between the driver of a corpus run and its workers; small, without a word of a chat in them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from unlike.results.corpus_summary import SourceFailure

ENGINES: Final = ("pool", "ray")
"""Names of the executors: processes of this machine, or a Ray cluster."""


@dataclass(frozen=True, slots=True)
class CorpusOptions:
    """Options of a corpus run.

    Attributes:
        source: folder; every entry of it is a source.
        output: folder to write; private, and a run that was interrupted goes on there.
        zone: IANA name of the zone of days and of wall-clock times.
        date_order: "dmy", "mdy", "ymd", or None to settle it file by file.
        app: name of the only reader to ask; None for all.
        text: whether the table of messages keeps what was written.
        key_file: 32 bytes or more that pseudonyms are made with; None for a random key that is deleted at the end.
        batch_bytes: most bytes of small sources that make one task.
    """

    source: Path
    output: Path
    zone: str
    date_order: str | None = None
    app: str | None = None
    text: bool = False
    key_file: Path | None = None
    batch_bytes: int = 4 << 20


@dataclass(frozen=True, slots=True)
class CorpusSource:
    """Something to read: an export, the folder of a donor, or a part of a dataset.

    Attributes:
        name: below the input folder.
        path: where it lies.
        size: bytes.
        stamp: digest of the names, sizes and times of change of all its files; it says whether it is the same.
        scope: name under which it stands in the tables, that of the whole dataset for a part of one; people of one
            name in it are one person.
        is_dataset: a table of many conversations, which is divided before it is read.
        is_part: a part of such a table, or a small one.
        file: of a dataset in which no column names the chats, the file of this part below its folder, which keeps
            conversations of one title apart; else empty.
    """

    name: str
    path: str
    size: int
    stamp: str
    scope: str
    is_dataset: bool = False
    is_part: bool = False
    file: str = ""


@dataclass(frozen=True, slots=True)
class CorpusTask:
    """Sources that one worker reads and writes in one piece: a large one alone, or several small ones.

    Attributes:
        id: keyed digest of the sources in it, the same whenever they are; it names files that are passed on.
        sources: in order of their names.
        size: bytes.
    """

    id: str
    sources: tuple[CorpusSource, ...]
    size: int


@dataclass(frozen=True, slots=True)
class TaskSettings:
    """Settings that a worker needs beside its task; paths as a cluster's shared file system has them."""

    output: str
    zone: str
    date_order: str | None
    app: str | None
    text: bool


@dataclass(frozen=True, slots=True)
class TaskResult:
    """Result of a task.

    Attributes:
        id: of the task.
        size: its bytes.
        sources: (id, scope) of the sources in it.
        failures: sources, or parts of them, that could not be read.
        notes: (source, sentence) of what else should be known about the reading.
        files: tables that were written, below the output folder.
        conversations, messages, people: how many were read, and how many people were analysed.
        seconds: processor time.
    """

    id: str
    size: int
    sources: tuple[tuple[str, str], ...]
    failures: tuple[SourceFailure, ...] = ()
    notes: tuple[tuple[str, str], ...] = ()
    files: tuple[str, ...] = ()
    conversations: int = 0
    messages: int = 0
    people: int = 0
    seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class LostTask:
    """A task whose worker ended again and again, or that an engine could not run.

    Attributes:
        number: of the task, in the order in which they were given.
        why: kind of the end; never what the worker was reading.
    """

    number: int
    why: str
