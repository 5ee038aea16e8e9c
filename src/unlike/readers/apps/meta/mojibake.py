"""Texts that Meta wrote as UTF-8 and then escaped byte by byte, as if each byte were a character."""

from __future__ import annotations

import re
from typing import Final

_CHARACTER: Final = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")


def repaired_text(text: str) -> str:
    """The text as it was typed; a text that is right already stays as it is.

    Of one that was cut within a character, or damaged, the characters that are not whole become U+FFFD.
    """
    if text.isascii():
        return text
    if "\ufffd" in text:
        return "\ufffd".join(map(repaired_text, text.split("\ufffd")))
    try:
        content = text.encode("latin-1")
    except UnicodeEncodeError:
        return text
    whole = b"".join(_CHARACTER.findall(content))
    rest = sum(byte > 0x7F for byte in content) - len(whole)
    return content.decode("utf-8", "replace") if len(whole) > rest else text
