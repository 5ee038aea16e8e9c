"""Whether the last mail of a file is whole, as far as a mail tells it."""

from __future__ import annotations

import re
from typing import Final

_BLANK_LINE: Final = re.compile(rb"\n\r?\n")
_BOUNDARY: Final = re.compile(
    rb"^Content-Type:[ \t]*multipart/[^\n]*(?:\n[ \t][^\n]*)*?\bboundary[ \t]*=[ \t]*(?:\"([^\"\n]+)\"|([^\s;\"]+))",
    re.IGNORECASE | re.MULTILINE,
)
"""What parts the parts of a mail; it stands once more, with two dashes behind, below the last of them (RFC 2046)."""


def breaks_off(mail: bytes) -> bool:
    """Whether a mail ends within its header, or before the last of its parts does."""
    end = _BLANK_LINE.search(mail)
    if end is None:
        return bool(mail) and not mail.endswith(b"\n")
    match = _BOUNDARY.search(mail, 0, end.start())
    return match is not None and b"--" + (match[1] or match[2]) + b"--" not in mail[end.start() :]
