"""`unlike open`: the local page."""

from __future__ import annotations

import os
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from unlike.cli.export_options import calendar_option, dates_option, timezone_option
from unlike.cli.language_option import language_option
from unlike.cli.output import flush_output, write_output
from unlike.cli.own_process import give_up_network
from unlike.errors import LibraryError, NotFoundError, OutputError, RefusedExportError, UnlikeError
from unlike.i18n import supported_language, translate

if TYPE_CHECKING:
    from unlike.library import UserData
    from unlike.web.session import Workspace


@dataclass(frozen=True, slots=True)
class OpenOptions:
    """The options that say what is open."""

    exports: tuple[Path, ...]
    me: str | None
    timezone: str | None
    calendars: tuple[Path, ...]
    dates: tuple[Path, ...]


@click.command("open")
@click.argument("exports", metavar="[EXPORT]...", nargs=-1, type=click.Path(path_type=Path))
@click.option("--me", metavar="NAME", help="Who you are in the chat. [default: asked on the page]")
@timezone_option
@language_option(expose_value=True)
@calendar_option
@dates_option
@click.option("--until-closed", is_flag=True, help="Stop when the last page in the browser closes.")
@click.option("--port", type=click.IntRange(0, 65_535), default=0, help="Port on this machine. [default: a free one]")
@click.option("--browser/--no-browser", default=True, help="Open it in the browser at once. [default: yes]")
def open_page(*, port: int, until_closed: bool, browser: bool, language: str | None, **values: Any) -> None:  # noqa: ANN401 - as declared above
    """Open EXPORT as a page in the browser, or a page to drop one on.

    Where you have a library, the page opens it once you have typed its passphrase there.

    The page is served by this machine to this machine alone, and is gone when the program stops (Ctrl-C).
    """
    open_options = OpenOptions(**values)
    for path in open_options.exports:
        if not path.exists():
            raise NotFoundError(path)
    from unlike.presentation.sentences.interface.page_text import page_opened  # noqa: PLC0415
    from unlike.presentation.sentences.interface.settings_text import STOPPED  # noqa: PLC0415 - tables load only for a real question
    from unlike.web.server import ServerOptions, serve_page  # noqa: PLC0415 - the server loads only where it is wanted

    workspace, page_language = (
        _new_workspace(open_options),
        language or supported_language(os.environ.get("UNLIKE_LANGUAGE", "")),
    )

    def announce(link: str) -> None:
        with suppress(OutputError, BrokenPipeError):  # nobody reads it; a browser may have its own link
            write_output(page_opened(link) + "\n")
            flush_output()

    prepare, is_refused = partial(_begin_reading, workspace), partial(_is_refused, workspace)
    serve_page(workspace, ServerOptions(announce, prepare, is_refused, port, browser, until_closed, page_language))
    if is_refused():
        raise RefusedExportError(workspace.session.problem)
    if until_closed:
        write_output(translate(STOPPED) + "\n")


def _begin_reading(workspace: Workspace) -> None:
    """Give up the network and begin to read; the library is opened where the system's keyring has its passphrase."""
    from unlike.cli.passphrase import keyring_passphrase  # noqa: PLC0415 - the library loads only where it is wanted
    from unlike.readers.preload import preload_readers  # noqa: PLC0415 - as the server

    passphrase = keyring_passphrase() if workspace.library.exists else None
    give_up_network()
    with suppress(UnlikeError):  # the page asks for it
        if passphrase:
            workspace.library.unlock(passphrase)
    workspace.begin_work(workspace.read_exports)
    if not workspace.session.paths:
        preload_readers()


def _is_refused(workspace: Workspace) -> bool:
    """Whether what was to be opened cannot be used, so that there is nothing to show."""
    session = workspace.session
    return bool(session.paths and session.problem and session.analysis is None and session.progress is None)


def _new_workspace(open_options: OpenOptions) -> Workspace:
    """Workspace of what is to be read."""
    from unlike.cli.library_access import library_path  # noqa: PLC0415
    from unlike.cli.local_data import user_data, visit_counter  # noqa: PLC0415
    from unlike.cli.timezones import (  # noqa: PLC0415 - as above
        now_in,
        parse_zone,
        today_in,
    )
    from unlike.core.time_zones import machine_zone  # noqa: PLC0415
    from unlike.web.page_library import PageLibrary  # noqa: PLC0415
    from unlike.web.session import Session, Workspace  # noqa: PLC0415

    stored_data = user_data()
    default_zone = parse_zone(open_options.timezone) if open_options.timezone else machine_zone()
    zone_setting = "" if open_options.timezone else _stored_zone(stored_data)
    zone = parse_zone(zone_setting) if zone_setting else default_zone
    session = Session(
        zone,
        lambda: today_in(workspace.session.zone),
        open_options.exports,
        open_options.me,
        default_zone=default_zone,
        calendars=open_options.calendars,
        dates=open_options.dates,
    )
    visits = visit_counter(lambda: now_in(workspace.session.zone), counted=True)
    library = PageLibrary(library_path(), lambda: now_in(workspace.session.zone))
    workspace = Workspace(session, stored_data, visits, library)
    return workspace


def _stored_zone(user_data: UserData) -> str:
    """The zone of the settings; none where they cannot be read, which the page says."""
    try:
        return user_data.settings().zone
    except LibraryError:
        return ""
