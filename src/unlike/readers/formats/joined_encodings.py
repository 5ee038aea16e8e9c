"""Files in UTF-16 behind which somebody put one in UTF-8, as a shell does that appends."""

from __future__ import annotations

import codecs
import re
from typing import Final

_LEAST_UNITS: Final = 8
"""Units in a row that are two ASCII bytes each; what follows must be UTF-8, which hardly any text in UTF-16 is."""

_LOOK_AHEAD_BYTES: Final = 400
_LEAST_BYTES: Final = 24
_FIRST, _LAST = 0x20, 0x7E


def _unit_class() -> str:
    """The characters that two bytes of ASCII text are when they are read as one unit of UTF-16, in either order."""
    lines = (0x09, 0x0A, 0x0D)
    ranges = (f"{chr(high << 8 | _FIRST)}-{chr(high << 8 | _LAST)}" for high in (*lines, *range(_FIRST, _LAST + 1)))
    singles = (chr(high << 8 | low) for high in range(_FIRST, _LAST + 1) for low in lines)
    return "".join((*ranges, *singles))


_ASCII_PAIRS: Final = re.compile(f"[{_unit_class()}]{{{_LEAST_UNITS}}}")


def start_of_utf_8(text: str, name: str) -> int | None:
    """Where a text that was read as UTF-16 goes on in UTF-8; None where it does not.

    Args:
        text: as decoded.
        name: "utf-16-le" or "utf-16-be".
    """
    for match in _ASCII_PAIRS.finditer(text):
        line = text.rfind("\n", 0, match.start()) + 1
        start = next((place for place in (line, match.start()) if _is_utf_8(text[place:], name)), None)
        if start is not None:
            return start
    return None


def _is_utf_8(text: str, name: str) -> bool:
    """Whether the bytes of a text are UTF-8, as far as they are looked at."""
    content = text[:_LOOK_AHEAD_BYTES].encode(name, "surrogatepass")[:_LOOK_AHEAD_BYTES]
    try:
        read, _ = codecs.utf_8_decode(content, "strict", False)  # noqa: FBT003 - the name of no parameter is known
    except UnicodeDecodeError:
        return False
    return len(content) >= _LEAST_BYTES and "\x00" not in read
