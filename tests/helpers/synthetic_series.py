"""Invented habits as numbers, of which every step is known."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from unlike.core.series import Floats, Series, SignalKind
from unlike.detection import SignalPanel, panel

FIRST = np.datetime64("2022-01-03", "D")


def one(values: Floats, kind: SignalKind = SignalKind.AMOUNT, polarity: int = -1, name: str = "length") -> Series:
    """A series whose scaled values are given; every day rests on one observation, and all spread is the days' own."""
    there = np.isfinite(values)
    back = {SignalKind.AMOUNT: np.exp, SignalKind.DURATION: np.exp, SignalKind.COUNT: np.expm1}.get(kind)
    unscaled = values if back is None else back(values)
    return Series(name, kind, polarity, FIRST + np.arange(values.size), unscaled, there.astype(np.float64), 0.0)


def quiet(seed: int, days: int = 730, signals: int = 4) -> Floats:
    """White noise, shape (signals, days)."""
    rng = np.random.default_rng([seed, 5])
    return rng.standard_normal((signals, days)) * 0.3 + 2.0


def several(values: Floats, polarity: Sequence[int] | None = None) -> SignalPanel:
    """A panel of amounts."""
    signs = polarity or [-1] * len(values)
    return panel(
        [one(row, polarity=sign, name=f"s{at}") for at, (row, sign) in enumerate(zip(values, signs, strict=True))]
    )


def day(index: int) -> int:
    """The ordinal of a day by its place."""
    return int((FIRST + index).astype("datetime64[D]").item().toordinal())
