"""Headers by their bytes: a pattern of one header, matched against all lines at once."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from unlike.readers.apps.whatsapp.header_parser import Header, HeaderStyle

Bytes = NDArray[np.uint8]
Ints = NDArray[np.int32]
Mask = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class HeaderPattern:
    """A header byte by byte: any digit where a digit stands, every other byte literally.

    Attributes:
        literals: (place, byte) of everything that is no digit.
        digits: (place of the digit's last byte, that byte of the script's zero).
        fields: for a, b, c, h, mi, s the digits (place, zero) they consist of.
        length: bytes, with the space before the sender.
        dash: bytes of the sign before that space.
    """

    literals: tuple[tuple[int, int], ...]
    digits: tuple[tuple[int, int], ...]
    fields: tuple[tuple[str, tuple[tuple[int, int], ...]], ...]
    length: int
    dash: int
    style: HeaderStyle
    meridiem: str
    era: int

    def matches(self, columns: Bytes) -> Mask:
        """Which lines start with this pattern; `columns` is (width, lines), the lines' first bytes."""
        fits = np.ones(columns.shape[1], bool)
        for place, byte in self.literals:
            fits &= columns[place] == byte
        if fits.any():
            for place, zero in self.digits:
                fits &= (columns[place] - np.uint8(zero)) <= 9
        return fits

    def begins(self, line: bytes) -> bool:
        """Whether a line that breaks off is the start of such a header."""
        digits = dict(self.digits)
        literals = dict(self.literals)
        return len(line) < self.length and all(
            byte == literals[place] if place in literals else 0 <= byte - digits[place] <= 9
            for place, byte in enumerate(line)
        )

    def dates(self, columns: Bytes) -> Ints:
        """Every line's date, packed as `date_order.civil` takes it; means nothing for lines that do not match."""
        a, b, c = (self._number(columns, name) for name in "abc")
        first, second, third = (a, b, c) if self.style.year == "first" else (c, a, b)
        return (first + self.era) * 10_000 + second * 100 + third

    def seconds(self, columns: Bytes) -> Ints:
        """Every line's seconds since midnight, negative where a clock has no such time; some clocks go on to 24:59."""
        hours, minutes, seconds = (self._number(columns, name) for name in ("h", "mi", "s"))
        wrong = (hours > (23 if self.meridiem else 24)) | (minutes > 59) | (seconds > 60)
        if self.meridiem:
            hours = self._of_24(hours)
        return np.where(wrong, -1, hours * 3600 + minutes * 60 + np.minimum(seconds, 59))

    def _of_24(self, hours: Ints) -> Ints:
        """Hours of a clock of 12 as hours of 24; "13:05 PM" means 13:05."""
        late = 0 if self.meridiem == "am" else 12
        turned: Ints = np.where(hours > 12, hours, hours % 12 + late)
        if self.meridiem == "noon":
            turned = np.where(hours < 9, hours + 12, hours)
        return turned

    def _number(self, columns: Bytes, name: str) -> Ints:
        """A field's value; two digits at a time, which fit in a byte."""
        value: Ints = np.zeros(1, np.int32)
        digits = dict(self.fields).get(name, ())
        for pair in (digits[: len(digits) % 2], *(digits[k : k + 2] for k in range(len(digits) % 2, len(digits), 2))):
            if pair:
                value = value * 100 + _two(columns, pair)
        return value


def _two(columns: Bytes, digits: tuple[tuple[int, int], ...]) -> Ints:
    """One or two digits of every line."""
    (place, zero), *more = digits
    value: Bytes = columns[place] - np.uint8(zero)
    for place, zero in more:
        value = value * np.uint8(10) + (columns[place] - np.uint8(zero))
    return value.astype(np.int32)


def pattern_of(header: Header) -> HeaderPattern:
    """What a header looks like by its bytes."""
    literals: list[tuple[int, int]] = []
    digits: dict[int, tuple[int, int]] = {}
    place = 0
    for index, character in enumerate(header.text):
        encoded = character.encode()
        value = unicodedata.decimal(character, -1)
        if value >= 0:
            digits[index] = (place + len(encoded) - 1, encoded[-1] - value)
            literals += [(place + step, byte) for step, byte in enumerate(encoded[:-1])]
        else:
            literals += [(place + step, byte) for step, byte in enumerate(encoded)]
        place += len(encoded)
    fields = tuple((name, tuple(digits[k] for k in range(*span) if k in digits)) for name, span in header.spans.items())
    dash = len(header.text[-2].encode())
    return HeaderPattern(
        tuple(literals), tuple(digits.values()), fields, place, dash, header.style, header.meridiem, header.era
    )
