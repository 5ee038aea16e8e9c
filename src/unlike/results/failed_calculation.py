"""Placeholder for findings where a number could not be calculated."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FailedCalculation:
    """A calculation about a person came out as no number, so that nothing can be said about them.

    Attributes:
        place: file and line of the program, to be reported; nothing of the chat.
    """

    place: str
