"""The server: loopback only, a free port, one link; it stops at once, and when the last page closes if asked to."""

from __future__ import annotations

import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from time import monotonic
from types import FrameType
from typing import Any

import uvicorn

from unlike.web.open_pages import OpenPages
from unlike.web.routes import application
from unlike.web.security import AccessKeys
from unlike.web.session import Workspace
from unlike.web.upload_folder import private_folder

_HOST = "127.0.0.1"
_ENDS = (signal.SIGTERM, signal.SIGHUP)
"""The program is told to end, or its terminal is closed."""


@dataclass(frozen=True, slots=True)
class ServerOptions:
    """How to serve.

    Attributes:
        port: 0 for any free one.
        until_closed: stop when the last page closes.
        language: of every page; None for what the browser prefers.
        ready: told the link, and one that opens a single time, to start a browser with.
    """

    ready: Callable[[str, str], None]
    port: int = 0
    until_closed: bool = False
    language: str | None = None


class Server(uvicorn.Server):
    """Tells where it can be reached once it can, and looks whether a page is open still."""

    def __init__(self, config: uvicorn.Config, ready: Callable[[str], None], presence: OpenPages) -> None:
        super().__init__(config)
        self._told = ready
        self._presence = presence

    async def startup(self, sockets: Any = None) -> None:  # noqa: ANN401 - as the parent has it
        """Listen, then tell."""
        await super().startup(sockets)
        if self.started:
            port = self.servers[0].sockets[0].getsockname()[1]
            self._told(f"http://{_HOST}:{port}")

    async def on_tick(self, counter: int) -> bool:
        """Whether to stop; asked ten times a second."""
        return await super().on_tick(counter) or self._presence.over(monotonic())


def serve(workspace: Workspace, wanted: ServerOptions) -> None:
    """Serve until somebody stops it; what was dropped on the page is deleted then.

    Args:
        workspace: what is open.
        wanted: how.
    """
    keys, presence = AccessKeys(), OpenPages(wanted.until_closed)
    with _ended_in_order(), private_folder() as folder:
        config = uvicorn.Config(
            application(workspace, keys, folder, presence, wanted.language),
            host=_HOST,
            port=wanted.port,
            log_config=None,
            access_log=False,
            server_header=False,
            proxy_headers=False,
            ws="none",
            timeout_graceful_shutdown=1,
        )
        Server(
            config, lambda base: wanted.ready(f"{base}/enter/{keys.link}", f"{base}/enter/{keys.once}"), presence
        ).run()


@contextmanager
def _ended_in_order() -> Iterator[None]:
    """Ending the program from outside, or closing its terminal, lets it put everything away as Ctrl-C does."""
    before = {each: signal.signal(each, _leave) for each in _ENDS}
    try:
        yield
    finally:
        for each, handler in before.items():
            signal.signal(each, handler)


def _leave(number: int, _frame: FrameType | None) -> None:
    sys.exit(128 + number)
