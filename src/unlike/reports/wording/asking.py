"""What is asked on a terminal, and shown while the owner waits."""

from __future__ import annotations

from unlike.reports.wording.numbers import count

WHO = "Which of these is you? Type the number or the name."
AGAIN = "That is none of them."
READING = "Reading"
COMPARING = "Comparing"


def more_names(number: int) -> str:
    """Names beyond those that are listed."""
    return f"      and {count(number, 'more name')}: type it"
