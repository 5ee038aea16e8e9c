"""All lines of an export that look like the start of a message, whether or not they were taken for one."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

import numpy as np
from numpy.typing import NDArray

from unlike.readers.apps.whatsapp.header_patterns import Ints, Mask

Places = NDArray[np.int64]
STYLE_STEP: Final = 100_000_000
"""A date's key is its packed date and so many times the number of its header's style."""

NO_DATE: Final = -1
"""Key of a line whose header cannot be read."""


def dates_of(keys: Ints) -> Ints:
    """The packed dates of some keys."""
    dates: Ints = keys % STYLE_STEP
    return dates


def styles_of(keys: Ints) -> Ints:
    """The numbers of the styles of some keys; -1 where there is no date."""
    styles: Ints = keys // STYLE_STEP
    return styles


@dataclass(frozen=True, slots=True)
class HeaderLines:
    """Lines that look like headers, in the file's order.

    Attributes:
        lines: numbers of the lines, from 1.
        keys: date and style of each, see `STYLE_STEP`, or `NO_DATE`.
        seconds: since midnight, negative where no clock has such a time.
        taken: whether it was taken for the start of a message.
    """

    lines: Places
    keys: Ints
    seconds: Ints
    taken: Mask

    @property
    def readable(self) -> Mask:
        """Which have a date and a time as some calendar and clock have them."""
        readable: Mask = (self.keys >= 0) & (self.seconds >= 0)
        return readable

    def where(self, chosen: Mask | Places) -> HeaderLines:
        """The chosen lines."""
        return HeaderLines(self.lines[chosen], self.keys[chosen], self.seconds[chosen], self.taken[chosen])


@dataclass(slots=True)
class HeaderLog:
    """Lines that look like headers, block by block."""

    parts: list[HeaderLines] = field(default_factory=list)

    def all(self) -> HeaderLines:
        """All of them."""
        if not self.parts:
            nothing = np.zeros(0, np.int32)
            return HeaderLines(np.zeros(0, np.int64), nothing, nothing, np.zeros(0, bool))
        joined = HeaderLines(
            np.concatenate([part.lines for part in self.parts]),
            np.concatenate([part.keys for part in self.parts]),
            np.concatenate([part.seconds for part in self.parts]),
            np.concatenate([part.taken for part in self.parts]),
        )
        self.parts = [joined]
        return joined
