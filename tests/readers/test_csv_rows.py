from __future__ import annotations

import pytest

from unlike.errors import BrokenExportError
from unlike.readers.export import FileRemarks
from unlike.readers.formats.csv_rows import CsvRest, CsvRow, csv_rows, csv_rows_or_rest, first_rows
from unlike.readers.testkit import memory_export


def rows(content: str, encoding: str = "utf-8") -> list[tuple[int, dict[str, str]]]:
    file = memory_export({"a.csv": content.encode(encoding)}).only
    return [(row.line, row.cells) for row in csv_rows(file, lambda _done, _all: None)]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_rows_are_named_by_the_first_line(delimiter: str) -> None:
    content = 'date,text\n2024-01-01,"one\nof two ""lines"""\n\n2024-01-02,x,\n2024-01-03\n'
    assert rows(content.replace(",", delimiter), "utf-8-sig") == [
        (3, {"date": "2024-01-01", "text": 'one\nof two "lines"'}),
        (5, {"date": "2024-01-02", "text": "x"}),
        (6, {"date": "2024-01-03"}),
    ]


def rows_or_rest(content: bytes) -> tuple[list[CsvRow | CsvRest], FileRemarks]:
    file = memory_export({"a.csv": content}).only
    return list(csv_rows_or_rest(file, lambda _done, _all: None)), file.remarks


def test_words_beyond_the_columns_leave_their_row_over() -> None:
    read, remarks = rows_or_rest(b"date,text\n1,yes, no\n2,z\n")
    assert read == [CsvRest(2, 1), CsvRow(3, {"date": "2", "text": "z"})]
    assert not remarks.is_cut


@pytest.mark.parametrize("content", [b"date,who,text\n1,a,x\n2,b", b'date,who,text\n1,a,x\n2,b,"not clo'])
def test_a_last_row_that_breaks_off_is_left_over_and_the_file_is_cut(content: bytes) -> None:
    read, remarks = rows_or_rest(content)
    assert read == [CsvRow(2, {"date": "1", "who": "a", "text": "x"}), CsvRest(3, 1)]
    assert remarks.is_cut


@pytest.mark.parametrize("content", [b"date,who,text\n1,a\n2,b", b"date,who,text\n1,a,x\n2,b\n", b"date,text\n1,x"])
def test_rows_that_lack_cells_in_a_whole_file_are_rows(content: bytes) -> None:
    read, remarks = rows_or_rest(content)
    assert all(isinstance(row, CsvRow) for row in read)
    assert not remarks.is_cut


def test_what_a_spreadsheet_puts_above_the_names_is_passed_over() -> None:
    assert rows("sep=;\n\ndate;text\n1;x\n") == [(4, {"date": "1", "text": "x"})]
    assert first_rows(b"\xef\xbb\xbfSep=;\r date;text\r1;x\r", 2) == [["date", "text"], ["1", "x"]]


def test_a_table_of_western_windows_is_read_with_a_remark() -> None:
    read, remarks = rows_or_rest("who,text\nRösa,schön\nRäsa,Größe “nun”\n".encode("cp1252"))
    assert [row.cells["who"] for row in read if isinstance(row, CsvRow)] == ["Rösa", "Räsa"]
    assert list(remarks.notes) == ["2 lines are not in UTF-8 and were read as CP1252."]


@pytest.mark.parametrize(
    ("content", "why"),
    [
        ("", "line 1: it names no columns"),
        ("\n\n", "line 1: it names no columns"),
        ('a,b\n1,"never closed\n', "line 2: it is no CSV file"),
    ],
)
def test_what_is_wrong_is_one_sentence(content: str, why: str) -> None:
    with pytest.raises(BrokenExportError, match=why):
        rows(content)


def test_a_few_rows_without_a_cell_are_remarked() -> None:
    _, remarks = rows_or_rest(b"date,who,text\n1,a,x\n2,b\n3,c,z\n")
    assert [str(note).partition(" than")[0] for note in remarks.notes] == ["1 row has fewer cells"]
    assert not rows_or_rest(b"date,who,text\n1,a\n2,b\n3,c,z\n")[1].notes


@pytest.mark.parametrize("size", [100_000, 200_000, 2_000_000])
def test_a_long_cell_costs_no_row(size: int) -> None:
    long = "x y\n" * (size // 4)
    content = f'a,b\n1,"{long}"\n2,z\n3,z\n'
    assert [cells["a"] for _, cells in rows(content)] == ["1", "2", "3"]
