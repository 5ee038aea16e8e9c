"""Probabilities of codes in the contexts of messages."""

from __future__ import annotations

import numpy as np
import pytest

from unlike.detection.context_probabilities import cells, context_probabilities, overall_probabilities
from unlike.detection.sitting_messages import MessageContext


def contexts(number: int, rng: np.random.Generator) -> tuple[MessageContext, MessageContext]:
    """Two contexts that go together: the second is mostly the first."""
    first = rng.integers(0, 3, number)
    second = np.where(rng.random(number) < 0.7, first, rng.integers(0, 3, number))
    return MessageContext(first, 3), MessageContext(second, 3)


def test_a_cell_is_a_combination_of_levels() -> None:
    place, hour = MessageContext(np.array([0, 1, 1]), 2), MessageContext(np.array([2, 0, 2]), 3)
    cell, number = cells((place, hour))
    assert (cell.tolist(), number) == ([2, 3, 5], 6)


def test_what_two_contexts_share_is_not_counted_twice() -> None:
    rng = np.random.default_rng(5)
    first, second = contexts(60_000, rng)
    share = np.array([0.1, 0.3, 0.6])[first.codes]  # the second context has no effect of its own
    codes = (rng.random(first.codes.size) < share).astype(np.int64)
    table = context_probabilities(codes, 2, (first, second))[:, 1].reshape(3, 3)
    for level, expected in enumerate((0.1, 0.3, 0.6)):
        assert table[level] == pytest.approx(expected, abs=0.04)


def test_every_cell_sums_to_one_and_missing_values_do_not_count() -> None:
    rng = np.random.default_rng(6)
    first, second = contexts(500, rng)
    codes = rng.integers(0, 4, 500)
    codes[::3] = -1
    table = context_probabilities(codes, 4, (first, second))
    assert table.sum(axis=1) == pytest.approx(1.0)
    assert (table > 0).all()
    kept = codes >= 0
    only_present = context_probabilities(
        codes[kept], 4, tuple(MessageContext(context.codes[kept], 3) for context in (first, second))
    )
    assert table == pytest.approx(only_present)


def test_a_context_with_few_messages_stays_near_the_whole() -> None:
    rng = np.random.default_rng(7)
    codes = (rng.random(4000) < 0.2).astype(np.int64)
    rare = np.zeros(4000, dtype=np.int64)
    rare[:3], codes[:3] = 1, 1
    table = context_probabilities(codes, 2, (MessageContext(rare, 2),))
    assert table[1, 1] < 0.35
    assert overall_probabilities(codes, 2)[1] == pytest.approx(0.2, abs=0.02)


@pytest.mark.parametrize("first_of_its_kind", [True, False])
def test_what_never_was_before_does_not_vouch_for_itself(*, first_of_its_kind: bool) -> None:
    rng = np.random.default_rng(8)
    codes = rng.integers(1, 6, 900)
    levels = [rng.integers(0, 5, 900) for _ in range(3)]
    codes[-1] = 0  # never seen before
    for level in levels:
        level[-1] = 5 if first_of_its_kind else 2
    table = context_probabilities(codes, 6, tuple(MessageContext(level, 6) for level in levels))
    cell = cells(tuple(MessageContext(level, 6) for level in levels))[0][-1]
    assert table[cell, 0] < 0.01, "it was 0.81 and 0.07"
