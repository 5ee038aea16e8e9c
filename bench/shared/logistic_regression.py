"""Logistic regression with a penalty on squared weights."""

from __future__ import annotations

import numpy as np

PENALTY = 1.0
"""Of squared weights; features are standardised."""


def logistic(features: np.ndarray, labels: np.ndarray) -> np.ndarray:
    """Weights of a penalised logistic regression, the constant last, by Newton's steps."""
    rows = np.concatenate([features, np.ones((len(features), 1))], axis=1)
    weights = np.zeros(rows.shape[1])
    ridge = np.full(rows.shape[1], PENALTY)
    ridge[-1] = 1e-6
    for _ in range(30):
        chance = 1 / (1 + np.exp(-np.clip(rows @ weights, -30, 30)))
        gradient = rows.T @ (labels - chance) - ridge * weights
        curvature = (rows * (chance * (1 - chance) + 1e-6)[:, None]).T @ rows + np.diag(ridge)
        step = np.linalg.solve(curvature, gradient)
        weights += step
        if np.abs(step).max() < 1e-4:
            break
    return weights
