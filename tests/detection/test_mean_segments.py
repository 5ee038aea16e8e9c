from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest

from unlike.core.series import Floats
from unlike.detection import mean_segments
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


def test_the_number_of_ends_in_one_step_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = [segment_edges(stepped(seed, days), 5) for seed, days in enumerate((61, 128, 300))]
    monkeypatch.setattr(mean_segments, "_BATCH_ENDS", 1)
    assert [segment_edges(stepped(seed, days), 5) for seed, days in enumerate((61, 128, 300))] == whole


def test_silence_is_one_segment() -> None:
    assert segment_edges(np.zeros(80), 5) == [0, 80]
