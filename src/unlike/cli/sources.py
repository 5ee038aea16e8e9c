"""`unlike sources`: the apps whose exports can be read, and how to get each export."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from unlike.cli.language_option import language_option
from unlike.cli.output import write_output
from unlike.errors import OptionError
from unlike.i18n import lazy, translate, translate_lazy, verbatim

if TYPE_CHECKING:
    from unlike.readers import ExportGuide, RegisteredReader


@click.command()
@click.argument("apps", metavar="[APP...]", nargs=-1)
@language_option()
def sources(apps: tuple[str, ...]) -> None:
    """List the apps whose exports can be read; with APP, say how to get its export.

    With what to give, and the package that reads it where unlike does not do so itself.
    """
    from unlike.readers import registered_readers  # noqa: PLC0415 - tables

    registered = registered_readers()
    if not apps:
        lines = [_heading(entry) for entry in registered]
        ask = translate("unlike sources APP says how to get an export, step by step.")
        write_output("\n".join([*lines, "", ask]) + "\n")
        return
    parts = [_guides(entry) for app in apps for entry in _named(app, registered)]
    write_output("\n\n".join(parts) + "\n")


def _named(app: str, registered: Sequence[RegisteredReader]) -> list[RegisteredReader]:
    """Readers of a name or a title; else those of which one of the two begins so.

    Raises:
        OptionError: there is none.
    """
    wanted = app.casefold().strip()
    names = [(entry, (entry.reader.name.casefold(), _text(entry.reader.title).casefold())) for entry in registered]
    exact = [entry for entry, known in names if wanted in known]
    found = exact or [entry for entry, known in names if wanted and any(name.startswith(wanted) for name in known)]
    if not found:
        accepted = lazy("one of {names}", names=", ".join(entry.reader.name for entry in registered))
        raise OptionError("APP", app, accepted)
    return found


def _guides(registered: RegisteredReader) -> str:
    """An app with each way to get its export."""
    ways = map(_guide_line, registered.reader.guides)
    return "\n".join((_heading(registered), *ways))


def _guide_line(guide: ExportGuide) -> str:
    """One way to get an export, by the device that it is for."""
    line = translate("{label}: {text}", label=_text(guide.device), text=_text(guide.steps))
    return f"  {line}"


def _heading(registered: RegisteredReader) -> str:
    """App, name for --app, and what to give."""
    reader = registered.reader
    values = {"app": _text(reader.title), "name": reader.name, "files": _text(reader.export_description)}
    if registered.package is None:
        return translate("{app} (--app {name}): {files}", **values)
    return translate("{app} (--app {name}, from {package}): {files}", package=registered.package, **values)


def _text(marked: str) -> str:
    return translate_lazy(verbatim(marked))
