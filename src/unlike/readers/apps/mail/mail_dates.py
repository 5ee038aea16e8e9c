"""The date of a mail: a moment, or a wall clock where nothing tells its zone."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from email.utils import parsedate_tz
from typing import Final, NamedTuple

_EPOCH: Final = datetime(1970, 1, 1)  # noqa: DTZ001 - of any clock
_MICROSECOND: Final = timedelta(microseconds=1)
_MOST_CHARS: Final = 200
_ZONE: Final = re.compile(
    r"\d{1,2}[:.]\d{2}(?:[:.]\d{2})?(?:\.\d{1,9})?[ \t]*+(?P<half>[AaPp][Mm]\b)?[ \t]*+"
    r"(?:(?P<offset>[+-]\d{2}:?\d{2})\b|(?P<name>[A-Za-z][A-Za-z. ]{0,50})(?P<further>[+-]\d{1,2}:?(?:\d{2})?)?)?"
)
_COMMENT: Final = re.compile(r"\([^()]*\)")
_UTC_NAMES: Final = frozenset({"ut", "utc", "gmt", "z", *"abcdefghiklmnopqrstuvwxy"})
"""Those of RFC 5322, 4.3, where the letters of armies are to be read as UTC."""

_HOURS: Final = {
    name: hours
    for hours, names in (
        (-8, "pst"),
        (-7, "pdt mst"),
        (-6, "mdt cst"),
        (-5, "cdt est"),
        (-4, "edt"),
        (0, "wet wez"),
        (1, "west wesz cet met mez"),
        (2, "cest mest mesz eet oez"),
        (3, "eest oesz"),
        (4, "msd"),
    )
    for name in names.split()
}
"""Offsets of the names of RFC 5322, 4.3, and of those of Europe that name one zone alone; BST and IST name several."""

_NOON: Final = 12
_MOSCOW: Final = "msk"
_LONG_SUMMER: Final = (datetime(2011, 3, 27, 2), datetime(2014, 10, 26, 2))  # noqa: DTZ001 - of clocks in Moscow
"""Between them Moscow's time was four hours ahead, else three."""


class MailDate(NamedTuple):
    """When a mail was sent.

    Attributes:
        at: microseconds since 1970, in UTC or by a wall clock; None where there is no date that can be read.
        is_local: it is by a wall clock, since the date names no zone, or one that names several or is not known.
    """

    at: int | None
    is_local: bool = False


def mail_date(written: str) -> MailDate:
    """The moment of a date as it stands in a mail."""
    value = _COMMENT.sub(" ", written[:_MOST_CHARS]).replace('"', "")
    try:
        parts = parsedate_tz(value)
        if parts is None:
            return MailDate(None)
        year, month, day, *clock = parts[:6]
        zone = _ZONE.search(value)
        hour = clock[0] if zone is None else _whole_hour(clock[0], zone["half"] or "")
        at = datetime(year, month, day) + timedelta(hours=hour, minutes=clock[1], seconds=clock[2])  # noqa: DTZ001
        ahead = None if zone is None else _ahead(zone, at)
        moment = at if ahead is None else at - ahead
    except (ValueError, OverflowError, TypeError, IndexError):
        return MailDate(None)
    return MailDate((moment - _EPOCH) // _MICROSECOND, is_local=ahead is None)


def _whole_hour(hour: int, half: str) -> int:
    return hour % _NOON + _NOON * (half.lower() == "pm") if half and hour <= _NOON else hour


def _ahead(zone: re.Match[str], clock: datetime) -> timedelta | None:
    """How far the zone of a date is ahead of UTC; None where nothing tells."""
    if zone["offset"]:
        return _offset(zone["offset"])
    name = (zone["name"] or "").strip().lower()
    if name == _MOSCOW:
        return timedelta(hours=4 if _LONG_SUMMER[0] <= clock < _LONG_SUMMER[1] else 3)
    if name in _UTC_NAMES:
        return _offset(zone["further"]) if zone["further"] else timedelta()
    return timedelta(hours=_HOURS[name]) if name in _HOURS else None


def _offset(written: str) -> timedelta:
    """An offset such as +0100, +01:00 or, behind a name, +1."""
    digits = written[1:].replace(":", "")
    hours, minutes = (digits, "0") if len(digits) < 3 else (digits[:-2], digits[-2:])
    return timedelta(hours=int(hours), minutes=int(minutes)) * (-1 if written[0] == "-" else 1)
