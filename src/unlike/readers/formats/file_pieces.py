"""Records of a file that was joined of several exports, or holds one more than once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Sequence
from typing import Final

_FEWEST: Final = 3
"""Records that a file must hold at least to be taken for the same ones again, where nothing else parts its pieces."""


def repeated_places(records: Sequence[Hashable], pieces: Sequence[int] = ()) -> frozenset[int]:
    """Places of records that a piece above holds as often already.

    Args:
        records: in the order of the file, those of one moment, person and words equal.
        pieces: number of the piece that each stands in; without them, pieces are told by the whole file being the same
            records again and again.
    """
    size = len(records) if pieces and pieces[-1] != pieces[0] else _period(records)
    if size == len(records) and not (pieces and pieces[-1] != pieces[0]):
        return frozenset()
    numbers = pieces if size == len(records) else [place // size for place in range(len(records))]
    above: Counter[Hashable] = Counter()
    here: Counter[Hashable] = Counter()
    repeated: set[int] = set()
    for place, record in enumerate(records):
        if place and numbers[place] != numbers[place - 1]:
            above |= here  # as often as in the piece that has most
            here.clear()
        here[record] += 1
        if here[record] <= above[record]:
            repeated.add(place)
    return frozenset(repeated)


def _period(records: Sequence[Hashable]) -> int:
    """After how many records the file begins anew, again and again to its end; all of them where it does not."""
    number = len(records)
    for size in range(_FEWEST, number // 2 + 1):
        if number % size == 0 and records[size] == records[0] and records[size:] == records[:-size]:
            return size if len(set(records[:size])) > 1 else number
    return number
