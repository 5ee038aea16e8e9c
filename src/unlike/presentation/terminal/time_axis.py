"""The picture of a history: a row for each telling signal, years above, spells and lasting changes below."""

from __future__ import annotations

from rich.cells import cell_len
from rich.text import Text

from unlike.i18n import translate_lazy
from unlike.presentation.sanitise import sanitise
from unlike.presentation.sentences import Subject
from unlike.presentation.sentences.interface.picture_legend import legend
from unlike.presentation.terminal.sparkline import (
    NOW,
    SPELL,
    STAYED,
    block_row,
    calendar_row,
    finding_dates,
    finding_marks,
    fit_axis,
    spell_columns,
)
from unlike.presentation.terminal.styles import ACCENT, FAINT
from unlike.presentation.terminal.text_layout import padded

_MAX_LABEL_COLUMNS = 32
_MIN_LABEL_COLUMNS = 20
_MAX_ROWS = 3
_MAX_GLANCE_ROWS = 1  # the signal that changed most, as on the page


def history_picture(subject: Subject, width: int, *, glance: bool = False) -> list[Text]:
    """The rows, one at a glance; empty where the history has no days."""
    if subject.first is None or subject.last is None:
        return []
    rows_shown = subject.person.signal_histories[: _MAX_GLANCE_ROWS if glance else _MAX_ROWS]
    longest = max((cell_len(sanitise(translate_lazy(history.label))) for history in rows_shown), default=0) + 1
    legend_columns = len(legend("▔┊●" if subject.person.lasting_shifts else "▔●"))
    label = min(max(longest, legend_columns, _MIN_LABEL_COLUMNS), _MAX_LABEL_COLUMNS, 2 * width // 5)
    on = fit_axis(subject.first, subject.last, width - label - 2)
    beside = spell_columns(subject.person, on)
    margin = " " * (label + 2)
    rows = [Text(margin + calendar_row(on), FAINT)]
    for history in rows_shown:
        name = f"  {padded(sanitise(translate_lazy(history.label)), label - 1)} "
        rows.append(Text.assemble((name, FAINT), _highlight_days(block_row(history, on.columns), beside)))
    below = finding_marks(subject.person, on)
    if below.strip():
        rows.append(
            Text.assemble((padded(f"{legend(_legend_marks(below)):>{label}}", label) + "  ", FAINT), (below, ACCENT))
        )
        rows.extend(Text(margin + dates, FAINT) for dates in [finding_dates(subject.person, on)] if dates)
    return rows


def _highlight_days(row: str, columns: frozenset[int]) -> Text:
    """A row in a faint colour, but for the columns of the spells."""
    return Text.assemble(*((block, ACCENT if at in columns else FAINT) for at, block in enumerate(row)))


def _legend_marks(below: str) -> tuple[str, ...]:
    """Marks of the picture that the legend explains."""
    return tuple(mark for mark in (SPELL, STAYED, NOW) if mark in below)
