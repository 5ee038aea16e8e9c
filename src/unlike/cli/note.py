"""`unlike note`: what a spell turned out to be, kept with it."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import click

from unlike.cli.check import DateParam
from unlike.cli.export_options import app_option, date_order_option, me_option, person_option, timezone_option
from unlike.cli.language_option import language_option
from unlike.errors import UsageError
from unlike.i18n import mark


@click.command()
@click.argument("words", metavar="[EXPORT...] TEXT", nargs=-1)
@click.option("--show", type=int, metavar="N", required=True, help="The finding, as unlike check counts them.")
@click.option("--forget", is_flag=True, help="Take its notes away; no TEXT then.")
@click.option("--something/--nothing", "something", default=None, help="Whether it was something, for your own record.")
@me_option
@person_option
@language_option()
@timezone_option
@click.option("--since", type=DateParam(), help="Only messages from this day on (YYYY-MM-DD).")
@click.option("--until", type=DateParam(), help="Only messages up to this day (YYYY-MM-DD).")
@date_order_option
@app_option
@click.option("--possible", is_flag=True, help="Count possible spells too.")
def note(words: tuple[str, ...], *, forget: bool, something: bool | None, **values: Any) -> None:  # noqa: ANN401 - what was declared above
    """Keep what a spell turned out to be, in your words.

    It is shown with the spell, and whenever one like it comes back. Give the options that unlike check was given, so
    that N means the same. It is kept on this machine alone, in a file that only you can read. Without EXPORT, the
    finding is one of your library.
    """
    exports, text = (words, "") if forget else (words[:-1], "".join(words[-1:]))
    if not (forget or text) or os.path.exists(text):  # noqa: PTH110 - never raises, whatever the words
        raise UsageError(mark("Say in a few words what it turned out to be, after the exports."))
    if forget and something is not None:
        raise UsageError(mark("--something and --nothing go with a note, not with --forget."))
    from unlike.cli.options import CheckOptions  # noqa: PLC0415 - --help needs no options

    options = CheckOptions(exports=tuple(map(Path, exports)), **values)
    options.validate()
    from unlike.cli import note_action  # noqa: PLC0415 - tables load only for a real question

    if forget:
        note_action.forget_notes(options)
    else:
        note_action.keep_note(options, text, is_something=something)
