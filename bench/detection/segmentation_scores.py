"""Agreement of change points with those of several annotators: covering and F1.

Both as defined by van den Burg & Williams, An Evaluation of Change Point Detection Algorithms (2020,
arXiv 2003.06222), section 4. A change point is the 0-based index of the first value of a new segment.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import pairwise

MARGIN = 5


def covering_score(annotations: Mapping[str, Iterable[int]], change_points: Iterable[int], size: int) -> float:
    """The covering of each annotator's segments by the found ones, averaged over annotators; in 0 to 1.

    Args:
        annotations: annotator to change points.
        found: change points.
        size: how many values the series has.
    """
    segments = _segments_between(change_points, size)
    return _mean_value(
        _weighted_overlap(_segments_between(marks, size), segments, size) for marks in annotations.values()
    )


def f1_score(annotations: Mapping[str, Iterable[int]], change_points: Iterable[int], margin: int = MARGIN) -> float:
    """The harmonic mean of precision and recall, with index 0 a change point for everyone; in 0 to 1.

    Precision is against the union of all annotators' change points, recall is averaged over annotators.

    Args:
        annotations: annotator to change points.
        found: change points.
        margin: how far a found change point may lie from a true one.
    """
    points_with_start = {0, *change_points}
    everyone = [{0, *marks} for marks in annotations.values()]
    precision = matched_points(set().union(*everyone), points_with_start, margin) / len(points_with_start)
    recall = _mean_value(matched_points(marks, points_with_start, margin) / len(marks) for marks in everyone)
    return 2 * precision * recall / (precision + recall)


def matched_points(annotated: Iterable[int], change_points: Iterable[int], margin: int = MARGIN) -> int:
    """How many true change points have a found one within the margin; each found one serves once."""
    unused, count = set(change_points), 0
    for mark in sorted(annotated):
        candidates = [(abs(mark - other), other) for other in unused if abs(mark - other) <= margin]
        if candidates:
            unused.remove(min(candidates)[1])
            count += 1
    return count


def _segments_between(marks: Iterable[int], size: int) -> list[tuple[int, int]]:
    """(first, beyond the last) of each segment."""
    return list(pairwise(sorted({0, *marks, size})))


def _weighted_overlap(annotated: list[tuple[int, int]], segments: list[tuple[int, int]], size: int) -> float:
    """The mean over values of the best Jaccard index that its true segment has with a found one."""
    return (
        sum((high - low) * max(_jaccard_index((low, high), other) for other in segments) for low, high in annotated)
        / size
    )


def _jaccard_index(first: tuple[int, int], second: tuple[int, int]) -> float:
    overlap = max(min(first[1], second[1]) - max(first[0], second[0]), 0)
    return overlap / (first[1] - first[0] + second[1] - second[0] - overlap)


def _mean_value(values: Iterable[float]) -> float:
    numbers = list(values)
    return sum(numbers) / len(numbers)
