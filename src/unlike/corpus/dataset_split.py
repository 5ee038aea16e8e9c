"""Division of a table of many conversations into files of whole conversations, in two passes over it.

A folder of files in which no column names the chats is no such table: each of its files is a conversation as it is.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import Final

import msgspec
import polars as pl

from unlike.corpus.corpus_plan import source_id, table_files
from unlike.corpus.corpus_types import CorpusSource, TaskSettings
from unlike.errors import EmptyExportError, UnknownExportError
from unlike.i18n import mark
from unlike.readers.apps.table.column_roles import column_roles, needed_columns
from unlike.results.corpus_summary import SourceFailure

_BUCKET_ROWS: Final = 250_000
"""Messages of small conversations that lie in one file; a conversation of more has a file of its own."""
_MAX_BUCKETS: Final = 512
"""Files that are written at a time."""
_BUCKET: Final = "bucket"
_HASH_SEED: Final = 7
_FILES: Final = "files.json"
"""Names below the dataset's folder and sizes of files that are a conversation each."""


def divide_dataset(source: CorpusSource, settings: TaskSettings) -> SourceFailure | str:
    """Divide a dataset into files of whole conversations; a second time does nothing.

    Args:
        source: a Parquet file or a folder of them.
        settings: of the run.

    Returns:
        The folder with the parts, or what went wrong.
    """
    parts_path = parts_folder(source, settings.output)
    if parts_path.exists():
        return str(parts_path)
    temporary = parts_path.with_name(f"{parts_path.name}.{os.getpid()}")
    try:
        temporary.mkdir(mode=0o700, parents=True)
        _write_parts(source, temporary)
        temporary.replace(parts_path)
    except Exception as error:  # noqa: BLE001 - whatever it is, the dataset cannot be read
        if not parts_path.exists():
            return SourceFailure(source.name, type(error).__name__, str(error))
    finally:
        shutil.rmtree(temporary, ignore_errors=True)
    return str(parts_path)


def parts_folder(source: CorpusSource, output: str) -> Path:
    """Folder with the parts of a dataset."""
    return Path(output, "work", "parts", source_id(source))


def parts_of(source: CorpusSource, output: str) -> list[CorpusSource]:
    """Parts of a divided dataset as sources; people and conversations are those of the dataset."""
    folder = parts_folder(source, output)
    if (folder / _FILES).exists():
        sizes = msgspec.json.decode((folder / _FILES).read_bytes(), type=dict[str, int])
        return [_file_part(source, name, size) for name, size in sizes.items()]
    return [
        CorpusSource(
            f"{source.name}#{file.parent.name}",
            str(file),
            file.stat().st_size,
            source.stamp,
            source.scope,
            is_part=True,
        )
        for file in sorted(folder.glob(f"{_BUCKET}=*/*.parquet"))
    ]


def _file_part(source: CorpusSource, name: str, size: int) -> CorpusSource:
    return CorpusSource(
        f"{source.name}/{name}",
        str(Path(source.path, name)),
        size,
        source.stamp,
        source.scope,
        is_part=True,
        file=name,
    )


def _write_parts(source: CorpusSource, folder: Path) -> None:
    path = Path(source.path)
    files = table_files(source)
    table = pl.scan_parquet(files, hive_partitioning=path.is_dir())
    roles = column_roles(table.collect_schema().names())
    if not roles.is_chat:
        raise UnknownExportError(path, needed_columns(roles))
    if "chat" not in roles.columns and len(files) > 1:
        _write_index(path, files, folder)
        return
    columns = [*roles.columns.values(), *([roles.time] if roles.time else [])]
    bucket = _bucket_of_row(table, roles.columns["chat"]) if "chat" in roles.columns else pl.lit("0")
    with_bucket = table.select(*dict.fromkeys(columns), bucket.alias(_BUCKET))
    layout = pl.PartitionBy(
        folder, key=_BUCKET, include_key=False, max_rows_per_file=None, approximate_bytes_per_file=None
    )
    with_bucket.sink_parquet(layout, engine="streaming")
    bucket_folders = list(folder.glob(f"{_BUCKET}=*"))
    if not bucket_folders:
        raise EmptyExportError(path)
    for bucket_folder in bucket_folders:
        _join_named(bucket_folder, Path(source.name).stem)


def _write_index(path: Path, files: list[Path], folder: Path) -> None:
    """List the files that are a conversation each.

    Raises:
        UnknownExportError: a column of one of them names chats, so that one chat may be in several files.
    """
    if any(map(_has_chat_column, files)):
        raise UnknownExportError(
            path,
            mark(
                "Some of its files have a column that names the chats, and others have none. Put the latter into a "
                "folder of their own."
            ),
        )
    sizes = {file.relative_to(path).as_posix(): file.stat().st_size for file in files}
    (folder / _FILES).write_bytes(msgspec.json.encode(sizes))


def _has_chat_column(file: Path) -> bool:
    """Whether a column of a file names chats; a damaged file, which names none, fails where it is read."""
    try:
        return "chat" in column_roles(list(pl.read_parquet_schema(file))).columns
    except (OSError, pl.exceptions.PolarsError):
        return False


def _bucket_of_row(table: pl.LazyFrame, chat: str) -> pl.Expr:
    """File that a row belongs to: large conversations by their number, small ones by the hash of their name."""
    name = _chat_hash(chat, table.collect_schema()[chat])
    counts = table.group_by(name.alias("name")).len().collect(engine="streaming")
    large_chats = counts.filter(pl.col("len") > _BUCKET_ROWS).sort("name")
    small_messages = int(counts["len"].sum()) - int(large_chats["len"].sum())
    bucket_count = min(small_messages // _BUCKET_ROWS + 1, _MAX_BUCKETS)
    own_files = [f"large-{number}" for number in range(large_chats.height)]
    by_hash = pl.format("small-{}", name % bucket_count)
    if not own_files:
        return by_hash
    own_file = name.replace_strict(large_chats["name"], own_files, default=None, return_dtype=pl.String)
    return pl.coalesce(own_file, by_hash)


def _chat_hash(chat: str, dtype: pl.DataType) -> pl.Expr:
    """Hash of a chat's name, of whatever type; all that names no chat has one, and so have texts with other spaces."""
    name = pl.col(chat)
    if dtype in (pl.String, pl.Categorical, pl.Enum):
        line = name.cast(pl.String).str.replace_all(r"\s+", " ").str.strip_chars()
        name = pl.when(line != "").then(line)
    if dtype.is_float():
        name = name.fill_nan(None)
    return name.hash(_HASH_SEED)


def _join_named(folder: Path, title: str) -> None:
    """Join the files of a folder into one that is named after the dataset, as a chat without a name is."""
    files = sorted(folder.glob("*.parquet"))
    target = folder / f"{title}.parquet"
    if len(files) == 1:
        files[0].replace(target)
        return
    joined_file = folder / "whole"
    pl.scan_parquet(files).sink_parquet(joined_file)
    for file in files:
        file.unlink()
    joined_file.replace(target)
