"""Plain values of the JSON face."""

from __future__ import annotations

import math
from datetime import date


def dates(ends: tuple[date, date]) -> list[str]:
    """Both ends of some days, ISO 8601."""
    return [end.isoformat() for end in ends]


def number(given: float | None) -> float | None:
    """Six figures; null for what is no number."""
    return None if given is None or not math.isfinite(given) else float(f"{given:.6g}")
