"""In which years the messages of an export can have been written."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from unlike.readers.apps.whatsapp.date_order import FIRST_YEAR

_MAX_AHEAD_YEARS: Final = 1
"""Years from the clock of this machine, or from other messages ahead of it, to a message."""

_MAX_APART_YEARS: Final = 20
"""Years between messages of an export that lies ahead of this machine's clock as a whole."""

_MAX_ODD_SHARE: Final = 0.01
_MAX_ODD_LINES: Final = 2
"""Share of all lines, or number, that may be odd; more of them are the export's own, and the clock is wrong."""


_FIRST_CLOCK_YEAR: Final = 1900
"""No clock of a phone shows an earlier year; those of other calendars do."""


def first_plausible_year(lines_by_year: Mapping[int, int]) -> int:
    """The first year in which a message can have been written: that of the app, unless the clock was wrong for most.

    Args:
        lines_by_year: number of lines by the year of their date.
    """
    early = sum(number for year, number in lines_by_year.items() if _FIRST_CLOCK_YEAR <= year < FIRST_YEAR)
    return _FIRST_CLOCK_YEAR if 2 * early > sum(lines_by_year.values()) else FIRST_YEAR


def last_plausible_year(lines_by_year: Mapping[int, int], this_year: int) -> int:
    """The last year in which a message can have been written.

    A year ahead is plausible where the clock of this machine may be wrong: next to this year, next to another such
    year, or where more than a few lines have such dates.

    Args:
        lines_by_year: number of lines by the year of their date.
        this_year: by the clock of this machine.
    """
    years = sorted(year for year in lines_by_year if year >= FIRST_YEAR)
    is_known = bool(years) and years[0] <= this_year
    last, most = (this_year, _MAX_AHEAD_YEARS) if is_known else (years[0] if years else this_year, _MAX_APART_YEARS)
    for year in years:
        if year <= last + most:
            last = max(last, year)
    beyond = sum(number for year, number in lines_by_year.items() if year > last)
    if beyond > max(_MAX_ODD_LINES, _MAX_ODD_SHARE * sum(lines_by_year.values())):
        return years[-1]
    return last
