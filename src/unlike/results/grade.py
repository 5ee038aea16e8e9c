"""Grades of how unlike a person their last messages are, and the chance up to which each is given."""

from __future__ import annotations

from enum import StrEnum
from typing import Final


class Grade(StrEnum):
    """How unlike a person their last messages are, by the chance among their own earlier ones; never a flat no."""

    CANNOT_TELL = "cannot_tell"
    WITHIN_USUAL = "within_usual"
    A_LITTLE_UNLIKE = "a_little_unlike"  # one in 20
    UNLIKE = "unlike"  # one in 100
    VERY_UNLIKE = "very_unlike"  # one in 500

    @property
    def is_noteworthy(self) -> bool:
        """Whether it is rarer than one in 20."""
        return self not in {Grade.CANNOT_TELL, Grade.WITHIN_USUAL}


GRADES: Final = ((Grade.VERY_UNLIKE, 0.002), (Grade.UNLIKE, 0.01), (Grade.A_LITTLE_UNLIKE, 0.05))
"""Largest chance of each grade, the rarest first."""


def grade_of(chance: float) -> Grade:
    """Grade of a chance by itself."""
    return next((grade for grade, bound in GRADES if chance <= bound), Grade.WITHIN_USUAL)
