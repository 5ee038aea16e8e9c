"""The server: loopback only, a free port, one link; it stops at once."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import uvicorn

from unlike.web.app import application
from unlike.web.guard import Keys
from unlike.web.shelf import Shelf

_HOST = "127.0.0.1"


class Server(uvicorn.Server):
    """Tells where it can be reached once it can."""

    def __init__(self, config: uvicorn.Config, ready: Callable[[str], None], link: str) -> None:
        super().__init__(config)
        self._told = ready
        self._link = link

    async def startup(self, sockets: Any = None) -> None:  # noqa: ANN401 - as the parent has it
        """Listen, then tell."""
        await super().startup(sockets)
        if self.started:
            port = self.servers[0].sockets[0].getsockname()[1]
            self._told(f"http://{_HOST}:{port}/enter/{self._link}")


def serve(shelf: Shelf, port: int, ready: Callable[[str], None], language: str | None = None) -> None:
    """Serve until somebody stops it; what was dropped on the page is deleted then.

    Args:
        shelf: what is open.
        port: 0 for any free one.
        ready: told the link.
        language: of every page; None for what the browser prefers.
    """
    keys = Keys()
    with TemporaryDirectory(prefix="unlike-") as folder:
        config = uvicorn.Config(
            application(shelf, keys, Path(folder), language),
            host=_HOST,
            port=port,
            log_config=None,
            access_log=False,
            server_header=False,
            proxy_headers=False,
            ws="none",
            timeout_graceful_shutdown=1,
        )
        Server(config, ready, keys.link).run()
