"""Spans that somebody reads: files, the table that is filled in, and its sums."""

from __future__ import annotations

import csv
from datetime import UTC, date, datetime
from pathlib import Path

import polars as pl
import pytest

from bench.detection.span_reading import (
    TABLE_NAME,
    Cause,
    ReadableSpan,
    cause_table,
    read_causes,
    write_spans,
)


def span(person: int, per_year: float, writing_share: float = 0.5) -> ReadableSpan:
    sent_at = datetime(2024, 5, 2, 9, 30, tzinfo=UTC)
    messages = pl.DataFrame({"sent_at": [sent_at], "sender": ["Ada"], "text": [f"note {person}"]})
    return ReadableSpan(person, date(2024, 5, 1), date(2024, 5, 3), "cooler", per_year, writing_share, messages)


def fill(folder: Path, causes: list[str]) -> None:
    path = folder / TABLE_NAME
    with path.open(encoding="utf-8", newline="") as table:
        rows = list(csv.DictReader(table))
    with path.open("w", encoding="utf-8", newline="") as table:
        writer = csv.DictWriter(table, rows[0])
        writer.writeheader()
        writer.writerows(row | {"cause": cause} for row, cause in zip(rows, causes, strict=True))


def test_the_surest_claim_is_the_first_file_and_all_stand_in_the_table(tmp_path: Path) -> None:
    write_spans([span(1, 0.9), span(2, 0.1)], tmp_path)
    assert (tmp_path / "001.txt").read_text(encoding="utf-8").endswith("05-02 09:30 Ada: note 2\n")
    fill(tmp_path, ["reason", "nothing"])
    assert read_causes(tmp_path) == {span(2, 0.1).key: Cause.REASON, span(1, 0.9).key: Cause.NOTHING}


def test_a_table_that_may_be_filled_in_is_not_written_over(tmp_path: Path) -> None:
    write_spans([span(1, 0.9)], tmp_path)
    with pytest.raises(FileExistsError):
        write_spans([span(1, 0.9)], tmp_path)


def test_a_cause_that_was_left_empty_is_an_error(tmp_path: Path) -> None:
    write_spans([span(1, 0.9)], tmp_path)
    with pytest.raises(ValueError, match="Cause"):
        read_causes(tmp_path)


def test_each_cause_is_counted_once_in_each_row() -> None:
    spans = [span(1, 0.9), span(2, 0.1), span(3, 0.5, writing_share=0.1)]
    causes = {spans[0].key: Cause.REASON, spans[1].key: Cause.REASON, spans[2].key: Cause.ABSENCE}
    last_row = cause_table({"few": spans[1:2], "all": spans}, causes).rstrip().splitlines()[-1]
    cells = [cell.split(":")[0].strip() for cell in last_row.strip("|").split("|")]
    assert cells == ["all", "3", "1", "2", "0", "1", "0"]


def test_a_span_that_was_not_read_stops_the_table() -> None:
    with pytest.raises(SystemExit, match="1 spans"):
        cause_table({"all": [span(1, 0.9)]}, {})
