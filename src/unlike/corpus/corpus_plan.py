"""Sources of a corpus, and the tasks that they make: the largest first, small ones together."""

from __future__ import annotations

import os
import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from hashlib import blake2b
from pathlib import Path
from typing import Final

from unlike.corpus.corpus_types import CorpusSource, CorpusTask
from unlike.corpus.pseudonyms import Pseudonyms
from unlike.errors import NotFoundError, UnknownExportError, UnreadableError
from unlike.i18n import mark

DATASET_BYTES: Final = 16 << 20
"""Size from which on Parquet files are divided into conversations before they are read."""
_PARQUET: Final = ".parquet"
_ENGINE_MARKS: Final = re.compile(r"_SUCCESS|_(?:common_)?metadata|_(?:committed|started)_\d+")
"""What Spark and its like lay beside the Parquet files that they write; it is no part of the table."""
_TABLES: Final = frozenset({_PARQUET, ".csv", ".tsv", ".jsonl", ".ndjson"})
_MIN_BATCH_BYTES: Final = 128 << 10
_TASKS: Final = 64
"""Tasks that a corpus of small sources makes at least, so that every worker has some."""


def sources_in(folder: Path) -> list[CorpusSource]:
    """Sources in a folder, one an entry of it, by name; entries whose names begin with a dot are none.

    Raises:
        NotFoundError: there is no such folder.
        UnknownExportError: it is a file, or nothing is in it.
        UnreadableError: it cannot be listed.
    """
    if not folder.exists():
        raise NotFoundError(folder)
    if not folder.is_dir():
        raise UnknownExportError(folder, mark("Give the folder in which the exports lie, one entry a donor or export."))
    try:
        entries = sorted(entry for entry in folder.iterdir() if not entry.name.startswith("."))
        sources = [_entry_source(entry) for entry in entries]
    except OSError as error:
        raise UnreadableError(folder, error.strerror or str(error)) from error
    if not sources:
        raise UnknownExportError(folder, mark("Put the exports into it, one entry a donor or export."))
    return sources


def tasks_of(
    sources: Iterable[CorpusSource], finished_ids: Collection[str], batch_bytes: int, pseudonyms: Pseudonyms
) -> list[CorpusTask]:
    """Tasks that are left, the largest first.

    Args:
        sources: all that are to be read.
        finished_ids: ids of the sources that are done.
        batch_bytes: most bytes of small sources that make one task; less where there would be few tasks.
        pseudonyms: key of the run.
    """
    sources = tuple(sources)
    batch_bytes = min(batch_bytes, max(sum(source.size for source in sources) // _TASKS, _MIN_BATCH_BYTES))
    batches = _source_batches(sources, batch_bytes)  # of all sources, so that a run that goes on makes the same tasks
    unfinished_batches = ([source for source in batch if source_id(source) not in finished_ids] for batch in batches)
    tasks = [_task_of(batch, pseudonyms) for batch in unfinished_batches if batch]
    return sorted(tasks, key=lambda task: (-task.size, task.id))


def source_id(source: CorpusSource) -> str:
    """Id of a source, another one whenever a file of it has another name, size or time of change."""
    return _parts_digest([source.name, str(source.size), source.stamp])


def _source_batches(sources: Sequence[CorpusSource], batch_bytes: int) -> Iterator[list[CorpusSource]]:
    """Sources in order, together up to a size; a larger one alone."""
    batch: list[CorpusSource] = []
    size = 0
    for source in sources:
        if batch and size + source.size > batch_bytes:
            yield batch
            batch, size = [], 0
        batch.append(source)
        size += source.size
    if batch:
        yield batch


def _task_of(sources: Sequence[CorpusSource], pseudonyms: Pseudonyms) -> CorpusTask:
    return CorpusTask(pseudonyms.task(map(source_id, sources)), tuple(sources), sum(source.size for source in sources))


def _parts_digest(parts: Iterable[str]) -> str:
    return blake2b("\0".join(parts).encode("utf-8", "surrogatepass"), digest_size=10).hexdigest()


def _entry_source(entry: Path) -> CorpusSource:
    files = [entry] if entry.is_file() else list(visible_files(entry))
    stats = {file.relative_to(entry).as_posix(): file.stat() for file in files}
    size = sum(stat.st_size for stat in stats.values())
    stamp = _parts_digest(f"{name}\0{stat.st_size}\0{stat.st_mtime_ns}" for name, stat in stats.items())
    tables = [file for file in files if not _ENGINE_MARKS.fullmatch(file.name)]
    is_table = bool(tables) and all(file.suffix == _PARQUET for file in tables)
    is_dataset = is_table and (len(tables) > 1 or size > DATASET_BYTES)
    is_part = entry.is_file() and entry.suffix in _TABLES and not is_dataset
    return CorpusSource(entry.name, str(entry), size, stamp, entry.name, is_dataset, is_part)


def table_files(source: CorpusSource) -> list[Path]:
    """The Parquet files of a dataset, by their paths."""
    path = Path(source.path)
    return [path] if path.is_file() else sorted(file for file in visible_files(path) if file.suffix == _PARQUET)


def visible_files(folder: Path) -> Iterator[Path]:
    """Files in a folder and below that a reader may be shown: all but those in whose path a name begins with a dot."""
    for parent, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield from (Path(parent, name) for name in sorted(names) if not name.startswith("."))
