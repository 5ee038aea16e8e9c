"""The page of a spell: the days before beside the usual, how earlier ones ended, what to ask."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta

import polars as pl
import pytest
from starlette.testclient import TestClient

from page_client import BERLIN, text
from unlike.analysis.activity_before import beforehand
from unlike.results import ActivityBefore, Spell
from unlike.web.session import Session


def test_a_spell_stands_beside_its_days_before_and_its_earlier_ones(reader: TestClient, studied: Session) -> None:
    found = [(at, one) for at, one in enumerate(studied.found(), start=1) if isinstance(one.finding, Spell)]
    number, latest = found[0]
    page = text(reader, f"/finding/{number}")
    for part in (
        "The days before",
        "Habit by habit",
        "Only here?",
        "How earlier ones ended",
        "What to ask",
        "Your note",
    ):
        assert part in page
    assert isinstance(latest.finding, Spell)
    earlier = [at for at, one in found if isinstance(one.finding, Spell) and one.finding.last < latest.finding.first]
    linked = {int(at) for at in re.findall(r'<li><a href="/finding/(\d+)">', page)}
    assert linked <= {*earlier}
    assert linked
    assert "Only this chat with them is open." in page
    assert "Why? The log does not say." in page or "Before it" in page


def test_what_is_now_is_weighed_and_what_passed_is_not(reader: TestClient, studied: Session) -> None:
    assert "For and against an ordinary spell" in text(reader, "/finding/1")
    passed = next(
        at for at, one in enumerate(studied.found(), start=1) if isinstance(one.finding, Spell) and one.finding.ending
    )
    assert "For and against an ordinary spell" not in text(reader, f"/finding/{passed}")


def chat(days: int, quiet: range) -> pl.DataFrame:
    """Ten messages of three words a day by either; on quiet days Bo writes one of one word."""
    begin = datetime(2025, 1, 1, 10, tzinfo=UTC)
    rows = [
        (begin + timedelta(days=day, minutes=at), name, "hm" if name == "Bo" and day in quiet else "one two three")
        for day in range(days)
        for at in range(20)
        for name in (("Ann", "Bo")[at % 2],)
        if name == "Ann" or day not in quiet or at == 1
    ]
    frame = pl.DataFrame(
        rows, schema={"sent_at": pl.Datetime("us", "UTC"), "sender": pl.String, "text": pl.String}, orient="row"
    )
    return frame.with_columns(conversation=pl.lit("chat"), ref=pl.lit("chat.txt:1"))


def counted(days: int, quiet: range, shift: int) -> ActivityBefore | None:
    first = date(2025, 1, 1) + timedelta(days=shift)
    return beforehand(chat(days, quiet), ("Bo", "Ann"), (first, first), BERLIN)


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
    away = pl.col("sent_at").dt.date().is_between(date(2025, 2, 17), date(2025, 2, 19))
    table = chat(100, range(0)).filter(~((pl.col("sender") == "Bo") & away))
    found = beforehand(table, ("Bo", "Ann"), (date(2025, 2, 20), date(2025, 2, 20)), BERLIN)
    assert found
    assert (found.people[0].messages, found.people[0].words) == (0, None)
