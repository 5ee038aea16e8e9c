"""Running sums of daily values: the sum over any run of days is one difference."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from unlike.core.series import Floats


@dataclass(frozen=True, slots=True)
class RunningSums:
    """Running sums along the last axis, with a margin on each side so that days beyond the ends count as nothing.

    Attributes:
        sums: shape (..., margin + d + 1 + margin); at margin + i stands the sum of the first i days, 0 in the margin
            before the first day and the total in the margin after the last.
        margin: days.
    """

    sums: Floats
    margin: int

    @classmethod
    def of(cls, values: Floats, margin: int) -> RunningSums:
        """Running sums of values of shape (..., d)."""
        size = values.shape[-1]
        sums = np.zeros((*values.shape[:-1], size + 1 + 2 * margin))
        np.cumsum(values, axis=-1, out=sums[..., margin + 1 : margin + 1 + size])
        sums[..., margin + 1 + size :] = sums[..., margin + size, None]
        return cls(sums, margin)

    def before(self, offset: int, count: int) -> Floats:
        """Sum of all days before the day `offset` days after each of the first `count` days, shape (..., count)."""
        start = self.margin + offset
        sums: Floats = self.sums[..., start : start + count]
        return sums

    def inside(self, length: int, count: int, first: int = 0) -> Floats:
        """Sums of `count` windows of `length` days, the first of them from the day `first` on, shape (..., count)."""
        return self.before(first + length, count) - self.before(first, count)

    def around(self, length: int, count: int, first: int = 0) -> Floats:
        """Sums of the days up to `margin` away from each of those windows, shape (..., count)."""
        sums = self.before(first + length + self.margin, count) - self.before(first + length, count)
        sums += self.before(first, count)
        sums -= self.before(first - self.margin, count)
        return sums
