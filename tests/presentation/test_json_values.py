from __future__ import annotations

from datetime import UTC, datetime

import pytest

from unlike.presentation.json.json_values import json_moment

NOON = datetime(2025, 7, 3, 12)  # noqa: DTZ001 - by the owner's clock


@pytest.mark.parametrize(
    ("value", "zone", "written"),
    [
        (NOON, "Europe/Berlin", "2025-07-03T12:00:00+02:00"),
        (NOON.replace(month=1), "Europe/Berlin", "2025-01-03T12:00:00+01:00"),
        (NOON.replace(tzinfo=UTC), "Europe/Berlin", "2025-07-03T12:00:00+00:00"),
    ],
)
def test_every_moment_has_an_offset(value: datetime, zone: str, written: str) -> None:
    assert json_moment(value, zone) == written
