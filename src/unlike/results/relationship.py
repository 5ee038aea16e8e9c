"""What two people have between them."""

from __future__ import annotations

from dataclasses import dataclass

from unlike.results.interaction import Opener, Plans, Routine, WarmMoment


@dataclass(frozen=True, slots=True)
class Relationship:
    """Of two people: routines that go on first, warm messages the oldest first, openers and plans the latest first."""

    routines: tuple[Routine, ...] = ()
    warm: tuple[WarmMoment, ...] = ()
    openers: tuple[Opener, ...] = ()
    plans: Plans | None = None
