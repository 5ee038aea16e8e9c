"""Invented signals as numbers, of which every step is known."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np

from unlike.core.series import Floats, Series, SignalKind
from unlike.detection import SignalPanel, build_panel

FIRST_DAY: Final = np.datetime64("2022-01-03", "D")
_INVERSE_SCALES: Final = {SignalKind.AMOUNT: np.exp, SignalKind.DURATION: np.exp, SignalKind.COUNT: np.expm1}


def daily_series(
    scaled: Floats, kind: SignalKind = SignalKind.AMOUNT, polarity: int = -1, name: str = "length"
) -> Series:
    """A series with some values on the scale of `Series.scaled`, NaN where missing.

    Every day rests on one observation, and all spread is the days' own.
    """
    present = np.isfinite(scaled)
    inverse = _INVERSE_SCALES.get(kind)
    values = scaled if inverse is None else inverse(scaled)
    return Series(name, kind, polarity, FIRST_DAY + np.arange(scaled.size), values, present.astype(np.float64), 0.0)


def white_noise(seed: int, days: int = 730, signals: int = 4) -> Floats:
    """White noise around 2 with a standard deviation of 0.3, shape (signals, days)."""
    rng = np.random.default_rng([seed, 5])
    return rng.standard_normal((signals, days)) * 0.3 + 2.0


def build_amount_panel(scaled: Floats, polarity: Sequence[int] | None = None) -> SignalPanel:
    """A panel of amounts, s0 onwards, of scaled values of shape (signals, days)."""
    signs = polarity or [-1] * len(scaled)
    return build_panel(
        [
            daily_series(row, polarity=sign, name=f"s{index}")
            for index, (row, sign) in enumerate(zip(scaled, signs, strict=True))
        ]
    )


def ordinal_of(index: int) -> int:
    """Ordinal of the day at an index."""
    return int((FIRST_DAY + index).astype("datetime64[D]").item().toordinal())
