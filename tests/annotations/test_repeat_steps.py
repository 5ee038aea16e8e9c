"""What calendars cost: those that would take hours are refused or cut before, and ordinary ones are not."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from time import process_time
from zoneinfo import ZoneInfo

import pytest

from unlike.annotations import calendar_entries
from unlike.annotations.repeat_steps import MAX_STEPS, zone_steps
from unlike.errors import AnnotationError

pytest.importorskip("recurring_ical_events", reason="the extra unlike[calendar] is not installed")

AUGUST = (date(2025, 8, 1), date(2025, 8, 31))
DAILY_SINCE_YEAR_1 = "DTSTART:00010101T000000Z\r\nRRULE:FREQ=DAILY"
NEVER = "DTSTART:20200101T100000Z\r\nRRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30"
ZONE = (
    "BEGIN:VTIMEZONE\r\nTZID:Here\r\nBEGIN:STANDARD\r\nDTSTART:16010101T000000\r\nTZOFFSETFROM:+0200\r\n"
    "TZOFFSETTO:+0100\r\nRRULE:{rule}\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\n"
)
MAX_SECONDS = 20.0  # of the processor; without bounds each takes minutes


def days(folder: Path, *events: str, zone: str = "") -> list[int]:
    parts = (
        f"BEGIN:VEVENT\r\nUID:{at}\r\nSUMMARY:x{at}\r\n{event}\r\nEND:VEVENT\r\n" for at, event in enumerate(events)
    )
    path = folder / "c.ics"
    path.write_text(f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{zone}{''.join(parts)}END:VCALENDAR\r\n")
    start = process_time()
    try:
        return [entry.first.day for entry in calendar_entries(path, AUGUST, ZoneInfo("Europe/Berlin"))]
    finally:
        assert process_time() - start < MAX_SECONDS


@pytest.mark.parametrize(
    ("events", "zone"),
    [
        ([DAILY_SINCE_YEAR_1], ""),
        (["DTSTART:20000101T100000Z\r\nRRULE:FREQ=DAILY"] * 200, ""),
        (["DTSTART:19000101T000000Z\r\nRRULE:FREQ=DAILY;BYHOUR=" + ",".join(map(str, range(24)))], ""),
        ([NEVER] * 40, ""),
        (["DTSTART;TZID=Here:20200101T000000\r\nRRULE:FREQ=DAILY"], ZONE.format(rule="FREQ=DAILY")),
        (["DTSTART;TZID=Here:20200101T000000\r\nRRULE:FREQ=DAILY"], ZONE.format(rule="FR\r\n EQ=secondly")),
        (["DTSTART;TZID=Here:20200101T000000\r\nRRULE:FREQ=DAILY"], ZONE.format(rule="FREQ=MONTHLY") * 100),
    ],
)
def test_what_would_take_hours_is_refused(tmp_path: Path, events: list[str], zone: str) -> None:
    with pytest.raises(AnnotationError, match=f"it repeats more than {MAX_STEPS:,} times until the chat ends"):
        days(tmp_path, *events, zone=zone)


@pytest.mark.parametrize(
    "rule",
    ["FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30", "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30;COUNT=3",
     "FREQ=YEARLY;BYMONTH=6;BYMONTHDAY=31", "FREQ=MONTHLY;BYMONTH=4;BYMONTHDAY=31;UNTIL=20990101T000000Z"],
)  # fmt: skip
def test_a_rule_that_never_matches_costs_none_of_the_others(tmp_path: Path, rule: str) -> None:
    never, weekly = f"DTSTART:20200106T100000Z\r\nRRULE:{rule}", "DTSTART:20200106T100000Z\r\nRRULE:FREQ=WEEKLY"
    assert sorted(days(tmp_path, never, weekly)) == [1, 4, 11, 18, 25]  # with the next Monday, for zones


@pytest.mark.parametrize(
    ("start", "rule", "expected"),
    [
        ("19600829", "FREQ=YEARLY", [29]),
        ("16040805", "FREQ=YEARLY", [5]),  # a birthday whose year nobody knows
        ("20240229", "FREQ=DAILY;BYMONTH=8;BYMONTHDAY=14", [14]),
        ("19990805", "FREQ=YEARLY;INTERVAL=2", [5]),
        ("20000805", "FREQ=YEARLY;INTERVAL=2", []),
        ("20150801", "FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=1", [1]),
        ("19700106", "FREQ=MONTHLY;BYDAY=2TU", [12]),
        ("20250804", "FREQ=DAILY;BYDAY=MO,TU;COUNT=3", [4, 5, 11]),
    ],
)
def test_ordinary_rules_stay(tmp_path: Path, start: str, rule: str, expected: list[int]) -> None:
    assert sorted(days(tmp_path, f"DTSTART;VALUE=DATE:{start}\r\nRRULE:{rule}")) == expected


def test_an_ordinary_calendar_of_many_years_is_read(tmp_path: Path) -> None:
    weekly = [
        f"DTSTART:20100{month}0{day}T100000Z\r\nRRULE:FREQ=WEEKLY" for month in range(1, 10) for day in range(1, 8)
    ]
    zones = ZONE.format(rule="FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10") * 60
    assert set(days(tmp_path, *weekly, zone=zones)) == set(range(1, 32))


def test_rules_of_events_are_none_of_a_zone() -> None:
    assert zone_steps(b"BEGIN:VEVENT\r\nRRULE:FREQ=SECONDLY\r\nEND:VEVENT\r\n") == 0
