"""Connections to the page: each ends where the other side falls silent, and strangers cannot take a reader's place."""

from __future__ import annotations

from collections.abc import MutableMapping
from typing import Any, Final

from uvicorn.protocols.http.h11_impl import H11Protocol

SILENCE_SECONDS: Final = 60.0
"""Time without a byte, after which half a request, or an answer that nobody takes, is given up."""

MAX_CONNECTIONS: Final = 64
"""Connections at once: a browser opens six, and systems let a program have 256 files at least."""
ACCEPTED_AT_ONCE: Final = 32
"""Connections that the system keeps waiting, all of which are accepted before the first of them is looked at."""
_ADMITTED: Final = "unlike.is_admitted"


def mark_admitted(scope: MutableMapping[str, Any]) -> None:
    """Note that whoever sent a request may use the page."""
    scope.setdefault("state", {})[_ADMITTED] = True


class TimedConnection(H11Protocol):
    """Connection with a limit of silence; none while the program itself is at work on an answer.

    Where there are too many, the one that said nothing for longest makes room, a stranger's first.
    """

    silence_seconds = SILENCE_SECONDS

    def connection_made(self, transport: Any) -> None:  # noqa: ANN401 - as the parent has it
        """Make room where there is none, and begin to watch."""
        self._make_room()
        super().connection_made(transport)
        self.last_activity = self.loop.time()
        self._unsent_bytes = 0
        self._timer: Any = self.loop.call_later(self.silence_seconds / 4, self._check_silence)

    def data_received(self, data: bytes) -> None:
        """Note that the other side spoke."""
        self.last_activity = self.loop.time()
        super().data_received(data)

    def connection_lost(self, exc: Exception | None) -> None:
        """Watch no longer."""
        if self._timer:
            self._timer.cancel()
        super().connection_lost(exc)

    @property
    def is_admitted(self) -> bool:
        """Whether the latest request was of somebody who may use the page."""
        return bool(self.scope and self.scope["state"].get(_ADMITTED))

    def _make_room(self) -> None:
        """End the connection that is needed least, where all places are taken."""
        others: list[Any] = [other for other in self.connections if not other.transport.is_closing()]
        if len(others) >= MAX_CONNECTIONS:
            min(others, key=lambda other: (other.is_admitted, other.last_activity)).transport.abort()

    def _check_silence(self) -> None:
        """End the connection where it has been silent for too long."""
        unsent = self.transport.get_write_buffer_size()
        if unsent < self._unsent_bytes or not self._is_client_turn(unsent):
            self.last_activity = self.loop.time()
        self._unsent_bytes = unsent
        if self.loop.time() - self.last_activity >= self.silence_seconds:
            self.transport.abort()
            return
        self._timer = self.loop.call_later(self.silence_seconds / 4, self._check_silence)

    def _is_client_turn(self, unsent: int) -> bool:
        """Whether it is the other side's turn: to ask, to go on with what it sends, or to take the answer."""
        cycle: Any = self.cycle
        return (
            bool(unsent)
            or cycle is None
            or cycle.response_complete
            or (cycle.more_body and not self._is_reading_paused())
        )

    def _is_reading_paused(self) -> bool:
        """Whether the program itself asked the other side to wait, because it has enough to do."""
        return bool(self.flow.read_paused)
