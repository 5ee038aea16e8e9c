"""A connection to the page that ends by itself where the other side falls silent in the middle of something."""

from __future__ import annotations

from typing import Any, Final

from uvicorn.protocols.http.h11_impl import H11Protocol

SILENCE_SECONDS: Final = 60.0
"""Time without a byte, after which half a request, or an answer that nobody takes, is given up."""


class TimedConnection(H11Protocol):
    """Connection with a limit of silence; none while the program itself is at work on an answer."""

    silence_seconds = SILENCE_SECONDS

    def connection_made(self, transport: Any) -> None:  # noqa: ANN401 - as the parent has it
        """Begin to watch."""
        super().connection_made(transport)
        self._last_activity = self.loop.time()
        self._unsent_bytes = 0
        self._timer: Any = self.loop.call_later(self.silence_seconds / 4, self._check_silence)

    def data_received(self, data: bytes) -> None:
        """Note that the other side spoke."""
        self._last_activity = self.loop.time()
        super().data_received(data)

    def connection_lost(self, exc: Exception | None) -> None:
        """Watch no longer."""
        if self._timer:
            self._timer.cancel()
        super().connection_lost(exc)

    def _check_silence(self) -> None:
        """End the connection where it has been silent for too long."""
        unsent = self.transport.get_write_buffer_size()
        if unsent < self._unsent_bytes or not self._is_client_turn(unsent):
            self._last_activity = self.loop.time()
        self._unsent_bytes = unsent
        if self.loop.time() - self._last_activity >= self.silence_seconds:
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
