"""`unlike report`: the findings as a page to keep or to pass on, with names and quotes replaced unless asked for."""

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
    possible_option,
    same_option,
    timezone_option,
)
from unlike.cli.language_option import language_option
from unlike.errors import UsageError
from unlike.i18n import mark

_FILE = click.Path(path_type=Path, dir_okay=False)


@click.command()
@click.argument("exports", metavar="[EXPORT...]", nargs=-1, type=click.Path(path_type=Path))
@click.option("--html", metavar="FILE", type=_FILE, help="Write one HTML file; it fetches nothing.")
@click.option("--pdf", metavar="FILE", type=_FILE, help="Write a PDF; needs Chromium on this machine.")
@click.option("--ics", metavar="FILE", type=_FILE, help="Write the spells as a calendar.")
@click.option("--names", is_flag=True, help="Keep names. [default: replaced]")
@click.option("--quotes", is_flag=True, help="Keep what was written. [default: replaced]")
@me_option
@person_option
@same_option
@language_option()
@timezone_option
@date_order_option
@app_option
@calendar_option
@dates_option
@possible_option
@despite_unread_option
def report(exports: tuple[Path, ...], **values: Any) -> None:  # noqa: ANN401 - click hands over what was declared above
    """Write what is found in EXPORT as a page to keep.

    Names and messages are replaced, so that it can be shown to somebody; ask for each to be kept. Only a file that is
    such a page already is written over. Without EXPORT, your library is read.
    """
    html, pdf, ics, names, quotes = (values.pop(name) for name in ("html", "pdf", "ics", "names", "quotes"))
    if html is None and pdf is None and ics is None:
        raise UsageError(mark("Say where to write it: --html FILE, --pdf FILE or --ics FILE."))
    from unlike.cli.options import CheckOptions  # noqa: PLC0415 - --help needs no options
    from unlike.cli.report_action import ReportFiles, write_report  # noqa: PLC0415 - tables load only for a real question
    from unlike.presentation.html import Redaction  # noqa: PLC0415 - templates load only for a real question

    options = CheckOptions(exports=exports, **values)
    options.validate()
    write_report(options, ReportFiles(html, pdf, ics), Redaction(names=names, quotes=quotes))
