"""Thresholds of Python's garbage collector while records of an export are gathered."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

GATHERING: Final = (50_000, 50, 1_000)
"""New objects between two looks at the youngest of them, and how rarely older ones are looked at."""


@contextmanager
def rare_collections() -> Iterator[None]:
    """Let the collector look at new objects rarely, and hardly ever at all of them, for as long as the block lasts.

    Records are many, stay until they are columns, and hold no cycles: looking through them again and again is in vain.
    """
    usual = gc.get_threshold()
    if usual[0] == 0 or usual[0] >= GATHERING[0]:  # switched off, or another reading has set it and sets it back
        yield
        return
    gc.set_threshold(*GATHERING)
    try:
        yield
    finally:
        gc.set_threshold(*usual)
