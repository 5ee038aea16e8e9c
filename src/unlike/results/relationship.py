"""Relationship of two people as far as messages show it."""

from __future__ import annotations

from dataclasses import dataclass

from unlike.results.interaction import Opener, Plans, Routine, WarmMoment


@dataclass(frozen=True, slots=True)
class Relationship:
    """Routines (ongoing ones first), warm messages (oldest first), openers and plans (latest first) of two people."""

    routines: tuple[Routine, ...] = ()
    warm: tuple[WarmMoment, ...] = ()
    openers: tuple[Opener, ...] = ()
    plans: Plans | None = None
