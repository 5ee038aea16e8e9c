"""Types that every layer shares."""

from __future__ import annotations

from enum import StrEnum


class Direction(StrEnum):
    """Where a change of signals points; never a feeling. Each signal declares its polarity."""

    COOLER = "cooler"  # fewer, shorter, later, plainer
    WARMER = "warmer"
    OTHER = "other"
