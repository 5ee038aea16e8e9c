"""What two people have between them."""

from __future__ import annotations

from dataclasses import dataclass

from unlike.reasons.base import Opener, Routine, WarmMoment


@dataclass(frozen=True, slots=True)
class Keepsakes:
    """Of two people: those that go on first, the oldest first, the latest first."""

    routines: tuple[Routine, ...] = ()
    warm: tuple[WarmMoment, ...] = ()
    openers: tuple[Opener, ...] = ()
