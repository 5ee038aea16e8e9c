from __future__ import annotations

import pytest

from unlike.errors import BrokenExportError
from unlike.readers.formats.csv_rows import csv_rows
from unlike.readers.testkit import memory_export


def rows(content: str, encoding: str = "utf-8") -> list[tuple[int, dict[str, str]]]:
    file = memory_export({"a.csv": content.encode(encoding)}).only
    return [(row.line, row.cells) for row in csv_rows(file, lambda _done, _all: None)]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_rows_are_named_by_the_first_line(delimiter: str) -> None:
    content = 'date,text\n2024-01-01,"one\nof two ""lines"""\n\n2024-01-02,x,beyond\n2024-01-03\n'
    assert rows(content.replace(",", delimiter), "utf-8-sig") == [
        (3, {"date": "2024-01-01", "text": 'one\nof two "lines"'}),
        (5, {"date": "2024-01-02", "text": "x"}),
        (6, {"date": "2024-01-03"}),
    ]


@pytest.mark.parametrize(
    ("content", "why"),
    [
        ("", "line 1: it names no columns"),
        ("\n\n", "line 1: it names no columns"),
        ('a,b\n1,"never closed\n', "line 2: it is no CSV file"),
        ('a,b\n1,"' + "x" * 200_000 + '"\n', "line 2: it is no CSV file"),
    ],
)
def test_what_is_wrong_is_one_sentence(content: str, why: str) -> None:
    with pytest.raises(BrokenExportError, match=why):
        rows(content)
