"""Shares and rates with 95 % intervals, as text for a table."""

from __future__ import annotations

import math

_Z_95 = 1.96
"""Quantile of the normal distribution for 95 %, two-sided."""


def wilson_interval(hits: int, total: int) -> tuple[float, float]:
    """Wilson's 95 % score interval of a share (Wilson 1927, JASA 22:209)."""
    share = hits / total
    middle = (share + _Z_95 * _Z_95 / (2 * total)) / (1 + _Z_95 * _Z_95 / total)
    half_width = (
        _Z_95
        * math.sqrt(share * (1 - share) / total + _Z_95 * _Z_95 / (4 * total * total))
        / (1 + _Z_95 * _Z_95 / total)
    )
    return max(middle - half_width, 0.0), min(middle + half_width, 1.0)


def share_text(hits: int, total: int, places: int = 2) -> str:
    """A share with its Wilson interval: `0.93 (0.84–0.97)`; a dash of nothing."""
    if total == 0:
        return "–"
    low, high = wilson_interval(hits, total)
    return f"{hits / total:.{places}f} ({low:.{places}f}–{high:.{places}f})"


def count_text(hits: int, total: int) -> str:
    """A count with its Wilson interval in percent: `13 of 300 (2.5% to 7.3%)`."""
    low, high = wilson_interval(hits, total)
    return f"{hits} of {total} ({low:.1%} to {high:.1%})"


def rate_text(count: int, years: float) -> str:
    """A rate a year with its interval (Byar's approximation to Poisson's): `0.12 (0.01–0.43)`."""
    low = count * (1 - 1 / (9 * count) - _Z_95 / (3 * math.sqrt(count))) ** 3 if count else 0.0
    next_count = count + 1
    high = next_count * (1 - 1 / (9 * next_count) + _Z_95 / (3 * math.sqrt(next_count))) ** 3
    return f"{count / years:.2f} ({low / years:.2f}–{high / years:.2f})"
