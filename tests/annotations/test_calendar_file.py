from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from unlike.annotations import CalendarEntry, calendar_entries
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
    seconds = "SUMMARY:tick\r\nDTSTART:20200101T080000\r\nRRULE:FREQ=SECONDLY"
    assert {one.label for one in found(tmp_path, daily, seconds)} == {"pill"}


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
        assert "cannot be read on" in str(error)  # noqa: PT017 - either is right


def test_without_the_extra_it_says_what_is_missing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "icalendar", None)
    with pytest.raises(AnnotationError, match=r"unlike\[calendar\] brings"):
        calendar_entries(written(tmp_path, ics()), AUGUST, BERLIN)
