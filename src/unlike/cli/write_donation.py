"""`unlike donate`: what was measured, without a word of what was said."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from unlike.cli.language_option import language_option


@click.command()
@click.argument("exports", metavar="EXPORT...", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--to", "output", metavar="FILE", type=click.Path(path_type=Path), help="Write the rows to a new file.")
@click.option("--own", is_flag=True, help="Only rows about you, none about the others.")
@click.option("--me", metavar="NAME", help="Who you are in the chat.")
@language_option()
@click.option("--timezone", metavar="ZONE", help="Zone of the times, e.g. Europe/Berlin. [default: this machine's]")
@click.option("--date-order", type=click.Choice(["dmy", "mdy", "ymd"]), help="How dates in the export are to be read.")
@click.option("--app", metavar="APP", help="Which app made the export, where two could have.")
def donate(exports: tuple[Path, ...], output: Path | None, own: bool, **values: Any) -> None:  # noqa: ANN401
    """Show every row that a donation of EXPORT would hold, and send nothing.

    Rows of numbers: daily signals and findings, without names, words and dates; docs/reference/donation.md says what
    each means. Nothing but what is shown is written to FILE. You send it yourself, or you do not.
    """
    from unlike.cli.options import CheckOptions  # noqa: PLC0415 - --help needs no options
    from unlike.cli.write_donation_action import write_donation  # noqa: PLC0415 - tables load only for a real question

    write_donation(CheckOptions(exports=exports, **values), output, own=own)
