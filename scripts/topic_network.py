"""Learning to tell topics: heads over vectors of texts, and a network over sums of pieces that the heads teach."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

Arrays = list[np.ndarray]
BOTTLENECK, HIDDEN = 64, 128
EPOCHS, TAUGHT, LABELLED = 5, 384, 128
"""Passes over the texts without labels, and how many texts of either sort a step sees."""
_RATE, _LABEL_WORTH, _NOTHING_WORTH, _SQUARED = 2e-3, 2.0, 3.0, 0.03
_RIDGE = 0.8
_LOWEST, _HIGHEST = -9.0, 6.0
"""Log odds beyond which the teacher is not followed."""


def chances(odds: np.ndarray) -> np.ndarray:
    """Probabilities of log odds."""
    return np.asarray(1 / (1 + np.exp(-np.clip(odds, -30, 30))))


def adam(gradients: Callable[[Arrays, int], Arrays], start: Arrays, steps: int, rate: float) -> Arrays:
    """Parameters after so many steps of Adam (Kingma & Ba 2015, ICLR), the rate falling to nothing."""
    parameters = [array.astype(np.float32) for array in start]
    means, squares = ([np.zeros_like(array) for array in parameters] for _ in range(2))
    for step in range(1, steps + 1):
        now = rate * (1 - (step - 1) / steps)
        for at, gradient in enumerate(gradients(parameters, step)):
            means[at] += 0.1 * (gradient - means[at])
            squares[at] += 0.001 * (gradient**2 - squares[at])
            size = np.sqrt(squares[at] / (1 - 0.999**step)) + 1e-8
            parameters[at] -= now * (means[at] / (1 - 0.9**step)) / size
    return parameters


def heads(vectors: np.ndarray, labels: np.ndarray, worth: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Logistic heads, shape (dimensions, topics), and their constants; hits weigh four times.

    Args:
        vectors: shape (texts, dimensions), of about unit variance or less.
        labels: shape (texts, topics).
        worth: of each text, shape (texts,).
    """
    truth = labels.astype(np.float32)
    weights = (worth[:, None] * np.where(labels, 4.0, 1.0)).astype(np.float32)

    def gradients(parameters: Arrays, _: int) -> Arrays:
        error = (chances(vectors @ parameters[0] + parameters[1]) - truth) * weights
        return [vectors.T @ error + _RIDGE * parameters[0], error.sum(axis=0)]

    topics = labels.shape[1]
    table, constants = adam(gradients, [np.zeros((vectors.shape[1], topics)), np.full(topics, -4.0)], 250, 0.3)
    return table, constants


@dataclass(frozen=True, slots=True)
class Lesson:
    """What the network learns from.

    Attributes:
        sums: sums of pieces' features over the root of their number, texts without labels, shape (texts, 512).
        odds: the teacher's log odds for them, shape (texts, topics).
        table: features of each piece, shape (pieces, 512).
        cut: pieces of each labelled text.
        labels: shape (labelled texts, topics).
    """

    sums: np.ndarray
    odds: np.ndarray
    table: np.ndarray
    cut: Sequence[np.ndarray]
    labels: np.ndarray


