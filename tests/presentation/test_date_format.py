"""Days and lengths of time as sentences say them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from unlike.i18n.current_language import language_context
from unlike.presentation.sentences.formatting.date_format import format_day, format_days, time_ago

TODAY = date(2026, 11, 30)


@pytest.mark.parametrize(
    ("days", "ago"),
    [(1, "1 day ago"), (11, "11 days ago"), (45, "6 weeks ago"), (548, "18 months ago"), (740, "2 years ago")],
)
def test_time_ago_is_never_a_third_more_than_it_was(days: int, ago: str) -> None:
    assert time_ago(TODAY - timedelta(days), TODAY) == ago


@pytest.mark.parametrize(
    ("language", "first", "third"),
    [
        ("en", "1 Dec 2025", "3 Dec 2025"),
        ("fr", "1er déc. 2025", "3 déc. 2025"),
        ("pt", "1º de dez. de 2025", "3 de dez. de 2025"),
    ],
)
def test_the_first_of_a_month_is_written_as_in_the_language(language: str, first: str, third: str) -> None:
    with language_context(language):
        assert format_day(date(2025, 12, 1)) == first
        assert format_day(date(2025, 12, 3)) == third
        assert format_days(date(2025, 12, 1), date(2025, 12, 3)) == f"{first.partition(' ')[0]}–{third}"
        assert format_day(date(2025, 12, 11)).startswith("11 ")
