"""Invented signals as numbers, of which every step is known."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np

from unlike.core.series import MAX_UNITS, Floats, Series, SignalKind
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
    return int((FIRST_DAY + np.timedelta64(index, "D")).astype("datetime64[D]").item().toordinal())


def message_counts(seed: int, rates: tuple[float, ...] = (20.0, 25.0), days: int = 400) -> Floats:
    """Messages a day of some sides, overdispersed: good and bad days are shared, and each has their own."""
    rng = np.random.default_rng([seed, 9])
    shared = np.exp(0.25 * rng.standard_normal(days))
    own = np.exp(0.2 * rng.standard_normal((len(rates), days)))
    counts: Floats = rng.poisson(np.array(rates)[:, None] * shared * own).astype(np.float64)
    return counts


def thinned(counts: Floats, shares: tuple[float, ...], first: int, last: int) -> Floats:
    """Counts of which a share of each side's messages is left on some days, `last` included."""
    rng = np.random.default_rng(3)
    result = counts.copy()
    for row, share in enumerate(shares):
        result[row, first : last + 1] = rng.binomial(counts[row, first : last + 1].astype(np.int64), share)
    return result


SHARES: Final = {"questions": 0.25, "emoji": 0.15}


def message_series(
    seed: int, days: int = 500, per_day: float | Floats = 12.0, left: Floats | None = None, *, fewer: bool = False
) -> tuple[Series, ...]:
    """Two shares and an amount of a person whose messages are all drawn alike; `left`: of each habit, by day.

    `per_day` may be of each day. Where `fewer`, as much is left of the messages as of each habit.
    """
    rng = np.random.default_rng([seed, 17])
    factor = np.ones(days) if left is None else left
    messages = rng.poisson(per_day * (factor if fewer else 1.0), days).astype(np.float64)
    dates = FIRST_DAY + np.arange(days)
    made = []
    for name, share in SHARES.items():
        with_habit = rng.binomial(messages.astype(np.int64), share * factor)
        values = np.divide(with_habit, messages, out=np.full(days, np.nan), where=messages > 0)
        noise = share * (1 - share)
        made.append(
            Series(name, SignalKind.SHARE, -1, dates, values, messages, noise, weight=0.8, likelihood_weight=1.0)
        )
    histogram = np.zeros((days, MAX_UNITS))
    means = np.full(days, np.nan)
    for day in np.flatnonzero(messages):
        words = 1 + rng.geometric(1 / 8, int(messages[day]))
        words = np.maximum(np.floor(words * factor[day] + rng.random(words.size)), 1).astype(np.int64)
        np.add.at(histogram[day], np.minimum(words, MAX_UNITS) - 1, 1)
        means[day] = np.exp(np.log(words).mean())
    amount = Series(
        "length", SignalKind.AMOUNT, -1, dates, means, messages, 0.6, 0.8, histogram=histogram, likelihood_weight=0.4
    )
    return (*made, amount)
