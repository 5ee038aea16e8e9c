"""Series: one habit of one person, a value a day."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Days = NDArray[np.datetime64]


class Kind(StrEnum):
    """How the values of a series behave."""

    COUNT = "count"  # so many a day: compared as log(1 + value)
    SHARE = "share"  # part of the day's messages, 0 to 1
    AMOUNT = "amount"  # geometric mean of something positive a message: compared as logarithms
    DURATION = "duration"  # geometric mean of seconds: compared as logarithms


LOGARITHMIC: Final = frozenset({Kind.AMOUNT, Kind.DURATION})


@dataclass(frozen=True, slots=True)
class Series:
    """One signal of one person over consecutive days.

    Attributes:
        name: the signal's name; detection only hands it through.
        kind: how the values behave, see `Kind`.
        cooler: +1 where more of it is cooler, -1 where less of it is, 0 where neither is.
        days: datetime64[D], shape (n,), consecutive calendar days in the owner's zone.
        values: float64, shape (n,), in the signal's unit; NaN on days that say nothing.
        weights: float64, shape (n,), how many messages each value rests on; 0 on days that say nothing.
        noise: variance of a single message about its day's mean, on the scale of `scaled`.
        tells: what a standard score of it counts for beside those of other signals, from 0.
    """

    name: str
    kind: Kind
    cooler: int
    days: Days
    values: Floats
    weights: Floats
    noise: float
    tells: float = 1.0

    def scaled(self) -> Floats:
        """The values on the scale on which differences are compared, shape (n,), NaN where missing."""
        if self.kind is Kind.COUNT:
            return np.log1p(self.values)
        if self.kind in LOGARITHMIC:
            return np.log(np.maximum(self.values, 1e-9))
        return self.values
