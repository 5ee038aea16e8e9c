"""`unlike mcp`: a server for assistants; names and quotes are replaced unless asked for."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from unlike.cli.language_option import language_option

_FILE = click.Path(path_type=Path)


@click.command("mcp")
@click.argument("exports", metavar="EXPORT...", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--me", metavar="NAME", help="Who you are in the chat.")
@click.option("--with", "person", metavar="NAME", help="Only this person.")
@click.option("--names", is_flag=True, help="Hand out names. [default: replaced]")
@click.option("--quotes", is_flag=True, help="Hand out messages, and let them be searched. [default: replaced]")
@click.option("--budget", type=int, metavar="TOKENS", help="Longest answer, about so many tokens. [default: 6000]")
@language_option()
@click.option("--timezone", metavar="ZONE", help="Zone of the times, e.g. Europe/Berlin. [default: this machine's]")
@click.option("--date-order", type=click.Choice(["dmy", "mdy", "ymd"]), help="How dates in the export are to be read.")
@click.option("--app", metavar="APP", help="Which app made the export, where two could have.")
@click.option("--calendar", "calendars", metavar="FILE", multiple=True, type=_FILE, help="Your own calendar (.ics).")
@click.option("--dates", metavar="FILE", multiple=True, type=_FILE, help="Your own dates (CSV).")
@click.option(
    "--despite-unread", is_flag=True, help="Answer even where more than a few per cent of the export was not read."
)
def mcp(exports: tuple[Path, ...], **values: Any) -> None:  # noqa: ANN401 - click hands over what was declared above
    """Answer an assistant about EXPORT, over standard input and output.

    A program that speaks the Model Context Protocol starts it. The export is read once, at the start. Whatever the
    assistant is told, it may send elsewhere: names and messages are replaced unless you ask for each to be kept.
    """
    names, quotes, budget = (values.pop(name) for name in ("names", "quotes", "budget"))
    from unlike.cli.options import CheckOptions  # noqa: PLC0415 - --help needs no options
    from unlike.cli.serve_assistant_action import run_server  # noqa: PLC0415 - tables load only for a real question
    from unlike.presentation.redaction import Redaction  # noqa: PLC0415 - as above

    run_server(CheckOptions(exports=exports, quiet=True, **values), Redaction(names=names, quotes=quotes), budget)
