"""Types that every layer shares."""

from __future__ import annotations

from enum import StrEnum


class Direction(StrEnum):
    """Direction of a change of signals; never a feeling. Each signal declares its polarity."""

    COOLER = "cooler"  # fewer, shorter, later, plainer
    WARMER = "warmer"
    OTHER = "other"
