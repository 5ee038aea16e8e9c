"""Write `docs/reference/signals.md` from the declarations; `--check` says whether it is still the same."""

from __future__ import annotations

import sys
from pathlib import Path

from unlike.signals import SIGNALS, Signal

PAGE = Path(__file__).parents[1] / "docs" / "reference" / "signals.md"
TOP = """# Signals

Every habit that is measured, with its unit, its direction and the study it comes from. A signal is one small countable
habit of writing, with one value a day. It is compared only with the same person's own values in the same conversation.
"Cooler" means more distant behaviour on average in that study; it describes habits, never a person.

`make docs` writes this page from the declarations in `src/unlike/signals/families/`; a test compares the two.
[How a signal is added](../tutorial/signal.md), [how signals are combined](../explanation/methods.md).

| name | habit | unit of a day | family | cooler if | languages | study |
|---|---|---|---|---|---|---|
"""
BOTTOM = """
## Figures

A figure is what a face or a chart shows of a signal: a number that anybody can count in the chat. Detection compares
other values: logarithms, without the effects of weekday and hour, at the level after a lasting shift. If a figure does
not move in the direction that detection found, the habit is not named as changed.

| family | figure |
|---|---|
| count | the number a day, over calendar days with silent ones; media are messages, calls are not |
| amount | the mean of the messages that have one: words of a message with words |
| duration | the median |
| share | the part of the messages that could have the habit: for words, those with words |
| share, `greetings` | the part of the days with words on which it occurred at least once |

Figures by days leave out the first and the last day of the chat, which are seldom complete. The usual beside a finding
is taken from

- for a spell: up to 45 days before and after it, no further than to a lasting shift; if the chat ends in it, the days
  before it alone
- for a lasting shift: the time before it, compared with the time since; each up to the next lasting shift, and at most
  a year

Days of other spells and of channel changes are left out, unless fewer than eight days remain.
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
