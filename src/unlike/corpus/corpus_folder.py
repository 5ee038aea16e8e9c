"""Folder of a corpus: the paths of its files, and writing that never leaves a file half-written."""

from __future__ import annotations

import shutil
from collections.abc import Collection, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

import msgspec
import polars as pl
from filelock import FileLock, Timeout

from unlike.corpus.corpus_schema import TABLES, empty_table
from unlike.corpus.corpus_types import TaskResult
from unlike.errors import OutputError
from unlike.i18n import mark
from unlike.library.private_output import private_copy_of
from unlike.results.corpus_summary import CorpusSummary

_SETTINGS: Final = "settings.json"
_PRIVATE: Final = 0o700
_MODE: Final = 0o600


class CorpusFolder:
    """Output folder of a corpus run, which only its owner can open.

    Attributes:
        path: the folder; tables lie in it as `TABLE/app=APP/TASK.parquet`.
        private: names of sources and what could not be read; never to be passed on.
        work: what is deleted at the end.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.private = path / "private"
        self.work = path / "work"

    @property
    def key_file(self) -> Path:
        """Path of the key of the pseudonyms during the run."""
        return self.work / "key"

    @property
    def is_complete(self) -> bool:
        """Whether a run was finished here."""
        return (self.path / "manifest.json").exists()

    @contextmanager
    def exclusive_access(self, settings: bytes) -> Iterator[None]:
        """Keep other runs away while the block runs.

        Args:
            settings: JSON; a run that goes on has to have the same ones.

        Raises:
            OutputError: something else is there, another run is at work or had other settings, or it cannot be written.
        """
        try:
            self._prepare(settings)
            lock = FileLock(self.path / ".lock", mode=_MODE, timeout=0)
            with lock:
                yield
        except Timeout:
            raise OutputError(mark("another run is at work there"), self.path) from None
        except OSError as error:
            raise OutputError(error.strerror or str(error), self.path) from error

    def _prepare(self, settings: bytes) -> None:
        """Make the folders, or make sure that they are those of the same run."""
        settings_file = self.path / _SETTINGS
        if not settings_file.exists():
            if self.path.exists() and any(entry.name != ".lock" for entry in self.path.iterdir()):
                raise OutputError(mark("something else is in it"), self.path)
        elif settings_file.read_bytes() != settings:
            raise OutputError(mark("it holds a run with other settings"), self.path)
        for folder in (self.path, self.private, self.private / "tasks", *(() if self.is_complete else (self.work,))):
            _make_private(folder)
        self.path.chmod(_PRIVATE)
        if not settings_file.exists():
            self.write_bytes(settings_file, settings)

    def write_bytes(self, path: Path, content: bytes) -> None:
        """Write a file that appears whole.

        Raises:
            OSError: it cannot be written.
        """
        _make_private(path.parent)
        with private_copy_of(path) as temporary:
            temporary.write_bytes(content)

    def write_table(self, path: Path, table: pl.DataFrame) -> str:
        """Write a table that appears whole, and return its place below the folder.

        Raises:
            OSError: it cannot be written.
        """
        _make_private(path.parent)
        with private_copy_of(path) as temporary:
            table.write_parquet(temporary)
        return path.relative_to(self.path).as_posix()

    def table_path(self, table: str, app: str, task: str) -> Path:
        """Path of a task's part of a table."""
        return self.path / table / f"app={app}" / f"{task}.parquet"

    def write_empty_tables(self) -> list[str]:
        """Write a file without rows for every table that has none, so that it can be read like the others.

        Raises:
            OSError: it cannot be written.
        """
        missing_tables = [name for name in TABLES if not any(self.path.glob(f"{name}/app=*/*.parquet"))]
        return [self.write_table(self.table_path(name, "none", "empty"), empty_table(name)) for name in missing_tables]

    def uncontrolled_path(self, app: str, task: str) -> Path:
        """Path of a task's findings before false discoveries are controlled."""
        return self.work / "findings" / f"app={app}" / f"{task}.parquet"

    def uncontrolled_files(self) -> list[Path]:
        """All findings before false discoveries are controlled, always in the same order."""
        return sorted((self.work / "findings").glob("*/*.parquet"))

    def write_result(self, result: TaskResult) -> None:
        """Note that a task is done, after everything else of it is there."""
        self.write_bytes(self.private / "tasks" / f"{result.id}.json", msgspec.json.encode(result))

    def results(self) -> list[TaskResult]:
        """Tasks that are done, by their ids."""
        files = sorted((self.private / "tasks").glob("*.json"))
        return [msgspec.json.decode(file.read_bytes(), type=TaskResult) for file in files]

    def write_summary(self, summary: CorpusSummary) -> None:
        """Store the summary of the run, for when the run is asked for again."""
        self.write_bytes(self.private / "summary.json", msgspec.json.encode(summary))

    def summary(self) -> CorpusSummary:
        """Summary of the run that was finished here."""
        return msgspec.json.decode((self.private / "summary.json").read_bytes(), type=CorpusSummary)

    def forget_stale(self, source_ids: Collection[str]) -> None:
        """Undo tasks with a source that is gone or has changed.

        Args:
            source_ids: ids of the sources that there are.
        """
        for result in self.results():
            if any(identity not in source_ids for identity, _ in result.sources):
                (self.private / "tasks" / f"{result.id}.json").unlink()

    def remove_unfinished(self) -> None:
        """Delete what interrupted tasks have left: whole files of no task that is done, and parts of files."""
        finished_ids = {result.id for result in self.results()}
        tables = [*self.path.glob("*/app=*/*.parquet"), *self.uncontrolled_files()]
        leftovers = [file for file in tables if file.stem not in finished_ids]
        leftovers += self.path.glob("*/app=*/.*-*")
        leftovers += self.path.glob("work/findings/*/.*-*")
        leftovers += self.path.glob("private/tasks/.*-*")
        for file in leftovers:
            with suppress(FileNotFoundError):
                file.unlink()

    def remove_work(self) -> None:
        """Delete what is not needed any more, the key among it."""
        shutil.rmtree(self.work, ignore_errors=True)


def _make_private(folder: Path) -> None:
    """Make a folder and those above it, which only the owner can open."""
    for ancestor in (*reversed(folder.parents), folder):
        ancestor.mkdir(mode=_PRIVATE, exist_ok=True)
