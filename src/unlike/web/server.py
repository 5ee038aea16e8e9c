"""The server: loopback only, links that open once; it stops at once, and when the last page closes if asked to."""

from __future__ import annotations

import logging
import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from tempfile import gettempdir
from time import monotonic
from typing import Any

import uvicorn

from unlike.core.orderly_end import orderly_end
from unlike.errors import OptionError, UnreadableError
from unlike.i18n import mark
from unlike.web.browser_start import BrowserStart, browser_start
from unlike.web.http_connection import ACCEPTED_AT_ONCE, TimedConnection
from unlike.web.open_pages import OpenPages
from unlike.web.routes import build_application
from unlike.web.security import AccessKeys
from unlike.web.session import Workspace
from unlike.web.upload_folder import private_folder

_HOST = "127.0.0.1"


@dataclass(frozen=True, slots=True)
class ServerOptions:
    """How to serve.

    Attributes:
        announce: says a link to the owner; another one when that was used and is tried again.
        prepare: called when all is ready that needs the network or a process of its own, before anything is served:
            gives up the network and begins to read.
        refused: whether nothing of what was to be read can be used; the program then stops, unless the page is open,
            which says so.
        port: 0 for any free one.
        starts_browser: start the person's browser.
        until_closed: stop when the last page closes.
        language: of every page; None for what the browser prefers.
    """

    announce: Callable[[str], None]
    prepare: Callable[[], None] = lambda: None
    is_refused: Callable[[], bool] = lambda: False
    port: int = 0
    starts_browser: bool = False
    until_closed: bool = False
    language: str | None = None


class Server(uvicorn.Server):
    """Says when it can be reached, and looks whether there is a reason to stop."""

    def __init__(self, config: uvicorn.Config, ready: Callable[[], None], is_over: Callable[[], bool]) -> None:
        super().__init__(config)
        self._ready = ready
        self._is_over = is_over

    async def startup(self, sockets: Any = None) -> None:  # noqa: ANN401 - as the parent has it
        """Listen, then say so."""
        await super().startup(sockets)
        if self.started:
            self._ready()

    async def on_tick(self, counter: int) -> bool:
        """Whether to stop; asked ten times a second."""
        return await super().on_tick(counter) or self._is_over()


def serve_page(workspace: Workspace, options: ServerOptions) -> None:
    """Serve until somebody stops it; what was dropped on the page is deleted then.

    Args:
        workspace: what is open.
        options: how to serve.

    Raises:
        OptionError: the port is taken.
        UnlikeError: what `prepare` raises.
    """
    keys, presence = AccessKeys(), OpenPages(options.until_closed)
    with orderly_end(), _private_folders(browser=options.starts_browser) as (folder, browser):
        app = build_application(workspace, keys, folder, presence, options.language)
        config = _server_config(app, options.port)
        listener = _listening_socket(config)
        base = f"http://{_HOST}:{listener.getsockname()[1]}"
        announce = partial(_announce_link, options, keys, base)
        keys.links.on_reuse = announce
        try:
            options.prepare()
            ready = partial(_announce_and_start, announce, browser, keys, base)
            Server(config, ready, partial(_is_over, options, keys, presence)).run([listener])
        finally:
            listener.close()


def _is_over(options: ServerOptions, keys: AccessKeys, presence: OpenPages) -> bool:
    """Whether the last page is closed, or there is nothing to show and nobody who looks."""
    return presence.is_over(monotonic()) or (options.is_refused() and not keys.links.is_any_used)


def _announce_link(options: ServerOptions, keys: AccessKeys, base: str) -> None:
    options.announce(f"{base}{keys.links.issue_link()}")


def _announce_and_start(
    announce: Callable[[], None], browser: BrowserStart | None, keys: AccessKeys, base: str
) -> None:
    """Say a link, and start the browser with another one."""
    announce()
    if browser is None:
        return
    keys.links.on_use = browser.delete_file
    try:
        browser.open_link(f"{base}{keys.links.issue_link()}")
    except OSError:
        return  # the link that was said opens the page as well


def _server_config(app: Any, port: int) -> uvicorn.Config:  # noqa: ANN401 - an application, as uvicorn types it
    return uvicorn.Config(
        app,
        host=_HOST,
        port=port,
        http=TimedConnection,
        log_config=None,
        access_log=False,
        server_header=False,
        proxy_headers=False,
        ws="none",
        backlog=ACCEPTED_AT_ONCE,
        timeout_graceful_shutdown=1,
    )


def _listening_socket(config: uvicorn.Config) -> Any:  # noqa: ANN401 - a socket, whose module nothing here imports
    """Socket that listens from now on, so that no other program can take its port meanwhile.

    Raises:
        OptionError: the port is taken.
    """
    for name in ("uvicorn.error", "asyncio"):  # a trace could hold words of the chat
        logging.getLogger(name).disabled = not os.environ.get("UNLIKE_TRACEBACK")
    try:
        listener = config.bind_socket()
    except SystemExit:
        expected = mark("another port, or none for a free one: this one cannot be used")
        raise OptionError("--port", str(config.port), expected) from None
    listener.set_inheritable(False)
    listener.listen(ACCEPTED_AT_ONCE)
    return listener


@contextmanager
def _private_folders(*, browser: bool) -> Iterator[tuple[Path, BrowserStart | None]]:
    """Private folder for uploads, and the browser that is made ready, where one is wanted.

    Raises:
        UnreadableError: there is no room for them.
    """
    with ExitStack() as stack:
        try:
            folder = stack.enter_context(private_folder())
            browser_file = stack.enter_context(browser_start()) if browser else None
        except OSError as error:
            reason = error.strerror or mark("it cannot be written")
            raise UnreadableError(Path(error.filename or gettempdir()), reason) from error
        yield folder, browser_file
