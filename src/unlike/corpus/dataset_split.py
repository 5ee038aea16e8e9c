"""Division of a table of many conversations into files of whole conversations, in two passes over it."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import Final

import polars as pl

from unlike.corpus.corpus_plan import source_id
from unlike.corpus.corpus_types import CorpusSource, TaskSettings
from unlike.errors import UnknownExportError
from unlike.readers.apps.table.column_roles import column_roles, needed_columns
from unlike.results.corpus_summary import SourceFailure

_BUCKET_ROWS: Final = 250_000
"""Messages of small conversations that lie in one file; a conversation of more has a file of its own."""
_MAX_BUCKETS: Final = 512
"""Files that are written at a time."""
_BUCKET: Final = "bucket"
_HASH_SEED: Final = 7


def divide_dataset(source: CorpusSource, settings: TaskSettings) -> SourceFailure | str:
    """Divide a dataset into files of whole conversations; a second time does nothing.

    Args:
        source: a Parquet file or a folder of them.
        settings: of the run.

    Returns:
        The folder with the parts, or what went wrong.
    """
    final = parts_folder(source, settings.output)
    if final.exists():
        return str(final)
    temporary = final.with_name(f"{final.name}.{os.getpid()}")
    try:
        temporary.mkdir(mode=0o700, parents=True)
        _divide(source, temporary)
        temporary.replace(final)
    except Exception as error:  # noqa: BLE001 - whatever it is, the dataset cannot be read
        if not final.exists():
            return SourceFailure(source.name, type(error).__name__, str(error))
    finally:
        shutil.rmtree(temporary, ignore_errors=True)
    return str(final)


def parts_folder(source: CorpusSource, output: str) -> Path:
    """Folder with the parts of a dataset."""
    return Path(output, "work", "parts", source_id(source))


def parts_of(source: CorpusSource, output: str) -> list[CorpusSource]:
    """Parts of a divided dataset as sources; people and conversations are those of the dataset."""
    folder = parts_folder(source, output)
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


def _divide(source: CorpusSource, folder: Path) -> None:
    path = Path(source.path)
    files = [path] if path.is_file() else sorted(path.rglob("*.parquet"))
    table = pl.scan_parquet(files, hive_partitioning=path.is_dir())
    roles = column_roles(table.collect_schema().names())
    if not roles.is_chat:
        raise UnknownExportError(path, needed_columns(roles))
    wanted = [*roles.columns.values(), *([roles.time] if roles.time else [])]
    bucket = _buckets(table, roles.columns["chat"]) if "chat" in roles.columns else pl.lit("0")
    divided = table.select(*dict.fromkeys(wanted), bucket.alias(_BUCKET))
    layout = pl.PartitionBy(
        folder, key=_BUCKET, include_key=False, max_rows_per_file=None, approximate_bytes_per_file=None
    )
    divided.sink_parquet(layout, engine="streaming")
    for place in folder.glob(f"{_BUCKET}=*"):
        _name_after(place, Path(source.name).stem)


def _buckets(table: pl.LazyFrame, chat: str) -> pl.Expr:
    """File that a row belongs to: large conversations by their number, small ones by a hash of their name."""
    counts = table.group_by(chat).len().collect(engine="streaming")
    large = counts.filter(pl.col("len") > _BUCKET_ROWS).sort(chat)
    small = int(counts["len"].sum()) - int(large["len"].sum())
    number = min(small // _BUCKET_ROWS + 1, _MAX_BUCKETS)
    own_file = {key: f"large-{place}" for place, key in enumerate(large[chat].to_list()) if key is not None}
    by_hash = pl.format("small-{}", pl.col(chat).hash(_HASH_SEED) % number)
    if not own_file:
        return by_hash
    own = pl.col(chat).replace_strict(own_file, default=None, return_dtype=pl.String)
    return pl.coalesce(own, by_hash)


def _name_after(place: Path, title: str) -> None:
    """One file in a folder, named as the dataset is, since a chat without a name has that of its file."""
    files = sorted(place.glob("*.parquet"))
    target = place / f"{title}.parquet"
    if len(files) == 1:
        files[0].replace(target)
        return
    whole = place / "whole"
    pl.scan_parquet(files).sink_parquet(whole)
    for file in files:
        file.unlink()
    whole.replace(target)
