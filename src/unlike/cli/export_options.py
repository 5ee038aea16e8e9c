"""Options that several commands have: whose export it is, how it is to be read, and what stands beside the findings."""

from __future__ import annotations

from pathlib import Path

import click

_FILE = click.Path(path_type=Path)

me_option = click.option("--me", metavar="NAME", help="Who you are in the chat.")
person_option = click.option("--with", "person", metavar="NAME", help="Only this person.")
same_option = click.option(
    "--same",
    metavar="A=B",
    multiple=True,
    help="A and B are one person, in two apps or under two names: one history.",
)
timezone_option = click.option(
    "--timezone", metavar="ZONE", help="Zone of the times, e.g. Europe/Berlin. [default: this machine's]"
)
date_order_option = click.option(
    "--date-order", type=click.Choice(["dmy", "mdy", "ymd"]), help="How dates in the export are to be read."
)
app_option = click.option("--app", metavar="APP", help="Which app made the export, where two could have.")
possible_option = click.option("--possible", is_flag=True, help="Show possible spells too: up to one false one a year.")
despite_unread_option = click.option(
    "--despite-unread", is_flag=True, help="Answer even where more than a few per cent of the export was not read."
)
calendar_option = click.option(
    "--calendar",
    "calendars",
    metavar="FILE",
    multiple=True,
    type=_FILE,
    help="Your own calendar (.ics), to see what falls on it.",
)
dates_option = click.option(
    "--dates", metavar="FILE", multiple=True, type=_FILE, help="Your own dates (CSV), to see what falls on them."
)