def network(lesson: Lesson, seed: int) -> tuple[np.ndarray, np.ndarray, Arrays]:
    """Mean and deviation of the sums, and the parameters of the network, entry first.

    A step sees texts without labels, with the teacher's chances, and labelled ones with their labels: as they are, with
    pieces left out, or two joined to one.
    """
    rng = np.random.default_rng(seed)
    mean, spread = lesson.sums.mean(axis=0), lesson.sums.std(axis=0)
    given = ((lesson.sums - mean) / spread).astype(np.float32)
    odds = np.clip(lesson.odds, _LOWEST, _HIGHEST).astype(np.float32)
    own = [lesson.table[pieces].sum(axis=0) for pieces in lesson.cut]

    def gradients(parameters: Arrays, step: int) -> Arrays:
        rows = order[np.arange((step - 1) * TAUGHT, step * TAUGHT) % len(order)]
        sums, labels = _variants(lesson, own, rng)
        entry = np.concatenate([given[rows], ((sums - mean) / spread).astype(np.float32)])
        taught = chances(odds[rows])
        truth = np.concatenate([taught, np.clip(labels, 0.003, 0.98)])
        silent = np.where(labels.any(axis=1), _LABEL_WORTH, _NOTHING_WORTH * _LABEL_WORTH)[:, None]
        worth = np.concatenate([1 + 3 * taught, np.where(labels > 0, 3 * _LABEL_WORTH, silent)])
        return _gradients(parameters, entry, (truth, worth, odds[rows]))

    order = np.concatenate([rng.permutation(len(given)) for _ in range(EPOCHS)])
    return mean, spread, adam(gradients, _start(rng, lesson.labels.shape[1]), len(order) // TAUGHT, _RATE)


def _start(rng: np.random.Generator, topics: int) -> Arrays:
    """Parameters to begin with: bottleneck, first, its constants, second, its constants, last, direct, constants."""

    def drawn(rows: int, columns: int, size: float = 1.0) -> np.ndarray:
        return np.asarray(rng.normal(size=(rows, columns)) * size / np.sqrt(rows))

    layers = [drawn(512, BOTTLENECK), drawn(BOTTLENECK, HIDDEN), np.zeros(HIDDEN), drawn(HIDDEN, HIDDEN, 0.5)]
    return [
        *layers,
        np.zeros(HIDDEN),
        drawn(HIDDEN, topics, 0.5),
        drawn(BOTTLENECK, topics, 0.3),
        np.full(topics, -4.0),
    ]


def _variants(lesson: Lesson, own: Arrays, rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
    """Sums and labels of some labelled texts: a third with pieces left out, a fifth joined with another."""
    rows = rng.integers(0, len(own), LABELLED)
    sums, labels = np.empty((LABELLED, lesson.table.shape[1]), dtype=np.float32), lesson.labels[rows].astype(np.float32)
    for at, (row, kind) in enumerate(zip(rows, rng.random(LABELLED), strict=True)):
        whole, size = own[row], len(lesson.cut[row])
        if kind < 0.35 and size > 5:
            out = rng.random(size) < 0.15
            out[[0, -1]] = False
            whole, size = whole - lesson.table[lesson.cut[row][out]].sum(axis=0), size - int(out.sum())
        elif kind < 0.55:
            other = int(rng.integers(len(own)))
            whole, size = whole + own[other], size + len(lesson.cut[other])
            labels[at] = np.maximum(labels[at], lesson.labels[other])
        sums[at] = whole / np.sqrt(size)
    return sums, labels


def _gradients(parameters: Arrays, entry: np.ndarray, lesson: tuple[np.ndarray, np.ndarray, np.ndarray]) -> Arrays:
    """Gradients of the weighed cross entropy, and of the squared error to the teacher's log odds."""
    truth, worth, taught = lesson
    bottleneck, first, first_constant, second, second_constant, last, direct, constant = parameters
    narrow = entry @ bottleneck
    hidden = np.maximum(narrow @ first + first_constant, 0)
    inner = np.maximum(hidden @ second + second_constant, 0)
    odds = (hidden + inner) @ last + narrow @ direct + constant
    error = (chances(odds) - truth) * worth
    error[: len(taught)] += 2 * _SQUARED * (np.clip(odds[: len(taught)], -12, 9) - taught)
    error = (error / len(entry)).astype(np.float32)
    outer = error @ last.T
    at_inner = outer * (inner > 0)
    at_hidden = (outer + at_inner @ second.T) * (hidden > 0)
    at_narrow = at_hidden @ first.T + error @ direct.T
    return [
        entry.T @ at_narrow,
        narrow.T @ at_hidden,
        at_hidden.sum(axis=0),
        hidden.T @ at_inner,
        at_inner.sum(axis=0),
        (hidden + inner).T @ error,
        narrow.T @ error,
        error.sum(axis=0),
    ]
