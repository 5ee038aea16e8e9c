"""Write the table of helplines in `docs/explanation/words-of-harm.md`; `--check` says whether it is still the same."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from babel import Locale

from unlike.presentation.helplines import HelpKind, helpline_table

PAGE = Path(__file__).parents[1] / "docs" / "explanation" / "words-of-harm.md"
BEGIN, END = "<!-- helplines -->\n", "<!-- /helplines -->\n"
KINDS = {HelpKind.HOME: "violence or fear at home", HelpKind.DISTRESS: "distress", HelpKind.CONDUCT: "own conduct"}


def table_rows() -> Iterator[str]:
    """Lines of the table, country by country."""
    table, names = helpline_table(), Locale("en").territories
    yield "| country | for | line | contact | hours | source | last checked |"
    yield "|---|---|---|---|---|---|---|"
    for code, country in sorted(table.countries.items(), key=lambda entry: names[entry[0]]):
        yield f"| {names[code]} | in danger | emergency number | {country.emergency} | 24/7 | | {table.checked} |"
        for kind in HelpKind:
            for line in country.lines(kind):
                cells = (names[code], KINDS[kind], line.name, line.contact, line.hours or "–", line.source)
                yield f"| {' | '.join(cells)} | {table.checked} |"


def page_with_table(page_text: str) -> str:
    """The page with its table made anew."""
    text_before, _, remainder = page_text.partition(BEGIN)
    return text_before + BEGIN + "\n".join(table_rows()) + "\n" + END + remainder.partition(END)[2]


if __name__ == "__main__":
    current = PAGE.read_text("utf-8")
    if "--check" not in sys.argv:
        PAGE.write_text(page_with_table(current), "utf-8")
    elif current != page_with_table(current):
        sys.exit("docs/explanation/words-of-harm.md is out of date: run python scripts/document_helplines.py")
