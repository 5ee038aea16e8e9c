"""`unlike mcp`: a server for assistants; names and quotes are replaced unless asked for."""

from __future__ import annotations

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
    timezone_option,
)
from unlike.cli.language_option import language_option


@click.command("mcp")
@click.argument("exports", metavar="EXPORT...", nargs=-1, required=True, type=click.Path(path_type=Path))
@me_option
@person_option
@click.option("--names", is_flag=True, help="Hand out names. [default: replaced]")
@click.option("--quotes", is_flag=True, help="Hand out messages, and let them be searched. [default: replaced]")
@click.option("--budget", type=int, metavar="TOKENS", help="Longest answer, about so many tokens. [default: 6000]")
@language_option()
@timezone_option
@date_order_option
@app_option
@calendar_option
@dates_option
@despite_unread_option
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
