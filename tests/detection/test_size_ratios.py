from __future__ import annotations

import numpy as np
import pytest

from unlike.core.series import MAX_UNITS
from unlike.detection.size_ratios import AMOUNT_FACTORS, message_ratios, size_transitions


@pytest.mark.parametrize("factor", AMOUNT_FACTORS)
def test_a_cut_leaves_as_much_as_said_and_at_least_one_unit(factor: float) -> None:
    chances = size_transitions(factor)
    assert chances.sum(axis=1) == pytest.approx(1.0)
    sizes = np.arange(1, MAX_UNITS + 1)
    assert chances @ sizes == pytest.approx(np.maximum(sizes * factor, 1.0))


def test_long_messages_speak_against_a_cut_and_short_ones_for_it() -> None:
    histogram = np.zeros(MAX_UNITS)
    histogram[4:25] = 50
    ratios = message_ratios(histogram)
    assert (ratios[:, 2] > 0).all()
    assert (ratios[:, 23] < 0).all()
    assert np.abs(ratios).max() <= 3.0


def test_chances_of_sizes_are_shared_and_cannot_be_changed() -> None:
    assert size_transitions(0.5) is size_transitions(0.5)
    with pytest.raises(ValueError, match="read-only"):
        size_transitions(0.5)[0, 0] = 1.0
