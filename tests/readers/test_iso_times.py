from __future__ import annotations

import pytest

from unlike.readers.iso_times import iso_microseconds

NOON = 1_714_564_800_000_000


@pytest.mark.parametrize(
    ("date", "read"),
    [
        ("2024-05-01T12:00:00Z", (NOON, True)),
        ("2024-05-01T14:00:00.0000000+02:00", (NOON, True)),
        ("2024-05-01 12:00:00", (NOON, False)),
        ("2024-05-01T12:00:00.123", (NOON + 123_000, False)),
        ("0001-01-01T00:00:00+14:00", (None, False)),
        ("yesterday", (None, False)),
        (5, (None, False)),
        (None, (None, False)),
    ],
)
def test_dates(date: object, read: tuple[int | None, bool]) -> None:
    assert iso_microseconds(date) == read
