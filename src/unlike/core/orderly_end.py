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
    before = {each: signal.getsignal(each) for each in _ENDS}
    changed = [each for each, handler in before.items() if handler == signal.SIG_DFL]
    for each in changed:
        signal.signal(each, _leave)
    try:
        yield
    finally:
        for each in changed:
            signal.signal(each, before[each])


def _leave(number: int, _frame: FrameType | None) -> None:
    sys.exit(128 + number)
