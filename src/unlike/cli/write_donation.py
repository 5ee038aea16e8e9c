"""`unlike donate`: what was measured, without a word of what was said."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from unlike.cli.export_options import app_option, date_order_option, me_option, timezone_option
from unlike.cli.language_option import language_option


@click.command()
@click.argument("exports", metavar="EXPORT...", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--to", "output", metavar="FILE", type=click.Path(path_type=Path), help="Write the rows to a new file.")
@click.option("--own", is_flag=True, help="Only rows about you, none about the others.")
@me_option
@language_option()
@timezone_option
@date_order_option
@app_option
def donate(exports: tuple[Path, ...], output: Path | None, own: bool, **values: Any) -> None:  # noqa: ANN401
    """Show every row that a donation of EXPORT would hold, and send nothing.

    Rows of numbers: daily signals and findings, without names, words and dates; docs/reference/donation.md says what
    each means. Nothing but what is shown is written to FILE. You send it yourself, or you do not.
    """
    from unlike.cli.options import CheckOptions  # noqa: PLC0415 - --help needs no options
    from unlike.cli.write_donation_action import write_donation  # noqa: PLC0415 - tables load only for a real question

    write_donation(CheckOptions(exports=exports, **values), output, own=own)
