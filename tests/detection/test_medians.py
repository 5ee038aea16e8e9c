from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from unlike.detection.medians import row_medians


@given(st.lists(st.floats(-1e9, 1e9), min_size=1, max_size=40))
def test_a_row_has_the_median_of_numpy_to_the_last_bit(values: list[float]) -> None:
    assert float(row_medians(np.array(values))) == float(np.median(values))


@pytest.mark.parametrize("days", [1, 2, 7, 8])
def test_each_row_has_its_own_median(days: int) -> None:
    values = np.random.default_rng(days).standard_normal((3, 5, days))
    np.testing.assert_array_equal(row_medians(values), np.median(values, axis=-1))
