"""Q-values: those of Benjamini and Hochberg, whatever the order."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from unlike.corpus.corpus_discoveries import adjusted_p_values

CHANCES = st.lists(st.floats(0, 1), min_size=1, max_size=30)


@given(CHANCES, st.floats(0.001, 1))
def test_those_up_to_a_rate_are_what_the_procedure_rejects(chances: list[float], rate: float) -> None:
    values = np.array(chances)
    ranked = np.sort(values)
    passing = [rank for rank in range(1, values.size + 1) if ranked[rank - 1] * values.size / rank <= rate]
    bound = ranked[passing[-1] - 1] if passing else -1.0
    assert ((adjusted_p_values(values) <= rate) == (values <= bound)).all()


@given(CHANCES, st.integers(0, 1000))
def test_the_order_makes_no_difference(chances: list[float], seed: int) -> None:
    order = np.random.default_rng(seed).permutation(len(chances))
    values = np.array(chances)
    assert (adjusted_p_values(values)[order] == adjusted_p_values(values[order])).all()


@given(CHANCES)
def test_no_q_value_is_below_its_chance(chances: list[float]) -> None:
    values = np.array(chances)
    q = adjusted_p_values(values)
    assert (q >= values - 1e-15).all()
    assert (q <= 1).all()
