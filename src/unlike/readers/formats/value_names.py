"""Names, ids and words in the cells of a table, whatever type a cell has; two values never become one name."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, time
from decimal import Decimal
from hashlib import blake2b
from typing import Final

import msgspec

_NAME_CHARS: Final = 200
_DIGEST_BYTES: Final = 6


def value_name(value: object) -> str:
    """A value on one line, within bounds; empty for what is no value."""
    return bounded_name(value_words(value) or "")


def bounded_name(text: str) -> str:
    """A text on one line, within bounds; of two long ones that begin alike each stays another, by its digest."""
    line = " ".join(text.split())
    if len(line) <= _NAME_CHARS:
        return line
    digest = blake2b(line.encode("utf-8", "surrogatepass"), digest_size=_DIGEST_BYTES).hexdigest()
    return f"{line[: _NAME_CHARS - len(digest) - 2]}… {digest}"


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
