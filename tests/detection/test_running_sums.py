from __future__ import annotations

import numpy as np
import pytest

from unlike.detection.running_sums import RunningSums


@pytest.mark.parametrize("margin", [0, 3, 20])
def test_before_sums_all_earlier_days_and_stops_at_the_ends(margin: int) -> None:
    values = np.arange(1.0, 11.0) ** 2
    sums = RunningSums.of(np.stack([values, -values]), margin)
    for offset in range(-margin, margin + 2):
        expected = [values[: max(day + offset, 0)].sum() for day in range(10)]
        np.testing.assert_array_equal(sums.before(offset, 10), [expected, [-total for total in expected]])


def test_no_days_have_no_sums() -> None:
    assert RunningSums.of(np.zeros((2, 0)), 4).before(0, 0).shape == (2, 0)


def test_windows_from_a_day_on_are_those_among_all() -> None:
    sums = RunningSums.of(np.arange(1.0, 31.0) ** 2, 5)
    np.testing.assert_array_equal(sums.inside(3, 8, 4), sums.inside(3, 28)[4:12])
    np.testing.assert_array_equal(sums.around(3, 8, 4), sums.around(3, 28)[4:12])
