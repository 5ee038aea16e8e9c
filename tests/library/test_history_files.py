"""Exports of the library hold types that other programs read."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import polars as pl
import pytest

from library_exports import library_in, new_export, parsed
from unlike.library.history_files import write_histories

NESTED = {"reactions"}


@pytest.fixture
def library(tmp_path: Path) -> Path:
    return tmp_path / "library"


def written(library: Path, ending: str, file_format: str) -> Path:
    """A file with one chat, in a format."""
    path = library.parent / f"out.{ending}"
    with library_in(library) as opened:
        opened.add([new_export("a", parsed([(0, "Imke", "NA"), (5, "Rosa", 'a "b",\n'), (9, "Rosa", "1")]))])
        write_histories(opened.histories({chat.number for chat in opened.chats()}), path, file_format)
    return path


@pytest.mark.parametrize(("ending", "file_format"), [("parquet", "parquet"), ("arrow", "arrow")])
def test_r_reads_every_type_but_the_one_the_page_leaves_out(library: Path, ending: str, file_format: str) -> None:
    path = written(library, ending, file_format)
    table = pl.read_parquet(path) if ending == "parquet" else pl.read_ipc(path)
    plain = {name: kind for name, kind in table.schema.items() if name not in NESTED}
    assert not any(kind.is_nested() or kind.is_unsigned_integer() for kind in plain.values())
    assert not any(isinstance(kind, pl.Categorical | pl.Enum) for kind in plain.values())
    assert set(table.columns[-len(NESTED) :]) == NESTED  # R leaves out another column otherwise
    moments = [kind for kind in plain.values() if isinstance(kind, pl.Datetime)]
    assert moments == [pl.Datetime("us", "UTC")] * 2
    assert table["text"].to_list() == ["NA", 'a "b",\n', "1"]


def test_arrow_has_no_views_of_strings(library: Path) -> None:
    path = written(library, "arrow", "arrow")
    again = path.with_name("again.arrow")
    pl.read_ipc(path).write_ipc(again, compat_level=pl.CompatLevel.oldest())
    assert path.read_bytes() == again.read_bytes()
    pl.read_ipc(path).write_ipc(again, compat_level=pl.CompatLevel.newest())
    assert path.read_bytes() != again.read_bytes()


def test_nothing_and_na_differ_in_csv(library: Path) -> None:
    table = pl.read_csv(written(library, "csv", "csv"), infer_schema=False)
    assert table["text"].to_list() == ["NA", 'a "b",\n', "1"]
    assert table["edited_at"].to_list() == [None] * 3
    assert datetime.fromisoformat(table["sent_at"][0]).tzinfo == UTC
