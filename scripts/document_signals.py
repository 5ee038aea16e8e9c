"""Write `docs/reference/signals.md` from the declarations; `--check` says whether it is still the same."""

from __future__ import annotations

import sys
from pathlib import Path

from unlike.signals import SIGNALS, Signal

PAGE = Path(__file__).parents[1] / "docs" / "reference" / "signals.md"
TOP = """# Signals

Written from the declarations in `src/unlike/signals/families/` by `make docs`; a test compares the two. A signal is one
small habit of writing. It is always compared with the same person's own, in the same conversation. "Cooler" is said of
habits, never of a person. [How a signal is added](../tutorial/signal.md).

| name | habit | unit, a day | family | cooler where | languages | from |
|---|---|---|---|---|---|---|
"""
COOLER = {1: "there is more of it", -1: "there is less of it", 0: "–"}


def row(signal: Signal) -> str:
    """One signal's line of the table."""
    languages = ", ".join(sorted(signal.languages)) or "any"
    cells = (f"`{signal.name}`", signal.label, signal.unit, signal.kind.value, COOLER[signal.polarity], languages)
    return f"| {' | '.join((*cells, signal.study))} |\n"


def page() -> str:
    """The whole page."""
    return TOP + "".join(row(signal) for signal in SIGNALS)


if __name__ == "__main__":
    if "--check" not in sys.argv:
        PAGE.write_text(page(), "utf-8")
    elif PAGE.read_text("utf-8") != page():
        sys.exit("docs/reference/signals.md is out of date: run python scripts/document_signals.py")
