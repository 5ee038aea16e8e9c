from __future__ import annotations

from itertools import combinations, pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from unlike.core.series import Floats
from unlike.detection.mean_segments import segment_edges


def stepped(seed: int, days: int = 300) -> Floats:
    """Noise with a drop of five deviations between days 100 and 180."""
    values: Floats = np.random.default_rng(seed).standard_normal(days)
    values[100:180] -= 5
    return values


@pytest.mark.parametrize("seed", range(5))
def test_planted_edges_are_found(seed: int) -> None:
    edges = segment_edges(stepped(seed), 5)
    assert edges[0] == 0
    assert edges[-1] == 300
    assert any(abs(edge - 100) <= 1 for edge in edges)
    assert any(abs(edge - 180) <= 1 for edge in edges)


@pytest.mark.parametrize("min_days", [2, 5, 20])
def test_no_segment_is_shorter_than_asked(min_days: int) -> None:
    edges = segment_edges(stepped(9), min_days)
    assert all(after - before >= min_days for before, after in pairwise(edges))


def cost_of(values: Floats, edges: list[int]) -> float:
    """Squared deviations from the means of segments, in units of the noise that the penalty is in, and the penalty."""
    noise = float(np.median(np.abs(np.diff(values)))) * 1.4826 / np.sqrt(2)
    scaled = values / max(noise, 0.25 * float(np.std(values)), 1e-9)
    parts = [scaled[first:end] for first, end in pairwise(edges)]
    deviations = [float(((part - part.mean()) ** 2).sum()) for part in parts]
    return sum(deviations) + 3.0 * float(np.log(values.size)) * len(parts)


@given(st.lists(st.sampled_from((0, 0, 0, 1, 2, 9)), min_size=4, max_size=13), st.integers(1, 4))
def test_no_other_segmentation_is_better(counts: list[int], min_days: int) -> None:
    values = np.log1p(np.array(counts, dtype=np.float64))
    edges = segment_edges(values, min_days)
    inner = list(range(min_days, len(counts) - min_days + 1))
    others = ([0, *chosen, len(counts)] for number in range(len(inner) + 1) for chosen in combinations(inner, number))
    best = min(
        cost_of(values, other)
        for other in others
        if all(after - before >= min_days for before, after in pairwise(other))
    )
    assert cost_of(values, edges) == pytest.approx(best)


def test_decades_of_silence_are_one_segment() -> None:
    values = np.zeros(40_000)
    values[:400], values[-400:] = stepped(1, 400) + 9, stepped(2, 400) + 9
    edges = segment_edges(values, 5)
    assert (400, 39_600) in pairwise(edges)


def test_silence_is_one_segment() -> None:
    assert segment_edges(np.zeros(80), 5) == [0, 80]
