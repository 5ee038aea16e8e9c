"""Dates in the form of ISO 8601, with or without an offset."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Final

_MICROSECOND: Final = timedelta(microseconds=1)
_EPOCH: Final = datetime(1970, 1, 1)  # noqa: DTZ001 - of a wall clock


def iso_microseconds(date: object) -> tuple[int | None, bool]:
    """Microseconds since 1970 of a date in ISO 8601, in UTC where it has an offset, and whether it has one.

    Returns:
        None and False where it is no such date.
    """
    try:
        at = datetime.fromisoformat(date.strip()) if isinstance(date, str) else None
        if at is None:
            return None, False
        naive = at.replace(tzinfo=None) if at.tzinfo is None else at.astimezone(UTC).replace(tzinfo=None)
    except (ValueError, OverflowError):
        return None, False
    return (naive - _EPOCH) // _MICROSECOND, at.tzinfo is not None
