"""Probabilities of a signal's codes in the context of each message, under a person's own distribution.

P(x | contexts) is proportional to P(x) times one factor for each context, fitted together by iterative proportional
fitting (Deming & Stephan 1940, Annals of Mathematical Statistics 11:427), so that what two contexts share is not
counted twice; every factor is shrunk towards 1 by a number of messages, and by as much as so many messages with the
code itself: a single message says nothing of its code's share in its context, or else what never was before would be
taken for what is usual there, by itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np

from unlike.core.series import Floats
from unlike.detection.sitting_messages import Codes, MessageContext

_SHRINKAGE_MESSAGES: Final = 30.0  # messages' worth of pull of each factor towards 1
_SHRINKAGE_COUNTS: Final = 3.0  # messages with the code, the same
_ROUNDS: Final = 2
_PRIOR_MESSAGES: Final = 1.0  # spread evenly over all codes


def code_counts(codes: Codes, size: int) -> Floats:
    """Messages with each code, shape (size,); a code below 0 is a missing value."""
    return np.bincount(codes[codes >= 0], minlength=size).astype(np.float64)


def overall_probabilities(codes: Codes, size: int) -> Floats:
    """Probability of each code in any context, shape (size,)."""
    counts = code_counts(codes, size) + _PRIOR_MESSAGES / size
    probabilities: Floats = counts / counts.sum()
    return probabilities


def cells(contexts: Sequence[MessageContext]) -> tuple[Codes, int]:
    """Cell of every message in the table of all contexts, shape (n,), and how many cells there are."""
    cell, number = np.zeros(contexts[0].codes.size, dtype=np.int64), 1
    for context in contexts:
        cell = cell * context.levels + context.codes
        number *= context.levels
    return cell, number


def context_probabilities(codes: Codes, size: int, contexts: Sequence[MessageContext]) -> Floats:
    """Probability of each code in each cell of the contexts, shape (cells, size).

    Args:
        codes: shape (n,), below 0 where the signal is missing.
        size: number of codes.
        contexts: at least one.
    """
    present = codes >= 0
    overall = overall_probabilities(codes, size)
    cell_of_message, cell_count = cells(contexts)
    level = _levels_of_cells(contexts)
    messages = np.bincount(cell_of_message[present], minlength=cell_count).astype(np.float64)
    observed = [
        _counts_by_level(context.codes[present], codes[present], (context.levels, size)) for context in contexts
    ]
    table = np.tile(overall, (cell_count, 1))
    prior = _SHRINKAGE_MESSAGES * overall + _SHRINKAGE_COUNTS
    for _ in range(_ROUNDS):
        for index, context in enumerate(contexts):
            expected_counts = _sums_by_level(messages[:, None] * table, level[index], context.levels)
            table = table * ((observed[index] + prior) / (expected_counts + prior))[level[index]]
            table /= table.sum(axis=1, keepdims=True)
    return table


def _levels_of_cells(contexts: Sequence[MessageContext]) -> list[Codes]:
    """Level of each context in every cell."""
    shape = tuple(context.levels for context in contexts)
    return [np.asarray(levels, dtype=np.int64) for levels in np.unravel_index(np.arange(np.prod(shape)), shape)]


def _sums_by_level(table: Floats, levels: Codes, number: int) -> Floats:
    """Sums of the rows of a table by the level of each, shape (number, size)."""
    size = table.shape[1]
    flat_positions = levels[:, None] * size + np.arange(size)
    sums: Floats = np.bincount(flat_positions.ravel(), table.ravel(), number * size).astype(np.float64)
    return sums.reshape(number, size)


def _counts_by_level(levels: Codes, codes: Codes, shape: tuple[int, int]) -> Floats:
    """Messages by level of a context and code, shape (levels, size)."""
    flat = np.bincount(levels * shape[1] + codes, minlength=shape[0] * shape[1])
    return flat.reshape(shape).astype(np.float64)
