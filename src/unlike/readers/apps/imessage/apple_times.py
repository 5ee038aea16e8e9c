"""Times of Apple's databases: since 2001 in UTC, in seconds until 2017 and in billionths of one since."""

from __future__ import annotations

from typing import Final

from unlike.readers.times import EARLIEST, LATEST, SECONDS_TO_2001, is_apple_zero

_FIRST_NANOSECONDS: Final = 10**12
"""Numbers below it are seconds; as billionths they would be minutes after midnight of 2001."""

_FIRST: Final = int(EARLIEST.timestamp()) * 1_000_000
_BEHIND: Final = int(LATEST.timestamp()) * 1_000_000


def microseconds(value: object) -> int | None:
    """Microseconds since 1970; None for 0 and the day around it, and for what is no time that a message can have.

    Args:
        value: of a column such as `date`.
    """
    if not value or isinstance(value, bool) or not isinstance(value, int | float):
        return None
    try:
        since_2001 = int(value) // 1000 if abs(value) >= _FIRST_NANOSECONDS else int(value * 1_000_000)
    except (OverflowError, ValueError):
        return None
    moment = since_2001 + SECONDS_TO_2001 * 1_000_000
    return moment if _FIRST <= moment < _BEHIND and not is_apple_zero(since_2001 / 1_000_000) else None
