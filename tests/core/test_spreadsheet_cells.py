"""Cells of CSV files: no text is a formula, and every table that is written takes care of it."""

from __future__ import annotations

import re
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

import unlike
from unlike.core.spreadsheet_cells import spreadsheet_cell
from unlike.messages.spreadsheet_columns import spreadsheet_cells

NO_TEXT_OF_OTHERS = {
    "corpus_schema.py": "the code book, whose words are the program's own",
    "donation.py": "numbers alone",
}


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r\n=1", "\u200b=1", "\ufeff@x", "＝1"])
def test_what_begins_like_a_formula_stands_behind_an_apostrophe(text: str) -> None:
    assert spreadsheet_cell(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", "Rosa", "a=b", "1-1", "'=1", "\n", "🌹 = love"])
def test_any_other_text_stays(text: str) -> None:
    assert spreadsheet_cell(text) == text


@given(st.text(st.sampled_from("=+-@＝a' \t\n\u200b\u00ad\x00\x1b🌹")))
def test_a_column_is_written_as_its_cells_are(text: str) -> None:
    table = spreadsheet_cells(pl.DataFrame({"text": [text, None], "number": [1, 2]}), ["text"])
    assert table.rows() == [(spreadsheet_cell(text), 1), (None, 2)]


def test_every_csv_that_is_written_has_such_cells() -> None:
    writing = {
        path.name: path.read_text("utf-8")
        for path in Path(unlike.__path__[0]).rglob("*.py")
        if re.search(r"csv\.(?:writer|DictWriter)\(|\.write_csv\(", path.read_text("utf-8"))
    }
    assert {"chats_csv.py", "people_list.py", "history_files.py", "daily_signals.py"} <= writing.keys()
    careless = {name for name, source in writing.items() if "spreadsheet_cell" not in source}
    assert careless == NO_TEXT_OF_OTHERS.keys()
