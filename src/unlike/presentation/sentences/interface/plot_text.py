"""Words of a plot: its title, its description for those who cannot see it, and why nothing is drawn."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from unlike.core.spans import DateSpan
from unlike.i18n import mark, translate, translate_lazy
from unlike.presentation.sentences.formatting.date_format import format_days
from unlike.presentation.sentences.formatting.number_format import format_count, format_value
from unlike.results import SignalHistory

PLOT_FOOT = mark("Each point is a day. Made with unlike, on the owner's own machine.")
HELP_COMES_FIRST = mark(
    "Nothing is drawn here: messages speak of harm, and the answer says first where help is. Look at the answer itself."
)
TOO_LITTLE = mark(
    "Nothing is drawn here: too little was written to say what is usual. The answer says how much is enough."
)
AN_SVG_FILE = mark("a file that ends in .svg")


def plot_title(name: str, history: SignalHistory) -> str:
    """E.g. "Rosa: length of messages"."""
    return translate("{name}: {habit}", name=name, habit=translate_lazy(history.label))


def plot_description(history: SignalHistory, first: date, last: date, spells: Sequence[DateSpan]) -> str:
    """Description of the plot for those who hear it: the days, the usual range, and each spell by its days."""
    low, high = (format_value(end, history.unit) for end in history.usual_range)
    described = translate(
        "A line from day to day on {days}. On 90 of 100 days it lies between {low} and {high}.",
        days=format_days(first, last),
        low=low,
        high=high,
    )
    if not spells:
        return " ".join((described, translate("No spell is shaded.")))
    listed = ", ".join(format_days(spell.first, spell.last) for spell in spells)
    return " ".join(
        (described, translate("Shaded: {spells}, on {days}.", spells=format_count(len(spells), "spell"), days=listed))
    )
