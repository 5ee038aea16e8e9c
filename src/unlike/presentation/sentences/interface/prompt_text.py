"""Questions on a terminal, and what is shown while something is computed."""

from __future__ import annotations

from unlike.i18n import mark, translate_plural

WHO = mark("Which of these is you? Type the number or the name.")
AGAIN = mark("That is none of them.")
READING = mark("Reading")
COMPARING = mark("Comparing")


def more_names(number: int) -> str:
    """How many names are not listed."""
    sentence = translate_plural("and {number} more name: type it", "and {number} more names: type it", number)
    return f"      {sentence}"
