"""Time zone of the owner as `--timezone` names it, and the time there."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

from unlike.cli.options import CheckOptions
from unlike.core.day_rule import day_of
from unlike.core.time_zones import find_zone, machine_zone
from unlike.errors import OptionError
from unlike.i18n import mark


def parse_zone(name: str) -> ZoneInfo:
    """Return the zone that `--timezone` names.

    Raises:
        OptionError: there is no zone of that name.
    """
    zone = find_zone(name)
    if zone is None:
        raise OptionError("--timezone", name, mark("a zone such as Europe/Berlin or America/New_York"))
    return zone


def zone_of(options: CheckOptions) -> ZoneInfo:
    """As said, else the machine's.

    Raises:
        OptionError: there is none of that name.
    """
    return parse_zone(options.timezone) if options.timezone else machine_zone()


def today_in(zone: ZoneInfo) -> date:
    """Which day it is."""
    return day_of(now_in(zone))


def now_in(zone: ZoneInfo) -> datetime:
    """The only clock there is."""
    return datetime.now(zone)  # noqa: TID251 - a door: the clock comes in here
