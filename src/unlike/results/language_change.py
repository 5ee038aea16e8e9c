"""A person who goes over to another language: what differs since then may be the language alone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

RECENT_DAYS: Final = 60
"""Days of a new language up to which nothing usual is known in it."""


@dataclass(frozen=True, slots=True)
class LanguageChange:
    """Change of the language a person writes in, which stayed to the end.

    Attributes:
        day: the first day in the new one.
        before, after: codes of the two languages.
        recent: the history ends in too few days of the new one to say that nothing is unlike the person.
    """

    day: date
    before: str
    after: str
    recent: bool
