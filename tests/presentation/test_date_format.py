"""Days and lengths of time as sentences say them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from unlike.presentation.sentences.formatting.date_format import time_ago

TODAY = date(2026, 11, 30)


@pytest.mark.parametrize(
    ("days", "ago"),
    [(1, "1 day ago"), (11, "11 days ago"), (45, "6 weeks ago"), (548, "18 months ago"), (740, "2 years ago")],
)
def test_time_ago_is_never_a_third_more_than_it_was(days: int, ago: str) -> None:
    assert time_ago(TODAY - timedelta(days), TODAY) == ago
