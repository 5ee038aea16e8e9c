"""Plain values of the JSON face."""

from __future__ import annotations

import math
from datetime import date


def dates(ends: tuple[date, date]) -> list[str]:
    """Both ends of some days, ISO 8601."""
    return [end.isoformat() for end in ends]


def number(value: float | None) -> float | None:
    """A number with six significant digits; null for what is no finite number."""
    return None if value is None or not math.isfinite(value) else float(f"{value:.6g}")
