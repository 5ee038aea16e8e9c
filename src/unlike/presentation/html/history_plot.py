"""Plot of one habit over a history, as an SVG file that stands alone: on white and on dark, seen or heard."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final
from zlib import crc32

from unlike.core.private_file import replace_private_file
from unlike.errors import OptionError, OutputError, UsageError
from unlike.i18n import mark, translate
from unlike.presentation.html.page import environment
from unlike.presentation.html.shared_picture import legend
from unlike.presentation.html.timeline_svg import timeline_picture
from unlike.presentation.numbering import subjects
from unlike.presentation.redaction import Redaction, redactor
from unlike.presentation.sanitise import sanitise
from unlike.presentation.sentences import Subject, concern
from unlike.presentation.sentences.formatting.date_format import format_days
from unlike.presentation.sentences.interface.plot_text import (
    AN_SVG_FILE,
    HELP_COMES_FIRST,
    PLOT_FOOT,
    TOO_LITTLE,
    plot_description,
    plot_title,
)
from unlike.results import Findings, SignalHistory

HIGH_UNITS: Final = 230.0
"""Height of the plot's area, in units of the picture."""


@dataclass(frozen=True, slots=True, repr=False)
class HistoryPlot:
    """A plot that a notebook shows and that can be saved.

    Attributes:
        title: what it shows.
        svg: the picture, with nothing that has to be fetched.
    """

    title: str
    svg: str

    def save(self, path: str | Path) -> Path:
        """Write it to a file that only its owner can read; one that is there is replaced.

        Raises:
            unlike.errors.OptionError: the name does not end in .svg.
            unlike.errors.OutputError: it cannot be written.
        """
        file = Path(path)
        if file.suffix.lower() != ".svg":
            raise OptionError("path", str(path), translate(AN_SVG_FILE))
        try:
            replace_private_file(file, self.svg.encode())
        except OSError as error:
            raise OutputError(error.strerror or str(error), file) from error
        return file

    def __repr__(self) -> str:
        return self.title

    def _repr_svg_(self) -> str:
        return self.svg

    def _repr_html_(self) -> str:
        return f'<div class="unlike-plot" style="max-width: 72rem">{self.svg}</div>'


def person_plot(
    findings: Findings, place: tuple[int, int], history: SignalHistory | None, *, names: bool
) -> HistoryPlot:
    """Draw a habit of one person.

    Args:
        findings: the answer.
        place: of the conversation among the conversations, and of the person among its people.
        history: the habit day by day over that conversation.
        names: whether the person's name stands in it; else "Person A".

    Raises:
        UsageError: messages speak of harm, so that help comes first, or there is nothing to draw.
    """
    redacted_findings = redactor(Redaction(names=names), findings).findings(findings)
    subject = subjects(redacted_findings, None)[place[0]][1][place[1]]
    if concern(subject) is not None:
        raise UsageError(mark(HELP_COMES_FIRST))
    drawn = None if history is None else _draw_plot(subject, history)
    if drawn is None:
        raise UsageError(mark(TOO_LITTLE))
    return drawn


def _draw_plot(subject: Subject, history: SignalHistory) -> HistoryPlot | None:
    """The plot; None where the history has no days."""
    alone = replace(subject, person=replace(subject.person, signal_histories=(history,)))
    drawn = timeline_picture(alone)
    if drawn is None:
        return None
    title = plot_title(sanitise(subject.name), history)
    spells = sorted(shade.days for shade in drawn.shades if shade.kind == "spell")
    values = {
        "picture": drawn,
        "row": drawn.rows[0],
        "tall": HIGH_UNITS,
        "id": f"u{crc32(f'{title}{drawn.rows[0].line}'.encode()):08x}",
        "title": title,
        "described": plot_description(history, drawn.days.first, drawn.days.last, spells),
        "dates": format_days(drawn.days.first, drawn.days.last),
        "legend": tuple(legend(drawn)),
        "foot": translate(PLOT_FOOT),
    }
    return HistoryPlot(title, environment().get_template("plot.svg").render(values))
