"""How much two people wrote before a shift, on small invented chats."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from handwritten_messages import Line, measured
from unlike.analysis.activity_before import DailyWriting
from unlike.core.spans import DateSpan
from unlike.results import ActivityBefore


def chat(days: int, quiet: range) -> list[Line]:
    """Ten messages a day by either, nine of three words and a picture; on quiet days Bo writes one of one word."""
    begin = datetime(2025, 1, 1, 10, tzinfo=UTC)
    rows: list[Line] = []
    for day in range(days):
        for at in range(20):
            name, sent_at = ("Ann", "Bo")[at % 2], begin + timedelta(days=day, minutes=at)
            if name == "Bo" and day in quiet:
                rows += [(sent_at, name, "hm", "text")] if at == 1 else []
            else:
                rows.append((sent_at, name, None, "image") if at > 17 else (sent_at, name, "one two three", "text"))
    return rows


def activity(lines: list[Line], first: date) -> ActivityBefore | None:
    return DailyWriting.of(measured(lines)).before(DateSpan(first, first), ("Bo", "Ann"))


def counted(days: int, quiet: range, shift: int) -> ActivityBefore | None:
    first = date(2025, 1, 1) + timedelta(days=shift)
    return activity(chat(days, quiet), first)


def test_the_days_before_are_counted_beside_all_other_stretches() -> None:
    found = counted(100, range(47, 50), 50)
    assert found
    bo, ann = found.people
    assert (found.first, found.last) == (date(2025, 2, 17), date(2025, 2, 19))
    assert (bo.messages, bo.words) == (3, 1.0)
    assert (bo.usual_messages, bo.usual_words) == ((30.0, 30.0), (3.0, 3.0))
    assert (ann.messages, ann.words, ann.usual_messages) == (30, 3.0, (30.0, 30.0))
    assert found.baseline_spans == 98 - 6


@pytest.mark.parametrize(("days", "shift"), [(30, 15), (100, 2), (4, 3)])
def test_with_too_few_other_days_nothing_is_said(days: int, shift: int) -> None:
    assert counted(days, range(0), shift) is None


def test_whoever_wrote_nothing_before_has_no_length() -> None:
    away = {date(2025, 2, 17), date(2025, 2, 18), date(2025, 2, 19)}
    lines = [line for line in chat(100, range(0)) if line[1] != "Bo" or line[0].date() not in away]
    found = activity(lines, date(2025, 2, 20))
    assert found
    assert (found.people[0].messages, found.people[0].words) == (0, None)
