"""Picture of a history to pass on: dates, shades and lines, without a name and without a message."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from unlike.i18n import translate
from unlike.presentation.html.page import environment
from unlike.presentation.html.timeline_svg import TimelinePicture, timeline_picture
from unlike.presentation.sentences import Subject
from unlike.presentation.sentences.formatting.date_format import format_days
from unlike.presentation.sentences.interface.report_text import BAND, BLIND, shade_label
from unlike.presentation.sentences.interface.shared_picture_text import FOOT, picture_title

_MAX_ROWS: Final = 2
"""Signals that are drawn: those that changed most."""
_LETTER_UNITS, _MARK_UNITS = 8.4, 52.0
"""Width of a letter of the legend, and of a mark with the space beside it, in units of the picture."""


def shared_picture(subject: Subject) -> str | None:
    """Draw the history of a person as an SVG file that stands alone; None where there is nothing to draw."""
    drawn = timeline_picture(subject)
    if drawn is None:
        return None
    rows = drawn.rows[:_MAX_ROWS]
    values = {
        "picture": drawn,
        "rows": rows,
        "tall": 400 + 120 * len(rows),
        "title": picture_title(sum(shade.kind == "spell" for shade in drawn.shades)),
        "dates": format_days(drawn.days.first, drawn.days.last),
        "legend": tuple(legend(drawn)),
        "foot": translate(FOOT),
    }
    return environment().get_template("shared.svg").render(values)


def legend(drawn: TimelinePicture) -> Iterator[tuple[float, str, str]]:
    """Place, kind and words of each mark that is drawn."""
    blind = [("blind", translate(BLIND))] if drawn.blind else []
    marks = [*((kind, shade_label(kind)) for kind in drawn.kinds()), *blind, ("band", translate(BAND))]
    place = 0.0
    for kind, label in marks:
        yield round(place), kind, label
        place += _MARK_UNITS + _LETTER_UNITS * len(label)
