"""Texts that Meta wrote as UTF-8 and then escaped byte by byte, as if each byte were a character."""

from __future__ import annotations


def repaired_text(text: str) -> str:
    """The text as it was typed; a text that is right already, or was cut in a character, stays as it is."""
    if text.isascii():
        return text
    try:
        return text.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return text
