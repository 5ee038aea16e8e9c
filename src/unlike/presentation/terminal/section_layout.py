"""A passage on the screen: its mark at the left, its hint at the right, what changed above what did not."""

from __future__ import annotations

from rich.cells import cell_len
from rich.text import Text

from unlike.i18n import translate
from unlike.presentation.model import Row
from unlike.presentation.sentences import AS_USUAL, CHANGED, Section
from unlike.presentation.sentences.findings.signal_change_text import first_ones
from unlike.presentation.terminal.styles import ACCENT, FAINT, HEAD, folded
from unlike.presentation.terminal.text_layout import listed_lines, padded

_INDENT = 2
_ASKED, _SIDE = 25, 13  # columns of a table: what was asked, and what the answer speaks for
_ROOM = 70  # columns of a screen from which on a table stands in columns


def section_lines(passage: Section, width: int, *, hint: bool = True, most: int = 99) -> list[Text]:
    """The lines of a passage, with at most so many habits of either sort."""
    lines = _headline(passage, width, passage.hint if hint else "")
    if passage.lines:
        lines += [_inset(text) for text in folded(" ".join(passage.lines), width - _INDENT)]
    lines += _table(passage.rows, width)
    if passage.changed:
        lines += _habits(translate(CHANGED), first_ones(passage.changed, most), width, ACCENT)
        lines += _habits(translate(AS_USUAL), first_ones(passage.unchanged, most), width, "")
    return lines


def _headline(passage: Section, width: int, hint: str) -> list[Text]:
    """The mark and the sentence; the hint stands at the right of the last line with room for it."""
    lines = [_inset(text) for text in folded(passage.headline, width - _INDENT, HEAD)]
    lines[0] = Text.assemble((passage.mark, ACCENT), lines[0][1:])
    room = width - cell_len(lines[-1].plain) - cell_len(hint)
    if hint and room >= 2:
        lines[-1].append(" " * room).append(hint, FAINT)
    return lines


def _table(rows: tuple[Row, ...], width: int) -> list[Text]:
    """Three columns where there is room for them; else one row under the other."""
    if width < _ROOM:
        return [_inset(text) for row in rows for text in folded(" · ".join(row), width - _INDENT)]
    return [_inset(line) for row in rows for line in _row(row, width - _INDENT - _ASKED - _SIDE)]


def _row(row: Row, room: int) -> list[Text]:
    """One row; what does not fit a column goes on below."""
    asked, side, answer = row
    left, middle, right = folded(asked, _ASKED - 2), folded(side, _SIDE - 2), folded(answer, room)
    lines = []
    for at in range(max(len(left), len(right))):
        cells = [column[at].plain if at < len(column) else "" for column in (left, middle, right)]
        line = Text.assemble((padded(cells[0], _ASKED), FAINT), (padded(cells[1], _SIDE), ACCENT), cells[2])
        line.rstrip()
        lines.append(line)
    return lines


def _habits(label: str, habits: tuple[str, ...], width: int, style: str) -> list[Text]:
    """E.g. "changed   shorter messages · fewer emoji"."""
    column = max(cell_len(translate(one)) for one in (CHANGED, AS_USUAL)) + 2
    rows = listed_lines(habits, width - _INDENT - column)
    labels = (label, *[""] * (len(rows) - 1))
    return [
        _inset(Text.assemble((padded(left, column), FAINT), (row, style)))
        for left, row in zip(labels, rows, strict=True)
    ]


def _inset(text: Text) -> Text:
    return Text(" " * _INDENT).append_text(text)
