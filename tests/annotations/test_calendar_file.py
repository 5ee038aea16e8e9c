from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from time import monotonic
from zoneinfo import ZoneInfo

import pytest

from unlike.annotations import CalendarEntry, calendar_entries, calendar_file
from unlike.errors import AnnotationError

BERLIN = ZoneInfo("Europe/Berlin")
AUGUST = (date(2025, 8, 1), date(2025, 8, 31))


def ics(*events: str) -> str:
    """A calendar of events, each given as its properties."""
    told = "".join(
        f"BEGIN:VEVENT\r\nUID:{number}@example.invalid\r\nDTSTAMP:20250101T000000Z\r\n{event}\r\nEND:VEVENT\r\n"
        for number, event in enumerate(events)
    )
    return f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//us//EN\r\n{told}END:VCALENDAR\r\n"


def written(folder: Path, text: str | bytes) -> Path:
    path = folder / "imke.ics"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def found(folder: Path, *events: str) -> list[CalendarEntry]:
    pytest.importorskip("recurring_ical_events", reason="the extra unlike[calendar] is not installed")
    return list(calendar_entries(written(folder, ics(*events)), AUGUST, BERLIN))


def day(number: int) -> date:
    return date(2025, 8, number)


@pytest.mark.parametrize(
    ("event", "first", "last"),
    [
        ("DTSTART;VALUE=DATE:20250814\r\nDTEND;VALUE=DATE:20250817", 14, 16),
        ("DTSTART;VALUE=DATE:20250814", 14, 14),
        ("DTSTART;VALUE=DATE:20250814\r\nDURATION:P2D", 14, 15),
        ("DTSTART:20250814T100000\r\nDTEND:20250814T120000", 14, 14),
        ("DTSTART:20250814T220000\r\nDTEND:20250815T060000", 14, 15),
        ("DTSTART:20250815T010000\r\nDTEND:20250815T030000", 14, 14),  # the night belongs to the evening before
        ("DTSTART:20250814T190000\r\nDTEND:20250815T040000", 14, 14),
        ("DTSTART:20250814T010000Z\r\nDTEND:20250814T020000Z", 13, 13),  # three in the morning in Berlin
        ("DTSTART;TZID=Asia/Tokyo:20250815T080000\r\nDURATION:PT1H", 14, 14),
    ],
)
def test_the_days_of_an_event(tmp_path: Path, event: str, first: int, last: int) -> None:
    assert found(tmp_path, f"SUMMARY:night shift\r\n{event}") == [CalendarEntry("night shift", day(first), day(last))]


def test_an_event_that_repeats_is_there_each_time(tmp_path: Path) -> None:
    weekly = "SUMMARY:quiz\r\nDTSTART:20240104T190000\r\nRRULE:FREQ=WEEKLY;BYDAY=TH\r\nEXDATE:20250814T190000"
    assert [one.first.day for one in found(tmp_path, weekly)] == [7, 21, 28]


def test_called_off_and_unnamed_ones(tmp_path: Path) -> None:
    off = "SUMMARY:quiz\r\nDTSTART;VALUE=DATE:20250814\r\nSTATUS:CANCELLED"
    assert found(tmp_path, off, "DTSTART;VALUE=DATE:20250820") == [CalendarEntry("imke", day(20), day(20))]


def test_a_label_is_one_short_line(tmp_path: Path) -> None:
    (one,) = found(tmp_path, "SUMMARY:dentist\\, then\\n lunch " + "x" * 200 + "\r\nDTSTART;VALUE=DATE:20250814")
    assert one.label.startswith("dentist, then lunch xxx")
    assert len(one.label) == 80


def test_what_repeats_without_end_ends(tmp_path: Path) -> None:
    daily = "SUMMARY:pill\r\nDTSTART:20200101T080000\r\nRRULE:FREQ=DAILY"
    assert [one.first.day for one in found(tmp_path, daily)] == [*range(1, 32), 1]


HOURS = ",".join(map(str, range(24)))
SIXTY = ",".join(map(str, range(60)))


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=SECONDLY",
        "FREQ=MINUTELY;INTERVAL=7",
        "FREQ=HOURLY",
        "FREQ=SECONDLY;BYHOUR=9;BYMINUTE=0",
        f"FREQ=DAILY;BYHOUR=9;BYMINUTE={SIXTY};BYSECOND={SIXTY}",
    ],
)
def test_what_repeats_within_a_day_is_there_once_a_day(tmp_path: Path, rule: str) -> None:
    begin = monotonic()
    tick = found(tmp_path, f"SUMMARY:tick\r\nDTSTART:20200101T080000\r\nRRULE:{rule}")
    assert {one.first for one in tick} >= {day(number) for number in range(1, 32)}
    assert len(tick) <= 40
    assert monotonic() - begin < 20


