from __future__ import annotations

from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unlike.annotations import CalendarEntry, context, date_list_entries
from unlike.errors import AnnotationError

A, B, C = date(2025, 8, 14), date(2025, 8, 16), date(2025, 9, 1)


def written(folder: Path, text: str | bytes) -> Path:
    path = folder / "migraines.csv"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("2025-08-14\n2025-09-01\n", [CalendarEntry("migraines", A, A), CalendarEntry("migraines", C, C)]),
        ("2025-08-14", [CalendarEntry("migraines", A, A)]),
        ("2025-08-14,night shift", [CalendarEntry("night shift", A, A)]),
        ("2025-08-14,2025-08-16", [CalendarEntry("migraines", A, B)]),
        ("2025-08-14,2025-08-16,at the sea", [CalendarEntry("at the sea", A, B)]),
        ("2025-08-14,,at the sea", [CalendarEntry("at the sea", A, A)]),
        ("2025-08-14;2025-08-16;at the sea, with Ines", [CalendarEntry("at the sea, with Ines", A, B)]),
        ("2025-08-14\t2025-08-16\tat the sea", [CalendarEntry("at the sea", A, B)]),
        ('2025-08-14,"at the sea,\nwith Ines"', [CalendarEntry("at the sea, with Ines", A, A)]),
        ("date,label\n2025-08-14,period\n", [CalendarEntry("period", A, A)]),
        ("label;date\nperiod;2025-08-14\n", [CalendarEntry("period", A, A)]),
        ("Start,End,Title\n2025-08-14,2025-08-16,exams\n2025-09-01,,\n",
         [CalendarEntry("exams", A, B), CalendarEntry("migraines", C, C)]),
        ("2025-08-14T22:00,shift", [CalendarEntry("shift", A, A)]),
        ("\ufeff\r\n2025-08-14 , x \r\n\r\n", [CalendarEntry("x", A, A)]),
    ],
)  # fmt: skip
def test_what_a_file_says(tmp_path: Path, text: str, found: list[CalendarEntry]) -> None:
    assert list(date_list_entries(written(tmp_path, text))) == found


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "there is nothing in it"),
        ("\n \n", "there is nothing in it"),
        (",,\n,,", "no date is in it"),
        ("date,label\n", "no date is in it"),
        ("2025-08-14\n14.08.2025\n", "line 2: “14.08.2025” is no date such as 2025-11-12"),
        ("2025-02-30", "line 1: “2025-02-30” is no date"),
        ("hello", "line 1: “hello” is no date"),
        ("2025-08-16,2025-08-14", "line 1: from 2025-08-16 to 2025-08-14 is no stretch of days"),
        ("2020-01-01,2025-01-01", "is no stretch of days"),
        ('2025-08-14,"open', "it is no CSV file"),
        (b"\xff\xfe2\x000\x00", "it is no text in UTF-8"),
        ("PK\x03\x04 some zip", "is no date"),
    ],
)
def test_a_bad_file_is_one_sentence(tmp_path: Path, text: str | bytes, why: str) -> None:
    path = written(tmp_path, text)
    with pytest.raises(AnnotationError) as caught:
        date_list_entries(path)
    assert str(caught.value).startswith(str(path))
    assert why in str(caught.value)
    assert "\n" not in str(caught.value)


def test_no_file_and_a_folder_are_one_sentence(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "none.csv"):
        with pytest.raises(AnnotationError, match="directory"):
            date_list_entries(path)


@given(st.text(max_size=80) | st.binary(max_size=80))
def test_any_file_is_read_or_one_sentence(tmp_path_factory: pytest.TempPathFactory, text: str | bytes) -> None:
    path = tmp_path_factory.mktemp("dates") / "any.csv"
    path.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass"))
    try:
        found = date_list_entries(path)
    except AnnotationError:
        return
    assert found
    assert all(one.first <= one.last and one.label and "\n" not in one.label for one in found)


def test_only_the_days_that_matter_in_order_and_each_once(tmp_path: Path) -> None:
    path = written(tmp_path, "2025-09-01\n2025-08-14,2025-08-16\n2024-01-01\n2025-09-01\n2026-01-01\n")
    found = context((), (path, path), (B, C), ZoneInfo("UTC"))
    assert found == (CalendarEntry("migraines", A, B), CalendarEntry("migraines", C, C))
