"""Plain values of the JSON face."""

from __future__ import annotations

import math
from datetime import date, datetime
from zoneinfo import ZoneInfo


def json_dates(ends: tuple[date, date]) -> list[str]:
    """Both ends of some days, ISO 8601."""
    return [end.isoformat() for end in ends]


def json_moment(value: datetime, zone: str) -> str:
    """A moment with its offset, ISO 8601 as RFC 3339 has it; one without a zone is by the owner's clock.

    Args:
        value: with or without a zone.
        zone: the owner's, an IANA name; empty where it is not known.
    """
    return (value if value.tzinfo or not zone else value.replace(tzinfo=ZoneInfo(zone))).isoformat()


def json_number(value: float | None) -> float | None:
    """A number with six significant digits; null for what is no finite number."""
    return None if value is None or not math.isfinite(value) else float(f"{value:.6g}")
