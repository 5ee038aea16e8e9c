"""Time zones by their IANA names, and that of the machine."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from zoneinfo import ZoneInfo

_LOCALTIME_LINK, _TIMEZONE_FILE = Path("/etc/localtime"), Path("/etc/timezone")


def find_zone(name: str) -> ZoneInfo | None:
    """Return the zone of an IANA name; None for paths, rules such as CET-1CEST, and names of no zone."""
    if not name or name.startswith(("/", ".")):
        return None
    try:
        return ZoneInfo(name)
    except (LookupError, ValueError, OSError):
        return None


def machine_zone(
    environment: Mapping[str, str] = os.environ, link: Path = _LOCALTIME_LINK, file: Path = _TIMEZONE_FILE
) -> ZoneInfo:
    """Return the zone of the machine: of TZ, else of the link /etc/localtime, else of the file /etc/timezone, else UTC.

    Args:
        environment: environment variables.
        link: link to a file below a folder `zoneinfo`.
        file: file that holds the name of a zone.
    """
    for name in (environment.get("TZ", "").lstrip(":"), _link_name(link), _file_name(file)):
        zone = find_zone(name)
        if zone is not None:
            return zone
    return ZoneInfo("UTC")


def _link_name(link: Path) -> str:
    """Return NAME of a link to .../zoneinfo/NAME; "" for any other."""
    try:
        target = str(link.resolve())
    except OSError:
        return ""
    _, separator, name = target.partition("zoneinfo/")
    return name.removeprefix("posix/").removeprefix("right/") if separator else ""


def _file_name(file: Path) -> str:
    """Return the name of a zone in a file; "" where it cannot be read."""
    try:
        return file.read_text("utf-8").strip()
    except (OSError, UnicodeDecodeError):
        return ""
