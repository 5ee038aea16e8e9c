"""The rank of some days among a person's other windows, and whether a drop would have shown."""

from __future__ import annotations

import numpy as np
import pytest

from synthetic_series import build_amount_panel, white_noise
from unlike.core.spans import IndexSpan
from unlike.core.types import Direction
from unlike.detection import UNUSUAL_CHANCE, WindowRank, rank_window
from unlike.detection.window_rank import _MIN_WINDOWS

WEEK = IndexSpan(300, 306)


def rank(seed: int, moved_by: float = 0.0, direction: Direction = Direction.COOLER) -> WindowRank:
    values = white_noise(seed)
    values[:, WEEK.as_slice] += moved_by
    result = rank_window(build_amount_panel(values), WEEK, direction)
    assert result is not None
    return result


def test_a_drop_is_unusual_towards_cooler_and_not_towards_warmer() -> None:
    assert rank(1, -0.9).chance <= 0.01
    assert rank(1, -0.9, Direction.WARMER).chance > 0.5


def test_a_rise_is_unusual_towards_warmer() -> None:
    assert rank(2, 0.9, Direction.WARMER).chance <= 0.01


def test_days_like_all_others_are_seldom_unusual() -> None:
    chances = [rank(seed).chance for seed in range(60)]
    assert sum(chance <= UNUSUAL_CHANCE for chance in chances) <= 9
    assert 0.3 < float(np.mean(chances)) < 0.7
    assert 0 < min(chances) <= max(chances) <= 1


def test_a_drop_to_half_shows_where_days_are_alike() -> None:
    assert rank(3).visible_share > 0.95  # to half is more than two of their deviations, in all four signals
    noisy = build_amount_panel((white_noise(3) - 2.0) * 8 + 2.0)
    unclear = rank_window(noisy, IndexSpan(300, 300), Direction.COOLER)
    assert unclear is not None
    assert unclear.visible_share < 0.5


@pytest.mark.parametrize("span", [IndexSpan(-1, 5), IndexSpan(725, 730)])
def test_days_outside_of_the_history_have_no_rank(span: IndexSpan) -> None:
    assert rank_window(build_amount_panel(white_noise(4)), span, Direction.COOLER) is None


def test_nothing_is_said_aside_nor_without_signals_nor_of_silent_days_nor_with_few_windows() -> None:
    values = white_noise(5)
    values[:, WEEK.as_slice] = np.nan
    assert rank_window(build_amount_panel(values), WEEK, Direction.COOLER) is None
    assert rank_window(build_amount_panel(white_noise(5)), WEEK, Direction.OTHER) is None
    assert rank_window(build_amount_panel(white_noise(5)[:0]), WEEK, Direction.COOLER) is None
    short = build_amount_panel(white_noise(5, days=_MIN_WINDOWS))
    assert rank_window(short, IndexSpan(20, 21), Direction.COOLER) is None
