"""Wilson's interval: between 0 and 1, around the share, and covering what it promises."""

from __future__ import annotations

from math import comb

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unlike.core.share_interval import share_interval


@given(st.integers(1, 10_000).flatmap(lambda total: st.tuples(st.integers(0, total), st.just(total))))
def test_it_lies_around_the_share(case: tuple[int, int]) -> None:
    hits, total = case
    low, high = share_interval(hits, total)
    assert 0 <= low <= hits / total + 1e-12
    assert hits / total - 1e-12 <= high <= 1
    mirrored = share_interval(total - hits, total)
    assert mirrored == pytest.approx((1 - high, 1 - low))


def test_known_values() -> None:
    assert share_interval(0, 0) == (0, 1)
    assert share_interval(11, 14) == pytest.approx((0.5241, 0.9243), abs=1e-4)
    assert share_interval(5, 5) == pytest.approx((0.5655, 1), abs=1e-4)


@pytest.mark.parametrize("total", [5, 14, 40])
def test_it_covers_shares_as_often_as_it_says(total: int) -> None:
    """Averaged over shares: for single ones it is 0.83 at worst, for few trials near 0 and 1."""
    covered = []
    for step in range(1, 100):
        share = step / 100
        chances = [comb(total, hits) * share**hits * (1 - share) ** (total - hits) for hits in range(total + 1)]
        inside = [low <= share <= high for low, high in (share_interval(hits, total) for hits in range(total + 1))]
        covered.append(sum(chance for chance, is_inside in zip(chances, inside, strict=True) if is_inside))
    assert sum(covered) / len(covered) >= 0.94
