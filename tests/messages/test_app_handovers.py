"""Changes of app are found where they are, visits are none, and apps used side by side have none."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import numpy as np
import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from example_counts import examples
from unlike.core.spans import DateSpan
from unlike.messages import conform
from unlike.messages.app_handovers import app_handovers, app_stretches

BERLIN = ZoneInfo("Europe/Berlin")
START = date(2020, 1, 1)


def table(apps: list[str]) -> pl.DataFrame:
    """A message at noon of each day, or one of each app that is named with "+"."""
    rows = [(number, app) for number, day in enumerate(apps) for app in day.split("+") if app]
    frame = pl.DataFrame(
        {
            "sent_at": [datetime(2020, 1, 1, 12, tzinfo=UTC) + timedelta(days=day) for day, _ in rows],
            "sender": ["Rosa"] * len(rows),
            "ref": [str(number) for number in range(len(rows))],
        },
        schema_overrides={"sent_at": pl.Datetime("us", "UTC")},
    )
    whole = conform(frame, "Rosa", "x")
    return whole.with_columns(pl.Series("source", [app for _, app in rows], dtype=pl.String).cast(pl.Categorical()))


def day(number: int) -> date:
    return START + timedelta(days=number)


def test_one_app_has_no_handover() -> None:
    messages = table(["a"] * 100)
    assert app_handovers(messages, BERLIN) == ()
    (stretch,) = app_stretches(messages, BERLIN)
    assert (stretch.app, stretch.days, stretch.is_long) == ("a", DateSpan(day(0), day(99)), True)
    assert app_stretches(messages.clear(), BERLIN) == ()


def test_a_handover_with_days_in_both() -> None:
    (handover,) = app_handovers(table(["a"] * 90 + ["a", "a+b", "a+b", "b"] + ["b"] * 80 + ["a"] + ["b"] * 20), BERLIN)
    assert (handover.before, handover.after) == ("a", "b")
    assert abs((handover.day - day(92)).days) <= 1
    assert (handover.first_after, handover.last_before, handover.overlap_days) == (day(91), day(174), 2)


def test_a_visit_is_no_handover_but_its_days_are_apart() -> None:
    (stretch,) = app_stretches(table(["a"] * 90 + ["b"] * 6 + ["a"] * 90), BERLIN)
    assert stretch.visits == (DateSpan(day(90), day(95)),)


def test_apps_side_by_side_have_neither() -> None:
    rng = np.random.default_rng(1)
    messages = table([str(app) for app in rng.choice(["a", "b", "a+b"], 400)])
    assert app_handovers(messages, BERLIN) == ()
    assert [stretch.visits for stretch in app_stretches(messages, BERLIN)] == [()]


def test_last_days_in_another_app_are_a_short_stretch() -> None:
    for days in (1, 5):
        messages = table(["a"] * 100 + ["b"] * days)
        assert [(stretch.app, stretch.is_long) for stretch in app_stretches(messages, BERLIN)] == [
            ("a", True),
            ("b", False),
        ]
        assert [handover.first_after for handover in app_handovers(messages, BERLIN)] == [day(100)]


def test_a_database_of_an_app_is_no_other_app() -> None:
    assert app_handovers(table(["a"] * 100 + ["a_database"] * 100), BERLIN) == ()


def test_a_short_stretch_says_so() -> None:
    stretches = app_stretches(table(["a"] * 100 + ["b"] * 20), BERLIN)
    assert [(stretch.app, stretch.is_long) for stretch in stretches] == [("a", True), ("b", False)]


@examples(15)
@given(st.lists(st.tuples(st.sampled_from("abc"), st.integers(15, 120)), min_size=1, max_size=5))
def test_stretches_of_more_than_two_weeks_come_back(parts: list[tuple[str, int]]) -> None:
    planted = [parts[0], *(part for before, part in pairwise(parts) if part[0] != before[0])]
    apps = [app for app, size in planted for _ in range(size)]
    stretches = app_stretches(table(apps), BERLIN)
    assert [stretch.app for stretch in stretches] == [app for app, _ in planted]
    assert [stretch.days.days for stretch in stretches] == [size for _, size in planted]
    handovers = app_handovers(table(apps), BERLIN)
    assert [handover.day for handover in handovers] == [stretch.days.first for stretch in stretches[1:]]
    assert all(handover.last_before < handover.first_after for handover in handovers)
