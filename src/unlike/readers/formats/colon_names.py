"""Names that stand before the words of a message, with a colon between them that may also stand in either."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from typing import Final

_MIN_LINES: Final = 3
"""Messages that begin alike up to a second colon before that colon is taken for a part of the name."""


def colon_names(bodies: Sequence[str], colon: str) -> list[str]:
    """The name that each body begins with: up to the first colon, or to a later one that all with that name have.

    Args:
        bodies: name, colon and words.
        colon: with the spaces around it; the last one may be missing where there are no words.
    """
    groups: dict[str, list[str]] = defaultdict(list)
    firsts = [_before(body, colon) for body in bodies]
    for first, body in zip(firsts, bodies, strict=True):
        groups[first].append(body)
    names = {first: _longest_name(first, set(group), colon) for first, group in groups.items()}
    return [names[first] for first in firsts]


def _before(body: str, colon: str, start: int = 0) -> str:
    """What stands before the first colon from a place on."""
    place = body.find(colon, start)
    return body[:place] if place >= 0 else body.removesuffix(colon.rstrip())


def _longest_name(first: str, bodies: Collection[str], colon: str) -> str:
    """The name that bodies begin with; with a colon in it, where enough different ones agree up to a second colon."""
    start = len(first) + len(colon)
    if len(bodies) < _MIN_LINES or any(colon not in body[start:] for body in bodies):
        return first
    longer = {_before(body, colon, start) for body in bodies}
    return longer.pop() if len(longer) == 1 else first
