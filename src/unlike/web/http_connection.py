"""A connection to the page that ends by itself where the other side falls silent in the middle of something."""

from __future__ import annotations

from typing import Any, Final

from uvicorn.protocols.http.h11_impl import H11Protocol

SILENCE_SECONDS: Final = 60.0
"""Time without a byte, after which half a request, or an answer that nobody takes, is given up."""


class TimedConnection(H11Protocol):
    """Connection with a limit of silence; none while the program itself is at work on an answer."""

    silence = SILENCE_SECONDS

    def connection_made(self, transport: Any) -> None:  # noqa: ANN401 - as the parent has it
        """Begin to watch."""
        super().connection_made(transport)
        self._heard = self.loop.time()
        self._unsent = 0
        self._watch: Any = self.loop.call_later(self.silence / 4, self._look)

    def data_received(self, data: bytes) -> None:
        """Note that the other side spoke."""
        self._heard = self.loop.time()
        super().data_received(data)

    def connection_lost(self, exc: Exception | None) -> None:
        """Watch no longer."""
        if self._watch:
            self._watch.cancel()
        super().connection_lost(exc)

    def _look(self) -> None:
        """End the connection where it has been silent for too long."""
        unsent = self.transport.get_write_buffer_size()
        if unsent < self._unsent or not self._is_waiting(unsent):
            self._heard = self.loop.time()
        self._unsent = unsent
        if self.loop.time() - self._heard >= self.silence:
            self.transport.abort()
            return
        self._watch = self.loop.call_later(self.silence / 4, self._look)

    def _is_waiting(self, unsent: int) -> bool:
        """Whether it is the other side's turn: to ask, to go on with what it sends, or to take the answer."""
        cycle: Any = self.cycle
        return bool(unsent) or cycle is None or cycle.response_complete or (cycle.more_body and not self._is_held())

    def _is_held(self) -> bool:
        """Whether the program itself asked the other side to wait, because it has enough to do."""
        return bool(self.flow.read_paused)