def test_a_count_within_a_day_is_a_count_of_days(tmp_path: Path) -> None:
    hourly = "SUMMARY:watch\r\nDTSTART:20250814T080000\r\nRRULE:FREQ=HOURLY;COUNT=48"
    assert [one.first.day for one in found(tmp_path, hourly)] == [14, 15]


@pytest.mark.parametrize("interval", ["0", "-1", "999999999999"])
def test_a_rule_that_goes_nowhere_is_one_sentence_that_names_its_event(tmp_path: Path, interval: str) -> None:
    event = f"SUMMARY:choir\r\nDTSTART:20250814T080000\r\nRRULE:FREQ=DAILY;INTERVAL={interval}"
    with pytest.raises(AnnotationError, match="“choir” repeats by a rule that cannot be read") as caught:
        found(tmp_path, event, "SUMMARY:quiz\r\nDTSTART:20250814T080000")
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    "event",
    [
        "DTSTART;VALUE=DATE:99991231\r\nRRULE:FREQ=YEARLY",
        "DTSTART:99991231T235959Z\r\nDTEND:99991231T235959Z",
        "DTSTART;VALUE=DATE:00010101",
        "DTSTART:00010101T000000Z\r\nDURATION:PT1H",
        "DTSTART:20190814T080000\r\nDURATION:P999999D",
        "DTSTART:20250814T080000\r\nRRULE:FREQ=YEARLY;INTERVAL=2000000",
        "DTSTART:20250814T080000\r\nRRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30",
    ],
)
def test_the_first_and_the_last_year_and_long_ones_cost_no_other_event(tmp_path: Path, event: str) -> None:
    entries = found(tmp_path, f"SUMMARY:far\r\n{event}", "SUMMARY:quiz\r\nDTSTART:20250820T080000")
    assert CalendarEntry("quiz", day(20), day(20)) in entries
    assert len(entries) <= 2


def test_more_events_than_can_be_meant_are_one_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(calendar_file, "_MAX_ENTRIES", 20)
    daily = "SUMMARY:pill\r\nDTSTART:20200101T080000\r\nRRULE:FREQ=DAILY"
    with pytest.raises(AnnotationError, match="more than 20 events in the days of the chat"):
        found(tmp_path, daily)
    assert len(found(tmp_path, daily + ";UNTIL=20250815T080000")) == 15


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "there is nothing in it"),
        ("date,label\n2025-08-14,x\n", "it is no iCalendar file"),
        (b"\x00\xff" * 40, "it is no iCalendar file"),
    ],
)
def test_a_bad_file_is_one_sentence(tmp_path: Path, text: str | bytes, why: str) -> None:
    with pytest.raises(AnnotationError, match=why) as caught:
        calendar_entries(written(tmp_path, text), AUGUST, BERLIN)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    "text",
    [
        "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nDTSTART:yesterday\r\n",
        "BEGIN:VCALENDAR",
        "BEGIN:VCALENDAR\r\nEND:VEVENT\r\n",
        ics("SUMMARY:x\r\nDTSTART:20250230"),
        ics("SUMMARY:x\r\nDTSTART;VALUE=DATE:20250814\r\nRRULE:FREQ=SOMETIMES"),
        ics("SUMMARY:x\r\nDTSTART:20250814T250000"),
        ics("SUMMARY:x\r\nDTSTART;TZID=Moon/Sea:20250814T100000"),
        "BEGIN:VCALENDAR\r\n" * 50,
    ],
)
def test_a_broken_one_is_read_without_it_or_one_sentence(tmp_path: Path, text: str) -> None:
    pytest.importorskip("recurring_ical_events", reason="the extra unlike[calendar] is not installed")
    try:
        calendar_entries(written(tmp_path, text), AUGUST, BERLIN)
    except AnnotationError as error:
        assert "cannot be read" in str(error)  # noqa: PT017 - either is right


def test_without_the_extra_it_says_what_is_missing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "icalendar", None)
    with pytest.raises(AnnotationError, match=r"unlike\[calendar\] brings"):
        calendar_entries(written(tmp_path, ics()), AUGUST, BERLIN)
