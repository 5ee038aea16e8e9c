"""The wait of an open question among the earlier ones."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from example_counts import examples
from unlike.detection import rank_wait

ASKED = np.arange(120) * 7200.0
HOUR = np.full(120, 12.0)


def test_a_wait_among_earlier_waits() -> None:
    delays = np.concatenate([np.linspace(60, 6000, 119), [np.nan]])
    wait = rank_wait(ASKED, ASKED + delays, HOUR, 5950.0)
    assert wait is not None
    assert wait.chance == pytest.approx(2 / 120, abs=0.01)
    assert wait.similar.tolist() == [118]
    ordinary = rank_wait(ASKED, ASKED + delays, HOUR, 300.0)
    assert ordinary is not None
    assert ordinary.chance > 0.9


def test_a_wait_is_held_against_its_own_hour() -> None:
    hour = np.where(np.arange(120) % 2 == 0, 3.0, 12.0)
    hour[-1] = 3.0
    delays = np.where(hour == 3.0, 20_000.0, 300.0)
    at_night = rank_wait(ASKED, ASKED + delays, hour, 10_000.0)
    assert at_night is not None
    assert at_night.chance > 0.9
    by_day = rank_wait(ASKED, ASKED + delays, np.where(np.arange(120) == 119, 12.0, hour), 10_000.0)
    assert by_day is not None
    assert by_day.chance < 0.05
    assert by_day.is_of_hour


def test_an_hour_with_few_questions_is_held_against_all() -> None:
    wait = rank_wait(ASKED, ASKED + 300.0, np.where(np.arange(120) == 119, 3.0, 12.0), 10_000.0)
    assert wait is not None
    assert not wait.is_of_hour


def test_few_questions_say_nothing_of_a_wait() -> None:
    assert rank_wait(ASKED[:10], ASKED[:10] + 60, HOUR[:10], 1e6) is None
    assert rank_wait(ASKED[:1], ASKED[:1], HOUR[:1], 60.0) is None


@examples(20)
@given(st.lists(st.floats(1, 1e6), min_size=60, max_size=60), st.floats(1, 1e6), st.floats(1, 1e6))
def test_a_longer_wait_is_never_commoner(delays: list[float], first_wait: float, second_wait: float) -> None:
    answered = ASKED[:61] + np.array([*delays, np.nan])
    short, long = (rank_wait(ASKED[:61], answered, HOUR[:61], waited) for waited in sorted((first_wait, second_wait)))
    assert short is not None
    assert long is not None
    assert long.chance <= short.chance
    assert set(long.similar.tolist()) <= set(short.similar.tolist())
    assert 0 < long.chance <= 1
