"""Phone numbers in every spelling: with and without the country, with brackets, blanks and strokes."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

_NUMBER: Final = re.compile(
    r"^[\s\u200e\u200f\u202a-\u202e\u2066-\u2069]*(?:\+|00)?[\d\s().\-/\u00a0\u2011]+[\s\u202c\u2069]*$"
)
_TRUNK: Final = re.compile(r"\(\s*0\s*\)")  # +49 (0)171: the zero is dialled at home alone
_MIN_DIGITS: Final = 7
_MAX_DIGITS: Final = 15
"""Digits of an international number at most (ITU-T E.164)."""
_SEPARATORS: Final = r"[\s().\-/\u00a0\u2011]{0,3}"
"""Signs between two digits of a number in a text."""
_COUNTRY: Final = re.compile(
    r"1|7|2[07]|3[0-469]|4[013-9]|5[1-8]|6[0-6]|8[1246]|9[0-58]|(?:2[1-689]|3[578]|42|5[09]|6[7-9]|8[0578]|9[679])\d"
)
"""Calling codes of countries (ITU-T E.164)."""


@dataclass(frozen=True, slots=True)
class PhoneNumber:
    """A phone number as it is written.

    Attributes:
        digits: without the zeros or the plus sign in front.
        is_international: the country's code is among them for sure.
    """

    digits: str
    is_international: bool

    def is_same(self, other: PhoneNumber) -> bool:
        """Whether both are spellings of one number: equal, or equal but for the country's code."""
        if self.digits == other.digits:
            return True
        longer, shorter = sorted((self, other), key=lambda number: len(number.digits), reverse=True)
        if shorter.is_international or not longer.digits.endswith(shorter.digits):
            return False
        country = longer.digits[: -len(shorter.digits)]
        return bool(_COUNTRY.fullmatch(country) or (country.endswith("0") and _COUNTRY.fullmatch(country[:-1])))

    def pattern(self) -> str:
        """Regular expression for every spelling of the number in a text."""
        country = _COUNTRY.match(self.digits) if self.is_international else None
        code, own_digits = (country[0], self.digits[country.end() :]) if country else (r"\d{1,3}", self.digits)
        written_code = _SEPARATORS.join(code) if country else code
        before = rf"(?:(?:(?:\+|00){_SEPARATORS})?{written_code}{_SEPARATORS})?(?:0{_SEPARATORS})?"
        return rf"(?<!\d){before}{_SEPARATORS.join(own_digits)}(?!\d)"


def phone_number(text: str) -> PhoneNumber | None:
    """The phone number that a text is; None for anything else, and for a number too short to be anybody's alone."""
    if not _NUMBER.match(text):
        return None
    digits = "".join(filter(str.isdecimal, _TRUNK.sub("", text)))
    international = text.strip("\u200e\u200f\u202a\u202b\u202c\u2066\u2067\u2068\u2069 \u00a0").startswith(("+", "00"))
    significant = digits.lstrip("0")
    if not _MIN_DIGITS <= len(significant) <= _MAX_DIGITS:
        return None
    return PhoneNumber(significant, international)
