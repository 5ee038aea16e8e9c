"""Time zone of the owner as `--timezone` names it."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from unlike.core.time_zones import find_zone
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
