"""Helplines country by country: a table of the package, which names its sources and is never looked up elsewhere."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from enum import StrEnum
from functools import cache
from pkgutil import get_data
from typing import Final

import msgspec


class HelpKind(StrEnum):
    """Purpose of a line: violence or fear at home, distress, or one's own conduct towards somebody close."""

    HOME = "home"
    DISTRESS = "distress"
    CONDUCT = "conduct"


ALWAYS: Final = "24/7"
"""Hours of a line that answers at any time."""


class Helpline(msgspec.Struct, frozen=True):
    """One line.

    Attributes:
        name: as it calls itself, in its own language.
        source: address of the page that names it.
        number: telephone number, as dialled in its country; empty where there is only a site.
        hours: `ALWAYS`, days and times such as "Mon-Fri 10:00-17:00" in the country's time, or empty where not known.
    """

    name: str
    source: str
    number: str = ""
    hours: str = ""

    @property
    def contact(self) -> str:
        """The number, else the site without its scheme."""
        return self.number or self.source.removeprefix("https://").removeprefix("www.").partition("/")[0]


class CountryHelp(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Help in one country: its emergency number, and the lines of each kind."""

    emergency: str
    home: tuple[Helpline, ...] = ()
    distress: tuple[Helpline, ...] = ()
    conduct: tuple[Helpline, ...] = ()

    def lines(self, kind: HelpKind) -> tuple[Helpline, ...]:
        """Lines of a kind."""
        return {HelpKind.HOME: self.home, HelpKind.DISTRESS: self.distress, HelpKind.CONDUCT: self.conduct}[kind]


class HelplineTable(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The whole table.

    Attributes:
        checked: year in which the entries were last known to be right.
        languages: countries (ISO 3166-1) of each language, by its code.
        countries: help by country.
    """

    checked: str
    languages: Mapping[str, tuple[str, ...]]
    countries: Mapping[str, CountryHelp]


@cache
def helpline_table() -> HelplineTable:
    """Return the table of the package."""
    content = get_data("unlike.presentation", "helplines.toml") or b""  # reads from zips, too
    return msgspec.convert(tomllib.loads(content.decode()), HelplineTable)


def help_countries(language: str, zone: str) -> tuple[str, ...]:
    """Return the countries whose lines are named: that of the zone first, then those of the language.

    Args:
        language: code of the language of the face.
        zone: IANA name of the owner's time zone.
    """
    own, of_language = zone_country(zone), helpline_table().languages.get(language, ())
    return tuple(dict.fromkeys((*((own,) if own else ()), *of_language)))


def zone_country(zone: str) -> str:
    """Return the country of a time zone; empty where it has none in the table, as UTC."""
    from babel.core import get_global  # noqa: PLC0415 - only where words of harm were found

    country = str(get_global("zone_territories").get(zone, ""))
    return country if country in helpline_table().countries else ""
