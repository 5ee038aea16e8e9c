"""Names, ids and words in the cells of a table, whatever type a cell has; two values never become one name."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from datetime import date, time
from decimal import Decimal
from hashlib import blake2b
from typing import Final

import msgspec

_UNSEEN: Final = dict.fromkeys(
    map(ord, "\u00ad\u061c\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff")
)
"""Marks of direction and others without width; never U+200C and U+200D, which change how letters and emoji look."""

_NOTHING: Final = re.compile(
    r"[\s\x00-\x1f\x7f-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202e"
    r"\u2060-\u206f\u2800\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufff8\U0001d173-\U0001d17a\U000e0000-\U000e0fff]*"
)
"""White space and what leaves as little on the screen: fillers, blanks, marks, and what Unicode says to ignore."""

_NAME_CHARS: Final = 200
_DIGEST_BYTES: Final = 6


def value_name(value: object) -> str:
    """A value on one line, within bounds; empty for what is no value."""
    return bounded_name(value_words(value) or "")


def bounded_name(text: str) -> str:
    """A text on one line, within bounds; of two long ones that begin alike each stays another, by its digest.

    One of which nothing can be seen is none: it is empty.
    """
    line = " ".join(text.split())
    if len(line) <= _NAME_CHARS:
        return line if is_visible(line) else ""
    digest = blake2b(line.encode("utf-8", "surrogatepass"), digest_size=_DIGEST_BYTES).hexdigest()
    return f"{line[: _NAME_CHARS - len(digest) - 2]}… {digest}"


def is_visible(name: str) -> bool:
    """Whether anything of a name can be seen, such as a single emoji."""
    start = name[:1]
    return (start.isascii() and start.isalnum()) or _NOTHING.fullmatch(name) is None


def name_look(name: str) -> str:
    """What can be seen of a name: composed letters, single spaces, and no marks that have no width.

    Two names of one look are one to everybody who reads them. What joins emoji and letters stays.
    """
    if name.isascii() and "  " not in name:
        return name
    seen = " ".join(unicodedata.normalize("NFC", name.translate(_UNSEEN)).split())
    return seen or name


def value_words(value: object) -> str | None:
    """What a cell says as text; None for what is no value, as null, NaN, a missing time, or a list of such."""
    if is_missing(value):
        return None
    if isinstance(value, (bool, list, tuple, Mapping)):
        return msgspec.json.encode(value, enc_hook=str, order="sorted").decode()
    if isinstance(value, (float, Decimal)):
        return _number(value)
    if isinstance(value, (bytes, bytearray, memoryview)):
        return bytes(value).decode("utf-8", "backslashreplace")
    return value.isoformat() if isinstance(value, (date, time)) else str(value)


def is_missing(value: object) -> bool:
    """Whether a cell holds no value; a list or an object holds one where any part of it does."""
    if isinstance(value, (list, tuple, Mapping)):
        parts = value.values() if isinstance(value, Mapping) else value
        return all(map(_is_no_value, parts))
    return _is_no_value(value)


def _is_no_value(value: object) -> bool:
    """Whether it is null, or unlike itself, as NaN and missing times are; pandas' null cannot be asked that."""
    if value is None or isinstance(value, str):
        return value is None
    try:
        return bool(value != value)  # noqa: PLR0124 - see above
    except (TypeError, ValueError, ArithmeticError):
        return str(value).lower() in {"<na>", "snan"}


def _number(value: float | Decimal) -> str:
    """All its digits; of a whole number no fraction, so that 5.0 is 5."""
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else repr(value)
    digits = format(value, "f")
    return digits.rstrip("0").rstrip(".") if "." in digits else digits
