from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unlike.readers.formats.day_words import hour_of_day
from unlike.readers.formats.written_dates import date_order, written_date

THURSDAY = date(2025, 2, 27)
DAYS = (THURSDAY - date(1970, 1, 1)).days
WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


@pytest.mark.parametrize(
    "text",
    [
        *(
            "2025/02/27(木)",
            "2025/2/27（週四）",
            "2025.02.27 Thursday",
            "2025-2-27 Thu.",
            "2025/2/27周四",
            "2568/02/27(พฤ)",
        ),
        *("2025년 2월 27일 목요일", "2025年2月27日木曜日", "2025. 2. 27. 목요일", "Thursday, February 27, 2025"),
        *("Feb 27, 2025", "27 February 2025", "Thu, 02/27/2025", "Thu, 27/02/2025", "27.02.2025 Donnerstag"),
    ],
)
def test_dates_in_many_forms(text: str) -> None:
    written = written_date(text)
    assert written is not None
    assert DAYS in {written.days("dmy"), written.days("mdy")}
    assert written.weekday in (3, None)


@pytest.mark.parametrize(
    "text", ["", "2025", "10:00", "2025/02/27 was nice, wasn't it", "1/2/3", "May be 12", "13:00 2025"]
)
def test_other_texts_are_no_dates(text: str) -> None:
    assert written_date(text) is None


@given(st.lists(st.dates(date(2011, 1, 1), date(2030, 1, 1)), min_size=1, max_size=9), st.booleans(), st.booleans())
def test_days_of_the_week_tell_day_from_month(dates: list[date], day_first: bool, one_is_wrong: bool) -> None:
    form = "%d/%m/%Y" if day_first else "%m/%d/%Y"
    texts = [f"{WEEKDAYS[day.weekday()]}, {day:{form}}" for day in sorted(dates)]
    if one_is_wrong and len(set(texts)) > 4:
        texts[0] = f"Sun, {texts[0].partition(', ')[2]}"
    found = [written for written in map(written_date, texts) if written]
    order = date_order(found, None)
    assert order is not None or len(set(texts)) < 3
    if order is not None and not one_is_wrong:
        read = [written.days(order) for written in found]
        assert read == [(day - date(1970, 1, 1)).days for day in sorted(dates)]


def test_what_nothing_tells_is_left_to_the_owner() -> None:
    found = [written for written in map(written_date, ["05/06/2025", "06/06/2025"]) if written]
    assert date_order(found, None) is None
    assert date_order(found, "mdy") == "mdy"
    assert date_order(found[1:], None) is not None


@pytest.mark.parametrize(
    ("hour", "half", "expected"),
    [
        *((12, "AM", 0), (12, "pm", 12), (9, "p.m.", 21), (0, "午後", 12), (12, "오전", 0), (3, "下午", 15)),
        *((15, "下午", 15), (24, None, 24), (9, "a. m.", 9)),
    ],
)
def test_hours_of_half_days(hour: int, half: str | None, expected: int) -> None:
    assert hour_of_day(hour, half) == expected
