"""What the reader owes, checked on an invented export, and what it reads from it."""

from __future__ import annotations

from pathlib import Path
from zoneinfo import ZoneInfo

from unlike_pebble import PebbleReader

from unlike.readers import ReadOptions
from unlike.readers.testkit import check_golden, check_reader

SAMPLE = Path(__file__).with_name("sample.json")


def test_the_sample() -> None:
    """Read the sample as `unlike` would."""
    result = check_reader(PebbleReader(), SAMPLE, ReadOptions(ZoneInfo("Europe/Berlin")))
    check_golden(result, SAMPLE)
