"""`unlike sources`: the apps whose exports can be read, and how to get each export."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from unlike.cli.output import write_output
from unlike.i18n import translate, translate_lazy, verbatim

if TYPE_CHECKING:
    from unlike.readers import RegisteredReader


@click.command()
def sources() -> None:
    """List the apps whose exports can be read.

    With what to give, how to get it, and the package that reads it where unlike does not do so itself.
    """
    from unlike.readers import registered_readers  # noqa: PLC0415 - tables

    for number, registered in enumerate(registered_readers()):
        write_output(("\n" if number else "") + _heading(registered) + "\n")
        for guide in registered.reader.guides:
            write_output(f"  {_text(guide.device)}: {_text(guide.steps)}\n")


def _heading(registered: RegisteredReader) -> str:
    """App, name for --app, and what to give."""
    reader = registered.reader
    values = {"app": _text(reader.title), "name": reader.name, "files": _text(reader.export_description)}
    if registered.package is None:
        return translate("{app} (--app {name}): {files}", **values)
    return translate("{app} (--app {name}, from {package}): {files}", package=registered.package, **values)


def _text(marked: str) -> str:
    return translate_lazy(verbatim(marked))
