"""`unlike backup` and `unlike restore`: a copy of the library, and back."""

from __future__ import annotations

from pathlib import Path

import click

from unlike.cli.language_option import language_option

_FILE = click.Path(path_type=Path, dir_okay=False)


@click.command()
@click.argument("file", metavar="FILE", type=_FILE)
@language_option()
def backup(file: Path) -> None:
    """Copy your library to FILE, encrypted as it is.

    The copy is opened and read whole before it counts as a backup. It opens with the same passphrase.
    """
    from unlike.cli.backup_action import run_backup  # noqa: PLC0415 - tables load only for a real question

    run_backup(file)


@click.command()
@click.argument("file", metavar="FILE", type=_FILE)
@click.option("--replace", is_flag=True, help="Also where there is a library, which is then lost.")
@language_option()
def restore(file: Path, *, replace: bool) -> None:
    """Put the backup FILE in the place of your library.

    It is opened and read whole before anything is changed; the backup stays.
    """
    from unlike.cli.backup_action import run_restore  # noqa: PLC0415 - tables load only for a real question

    run_restore(file, replace=replace)
