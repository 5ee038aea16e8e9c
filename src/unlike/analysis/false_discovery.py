"""Control of false discoveries over everybody whose present was compared (Benjamini & Hochberg 1995, JRSS B 57:289)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from unlike.results.finding_types import CurrentState
from unlike.results.grade import Grade

MAX_FALSE_DISCOVERY_RATE: Final = 0.1
"""Share of the people called unlike themselves now that may be so by chance, everybody analysed together."""
_SINGLE_RATE: Final = 0.01  # chance up to which one person, looked at alone, is called unlike themselves


def discovery_bound(states: Sequence[CurrentState | None]) -> float:
    """Largest chance up to which somebody may be called unlike themselves now.

    With few people it is 1: each may be called as if alone; ten people at one in a hundred stay within the rate.

    Args:
        states: everybody's present; None where it was not compared.
    """
    chances = sorted(state.chance for state in states if state is not None and state.is_known)
    if len(chances) * _SINGLE_RATE <= MAX_FALSE_DISCOVERY_RATE:
        return 1.0
    bounds = (MAX_FALSE_DISCOVERY_RATE * rank / len(chances) for rank in range(1, len(chances) + 1))
    return max((chance for chance, bound in zip(chances, bounds, strict=True) if chance <= bound), default=0.0)


def controlled_state(state: CurrentState | None, bound: float) -> CurrentState | None:
    """Present of a person, called a little unlike at most where its chance is above the bound."""
    if state is None or not state.unlike or state.chance <= bound:
        return state
    return replace(state, grade=Grade.A_LITTLE_UNLIKE, withheld=True)
