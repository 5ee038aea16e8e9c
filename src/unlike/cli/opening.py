"""`unlike open`: the local page."""

from __future__ import annotations

import os
import webbrowser
from pathlib import Path
from typing import Any

import click

from unlike.cli.language import language_option
from unlike.errors import InputError, NotFoundError
from unlike.locales import known


@click.command("open")
@click.argument("exports", metavar="[EXPORT]...", nargs=-1, type=click.Path(path_type=Path))
@click.option("--me", metavar="NAME", help="Who you are in the chat. [default: asked on the page]")
@click.option("--timezone", metavar="ZONE", help="Zone of the times, e.g. Europe/Berlin. [default: this machine's]")
@language_option(kept=True)
@click.option("--port", type=click.IntRange(0, 65_535), default=0, help="Port on this machine. [default: a free one]")
@click.option("--browser/--no-browser", default=True, help="Open it in the browser at once. [default: yes]")
def open_page(exports: tuple[Path, ...], me: str | None, timezone: str | None, **chosen: Any) -> None:  # noqa: ANN401
    """Open EXPORT as a page in the browser, or a page to drop one on.

    The page is served by this machine to this machine alone, and is gone when the program stops (Ctrl-C).
    """
    for path in exports:
        if not path.exists():
            raise NotFoundError(path)
    from unlike.cli.answering import today_in  # noqa: PLC0415 - tables load only for a real question
    from unlike.cli.keeping import kept_notes  # noqa: PLC0415
    from unlike.cli.zones import asked_zone, machine_zone  # noqa: PLC0415
    from unlike.reports.wording.web import opened  # noqa: PLC0415
    from unlike.web.serving import serve  # noqa: PLC0415 - the server loads only where it is wanted
    from unlike.web.shelf import Shelf  # noqa: PLC0415

    zone = asked_zone(timezone) if timezone else machine_zone()
    shelf = Shelf(zone, lambda: today_in(zone), exports, me, notes=lambda: kept_notes().all())
    shelf.read()
    if shelf.problem:
        raise RefusedError(shelf.problem)

    def ready(link: str) -> None:
        click.echo(opened(link))
        if chosen["browser"]:
            webbrowser.open(link)

    language = chosen["language"] or known(os.environ.get("UNLIKE_LANGUAGE", ""))
    serve(shelf, chosen["port"], ready, language)


class RefusedError(InputError):
    """An export that cannot be used; its own sentence says why."""
