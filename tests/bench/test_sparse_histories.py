"""Where little is written and nothing happens, no more is claimed than is stated."""

from __future__ import annotations

import pytest

from bench.shared.sparse_chats import EVEN, FADING_IN, KINDS, ONE_SIDE, OWNER, PERSON, SparseChat, sparse_chat
from unlike.analysis.least_history import MIN_ACTIVE_DAYS, MIN_MESSAGES
from unlike.analysis.person import FALSE_SPELLS_PER_YEAR, PersonRequest, detect_person
from unlike.detection import DetectedSpell, build_panel, detect_change_points, detect_spells, robust_baseline
from unlike.signals import series

SEEDS = {EVEN: (13, 15, 16, 37), FADING_IN: (4, 10, 15, 37), ONE_SIDE: (0, 3, 9, 38)}
"""Chats in which spells are seen where a message's variance is taken from the few days that have two."""


def spells_of(sparse: SparseChat) -> tuple[DetectedSpell, ...]:
    """Spells in a history of any size, by the law alone."""
    person = build_panel(series(sparse.measured, PERSON))
    return detect_spells(
        robust_baseline(person.without_offsets(detect_change_points(person)[1])), FALSE_SPELLS_PER_YEAR
    )


@pytest.mark.parametrize("kind", SEEDS)
def test_chance_is_not_taken_for_a_spell(kind: str) -> None:
    assert [spells_of(sparse_chat(kind, (45, 110), seed)) for seed in SEEDS[kind]] == [(), (), (), ()]


@pytest.mark.parametrize("kind", KINDS)
def test_a_chat_is_either_not_told_of_or_quiet(kind: str) -> None:
    for size in ((60, 140), (160, 300)):
        sparse = sparse_chat(kind, size, 1)
        found = detect_person(sparse.measured, sparse.rows, PersonRequest(OWNER, PERSON, possible=False))
        assert found.enough == (found.messages >= MIN_MESSAGES and found.active_days >= MIN_ACTIVE_DAYS)
        assert (found.spells, found.lasting_shifts) == ((), ())


@pytest.mark.parametrize("kind", KINDS)
def test_the_same_seed_draws_the_same_chat(kind: str) -> None:
    once, again = (sparse_chat(kind, (50, 60), 7) for _ in range(2))
    assert once.rows.equals(again.rows)
    assert 50 <= once.messages <= 60
    assert once.rows["sender"].n_unique() == (1 if kind == ONE_SIDE else 2)
