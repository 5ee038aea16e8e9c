"""How far a day strays because it rests on few messages."""

from __future__ import annotations

import numpy as np
import pytest

from unlike.signals.message_variance import message_variance


def variance_of(by_day: list[list[float]], *, is_share: bool) -> float:
    messages = np.array([len(values) for values in by_day], dtype=np.float64)
    sums = np.array([sum(values) for values in by_day], dtype=np.float64)
    squares = sum(value**2 for values in by_day for value in values)
    return message_variance(messages, sums, squares, is_share=is_share)


def test_where_much_is_written_it_is_the_variance_within_days() -> None:
    rng = np.random.default_rng(1)
    days = [list(rng.normal(mean, 0.5, 40)) for mean in rng.normal(0, 2, 200)]
    assert variance_of(days, is_share=False) == pytest.approx(0.25, rel=0.03)


@pytest.mark.parametrize("share", [0.05, 0.3])
def test_one_message_a_day_has_the_variance_of_a_share(share: float) -> None:
    rng = np.random.default_rng(2)
    days = [[float(rng.random() < share)] for _ in range(400)]
    assert variance_of(days, is_share=True) == pytest.approx(share * (1 - share), rel=0.3)


def test_two_messages_alike_on_one_day_do_not_make_chance_nought() -> None:
    days = [[0.0]] * 50 + [[1.0]] * 10 + [[0.0, 0.0]]
    assert variance_of(days, is_share=True) > 0.1
    assert variance_of(days, is_share=False) > 0.1


def test_a_share_that_never_varied_has_a_variance() -> None:
    assert variance_of([[0.0]] * 60, is_share=True) > 0.01
    assert variance_of([], is_share=True) > 0
