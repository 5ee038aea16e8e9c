"""The owner's time zone: as said, else the machine's; the face names the one that was used."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from zoneinfo import ZoneInfo

from unlike.errors import OptionError
from unlike.i18n import mark

_LINK, _FILE = Path("/etc/localtime"), Path("/etc/timezone")


def asked_zone(given: str) -> ZoneInfo:
    """The zone of `--timezone`.

    Raises:
        OptionError: there is none of that name.
    """
    zone = _known(given)
    if zone is None:
        raise OptionError("--timezone", given, mark("a zone such as Europe/Berlin or America/New_York"))
    return zone


def machine_zone(environment: Mapping[str, str] = os.environ, link: Path = _LINK, file: Path = _FILE) -> ZoneInfo:
    """TZ, the link at /etc/localtime, the name in /etc/timezone, or UTC where none of them tells."""
    for name in (environment.get("TZ", "").lstrip(":"), _linked(link), _written(file)):
        zone = _known(name)
        if zone is not None:
            return zone
    return ZoneInfo("UTC")


def _known(name: str) -> ZoneInfo | None:
    """The zone of a name; paths and rules such as CET-1CEST are no names."""
    if not name or name.startswith(("/", ".")):
        return None
    try:
        return ZoneInfo(name)
    except (LookupError, ValueError, OSError):
        return None


def _linked(link: Path) -> str:
    """ZONE of a link to .../zoneinfo/ZONE."""
    try:
        target = str(link.resolve())
    except OSError:
        return ""
    _, found, name = target.partition("zoneinfo/")
    return name.removeprefix("posix/").removeprefix("right/") if found else ""


def _written(file: Path) -> str:
    try:
        return file.read_text("utf-8").strip()
    except (OSError, UnicodeDecodeError):
        return ""
