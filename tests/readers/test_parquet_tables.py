from __future__ import annotations

import io

import polars as pl
import pytest

from unlike.errors import BrokenExportError
from unlike.readers.export import ExportFile
from unlike.readers.formats.parquet_tables import parquet_columns, parquet_table
from unlike.readers.testkit import memory_export


def written(frame: pl.DataFrame) -> bytes:
    content = io.BytesIO()
    frame.write_parquet(content)
    return content.getvalue()


def file_of(content: bytes) -> ExportFile:
    return memory_export({"x.parquet": content}).only


def test_a_table_with_its_columns() -> None:
    frame = pl.DataFrame({"sender": ["Rosa", None], "text": ["hi", "ho"]})
    assert parquet_columns(file_of(written(frame))) == ["sender", "text"]
    assert parquet_table(file_of(written(frame))).equals(frame)


def test_a_damaged_file_is_a_sentence_and_nothing_is_printed(capfd: pytest.CaptureFixture[str]) -> None:
    content = written(pl.DataFrame({"text": [f"word {number}" for number in range(50)]}))
    refused = 0
    for place in range(4, len(content) - 8, 3):
        file = file_of(content[:place] + bytes([content[place] ^ 0xFF]) + content[place + 1 :])
        parquet_columns(file)
        try:
            parquet_table(file)
        except BrokenExportError:
            refused += 1
    assert refused > 10
    assert capfd.readouterr().err == ""


def test_more_rows_than_a_file_has_room_for_are_refused() -> None:
    content = written(pl.DataFrame({"text": pl.repeat("a", 500_000, eager=True)}))
    assert len(content) < 50_000
    with pytest.raises(BrokenExportError, match="times as large when it is unpacked"):
        parquet_table(file_of(content))


def test_what_is_no_parquet_has_no_columns() -> None:
    assert parquet_columns(file_of(b"PAR1")) == []
