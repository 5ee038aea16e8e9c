"""What is asked on a terminal, and shown while the owner waits."""

from __future__ import annotations

from unlike.i18n import phrase, say_many

WHO = phrase("Which of these is you? Type the number or the name.")
AGAIN = phrase("That is none of them.")
READING = phrase("Reading")
COMPARING = phrase("Comparing")


def more_names(number: int) -> str:
    """Names beyond those that are listed."""
    told = say_many("and {number} more name: type it", "and {number} more names: type it", number)
    return f"      {told}"
