"""Many chats on the screen: one line for each, then what was read of all of them."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len
from rich.text import Text

from unlike.i18n import translate
from unlike.presentation.sentences.findings.chat_table import (
    HEADS,
    MAX_ROWS,
    ChatRow,
    chats_headline,
    other_chats_sentence,
)
from unlike.presentation.sentences.formatting.number_format import format_count
from unlike.presentation.sentences.interface.import_summary import left_over_text
from unlike.presentation.terminal.styles import ACCENT, FAINT, HEAD, wrapped_text
from unlike.presentation.terminal.text_layout import padded
from unlike.results import ConversationFindings

_GAP = 2
_MIN_TITLE_COLUMNS = 10
_NARROW_CELLS = (0, 3)
"""Cells that stay where there is no room for all: the chat, and what is said of now."""


def chat_list(rows: Sequence[ChatRow], width: int) -> list[list[Text]]:
    """The headline, the rows, and how many more there are."""
    size = max(MAX_ROWS, sum(row.is_unlike_now for row in rows))  # these stand first
    shown_rows, remaining_rows = rows[:size], rows[size:]
    blocks = [wrapped_text(chats_headline(rows), width, HEAD), _table_lines(shown_rows, width)]
    last = [other_chats_sentence(remaining_rows)] if remaining_rows else []
    last.append(translate("--with NAME shows one person, --all everything, --csv every row for a spreadsheet."))
    return [*blocks, wrapped_text(" ".join(last), width, FAINT)]


def _table_lines(rows: Sequence[ChatRow], width: int) -> list[Text]:
    heads = tuple(map(translate, HEADS))
    table = [heads, *(row.cells() for row in rows)]
    widths = [max(map(cell_len, column)) + _GAP for column in zip(*table, strict=True)]
    title_columns = width - sum(widths[1:])
    if title_columns < min(_MIN_TITLE_COLUMNS, widths[0]):
        table = [tuple(cells[place] for place in _NARROW_CELLS) for cells in table]
        widths = [widths[place] for place in _NARROW_CELLS]
        title_columns = width - sum(widths[1:])
    widths[0] = min(widths[0], title_columns)
    styles = [FAINT, *(ACCENT if row.is_unlike_now else "" for row in rows)]
    return [_table_line(cells, widths, style) for cells, style in zip(table, styles, strict=True)]


def _table_line(cells: Sequence[str], widths: Sequence[int], style: str) -> Text:
    return Text(
        "".join(padded(cell, columns - 1) + " " for cell, columns in zip(cells, widths, strict=True)).rstrip(), style
    )


def reading_summary(chats: Sequence[ConversationFindings], *, others: bool = False) -> str:
    """How much was read in all, what was left over, and where the rest of the reading is told.

    With `others`, the chats are those beside the ones that are shown.
    """
    skipped = sum(len(chat.skipped) for chat in chats)
    has_notes = any(chat.notes or chat.medium_limits or chat.skipped for chat in chats)
    parts = [format_count(sum(chat.messages for chat in chats), "message"), left_over_text(skipped)]
    values = {"parts": ", ".join(parts)}
    sentences = [
        translate("Read in the other chats: {parts}.", **values) if others else translate("Read: {parts}.", **values)
    ]
    if has_notes:
        sentences.append(translate("Notes on how each chat was read: --all."))
    return " ".join(sentences)
