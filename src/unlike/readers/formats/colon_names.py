"""Names that stand before the words of a message, with a colon between them that may also stand in either."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Sequence
from typing import Final

_MIN_LINES: Final = 3
"""Messages that begin alike up to a second colon before that colon is taken for a part of the name."""


def colon_names(bodies: Sequence[str], colon: str) -> list[str]:
    """The name that each body begins with: up to the first colon, or to a later one.

    It is up to the second one where all that begin alike before the first have one, and enough of them agree in each of
    the names that this makes, so that two people whose names begin alike are no single one.

    Args:
        bodies: name, colon and words.
        colon: with the spaces around it; the last one may be missing where there are no words.
    """
    groups: dict[str, list[str]] = defaultdict(list)
    firsts = [_before(body, colon) for body in bodies]
    for first, body in zip(firsts, bodies, strict=True):
        groups[first].append(body)
    longer = {first for first, group in groups.items() if _has_longer_names(first, set(group), colon)}
    return [
        _before(body, colon, len(first) + len(colon)) if first in longer else first
        for first, body in zip(firsts, bodies, strict=True)
    ]


def _before(body: str, colon: str, start: int = 0) -> str:
    """What stands before the first colon from a place on."""
    place = body.find(colon, start)
    return body[:place] if place >= 0 else body.removesuffix(colon.rstrip())


def _has_longer_names(first: str, bodies: Collection[str], colon: str) -> bool:
    """Whether the names of bodies have a colon in them: enough different ones agree up to each second colon."""
    start = len(first) + len(colon)
    if len(bodies) < _MIN_LINES or any(colon not in body[start:] for body in bodies):
        return False
    return min(Counter(_before(body, colon, start) for body in bodies).values()) >= _MIN_LINES
