"""Least history that a person must have before anything is said of them."""

from __future__ import annotations

from typing import Final

from unlike.results.findings import MissingHistory

MIN_ACTIVE_DAYS: Final = 45
"""Days with messages that a person's history needs."""
MIN_MESSAGES: Final = 150
"""Messages that it needs: with fewer, in every second history no spell of any length and strength could be noticed, so
that "nothing" would be said without knowing it. See `bench/detection/sparse_histories.py`."""


def missing_history(messages: int, active_days: int, *, of_one_app: bool = False) -> MissingHistory | None:
    """What is missing of a person's history; None where it is enough.

    Args:
        messages: of the person.
        active_days: days on which they wrote.
        of_one_app: what they wrote in apps that were used for too short a time is left out of both.
    """
    missing = MissingHistory(active_days, MIN_ACTIVE_DAYS, messages, MIN_MESSAGES, lacks_app=of_one_app)
    return missing if missing.lacks_days or missing.lacks_messages else None
