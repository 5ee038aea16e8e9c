"""How well change points agree with those of several annotators: covering and F1.

Both as defined by van den Burg & Williams, An Evaluation of Change Point Detection Algorithms (2020,
arXiv 2003.06222), section 4. A change point is the 0-based index of the first value of a new segment.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import pairwise

MARGIN = 5


def covering(annotations: Mapping[str, Iterable[int]], found: Iterable[int], size: int) -> float:
    """The covering of each annotator's segments by the found ones, averaged over annotators; in 0 to 1.

    Args:
        annotations: annotator to change points.
        found: change points.
        size: how many values the series has.
    """
    ours = _segments(found, size)
    return _mean(_cover(_segments(marks, size), ours, size) for marks in annotations.values())


def f1(annotations: Mapping[str, Iterable[int]], found: Iterable[int], margin: int = MARGIN) -> float:
    """The harmonic mean of precision and recall, with index 0 a change point for everyone; in 0 to 1.

    Precision is against the union of all annotators' change points, recall is averaged over annotators.

    Args:
        annotations: annotator to change points.
        found: change points.
        margin: how far a found change point may lie from a true one.
    """
    ours = {0, *found}
    everyone = [{0, *marks} for marks in annotations.values()]
    precision = hits(set().union(*everyone), ours, margin) / len(ours)
    recall = _mean(hits(marks, ours, margin) / len(marks) for marks in everyone)
    return 2 * precision * recall / (precision + recall)


def hits(true: Iterable[int], found: Iterable[int], margin: int = MARGIN) -> int:
    """How many true change points have a found one within the margin; each found one serves once."""
    left, count = set(found), 0
    for mark in sorted(true):
        near = [(abs(mark - other), other) for other in left if abs(mark - other) <= margin]
        if near:
            left.remove(min(near)[1])
            count += 1
    return count


def _segments(marks: Iterable[int], size: int) -> list[tuple[int, int]]:
    """(first, beyond the last) of each segment."""
    return list(pairwise(sorted({0, *marks, size})))


def _cover(true: list[tuple[int, int]], found: list[tuple[int, int]], size: int) -> float:
    """The mean over values of the best Jaccard index that its true segment has with a found one."""
    return sum((high - low) * max(_jaccard((low, high), other) for other in found) for low, high in true) / size


def _jaccard(one: tuple[int, int], other: tuple[int, int]) -> float:
    both = max(min(one[1], other[1]) - max(one[0], other[0]), 0)
    return both / (one[1] - one[0] + other[1] - other[0] - both)


def _mean(values: Iterable[float]) -> float:
    every = list(values)
    return sum(every) / len(every)
