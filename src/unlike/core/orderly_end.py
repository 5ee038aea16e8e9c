"""An end from outside that lets the program put everything away, as Ctrl-C does."""

from __future__ import annotations

import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Final

_ENDS: Final = tuple(getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name))
"""The program is told to end, or its terminal is closed, which Windows does not have."""


@contextmanager
def orderly_end() -> Iterator[None]:
    """Turn these signals into `SystemExit` while the block runs; one that is ignored, as under `nohup`, stays so."""
    earlier_handlers = {signal_number: signal.getsignal(signal_number) for signal_number in _ENDS}
    handled = [signal_number for signal_number, handler in earlier_handlers.items() if handler == signal.SIG_DFL]
    for signal_number in handled:
        signal.signal(signal_number, _exit_on_signal)
    try:
        yield
    finally:
        for signal_number in handled:
            signal.signal(signal_number, earlier_handlers[signal_number])


def _exit_on_signal(number: int, _frame: FrameType | None) -> None:
    sys.exit(128 + number)
