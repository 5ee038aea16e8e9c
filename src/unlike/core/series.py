"""Daily series: one value a day of one signal of one person."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Days = NDArray[np.datetime64]


class SignalKind(StrEnum):
    """How the values of a series behave."""

    COUNT = "count"  # number a day: compared as log(1 + value)
    SHARE = "share"  # part of the day's messages, 0 to 1
    AMOUNT = "amount"  # geometric mean of a positive amount per message: compared as logarithms
    DURATION = "duration"  # geometric mean of seconds: compared as logarithms


LOGARITHMIC: Final = frozenset({SignalKind.AMOUNT, SignalKind.DURATION})
"""Kinds that are compared as logarithms."""
MAX_UNITS: Final = 60
"""Units of a message's amount, from which on histograms count it as one of that many."""
_MIN_AMOUNT: Final = 1e-9  # in the signal's unit, so that nought has a logarithm


@dataclass(frozen=True, slots=True)
class Series:
    """One signal of one person over consecutive days.

    Attributes:
        name: name of the signal; detection passes it through unread.
        kind: how the values behave, see `SignalKind`.
        polarity: +1 if an increase means more distant behaviour, -1 if a decrease does, 0 if neither.
        days: datetime64[D], shape (n,), consecutive calendar days in the owner's zone.
        values: float64, shape (n,), in the signal's unit; NaN on days without an observation.
        weights: float64, shape (n,), number of messages behind each value; 0 on days without an observation.
        noise: variance of a single message around its day's mean, on the scale of `scaled`.
        weight: relative weight of the signal's z-score in the combined score, at least 0.
        histogram: messages of 1, 2, ... `MAX_UNITS` units each day, for an amount; shape (n, MAX_UNITS), 0 on days
            without an observation; None where it is not known.
        likelihood_weight: relative weight of the log-likelihood ratio of its messages, or of how many there are, at
            least 0.
    """

    name: str
    kind: SignalKind
    polarity: int
    days: Days
    values: Floats
    weights: Floats
    noise: float
    weight: float = 1.0
    histogram: Floats | None = None
    likelihood_weight: float = 0.0

    def scaled(self) -> Floats:
        """Values on the scale on which differences are compared, shape (n,), NaN where missing."""
        if self.kind is SignalKind.COUNT:
            return np.log1p(self.values)
        if self.kind in LOGARITHMIC:
            return np.log(np.maximum(self.values, _MIN_AMOUNT))
        return self.values
