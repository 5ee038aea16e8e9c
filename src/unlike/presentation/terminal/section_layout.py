"""A section on the screen: its mark at the left, its option at the right, what changed above what did not."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from rich.cells import cell_len
from rich.text import Text

from unlike.i18n import translate
from unlike.presentation.model import TableRow
from unlike.presentation.sentences import AS_USUAL, CERTAINTY, CHANGED, UNDECIDED, Section
from unlike.presentation.sentences.findings.signal_change_text import first_few
from unlike.presentation.sentences.formatting.label_format import with_label
from unlike.presentation.terminal.styles import ACCENT, FAINT, HEAD, wrapped_text
from unlike.presentation.terminal.text_layout import padded, wrapped

ALL_SIGNALS: Final = 99
_INDENT_COLUMNS: Final = 2
_QUESTION_COLUMNS: Final = 25
_SIDE_COLUMNS: Final = 13
_MIN_TABLE_COLUMNS: Final = 70
"""Columns of a screen from which on a table stands in columns."""
_MIN_GAP_COLUMNS: Final = 2


@dataclass(frozen=True, slots=True)
class SectionLayout:
    """How much of a section is shown.

    Attributes:
        width: columns of the screen.
        options: whether the option that shows more stands beside it.
        max_signals: names of habits in a list.
        certainty: whether chances are shown.
    """

    width: int
    options: bool = True
    max_signals: int = ALL_SIGNALS
    certainty: bool = False


def section_lines(section: Section, layout: SectionLayout) -> list[Text]:
    """The lines of a section."""
    width = layout.width
    lines = _headline_lines(section, width, _show_option(section) if layout.options else "")
    has_rows = bool(section.table or section.changed or section.undecided)
    is_text = not (has_rows or section.items)
    lines += _paragraph_lines((*section.detail, *section.body) if is_text else section.detail, width)
    lines += _item_lines(section.items, width)
    lines += _table_lines(section.table, width)
    if section.changed:
        lines += _change_lines(section, width)
        lines += _signal_lines(translate(AS_USUAL), first_few(section.unchanged, layout.max_signals), width)
    if section.undecided:
        lines += _signal_lines(translate(UNDECIDED), first_few(section.undecided, layout.max_signals), width)
    lines += [] if is_text else _paragraph_lines(section.body, width)
    if layout.certainty and section.certainty:
        lines += _paragraph_lines((translate(CERTAINTY), *section.certainty), width, FAINT)
    return lines


def _paragraph_lines(sentences: tuple[str, ...], width: int, style: str = "") -> list[Text]:
    """Sentences one after the other."""
    lines = wrapped_text(" ".join(sentences), width - _INDENT_COLUMNS, style) if sentences else []
    return [_indent_line(line) for line in lines]


def _item_lines(items: tuple[str, ...], width: int) -> list[Text]:
    """Each item from a line of its own on; what does not fit stands further in."""
    lines = []
    for item in items:
        first, *continuation = wrapped_text(item, width - 2 * _INDENT_COLUMNS)
        lines += [first, *map(_indent_line, continuation)]
    return [_indent_line(line) for line in lines]


def _show_option(section: Section) -> str:
    """The option of the command line that shows more of a section; empty where there is none."""
    if section.finding is not None:
        return " · ".join(f"--show {number}" for number in (section.finding, *section.more_findings))
    return "--all" if section.is_summary else ""


def _headline_lines(section: Section, width: int, option: str) -> list[Text]:
    """The mark and the headline; the option stands at the right of the last line where there is room for it."""
    lines = [_indent_line(text) for text in wrapped_text(section.headline, width - _INDENT_COLUMNS, HEAD)]
    lines[0] = Text.assemble((section.kind.mark, ACCENT), lines[0][1:])
    room = width - cell_len(lines[-1].plain) - cell_len(option)
    if option and room >= _MIN_GAP_COLUMNS:
        lines[-1].append(" " * room).append(option, FAINT)
    return lines


def _table_lines(rows: tuple[TableRow, ...], width: int) -> list[Text]:
    """Three columns where there is room for them; else one row under the other."""
    if width < _MIN_TABLE_COLUMNS:
        return [_indent_line(text) for row in rows for text in wrapped_text(" · ".join(row), width - _INDENT_COLUMNS)]
    answer_columns = width - _INDENT_COLUMNS - _QUESTION_COLUMNS - _SIDE_COLUMNS
    return [_indent_line(line) for row in rows for line in _row_lines(row, answer_columns)]


def _row_lines(row: TableRow, answer_columns: int) -> list[Text]:
    """One row; what does not fit a column goes on below."""
    question = wrapped_text(row.question, _QUESTION_COLUMNS - 2)
    side, answer = wrapped_text(row.side, _SIDE_COLUMNS - 2), wrapped_text(row.answer, answer_columns)
    lines = []
    for at in range(max(len(question), len(side), len(answer))):
        question_part, middle, right = (
            column[at].plain if at < len(column) else "" for column in (question, side, answer)
        )
        line = Text.assemble(
            (padded(question_part, _QUESTION_COLUMNS), FAINT), (padded(middle, _SIDE_COLUMNS), ACCENT), right
        )
        line.rstrip()
        lines.append(line)
    return lines


def _change_lines(section: Section, width: int) -> list[Text]:
    """The habits that changed with both figures; in columns where there is room for them."""
    heads = (translate(CHANGED), *(section.change_heads or ("", "")))
    if width < _MIN_TABLE_COLUMNS:
        rows = [" · ".join(filter(None, row)) for row in section.changed]
        return [_indent_line(text) for row in rows for text in wrapped_text(row, width - _INDENT_COLUMNS, ACCENT)]
    columns = [max(map(cell_len, column)) + 2 for column in zip(heads, *section.changed, strict=True)]
    columns[0] = min(columns[0], max(_QUESTION_COLUMNS, width - _INDENT_COLUMNS - sum(columns[1:])))
    styles = [FAINT, *([ACCENT] * len(section.changed))]
    lines = []
    for style, (habit, *figures) in zip(styles, (heads, *section.changed), strict=True):
        if not any(figures):
            lines += [_indent_line(text) for text in wrapped_text(habit, width - _INDENT_COLUMNS, style)]
            continue
        first, *more = wrapped(habit, columns[0] - _MIN_GAP_COLUMNS)
        cells = padded(first, columns[0]) + "".join(map(padded, figures, columns[1:]))
        lines += [_indent_line(Text(line, style)) for line in (cells.rstrip(), *more)]
    return lines


def _signal_lines(label: str, signals: tuple[str, ...], width: int) -> list[Text]:
    """E.g. "as usual: time to answer, hours of writing"."""
    line = with_label(label, ", ".join(signals))
    return [_indent_line(text) for text in wrapped_text(line, width - _INDENT_COLUMNS, FAINT)]


def _indent_line(text: Text) -> Text:
    return Text(" " * _INDENT_COLUMNS).append_text(text)
