"""Over many people, chance alone calls somebody unlike themselves; the procedure keeps such calls few."""

from __future__ import annotations

from datetime import UTC, datetime

import numpy as np
import pytest

from unlike.analysis.false_discovery import MAX_FALSE_DISCOVERY_RATE, controlled_state, discovery_bound
from unlike.results import CurrentState, Grade

START = datetime(2024, 3, 4, 9, tzinfo=UTC)


def state(chance: float) -> CurrentState:
    return CurrentState(
        grade=Grade.UNLIKE if chance <= 0.01 else Grade.WITHIN_USUAL,
        chance=chance,
        windows=400,
        as_far=round(400 * chance),
        since=START,
        until=START,
        day=False,
        messages=(),
        changed_signals=(),
        unchanged_signals=(),
    )


def called(*chats: list[float]) -> list[bool]:
    states = [state(chance) for chances in chats for chance in chances]
    bound = discovery_bound(states)
    controlled = [controlled_state(one, bound) for one in states]
    assert all(
        one.withheld == (before.unlike and not one.unlike)
        for one, before in zip(controlled, states, strict=True)
        if one
    )
    return [one.unlike for one in controlled if one]


def test_few_people_are_told_as_each_alone() -> None:
    assert called([0.01, 0.5, 0.004], [0.9]) == [True, False, True, False]


def test_one_among_forty_is_no_news() -> None:
    assert not any(called([0.009] + [0.5] * 39))


def test_one_far_out_among_forty_is() -> None:
    assert called([0.002] + [0.5] * 39).count(True) == 1


def test_many_at_once_hold_each_other_up_over_conversations() -> None:
    assert called([0.009] * 5 + [0.6] * 20, [0.008] * 5 + [0.5] * 20).count(True) == 10


@pytest.mark.parametrize("shifted", [0, 5])
def test_false_calls_are_at_most_the_part_that_is_stated(shifted: int) -> None:
    rng = np.random.default_rng(4)
    shares = []
    for _ in range(300):
        chances = [0.0025] * shifted + rng.uniform(size=60 - shifted).tolist()
        told = called(chances)
        shares.append(sum(told[shifted:]) / max(1, sum(told)))
    assert np.mean(shares) <= MAX_FALSE_DISCOVERY_RATE + 0.03
