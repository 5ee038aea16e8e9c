"""Times in the cells of a table: moments, numbers since 1970, and wall clocks in any order of day and month."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Final

from unlike.readers.conversation_rows import whole_number
from unlike.readers.formats.value_names import value_words
from unlike.readers.iso_times import iso_microseconds

_UNITS: Final = ((100_000_000_000, 1_000_000), (100_000_000_000_000, 1_000), (100_000_000_000_000_000, 1))
"""Numbers below each bound are seconds, thousandths, millionths; larger ones are billionths."""

_LARGEST: Final = (1 << 63) - 1

_WRITTEN: Final = re.compile(
    r"(\d{1,4})[./-](\d{1,2})[./-](\d{1,4}),?[\sT]+(\d{1,2})[:.](\d{2})(?:[:.](\d{2}))?\s*([ap])?\.?\s?(?:m\.?)?",
    re.IGNORECASE,
)
_EPOCH: Final = datetime(1970, 1, 1)  # noqa: DTZ001 - of a wall clock
_MICROSECOND: Final = timedelta(microseconds=1)
_NOON: Final = 12
_PLACES: Final = {"dmy": (2, 1, 0), "mdy": (2, 0, 1), "ymd": (0, 1, 2)}
"""Where year, month and day stand in each order."""


def number_microseconds(value: object) -> int | None:
    """A number since 1970, whose size tells its unit, as microseconds; None for anything else."""
    if isinstance(value, Decimal):
        value = value_words(value)
    number = whole_number(value)
    if number is None and isinstance(value, float):
        return round(value * 1_000_000) if abs(value) < _UNITS[0][0] else None
    if number is None and isinstance(value, str) and re.fullmatch(r"\d{9,11}\.\d{1,9}", value.strip()):
        return round(float(value) * 1_000_000)
    if number is None or abs(number) > _LARGEST:
        return None
    return next((number * factor for bound, factor in _UNITS if abs(number) < bound), number // 1_000)


def date_orders(values: Iterable[object]) -> tuple[str, ...]:
    """The orders of day and month in which all written dates can be read; all of them where there are none."""
    left = list(_PLACES)
    for value in values:
        match = _WRITTEN.fullmatch(value.strip()) if isinstance(value, str) else None
        if match is not None:
            left = [order for order in left if _wall_clock(match, order) is not None]
    return tuple(left)


def cell_microseconds(value: object, order: str) -> tuple[int | None, bool]:
    """Microseconds since 1970, and whether it is a moment and no wall clock.

    Args:
        value: a cell.
        order: "dmy", "mdy" or "ymd", for dates that are written without saying so.
    """
    if isinstance(value, bytes):
        value = value_words(value)
    if isinstance(value, datetime):
        return iso_microseconds(value.isoformat())
    number = number_microseconds(value)
    if number is not None:
        return number, True
    at, has_offset = iso_microseconds(value)
    if at is not None:
        return at, has_offset
    match = _WRITTEN.fullmatch(value.strip()) if isinstance(value, str) else None
    return (None if match is None else _wall_clock(match, order)), False


def _wall_clock(match: re.Match[str], order: str) -> int | None:
    """A written date in one order; None where it is no date in it."""
    parts = [int(match[number]) for number in (1, 2, 3)]
    year, month, day = (parts[place] for place in _PLACES[order])
    has_long_year = len(match[_PLACES[order][0] + 1]) == 4
    if not has_long_year and (order == "ymd" or len(match[_PLACES[order][0] + 1]) != 2):
        return None
    hour = int(match[4])
    if match[7]:
        hour = hour % _NOON + (_NOON if match[7].lower() == "p" else 0)
    try:
        at = datetime(year if has_long_year else 2000 + year, month, day, hour, int(match[5]), int(match[6] or 0))  # noqa: DTZ001 - a wall clock
    except ValueError:
        return None
    return (at - _EPOCH) // _MICROSECOND
