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
BOTTOM = """
## Figures

What is shown of a signal is what anybody counts in the chat, in every face and every picture. Detection compares other
values: logarithms, without weekday and hour, at the level after a lasting shift. Where a figure does not move the way
that detection saw, the habit is not named as changed.

| family | figure |
|---|---|
| count | the number a day, over calendar days, silent ones included; calls are no messages, media are |
| amount | the mean of the messages that have one: words of a message with words |
| duration | the median |
| share | the part of the messages that could have the habit: those with words, for what is written |
| share, `greetings` | the part of the days with words on which it came at least once |

Figures a day and of days leave out the first and the last day of the chat, which are seldom whole. Beside a finding
stands what is usual:

- for a spell: the days up to 45 before it and after it, no further than to a lasting shift; where the chat ends in
  it, the days before it alone;
- for a lasting shift: the time since, and as usual the time before; each up to the next lasting shift, and a year at
  most.

Days of other spells and of changes of the conversation are left out, unless fewer than eight days remain.
"""
COOLER = {1: "there is more of it", -1: "there is less of it", 0: "–"}


def signal_row(signal: Signal) -> str:
    """One signal's line of the table."""
    languages = ", ".join(sorted(signal.languages)) or "any"
    cells = (f"`{signal.name}`", signal.label, signal.unit, signal.kind.value, COOLER[signal.polarity], languages)
    return f"| {' | '.join((*cells, signal.study))} |\n"


def page_text() -> str:
    """The whole page."""
    return TOP + "".join(signal_row(signal) for signal in SIGNALS) + BOTTOM


if __name__ == "__main__":
    if "--check" not in sys.argv:
        PAGE.write_text(page_text(), "utf-8")
    elif PAGE.read_text("utf-8") != page_text():
        sys.exit("docs/reference/signals.md is out of date: run python scripts/document_signals.py")
