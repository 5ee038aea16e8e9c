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
        lines = [_app_heading(entry) for entry in registered]
        ask = translate("unlike sources APP says how to get an export, step by step.")
        write_output("\n".join([*lines, "", ask]) + "\n")
        return
    parts = [_app_guides(entry) for app in apps for entry in _readers_named(app, registered)]
    write_output("\n\n".join(parts) + "\n")


def _readers_named(app: str, registered: Sequence[RegisteredReader]) -> list[RegisteredReader]:
    """Readers of a name or a title; else those of which one of the two begins so.

    Raises:
        OptionError: there is none.
    """
    folded_app = app.casefold().strip()
    names = [
        (entry, (entry.reader.name.casefold(), _translated(entry.reader.title).casefold())) for entry in registered
    ]
    exact_matches = [entry for entry, reader_names in names if folded_app in reader_names]
    matches = exact_matches or [
        entry
        for entry, reader_names in names
        if folded_app and any(name.startswith(folded_app) for name in reader_names)
    ]
    if not matches:
        accepted = lazy("one of {names}", names=", ".join(entry.reader.name for entry in registered))
        raise OptionError("APP", app, accepted)
    return matches


def _app_guides(entry: RegisteredReader) -> str:
    """An app with each way to get its export."""
    guide_lines = map(_guide_line, entry.reader.guides)
    return "\n".join((_app_heading(entry), *guide_lines))


def _guide_line(guide: ExportGuide) -> str:
    """One way to get an export, by the device that it is for."""
    line = translate("{label}: {text}", label=_translated(guide.device), text=_translated(guide.steps))
    return f"  {line}"


def _app_heading(entry: RegisteredReader) -> str:
    """App, name for --app, and what to give."""
    reader = entry.reader
    values = {"app": _translated(reader.title), "name": reader.name, "files": _translated(reader.export_description)}
    if entry.package is None:
        return translate("{app} (--app {name}): {files}", **values)
    return translate("{app} (--app {name}, from {package}): {files}", package=entry.package, **values)


def _translated(marked: str) -> str:
    return translate_lazy(verbatim(marked))
