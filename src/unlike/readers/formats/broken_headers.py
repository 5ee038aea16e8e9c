"""Texts that end in the middle of a message's beginning, and so were cut short."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

_LENGTHS: Final = range(6, 80)
"""Characters of a last line that may be the beginning of a header; a shorter one may be a typed number or time."""

_MIN_DIGITS: Final = 3
_DIGIT: Final = re.compile(r"\d")


def is_broken_header(last: str, others: Iterable[str]) -> bool:
    """Whether a last line, without its end, is how others begin, up to their digits.

    Args:
        last: the line.
        others: lines of the same text.
    """
    if len(last) not in _LENGTHS or len(_DIGIT.findall(last)) < _MIN_DIGITS:
        return False
    shape = _shape(last)
    return any(len(other) > len(last) and _shape(other[: len(last)]) == shape for other in others)


def _shape(line: str) -> str:
    return _DIGIT.sub("0", line)
