"""`unlike add`: keeps exports in the library."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from unlike.cli.export_options import app_option, date_order_option, me_option, timezone_option
from unlike.cli.language_option import language_option


@click.command()
@click.argument("exports", metavar="EXPORT...", nargs=-1, required=True, type=click.Path(path_type=Path))
@me_option
@language_option()
@timezone_option
@date_order_option
@app_option
def add(exports: tuple[Path, ...], **values: Any) -> None:  # noqa: ANN401 - click hands over what was declared above
    """Keep EXPORT in your library, encrypted, together with what is there.

    Each message is kept once, however many exports hold it; what a later export no longer has stays. The first time,
    you choose a passphrase. UNLIKE_PASSPHRASE_FD in the environment names a file descriptor to read it from.
    """
    from unlike.cli.options import CheckOptions  # noqa: PLC0415 - --help needs no options

    options = CheckOptions(exports=exports, **values)
    from unlike.cli.add_action import run_add  # noqa: PLC0415 - tables load only for a real question

    run_add(options)
