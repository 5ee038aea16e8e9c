"""A section on the screen: its mark at the left, its option at the right, what changed above what did not."""

from __future__ import annotations

from typing import Final

from rich.cells import cell_len
from rich.text import Text

from unlike.i18n import translate
from unlike.presentation.model import TableRow
from unlike.presentation.sentences import AS_USUAL, CHANGED, UNDECIDED, Section
from unlike.presentation.sentences.findings.signal_change_text import first_few
from unlike.presentation.terminal.styles import ACCENT, FAINT, HEAD, wrapped_text
from unlike.presentation.terminal.text_layout import listed_lines, padded

ALL_SIGNALS: Final = 99
_INDENT_COLUMNS: Final = 2
_QUESTION_COLUMNS: Final = 25
_SIDE_COLUMNS: Final = 13
_MIN_TABLE_COLUMNS: Final = 70
"""Columns of a screen from which on a table stands in columns."""
_MIN_OPTION_GAP_COLUMNS: Final = 2


def section_lines(section: Section, width: int, *, options: bool = True, max_signals: int = ALL_SIGNALS) -> list[Text]:
    """The lines of a section; `options` says whether the option that shows more stands beside it."""
    lines = _headline(section, width, _option(section) if options else "")
    if section.body:
        lines += [_indented(text) for text in wrapped_text(" ".join(section.body), width - _INDENT_COLUMNS)]
    lines += _table(section.table, width)
    if section.changed:
        lines += _signals(translate(CHANGED), first_few(section.changed, max_signals), width, ACCENT)
        lines += _signals(translate(AS_USUAL), first_few(section.unchanged, max_signals), width, "")
    if section.undecided:
        lines += _signals(translate(UNDECIDED), first_few(section.undecided, max_signals), width, FAINT)
    return lines


def _option(section: Section) -> str:
    """The option of the command line that shows more of a section; empty where there is none."""
    if section.finding is not None:
        return " · ".join(f"--show {number}" for number in (section.finding, *section.more_findings))
    return "--all" if section.is_summary else ""


def _headline(section: Section, width: int, option: str) -> list[Text]:
    """The mark and the headline; the option stands at the right of the last line where there is room for it."""
    lines = [_indented(text) for text in wrapped_text(section.headline, width - _INDENT_COLUMNS, HEAD)]
    lines[0] = Text.assemble((section.kind.mark, ACCENT), lines[0][1:])
    room = width - cell_len(lines[-1].plain) - cell_len(option)
    if option and room >= _MIN_OPTION_GAP_COLUMNS:
        lines[-1].append(" " * room).append(option, FAINT)
    return lines


def _table(rows: tuple[TableRow, ...], width: int) -> list[Text]:
    """Three columns where there is room for them; else one row under the other."""
    if width < _MIN_TABLE_COLUMNS:
        return [_indented(text) for row in rows for text in wrapped_text(" · ".join(row), width - _INDENT_COLUMNS)]
    answer_columns = width - _INDENT_COLUMNS - _QUESTION_COLUMNS - _SIDE_COLUMNS
    return [_indented(line) for row in rows for line in _row(row, answer_columns)]


def _row(row: TableRow, answer_columns: int) -> list[Text]:
    """One row; what does not fit a column goes on below."""
    question = wrapped_text(row.question, _QUESTION_COLUMNS - 2)
    side, answer = wrapped_text(row.side, _SIDE_COLUMNS - 2), wrapped_text(row.answer, answer_columns)
    lines = []
    for at in range(max(len(question), len(side), len(answer))):
        left, middle, right = (column[at].plain if at < len(column) else "" for column in (question, side, answer))
        line = Text.assemble((padded(left, _QUESTION_COLUMNS), FAINT), (padded(middle, _SIDE_COLUMNS), ACCENT), right)
        line.rstrip()
        lines.append(line)
    return lines


def _signals(label: str, signals: tuple[str, ...], width: int, style: str) -> list[Text]:
    """E.g. "changed   shorter messages · fewer emoji"."""
    label_columns = max(cell_len(translate(text)) for text in (CHANGED, AS_USUAL, UNDECIDED)) + 2
    rows = listed_lines(signals, width - _INDENT_COLUMNS - label_columns)
    labels = (label, *[""] * (len(rows) - 1))
    return [
        _indented(Text.assemble((padded(left, label_columns), FAINT), (row, style)))
        for left, row in zip(labels, rows, strict=True)
    ]


def _indented(text: Text) -> Text:
    return Text(" " * _INDENT_COLUMNS).append_text(text)
