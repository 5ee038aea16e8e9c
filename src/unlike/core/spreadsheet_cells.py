"""Texts as cells of a CSV file that a spreadsheet takes for texts, and never for formulas."""

from __future__ import annotations

import re
from typing import Final

_FORMULA_STARTS: Final = re.compile("[=+\\-@＝＋－＠]")
_MARK: Final = "'"


def spreadsheet_cell(text: str) -> str:
    """A text as a cell: behind an apostrophe where a spreadsheet would take it for a formula."""
    start = next((sign for sign in text if sign.isprintable() and not sign.isspace()), "")
    return f"{_MARK}{text}" if _FORMULA_STARTS.match(start) else text
