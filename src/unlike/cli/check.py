"""`unlike check`: the options. What they ask for is answered in `answering`, which loads the tables and the colours."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import click

from unlike.cli.export_options import (
    app_option,
    calendar_option,
    date_order_option,
    dates_option,
    despite_unread_option,
    me_option,
    person_option,
    possible_option,
    same_option,
    timezone_option,
)
from unlike.cli.language_option import language_option
from unlike.errors import OptionError
from unlike.i18n import mark

_EPILOG = (
    "Exit codes: 0 done; 1 something inside broke; 2 the input, or a question only you can answer; 130 interrupted. "
    "NO_COLOR=1 in the environment leaves colours out."
)


class DateParam(click.ParamType[date]):
    """A day as YYYY-MM-DD."""

    name = "DATE"

    def convert(self, value: Any, param: click.Parameter | None, _ctx: click.Context | None) -> date:  # noqa: ANN401
        """The date, or one sentence on how to write it."""
        if isinstance(value, date):
            return value
        try:
            return date.fromisoformat(value)
        except ValueError as error:
            option = param.opts[0] if param else "DATE"
            raise OptionError(option, str(value), mark("a date such as 2025-11-12")) from error


@click.command(epilog=_EPILOG)
@click.argument("exports", metavar="[EXPORT...]", nargs=-1, type=click.Path(path_type=Path))
@me_option
@person_option
@same_option
@language_option()
@timezone_option
@click.option("--since", type=DateParam(), help="Only messages from this day on (YYYY-MM-DD).")
@click.option("--until", type=DateParam(), help="Only messages up to this day (YYYY-MM-DD).")
@date_order_option
@app_option
@possible_option
@despite_unread_option
@calendar_option
@dates_option
@click.option("--show", type=int, metavar="N", help="Show the messages behind finding N in their place in the chat.")
@click.option("--usual", is_flag=True, help="Show what is usual for each of them and for you, side by side.")
@click.option("--all", "everything", is_flag=True, help="Show every person, every spell and every note.")
@click.option(
    "--json",
    "as_json",
    is_flag=True,
    help="Write one JSON document for other programs; names, notes and places of messages are in it.",
)
@click.option(
    "--csv",
    "as_csv",
    is_flag=True,
    help="Write a table for a spreadsheet: one row for each person and chat; names are in it.",
)
@click.option(
    "--format",
    "layout",
    type=click.Choice(["screen", "agent"]),
    default="screen",
    help="agent: compact text for an assistant; names and messages are replaced. [default: screen]",
)
@click.option("--names", is_flag=True, help="With --format agent: keep names.")
@click.option("--quotes", is_flag=True, help="With --format agent: keep what was written.")
@click.option("--quiet", is_flag=True, help="Only the sentences of the findings.")
@click.option("--color/--no-color", default=None, help="Colours. [default: on a terminal]")
def check(exports: tuple[Path, ...], **values: Any) -> None:  # noqa: ANN401 - click hands over what was declared above
    """Say whether EXPORT holds anything unlike a person.

    An EXPORT is a file, zip or folder, as an app gave it; “unlike sources” lists the apps. It is only read. Without
    one, your library is read: with --with NAME only the chats in which that person writes.
    """
    from unlike.cli.options import CheckOptions  # noqa: PLC0415 - --help needs no options

    options = CheckOptions(exports=exports, **values)
    options.validate()
    from unlike.cli.check_action import run_check  # noqa: PLC0415 - tables and colours load only for a real question

    run_check(options)
