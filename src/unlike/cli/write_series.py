"""`unlike series`: the daily signals as numbers."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from unlike.cli.language_option import language_option
from unlike.errors import UsageError
from unlike.i18n import mark


@click.command()
@click.argument("exports", metavar="[EXPORT...]", nargs=-1, type=click.Path(path_type=Path))
@click.option("--csv", "as_csv", is_flag=True, help="Write CSV to standard output; names are in it.")
@click.option("--me", metavar="NAME", help="Who you are in the chat.")
@click.option("--with", "person", metavar="NAME", help="Only this person.")
@language_option()
@click.option("--timezone", metavar="ZONE", help="Zone of the times, e.g. Europe/Berlin. [default: this machine's]")
@click.option("--date-order", type=click.Choice(["dmy", "mdy", "ymd"]), help="How dates in the export are to be read.")
@click.option("--app", metavar="APP", help="Which app made the export, where two could have.")
@click.option(
    "--despite-unread", is_flag=True, help="Answer even where more than a few per cent of the export was not read."
)
def series(exports: tuple[Path, ...], **values: Any) -> None:  # noqa: ANN401 - click hands over what was declared above
    """Write the signals of EXPORT day by day, for those who want the numbers.

    One row a conversation, person, day and signal, with how many messages the value rests on. Without EXPORT, your
    library is read.
    """
    if not values.pop("as_csv"):
        raise UsageError(mark("Say how to write it: --csv."))
    from unlike.cli.options import CheckOptions  # noqa: PLC0415 - --help needs no options
    from unlike.cli.write_series_action import write_series  # noqa: PLC0415 - tables load only for a real question

    options = CheckOptions(exports=exports, **values)
    options.validate()
    write_series(options)
