"""Registry of all signals, in the order in which faces show them."""

from __future__ import annotations

from typing import Final

from unlike.signals.base import Signal
from unlike.signals.families import address, courtesy, form, media, timing, volume

SIGNALS: Final[tuple[Signal, ...]] = (
    *volume.SIGNALS,
    *form.SIGNALS,
    *timing.SIGNALS,
    *media.SIGNALS,
    *courtesy.SIGNALS,
    *address.SIGNALS,
)
