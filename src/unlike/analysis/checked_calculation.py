"""Detection that says so where a number comes out as none, rather than going on to a quiet answer."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from unlike.analysis.parts import PersonDetection
from unlike.core.error_places import place_raised
from unlike.results import FailedCalculation


def checked_detection(detect: Callable[[], PersonDetection], name: str, messages: int, days: int) -> PersonDetection:
    """What is unlike a person; in place of it that it could not be calculated.

    The root of a negative number, or nothing divided by nothing, makes scores that are not numbers. No comparison with
    one holds, so that whatever rests on it would never be found.

    Args:
        detect: the detection.
        name: of the person.
        messages: of theirs.
        days: on which they wrote.
    """
    try:
        with np.errstate(invalid="raise"):
            return detect()
    except FloatingPointError as error:
        return PersonDetection(name, messages, days, FailedCalculation(place_raised(error)))
