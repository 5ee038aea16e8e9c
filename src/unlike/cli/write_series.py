"""`unlike series`: the daily signals as numbers."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from unlike.cli.export_options import (
    app_option,
    date_order_option,
    despite_unread_option,
    me_option,
    person_option,
    timezone_option,
)
from unlike.cli.language_option import language_option
from unlike.errors import UsageError
from unlike.i18n import mark


@click.command()
@click.argument("exports", metavar="[EXPORT...]", nargs=-1, type=click.Path(path_type=Path))
@click.option("--csv", "as_csv", is_flag=True, help="Write CSV to standard output; names are in it.")
@me_option
@person_option
@language_option()
@timezone_option
@date_order_option
@app_option
@despite_unread_option
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
