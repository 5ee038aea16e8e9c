"""Recurrence rules on the scale of days."""

from __future__ import annotations

from typing import Any

import pytest

from unlike.annotations.repeat_rules import coarsen, rules_of


def coarse(**rule: object) -> dict[str, Any]:
    event = {"RRULE": {name: value if isinstance(value, list) else [value] for name, value in rule.items()}}
    coarsen(event)
    (only,) = rules_of(event)
    return dict(only)


@pytest.mark.parametrize("frequency", ["SECONDLY", "MINUTELY", "HOURLY", "hourly"])
def test_what_repeats_within_a_day_becomes_daily(frequency: str) -> None:
    assert coarse(FREQ=frequency, BYDAY=["MO"], BYSECOND=[0, 1]) == {
        "FREQ": ["DAILY"],
        "INTERVAL": [1],
        "BYDAY": ["MO"],
    }


@pytest.mark.parametrize(
    ("frequency", "interval", "count", "days"),
    [("SECONDLY", 1, 10, 1), ("SECONDLY", 1, 86_401, 2), ("MINUTELY", 30, 96, 2), ("HOURLY", 1, 24, 1)],
)
def test_a_count_becomes_one_of_days(frequency: str, interval: int, count: int, days: int) -> None:
    assert coarse(FREQ=frequency, INTERVAL=interval, COUNT=count)["COUNT"] == [days]


def test_steps_of_days_and_more_stay() -> None:
    for rule in ({"FREQ": ["HOURLY"], "INTERVAL": [36]}, {"FREQ": ["WEEKLY"], "BYDAY": ["TU", "TH"], "COUNT": [7]}):
        event = {"RRULE": dict(rule)}
        coarsen(event)
        assert event["RRULE"] == rule


def test_a_day_has_each_of_its_hours_once() -> None:
    daily = coarse(FREQ="DAILY", BYHOUR=[8, 20], BYMINUTE=list(range(60)), BYSECOND=list(range(60)))
    assert daily == {"FREQ": ["DAILY"], "BYHOUR": [8, 20], "BYMINUTE": [0], "BYSECOND": [0]}


def test_a_step_beyond_any_life_is_one_occurrence() -> None:
    assert coarse(FREQ="YEARLY", INTERVAL=500, UNTIL=["x"]) == {"FREQ": ["YEARLY"], "INTERVAL": [1], "COUNT": [1]}


def test_several_rules_are_all_rewritten() -> None:
    event = {"RRULE": [{"FREQ": ["SECONDLY"]}, {"FREQ": ["DAILY"]}]}
    coarsen(event)
    assert [rule["FREQ"] for rule in rules_of(event)] == [["DAILY"], ["DAILY"]]


@pytest.mark.parametrize("interval", [0, -3, "often"])
def test_a_rule_that_goes_nowhere_is_refused(interval: object) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - its text is the number
        coarse(FREQ="DAILY", INTERVAL=interval)


def test_a_rule_that_could_not_be_read_is_refused() -> None:
    with pytest.raises(TypeError):
        coarsen({"RRULE": "FREQ=NEVER"})
