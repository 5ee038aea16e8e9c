"""`unlike add`: keeps exports in the library."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from unlike.cli.language_option import language_option


@click.command()
@click.argument("exports", metavar="EXPORT...", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--me", metavar="NAME", help="Who you are in the chat.")
@language_option()
@click.option("--timezone", metavar="ZONE", help="Zone of the times, e.g. Europe/Berlin. [default: this machine's]")
@click.option("--date-order", type=click.Choice(["dmy", "mdy", "ymd"]), help="How dates in the export are to be read.")
@click.option("--app", metavar="APP", help="Which app made the export, where two could have.")
def add(exports: tuple[Path, ...], **values: Any) -> None:  # noqa: ANN401 - click hands over what was declared above
    """Keep EXPORT in your library, encrypted, together with what is there.

    Each message is kept once, however many exports hold it; what a later export no longer has stays. The first time,
    you choose a passphrase. UNLIKE_PASSPHRASE_FD in the environment names a file descriptor to read it from.
    """
    from unlike.cli.options import CheckOptions  # noqa: PLC0415 - --help needs no options

    options = CheckOptions(exports=exports, **values)
    from unlike.cli.add_action import run_add  # noqa: PLC0415 - tables load only for a real question

    run_add(options)
